//! Removes comments from a page.

use pulldown_cmark::{Event, Parser, Tag};

use crate::facts::Notes;

/// Replaces each comment outside code by spaces, so that all lines keep their numbers.
pub(super) fn blank_comments(text: &str, notes: &mut Notes) -> String {
    let is_code = |event: &Event<'_>| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_)));
    let events = Parser::new(text).into_offset_iter();
    let code: Vec<_> = events.filter(|(event, _)| is_code(event)).map(|(_, range)| range).collect();
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    while let Some(start) = text[from..].find("<!--").map(|at| from + at) {
        let next = code.partition_point(|range| range.end <= start);
        if let Some(range) = code.get(next).filter(|range| range.start <= start) {
            from = range.end;
            continue;
        }
        let end = text[start..].find("-->").map(|at| start + at + 3);
        if end.is_none() {
            let line = text[..start].matches('\n').count() + 1;
            notes.loss(line, "this comment is never closed: the rest of the page is left out");
        }
        from = end.unwrap_or(text.len());
        out.push_str(&text[out.len()..start]);
        out.extend(text[start..from].bytes().map(|b| if matches!(b, b'\n' | b'\r') { char::from(b) } else { ' ' }));
    }
    out.push_str(&text[out.len()..]);
    out
}
