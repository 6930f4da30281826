//! Texts: lines, Markdown within a line, and templates with slots.

use pulldown_cmark::{Event, Parser};

/// The text without line breaks and other control characters, and with single spaces.
pub(crate) fn one_line(text: &str) -> String {
    let text = text.replace(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}'), " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text on one line, unless it is empty.
pub(crate) fn some_line(text: &str) -> Option<String> {
    Some(one_line(text)).filter(|text| !text.is_empty())
}

/// The text with a capital at its start.
pub(crate) fn capitalized(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// The text as a template without slots.
pub(crate) fn literal(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// The constant parts of a template, and the text within braces that follows each; the last has none.
pub(crate) fn split_template(template: &str) -> Vec<(String, Option<String>)> {
    let mut parts = Vec::new();
    let mut constant = String::new();
    let mut chars = template.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' | '}' if chars.peek() == Some(&c) => constant.extend(chars.next()),
            '{' => {
                let slot = chars.by_ref().take_while(|c| *c != '}').collect();
                parts.push((std::mem::take(&mut constant), Some(slot)));
            }
            c => constant.push(c),
        }
    }
    parts.push((constant, None));
    parts
}

/// A line of Markdown as a reader sees it.
pub(crate) fn plain_text(text: &str) -> String {
    // Most lines have no marks, and very long ones are not worth the time.
    if !text.contains(['`', '*', '_', '[', '<', '\\', '&', '!', '~']) || text.len() > 10_000 {
        return text.trim().to_owned();
    }
    let mut out = String::new();
    // After a letter, nothing begins a block.
    let line = format!("x {}", text.replace(['\n', '\r'], " "));
    for event in Parser::new(&line) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::InlineHtml(html) if html.starts_with("<br") => out.push(' '),
            _ => {}
        }
    }
    out.strip_prefix('x').unwrap_or(&out).trim().to_owned()
}

/// Marks between a code, a status and what is said about them.
pub(crate) const MARKS: &[char] = &[' ', '*', '`', '-', '–', '—', ':'];

/// Whether a cell of a table is empty, or has a mark that says so.
pub(crate) fn is_blank(cell: &str) -> bool {
    matches!(cell.trim(), "" | "-" | "–" | "—" | "n/a" | "N/A")
}

#[cfg(test)]
mod tests {
    #[test]
    fn marks_are_dropped() {
        for (markdown, plain) in [
            ("`not_found`", "not_found"),
            ("**404** Not Found", "404 Not Found"),
            ("See [the docs](https://example.com)", "See the docs"),
            ("not_found", "not_found"),
            ("a \\| b", "a | b"),
            ("- no list", "- no list"),
            ("# *no* heading", "# no heading"),
        ] {
            assert_eq!(super::plain_text(markdown), plain, "{markdown}");
        }
    }
}
