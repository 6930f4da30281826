//! Functions for text: lines, inline Markdown, and templates with slots.

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

/// The constant parts of a template, each with the text in the braces after it. The last part has none.
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

/// A line of Markdown as readers see it, without markup.
pub(crate) fn plain_text(text: &str) -> String {
    // Skip the parser if the text has no markup, or is too long to be worth parsing.
    if !text.contains(['`', '*', '_', '[', '<', '\\', '&', '!', '~']) || text.len() > 10_000 {
        return text.trim().to_owned();
    }
    let mut out = String::new();
    // Text that follows a letter cannot begin a block.
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

/// Characters that separate a code, a status and the text about them.
pub(crate) const MARKS: &[char] = &[' ', '*', '-', '–', '—', ':', '=', ','];

/// Whether a cell of a table is empty, or contains only a sign for "empty".
pub(crate) fn is_blank(cell: &str) -> bool {
    matches!(cell.trim(), "" | "about:blank" | "-" | "–" | "—" | "n/a" | "N/A")
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
