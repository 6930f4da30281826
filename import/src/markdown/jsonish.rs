//! JSON as pages show it: with comments, with dots for what is left out, with quotes that a page builder broke.

use serde_json::Value;

/// A value in a text, and what stood around it.
#[derive(Debug, PartialEq)]
pub(super) struct Found {
    pub(super) value: Value,
    /// Where the text goes on.
    pub(super) end: usize,
    /// A member's name, and the comment behind it.
    pub(super) comments: Vec<(String, String)>,
    /// Whether it was no JSON before something was mended.
    pub(super) is_mended: bool,
}

/// The longest body that is looked at.
pub(super) const LIMIT: usize = 256 * 1024;

/// The object that a text begins with.
pub(super) fn leading_object(text: &str) -> Option<Found> {
    let end = closing_brace(text)?;
    let source = &text[..end];
    if let Ok(value) = serde_json::from_str(source) {
        return Some(Found { value, end, comments: Vec::new(), is_mended: false });
    }
    let (clean, comments) = without_comments(source);
    let is_mended = comments.is_empty();
    let value = serde_json::from_str(&clean).or_else(|_| serde_json::from_str(&mend(&clean))).ok()?;
    Some(Found { value, end, comments, is_mended })
}

/// Members without their braces: `"message": "Invalid request", "details": "…"`.
pub(super) fn loose_members(text: &str) -> Option<(Value, bool)> {
    let text = text.trim().trim_matches('`').trim().trim_end_matches(',');
    if !text.starts_with('"') || !text.contains("\":") {
        return None;
    }
    let parse = |text: &str| serde_json::from_str::<Value>(&format!("{{{text}}}")).ok().filter(Value::is_object);
    if let Some(value) = parse(text) {
        return Some((value, false));
    }
    mend_quotes(text).and_then(|text| parse(&text)).map(|value| (value, true))
}

/// Behind the brace that closes the one that the text begins with.
fn closing_brace(text: &str) -> Option<usize> {
    let (mut depth, mut in_string, mut is_escaped, mut in_comment) = (0_usize, false, false, false);
    let bytes = text.as_bytes();
    for (i, byte) in bytes.iter().enumerate().take(LIMIT) {
        match byte {
            b'\n' => (in_comment, in_string, is_escaped) = (false, false, false),
            _ if in_comment => {}
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'/' if bytes.get(i + 1) == Some(&b'/') => in_comment = true,
            b'{' => depth += 1,
            b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(i + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The text without `// …` at the ends of lines, and each of them with the member that it stands behind.
fn without_comments(text: &str) -> (String, Vec<(String, String)>) {
    let mut comments = Vec::new();
    let lines = text.lines().map(|line| {
        let (mut in_string, mut is_escaped) = (false, false);
        let start = line.char_indices().find(|(i, c)| {
            match c {
                _ if is_escaped => is_escaped = false,
                '\\' if in_string => is_escaped = true,
                '"' => in_string = !in_string,
                _ => {}
            }
            !in_string && line[*i..].starts_with("//")
        });
        let Some((start, _)) = start else { return line };
        let member = line[..start].trim().strip_prefix('"').and_then(|rest| rest.split_once('"'));
        if let Some((name, _)) = member {
            comments.push((name.to_owned(), line[start + 2..].trim().to_owned()));
        }
        &line[..start]
    });
    (lines.collect::<Vec<_>>().join("\n"), comments)
}

/// The text without `...`, and without the commas that then stand before a bracket.
fn mend(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut in_string, mut is_escaped) = (false, false);
    for c in text.chars() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if in_string => is_escaped = true,
            '"' => in_string = !in_string,
            '.' | '…' if !in_string && !out.ends_with(|c: char| c.is_ascii_digit()) => continue,
            '}' | ']' if !in_string => {
                let end = out.trim_end().strip_suffix(',').map(str::len);
                out.truncate(end.unwrap_or(out.len()));
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

/// Quotes of code that a page builder took for its own marks: a backslash for the mark that opened, and a typographic
/// quote between two marks for the one that closed.
fn mend_quotes(text: &str) -> Option<String> {
    let end = text.trim_end_matches(['`', '”', '"', '“', ' ']).len();
    let (head, tail) = text.split_at(end);
    if !tail.contains(['”', '"', '“']) {
        return None;
    }
    // The mark that closes the code is the first of the tail, if one has been opened.
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
            let found = leading_object(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((&found.value, found.end), (&value, end), "{text}");
        }
        for text in ["{ a }", "{", "}", "{ try { x } }", ""] {
            assert_eq!(leading_object(text), None, "{text}");
        }
    }

    #[test]
    fn broken_quotes_are_mended() {
        for (text, value) in [
            (r#""message": "a", "details": "b""#, json!({ "message": "a", "details": "b" })),
            (r#""message": "a", "details": "Missing: \url`”`"#, json!({ "message": "a", "details": "Missing: `url`" })),
            (r#""details": "With \wh_…` it does not exist.”`"#, json!({ "details": "With `wh_…` it does not exist." })),
        ] {
            assert_eq!(loose_members(text).map(|(value, _)| value), Some(value), "{text}");
        }
    }
}
