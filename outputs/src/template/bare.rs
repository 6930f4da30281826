//! Escapes text that a template writes without a filter.

use error_catalog_model::is_unprintable;
use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, Output, Value};

use super::filters::{NULL, json_text};
use super::language::html_text;

/// Writes the value of `{{ … }}`. A text that no filter has escaped cannot end the comment or the string that it is in.
pub(super) fn write_bare(out: &mut Output<'_>, extension: &str, value: &Value) -> Result<(), Error> {
    let fail = |why: &str| Err(Error::new(ErrorKind::InvalidOperation, why.to_owned()));
    let written = match (value.kind(), value.as_str()) {
        (_, Some(text)) if value.is_safe() => out.write_str(text),
        (_, Some(text)) => match extension {
            "html" | "htm" | "xhtml" | "xml" | "svg" | "md" | "mdx" | "vue" => out.write_str(&html_text(text)),
            "json" | "yaml" | "yml" => out.write_str(&json_text(value)?),
            _ => out.write_str(&inert_line(text)),
        },
        (ValueKind::Number, _) => write!(out, "{value}"),
        (ValueKind::Bool, _) => out.write_str(match (value.is_true(), extension) {
            (true, "py") => "True",
            (false, "py") => "False",
            (true, _) => "true",
            (false, _) => "false",
        }),
        (ValueKind::None, _) if matches!(extension, "json" | "yaml" | "yml") => out.write_str("null"),
        (ValueKind::None, _) => return fail(NULL),
        _ => return fail("this value is not a text; write it with a loop, `join` or `json`"),
    };
    written.map_err(|_| Error::new(ErrorKind::WriteFailure, "the output cannot be written"))
}

/// Turns a text into one line that can be in a comment or in a string of most languages.
fn inert_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => line.push(' '),
            c if is_unprintable(c) => {}
            '"' | '\'' | '`' | '\\' | '$' => line.extend(['\\', c]),
            // These two would begin or end a comment.
            '/' if line.ends_with('*') => line.push_str(" /"),
            '*' if line.ends_with('/') => line.push_str(" *"),
            c => line.push(c),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_text_ends_neither_a_comment_nor_a_string() {
        for (text, expected) in [
            ("user_not_found", "user_not_found"),
            ("a\nb\r\tc", "a b  c"),
            ("*/ x /*", "* / x / *"),
            ("*/*/", "* / * /"),
            ("\" ' ` \\ ${x}", "\\\" \\' \\` \\\\ \\${x}"),
            ("\\u002a/", "\\\\u002a/"),
            ("a\u{202e}b\u{0}", "ab"),
        ] {
            assert_eq!(inert_line(text), expected);
        }
    }
}
