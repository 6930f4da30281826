//! Reads pages about errors: Markdown, or the plain text of a page that has lost its markup.

mod items;
mod jsonish;
mod label;
mod page;
mod parse;
mod scan;
mod shown;

use pulldown_cmark::{Event, Parser, Tag};
use serde_json::Value;

use self::page::Page;
use crate::facts::{Facts, MemberFact, Notes};
use crate::grid::Grid;

/// The line and the kind of a block.
type Block = (usize, Kind);

enum Kind {
    /// The level of the heading, from 1, and its text, with backticks around code.
    Heading(u8, String),
    Grid(Grid),
    Body(Body),
    /// The name and the value of a response header.
    Header(String, String),
    Item(String),
    Text(String),
}

struct Body {
    value: Value,
    /// Each comment in the body, as a description of the member before it.
    comments: Vec<MemberFact>,
    /// Whether the text had to be repaired to be valid JSON.
    is_mended: bool,
}

/// The kind of text that contains a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// A page without Markdown, where a short line may be a heading.
    Page,
    Paragraph,
    Code,
}

/// Reads the facts on a page.
pub(crate) fn read_markdown(text: &str, notes: &mut Notes) -> Facts {
    let text = &blank_comments(text, notes);
    // A page that still has its markup contains fenced code, or headings below the first level.
    let is_marked = |line: &str| ["```", "~~~", "## ", "### "].iter().any(|mark| line.starts_with(mark));
    let blocks = match text.lines().any(is_marked) {
        true => parse::parse_blocks(text, notes),
        false => scan::scan_text(text, 1, Mode::Page),
    };
    let mut page = Page::default();
    page.shown = shown::shown_members(&blocks);
    blocks.into_iter().for_each(|block| page.read(block));
    let (facts, found) = page.finish();
    notes.0.extend(found.0);
    Facts { names_retry_after: text.contains("Retry-After"), ..facts }
}

/// Replaces each comment outside code by spaces, so that all lines keep their numbers.
fn blank_comments(text: &str, notes: &mut Notes) -> String {
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
