//! Escapes text for TypeScript.

use std::fmt::Write;

use error_catalog_model::is_unprintable;

use super::directive::javascript_doc;

/// Returns a string literal. Formatters prefer the quotes that need fewer escapes.
pub(crate) fn string(text: &str) -> String {
    let quote = if text.matches('"').count() > text.matches('\'').count() { '\'' } else { '"' };
    let mut out = String::from(quote);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            c if c == quote || c == '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Linters take such a string for a template without backticks.
            '$' if chars.peek() == Some(&'{') => push_escape(&mut out, c),
            '\u{2028}' | '\u{2029}' => push_escape(&mut out, c),
            c if is_unprintable(c) => push_escape(&mut out, c),
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

fn push_escape(out: &mut String, c: char) {
    let mut units = [0; 2];
    for unit in c.encode_utf16(&mut units) {
        // Writing to a `String` does not fail.
        let _ = write!(out, "\\u{unit:04x}");
    }
}

/// Returns the key of a member in an object literal or a type.
pub(crate) fn key(text: &str) -> String {
    let mut chars = text.chars();
    let is_start = |c: char| c.is_ascii_alphabetic() || c == '_' || c == '$';
    match text {
        // `__proto__: …` would set the prototype of the object.
        "__proto__" => "[\"__proto__\"]".to_owned(),
        // Linters take an object with `then` for a promise.
        "then" => "\"the\\u006e\"".to_owned(),
        _ if chars.next().is_some_and(is_start) && chars.all(|c| is_start(c) || c.is_ascii_digit()) => text.to_owned(),
        _ => string(text),
    }
}

/// Returns the lines of a text in a TSDoc comment.
pub(crate) fn doc_lines(text: &str) -> Vec<String> {
    text.trim().lines().map(|line| javascript_doc(doc(line).trim_end())).collect()
}

/// Returns a line of a TSDoc comment.
fn doc(line: &str) -> String {
    let mut out = String::new();
    for c in line.chars() {
        match c {
            '{' | '}' | '@' | '<' | '>' | '\\' => out.extend(['\\', c]),
            '/' if out.ends_with('*') => out.push_str("\\/"),
            '\u{2028}' | '\u{2029}' | '\t' => out.push(' '),
            c if is_unprintable(c) => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_keeps_its_value_in_each_place() {
        for (text, expected) in [
            ("a\"b\\c", r#"'a"b\\c'"#),
            ("it's \"a\"", r#"'it\'s "a"'"#),
            ("\"'", r#""\"'""#),
            ("${x} $x", r#""\u0024{x} $x""#),
            ("\n\r\t\0", r#""\n\r\t\u0000""#),
            ("\u{2028}\u{202e}\u{feff}", r#""\u2028\u202e\ufeff""#),
            ("größe", "\"größe\""),
        ] {
            assert_eq!(string(text), expected);
        }
        for (text, expected) in [
            ("a_1", "a_1"),
            ("1a", "\"1a\""),
            ("a-b", "\"a-b\""),
            ("__proto__", "[\"__proto__\"]"),
            ("then", r#""the\u006e""#),
            ("", "\"\""),
        ] {
            assert_eq!(key(text), expected);
        }
        assert_eq!(doc_lines("a */ {@link x}\n**/"), ["a *\\/ \\{\\@link x\\}", "**\\/"]);
    }
}
