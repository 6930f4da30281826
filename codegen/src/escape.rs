//! Escapes text of a catalog for Markdown.
//!
//! A catalog contains two kinds of text. *Data* (codes, messages, titles) is shown character by character. [`code`],
//! [`code_cell`], [`text`] and [`fenced`] escape data. *Markdown* (descriptions, causes) keeps its emphasis, code,
//! links and lists, but cannot contain HTML or end a table cell. [`inline`], [`cell`] and [`block`] escape Markdown.

mod block;

use error_catalog_model::{visible, visible_except};

pub use self::block::{block, closes, fence_marker};

/// Whether the text consists of the given bytes and has no space at its ends. Most text passes this test, and needs no
/// escapes. The attribute runs this code without optimizations in every build, so it is a plain loop over bytes.
macro_rules! is_only {
    ($text:expr, $bytes:pat) => {{
        let mut only = !$text.starts_with(' ') && !$text.ends_with(' ');
        for byte in $text.as_bytes() {
            only &= matches!(byte, $bytes);
        }
        only
    }};
}

/// Whether no character of the text acts as Markdown or HTML in any context.
fn is_plain(text: &str) -> bool {
    is_only!(
        text,
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' '..=b'"' | b'%' | b'\'' | b'(' | b')' | b'+'..=b';' | b'=' | b'?' | b'@'
            | b'{' | b'}'
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
    if is_plain(data) && !data.starts_with(['-', '+']) && list_number(data).is_none() {
        return data.to_owned();
    }
    let data = one_line(data);
    let data = data.trim();
    let number = list_number(data);
    let mut out = String::with_capacity(data.len());
    let mut before = ' ';
    let mut chars = data.char_indices();
    while let Some((at, c)) = chars.next() {
        let after = chars.as_str();
        let acts = match c {
            '\\' | '`' | '*' | '[' | ']' | '>' | '|' => true,
            '_' => !(before.is_alphanumeric() && after.starts_with(char::is_alphanumeric)),
            '#' => at == 0 || after.is_empty(),
            '-' | '+' => at == 0,
            '.' | ')' => number == Some(at),
            _ => false,
        };
        if acts {
            out.push('\\');
        }
        match c {
            // Some parsers, such as Python-Markdown, show a backslash before these characters.
            '<' => out.push_str("&lt;"),
            '~' => out.push_str("&#126;"),
            '$' => out.push_str("&#36;"),
            '&' if is_entity(after) || after.starts_with('#') => out.push_str("&amp;"),
            c => out.push(c),
        }
        before = c;
    }
    out
}

/// Returns the length of the number at the start of the text, if the number could begin an item of a list.
fn list_number(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = rest.strip_prefix(['.', ')'])?;
    (rest.len() < text.len() && ends_mark(after)).then(|| text.len() - rest.len())
}

/// Whether the mark of a list item can end before this text.
fn ends_mark(after: &str) -> bool {
    !after.starts_with(|c: char| !c.is_whitespace())
}

/// Escapes Markdown as one line: a part of a paragraph, a heading or a list item.
pub fn inline(markdown: &str) -> String {
    if is_plain(markdown) {
        return markdown.to_owned();
    }
    let mut out = String::new();
    push_line(&mut out, one_line(markdown).trim(), false);
    out
}

/// Escapes Markdown as a cell of a table.
pub fn cell(markdown: &str) -> String {
    let mut out = String::new();
    push_line(&mut out, one_line(markdown).trim(), true);
    out
}

/// Returns data as fenced code. The fence is longer than every run of backticks in the data.
pub fn fenced(language: &str, data: &str) -> String {
    let data = visible_lines(data);
    let fence = "`".repeat(longest_run(&data, '`').max(2) + 1);
    format!("{fence}{language}\n{data}\n{fence}")
}

/// Writes one line of Markdown without HTML. All parsers must agree about where code begins and ends, because `<` is
/// not escaped in code. Therefore a backtick that does not open code is escaped. The bracket of a link is also escaped
/// if the target of the link is not plain.
fn push_line(out: &mut String, line: &str, in_cell: bool) {
    let mut rest = line;
    while let Some(at) = rest.find(['\\', '`', '~', '<', '[', ']', '|', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (taken, written) = match rest.chars().next().unwrap_or_default() {
            '\\' => match rest[1..].chars().next() {
                // Python-Markdown would read HTML or a reference after this backslash.
                Some('<') => (2, "&lt;".to_owned()),
                Some('&') => (2, "&amp;".to_owned()),
                Some(next) if next.is_ascii_punctuation() => (2, rest[..2].to_owned()),
                _ => (1, "\\\\".to_owned()),
            },
            '`' => code_span(rest, in_cell),
            '~' if rest.starts_with("~~~") => (run(rest, '~'), "\\~".repeat(run(rest, '~'))),
            '<' => match autolink(rest) {
                Some(link) => (link.len(), link.to_owned()),
                None => (1, "&lt;".to_owned()),
            },
            // Python-Markdown would put a table of contents here.
            '[' if rest.starts_with("[TOC]") => (1, "\\[".to_owned()),
            ']' if rest.starts_with("](") => match link_target(rest) {
                Some(target) => (target.len(), target.to_owned()),
                None => (1, "\\]".to_owned()),
            },
            ']' if rest.starts_with("]:") => (1, "\\]".to_owned()),
            '|' if in_cell => (1, "\\|".to_owned()),
            '&' if is_broken_reference(&rest[1..]) => (1, "&amp;".to_owned()),
            c => (c.len_utf8(), c.to_string()),
        };
        out.push_str(&written);
        rest = &rest[taken..];
    }
    out.push_str(rest);
}

/// Returns the length and the text of the code span at the start of `rest`. Backticks that do not open a code span are
/// escaped. Code that contains a broken character reference becomes plain text.
pub fn code_span(rest: &str, in_cell: bool) -> (usize, String) {
    let ticks = run(rest, '`');
    let mut end = ticks;
    while let Some(found) = rest[end..].find('`') {
        let closing = run(&rest[end + found..], '`');
        end += found + closing;
        if closing == ticks {
            let span = &rest[..end];
            if has_broken_reference(span) {
                return (end, text(&span[ticks..end - ticks]));
            }
            return (end, if in_cell { span_in_cell(span) } else { span.to_owned() });
        }
    }
    (ticks, "\\`".repeat(ticks))
}

fn span_in_cell(span: &str) -> String {
    let parts: Vec<&str> = span.split('|').collect();
    let last = parts.len() - 1;
    let parts = parts.iter().enumerate();
    parts.map(|(i, part)| if i < last { part.trim_end_matches('\\') } else { part }).collect::<Vec<_>>().join("\\|")
}

/// Returns the autolink at the start of `rest`, such as `<https://example.com>`.
fn autolink(rest: &str) -> Option<&str> {
    let link = &rest[..=rest.find('>')?];
    let known = ["<https://", "<http://", "<mailto:"].iter().any(|scheme| link.starts_with(scheme));
    // Python-Markdown would read an address without `@` as an element.
    let is_address = !link.starts_with("<mailto:") || link.contains('@');
    let plain = link[1..link.len() - 1].chars().all(is_plain_in_url) && !has_broken_reference(link);
    (known && is_address && plain).then_some(link)
}

/// Returns a link's target at the start of `rest`, such as `](https://example.com "Title")`. If the target has a
/// scheme, it must be `https`, `http` or `mailto`.
fn link_target(rest: &str) -> Option<&str> {
    let target = &rest[..=link_end(rest)?];
    let inside = &target[2..target.len() - 1];
    let (url, title) = inside.split_once(" \"").unwrap_or((inside, "\""));
    let scheme = url.split(['/', '?', '#']).next().unwrap_or_default();
    let known =
        ["", "https:", "http:"].contains(&scheme) || scheme.starts_with("mailto:") || !scheme.contains([':', '&']);
    // `link_end` has already checked that the parentheses are in pairs.
    let plain = url.chars().all(|c| matches!(c, '(' | ')') || is_plain_in_url(c))
        && title.strip_suffix('"')?.chars().all(|c| c == ' ' || c == '\'' || is_plain_in_url(c));
    (known && plain && !has_broken_reference(target)).then_some(target)
}

/// Returns the index of the parenthesis that closes the parenthesis at the start of `rest`. A URL can contain nested
/// pairs.
fn link_end(rest: &str) -> Option<usize> {
    let mut open = 0_usize;
    rest.bytes().position(|byte| {
        match byte {
            b'(' => open += 1,
            b')' => open = open.saturating_sub(1),
            _ => return false,
        }
        open == 0
    })
}

fn is_plain_in_url(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '(' | ')' | '`' | '"' | '\'' | '\\' | '|')
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
