//! Escapes text of a catalog for Markdown.
//!
//! A catalog contains two kinds of text. *Data* (codes, messages, titles) is shown character by character. [`code`],
//! [`code_cell`], [`text`] and [`fenced`] escape data. *Markdown* (descriptions, causes) keeps its emphasis, code,
//! links and lists, but cannot contain HTML or end a table cell. [`inline`], [`cell`] and [`block`] escape Markdown.

mod attributes;
mod block;
mod line;
mod start;
mod url;

use error_catalog_model::{visible, visible_except};

use self::attributes::Attributes;
pub use self::block::{block, closes, fence_marker};
use self::line::Line;
pub use self::line::code_span;
pub use self::start::push_start;
use self::start::{begins_item, extension, is_paragraph, push_line_start};
pub use self::url::BareUrls;

/// Whether the text consists of the given bytes and has no space at its ends. Most text passes this test, and needs no
/// escapes. The attribute runs this code without optimizations in every build, so the loop has no iterator.
macro_rules! is_only {
    ($text:expr, $bytes:pat) => {{
        let (bytes, mut at) = ($text.as_bytes(), 0);
        while at < bytes.len() && matches!(bytes[at], $bytes) {
            at += 1;
        }
        at == bytes.len() && !matches!(bytes, [b' ', ..] | [.., b' '])
    }};
}

/// Whether no character of the text acts as Markdown or HTML in any context.
fn is_plain(text: &str) -> bool {
    is_only!(
        text,
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' '..=b'"' | b'%' | b'\'' | b'(' | b')' | b'+'..=b';' | b'=' | b'?' | b'@'
            | b'}'
    )
}

/// Escapes data as a code span. Line breaks become spaces. Data that contains a broken character reference becomes
/// plain text.
pub fn code(data: &str) -> String {
    if !data.is_empty() && is_only!(data, b' '..=b'%' | b'\''..=b'_' | b'a'..=b'~') {
        return format!("`{data}`");
    }
    let data = one_line(data);
    if data.trim().is_empty() {
        return data;
    }
    if has_broken_reference(&data) {
        return text(&data);
    }
    let ticks = "`".repeat(longest_run(&data, '`') + 1);
    // Parsers remove one space on each side. The space separates a backtick of the data from the marker, or protects a
    // space of the data.
    let pad = if data.starts_with(['`', ' ']) || data.ends_with(['`', ' ']) { " " } else { "" };
    format!("{ticks}{pad}{data}{pad}{ticks}")
}

/// Escapes data as a code span in a table. In a table, parsers disagree about a backslash before a pipe, so data that
/// contains `\|` becomes plain text.
pub fn code_cell(data: &str) -> String {
    if data.contains("\\|") || has_broken_reference(data) { text(data) } else { code(data).replace('|', "\\|") }
}

/// Escapes data as plain text. No character of the result acts as Markdown or HTML, inside or outside of a table.
pub fn text(data: &str) -> String {
    if is_plain(data) && is_paragraph(data) {
        return data.to_owned();
    }
    let data = one_line(data);
    let data = data.trim();
    let mut out = String::with_capacity(data.len());
    let start = push_start(&mut out, data);
    let attributes = Attributes::of(data);
    let mut urls = BareUrls::default();
    for (at, c) in data.char_indices().skip_while(|(at, _)| *at < start) {
        let after = &data[at + c.len_utf8()..];
        let acts = match c {
            '\\' | '`' | '*' | '[' | ']' | '>' | '|' => true,
            '_' => !(data[..at].ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)),
            '#' => after.is_empty(),
            '{' => attributes.begin_at(at),
            _ => false,
        };
        let reference = match c {
            // Some parsers, such as Python-Markdown, show a backslash before these characters.
            '<' => "&lt;",
            '~' => "&#126;",
            '$' => "&#36;",
            '&' if is_entity(after) || after.starts_with('#') => "&amp;",
            _ => "",
        };
        if acts || !reference.is_empty() {
            urls.escape(&mut out);
        }
        let from = out.len();
        if acts {
            out.push('\\');
        }
        match reference {
            "" => out.push(c),
            reference => out.push_str(reference),
        }
        urls.read(&out, from);
    }
    out
}

/// Escapes Markdown as one line: a paragraph, or a list item.
pub fn inline(markdown: &str) -> String {
    if is_plain(markdown) && is_paragraph(markdown) {
        return markdown.to_owned();
    }
    let mut out = String::new();
    let line = one_line(markdown);
    let line = line.trim();
    let start = push_start(&mut out, line);
    Line { text: &line[start..], in_cell: false, has_math: has_math(line) }.push(&mut out);
    out
}

/// Escapes Markdown as a cell of a table.
pub fn cell(markdown: &str) -> String {
    let mut out = String::new();
    Line { text: one_line(markdown).trim(), in_cell: true, has_math: has_math(markdown) }.push(&mut out);
    out
}

/// Returns data as fenced code. The fence is longer than every run of backticks in the data.
pub fn fenced(language: &str, data: &str) -> String {
    let data = visible_lines(data);
    let fence = "`".repeat(longest_run(&data, '`').max(2) + 1);
    format!("{fence}{language}\n{data}\n{fence}")
}

/// Whether two dollar signs could enclose math, in which parsers do not see code.
fn has_math(markdown: &str) -> bool {
    markdown.matches('$').count() > 1
}

fn is_entity(after: &str) -> bool {
    after.find(';').is_some_and(|end| end > 0 && after[..end].chars().all(|c| c.is_ascii_alphanumeric() || c == '#'))
}

/// Whether the text contains `&#` that does not begin a complete character reference.
fn has_broken_reference(text: &str) -> bool {
    text.split('&').skip(1).any(is_broken_reference)
}

/// Whether `#` after an ampersand does not begin a complete reference, such as `#38;` or `#x26;`. After a broken
/// reference, the parser of Python loses its position. Then Python-Markdown reads code as HTML, and replaces anchors by
/// other text.
fn is_broken_reference(after: &str) -> bool {
    let Some(number) = after.strip_prefix('#') else { return false };
    let (digits, is_digit): (&str, fn(&u8) -> bool) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, u8::is_ascii_hexdigit),
        None => (number, u8::is_ascii_digit),
    };
    let end = digits.bytes().take_while(is_digit).count();
    end == 0 || !digits[end..].starts_with(';')
}

/// Text of which no character is unprintable. Line breaks become spaces.
fn one_line(text: &str) -> String {
    let is_space = |c| matches!(c, '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    text.replace("\r\n", " ").chars().map(|c| if is_space(c) { ' ' } else { visible(c) }).collect()
}

/// Text of which no character except line breaks and tabs is unprintable.
fn visible_lines(text: &str) -> String {
    visible_except(text, &['\n', '\t'])
}

/// Counts how often the ASCII character `wanted` is repeated at the start of `text`.
fn run(text: &str, wanted: char) -> usize {
    text.len() - text.trim_start_matches(wanted).len()
}

fn longest_run(text: &str, wanted: char) -> usize {
    text.split(|c| c != wanted).map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests;
