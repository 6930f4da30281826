//! Removes comments from a page.

use crate::facts::Notes;

/// Replaces each comment outside code by spaces, so that all lines keep their numbers.
pub(super) fn blank_comments(text: &str, notes: &mut Notes) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    let mut opened = None;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let start = line.trim_start_matches([' ', '>']);
        let mark = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark)).filter(|_| opened.is_none());
        match (mark, fence) {
            // A line such as "```code``` and text" begins with a code span.
            (Some(_), None) if !start.trim_start_matches('`').contains('`') => fence = mark,
            (Some(_), _) if mark == fence => fence = None,
            _ => {}
        }
        if fence.is_some() {
            out.push_str(line);
            continue;
        }
        let mut rest = line;
        while !rest.is_empty() {
            let end = match opened {
                None => comment_start(rest).unwrap_or(rest.len()),
                Some(_) => rest.find("-->").map_or(rest.len(), |end| end + 3),
            };
            let (part, after) = rest.split_at(end);
            match opened {
                None => out.push_str(part),
                Some(_) => out.extend(part.chars().map(|c| if matches!(c, '\n' | '\r') { c } else { ' ' })),
            }
            opened = match opened {
                None => (!after.is_empty()).then_some(number + 1),
                Some(_) if part.ends_with("-->") => None,
                line => line,
            };
            rest = after;
        }
    }
    if let Some(line) = opened {
        notes.loss(line, "this comment is never closed: the rest of the page is left out");
    }
    out
}

/// The start of the first comment in a line that is not in a code span.
fn comment_start(line: &str) -> Option<usize> {
    let (mut from, mut comment) = (0, line.find("<!--")?);
    loop {
        if comment < from {
            comment = from + line[from..].find("<!--")?;
        }
        let Some(open) = line[from..comment].find('`').map(|open| from + open + 1) else { return Some(comment) };
        let Some(close) = line[open..].find('`') else { return Some(comment) };
        from = open + close + 1;
    }
}
