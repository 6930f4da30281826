//! Functions for text: lines, inline Markdown, and templates with slots.

use error_catalog_model::printable_line;
use pulldown_cmark::{Event, Options, Parser};

/// A line break between the elements of a list in a cell.
pub(crate) const BREAK: &str = "\u{2028}";

/// The text without line breaks and other control characters, and with single spaces.
pub(crate) fn one_line(text: &str) -> String {
    let text = text.replace(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}'), " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of a note or of a reason for people: printable, and on one line.
pub(crate) fn shown(text: &str) -> String {
    printable_line(&one_line(text))
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

/// Tags of HTML that only format a text.
const TAGS: &str = "a abbr b big blockquote br center cite code dd del details dfn div dl dt em font h1 h2 h3 h4 h5 h6 hr i ins \
                    kbd li mark ol p pre q s samp small span strike strong sub summary sup tt u ul var wbr";

/// Whether the tag at an index formats the text around it. Placeholders such as `<id>` or a lone `<code>` are text.
fn is_markup(tags: &[String], at: usize, is_in_text: bool) -> bool {
    let name = |tag: &String| {
        let name = tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next();
        name.unwrap_or_default().to_ascii_lowercase()
    };
    let (tag, own) = (&tags[at], name(&tags[at]));
    let is_end = |tag: &String| tag.starts_with("</");
    let partner = match is_end(tag) {
        true => tags[..at].iter().rfind(|tag| name(tag) == own),
        false => tags[at + 1..].iter().find(|tag| name(tag) == own),
    };
    let is_paired = partner.is_some_and(|partner| is_end(partner) != is_end(tag));
    let is_sure = matches!(own.as_str(), "br" | "hr" | "wbr") || tag.contains('=') || tag.ends_with("/>");
    tag.starts_with("<!--") || TAGS.split(' ').any(|known| known == own) && (is_sure || is_paired || !is_in_text)
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
    let events: Vec<Event<'_>> = Parser::new_ext(&line, Options::ENABLE_STRIKETHROUGH).collect();
    let tags: Vec<String> = events
        .iter()
        .filter_map(|event| match event {
            Event::InlineHtml(tag) => Some(tag.to_string()),
            _ => None,
        })
        .collect();
    let is_text = line["x ".len()..].trim() != tags.concat();
    let mut at = 0..tags.len();
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::InlineHtml(tag) => match at.next().is_some_and(|at| is_markup(&tags, at, is_text)) {
                true if tag.to_ascii_lowercase().starts_with("<br") => out.push(' '),
                true => {}
                false => out.push_str(&tag),
            },
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
            ("Use <id> in a < b and <b>bold</b>", "Use <id> in a < b and bold"),
            ("<code>x</code><BR/>or <em class=\"y\">y</em>", "x or y"),
            ("<code>a</code> and <code>", "a and <code>"),
            ("No <code>, <User-ID>, </x> or <a b>", "No <code>, <User-ID>, </x> or <a b>"),
            ("<details>", ""),
            ("<id>", "<id>"),
            ("&lt;id&gt; and `<b>`", "<id> and <b>"),
        ] {
            assert_eq!(super::plain_text(markdown), plain, "{markdown}");
        }
    }
}
