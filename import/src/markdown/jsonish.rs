//! Parses JSON as pages show it: with comments, with `...` for omitted parts, and with quotes that a page builder
//! broke.

use serde_json::Value;

use super::Body;
use crate::facts::MemberFact;

/// The maximum length of a body, in bytes.
pub(super) const LIMIT: usize = 256 * 1024;

/// The object at the start of a text, and the offset of its end.
pub(super) fn leading_object(text: &str) -> Option<(Body, usize)> {
    let parse = |text: &str| {
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
        Some((values.next()?.ok()?, values.byte_offset()))
    };
    if let Some((value, end)) = parse(text) {
        return Some((Body { value, comments: Vec::new(), is_mended: false }, end));
    }
    let (value, end) = parse(&mend(text))?;
    let comments = comments(&text[..end]);
    Some((Body { value, is_mended: comments.is_empty(), comments }, end))
}

/// Parses members without braces: `"message": "Invalid request", "details": "…"`. Also returns whether quotes had to be
/// repaired.
pub(super) fn loose_members(text: &str) -> Option<(Value, bool)> {
    let text = text.trim().trim_matches('`').trim().trim_end_matches(',');
    if !text.starts_with('"') || !text.contains("\":") {
        return None;
    }
    let parse = |text: &str| serde_json::from_str(&format!("{{{text}}}")).ok();
    let plain = parse(text).map(|value| (value, false));
    plain.or_else(|| mend_quotes(text).and_then(|text| parse(&text)).map(|value| (value, true)))
}

/// Whether a character is in a string, in a comment or in neither.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Plain,
    String,
    Comment,
}

/// Each character of a text with its place. A string or a comment ends at the end of the line at the latest.
fn places(text: &str) -> impl Iterator<Item = (usize, char, Place)> {
    let (mut place, mut is_escaped) = (Place::Plain, false);
    text.char_indices().map(move |(i, c)| {
        let before = place;
        match (c, before) {
            ('\n', _) => place = Place::Plain,
            (_, Place::Comment) => {}
            (_, Place::String) if is_escaped => is_escaped = false,
            ('\\', Place::String) => is_escaped = true,
            ('"', Place::String) => place = Place::Plain,
            ('"', Place::Plain) => place = Place::String,
            ('/', Place::Plain) if text[i + 1..].starts_with('/') => place = Place::Comment,
            _ => {}
        }
        is_escaped &= place == Place::String;
        (i, c, if before == Place::Plain { place } else { before })
    })
}

/// Each comment at the end of a line, as a description of the member before it.
fn comments(text: &str) -> Vec<MemberFact> {
    let comments = text.lines().filter_map(|line| {
        let (start, ..) = places(line).find(|(.., place)| *place == Place::Comment)?;
        let (name, _) = line[..start].trim().strip_prefix('"')?.split_once('"')?;
        let description = line[start + 2..].trim().to_owned();
        let is_optional = description.to_ascii_lowercase().contains("optional");
        Some(MemberFact { name: name.to_owned(), description, is_optional, ..MemberFact::default() })
    });
    comments.collect()
}

/// Replaces comments, `...` and each comma that is directly before a closing bracket by spaces, so that the rest keeps
/// its offsets.
fn mend(text: &str) -> String {
    let mut out = String::new();
    for (_, c, place) in places(text).take_while(|(i, ..)| *i < LIMIT) {
        let is_excess = match c {
            '\n' => false,
            '.' | '…' if place == Place::Plain => !out.ends_with(|c: char| c.is_ascii_digit()),
            _ => place == Place::Comment,
        };
        if matches!(c, '}' | ']') && place == Place::Plain {
            let comma = out.trim_end().strip_suffix(',').map(str::len);
            comma.into_iter().for_each(|at| out.replace_range(at..=at, " "));
        }
        let (c, count) = if is_excess { (' ', c.len_utf8()) } else { (c, 1) };
        out.extend(std::iter::repeat_n(c, count));
    }
    out
}

/// Repairs quotes and backticks that a page builder changed. The page builder writes an opening backtick as a
/// backslash, and may put a typographic quote next to a closing backtick.
fn mend_quotes(text: &str) -> Option<String> {
    let end = text.trim_end_matches(['`', '”', '"', '“', ' ']).len();
    let (head, tail) = text.split_at(end);
    if !tail.contains(['”', '"', '“']) {
        return None;
    }
    // If a code span is open, the first backtick of the tail closes it.
    let opened = head.matches('\\').count() + head.matches('`').count();
    let close = if tail.starts_with('`') && opened % 2 == 1 { "`" } else { "" };
    Some(format!("{}{close}\"", head.replace(['“', '”'], "\"").replace('\\', "`")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn objects_in_a_text() {
        for (text, value, end) in [
            (r#"{ "a": 1 }401 Unauthorized"#, json!({ "a": 1 }), 10),
            ("{\n  \"a\": \"b\"  // what a is\n}", json!({ "a": "b" }), 28),
            (r#"{ "a": {...}, "b": [...], "c": 1.5, ... }"#, json!({ "a": {}, "b": [], "c": 1.5 }), 41),
            (r#"{ "a": "}{\"" }x"#, json!({ "a": "}{\"" }), 15),
        ] {
            let (body, found) = leading_object(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((&body.value, found), (&value, end), "{text}");
        }
        for text in ["{ a }", "{", "}", "{ try { x } }", ""] {
            assert!(leading_object(text).is_none(), "{text}");
        }
    }
}
