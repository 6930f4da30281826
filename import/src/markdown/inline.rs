//! Marks within a line.

use pulldown_cmark::{Event, Parser, Tag};

/// A line of Markdown as a reader sees it.
pub(crate) fn plain_text(text: &str) -> String {
    // Most lines have no marks, and a long one is no line of a table.
    if !text.contains(['`', '*', '_', '[', '<', '\\', '&', '!', '~']) || text.len() > 10_000 {
        return text.trim().to_owned();
    }
    let mut out = String::new();
    // Behind a letter no mark of a block is one.
    let line = format!("x {}", text.replace(['\n', '\r'], " "));
    for event in Parser::new(&line) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::InlineHtml(html) if html.starts_with("<br") => out.push(' '),
            Event::Start(Tag::Image { .. }) => {}
            _ => {}
        }
    }
    out.strip_prefix('x').unwrap_or(&out).trim().to_owned()
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
