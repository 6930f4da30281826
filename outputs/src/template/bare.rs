//! Escapes text that a template writes without a filter.

use error_catalog_model::is_unprintable;
use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, Output, Value};

use super::filters::{NULL, json_text};
use super::language::{completes_mark, html_text};

/// Writes the value of `{{ … }}`. A text that no filter has escaped cannot end the comment or the string that it is in,
/// unless the template has turned escapes off.
pub(super) fn write_bare(out: &mut Output<'_>, extension: &str, value: &Value, escapes: bool) -> Result<(), Error> {
    let fail = |why: &str| Err(Error::new(ErrorKind::InvalidOperation, why.to_owned()));
    let written = match (value.kind(), value.as_str()) {
        (_, Some(text)) if value.is_safe() || !escapes => out.write_str(text),
        (_, Some(text)) => match extension {
            "html" | "htm" | "xhtml" | "xml" | "svg" | "md" | "mdx" | "vue" => out.write_str(&html_text(text)),
            "json" | "yaml" | "yml" => out.write_str(&json_text(value)?),
            _ => out.write_str(&inert_line(text, extension)),
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
fn inert_line(text: &str, extension: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        // Ruby evaluates `#{x}`, `#$x` and `#@x` in a string.
        if extension == "rb" && matches!(c, '{' | '$' | '@') && line.ends_with('#') {
            line.pop();
            line.push_str("\\#");
        }
        match (c, extension) {
            ('\n' | '\r' | '\t', _) => line.push(' '),
            (c, _) if is_unprintable(c) => {}
            // Standard SQL has no escapes with a backslash, and MySQL has.
            ('$', "sql") => line.push(c),
            ('"' | '\'' | '`' | '\\', "sql") => line.extend([c, c]),
            ('"' | '\'' | '`' | '\\' | '$', _) => line.extend(['\\', c]),
            (c, _) if completes_mark(&line, c, extension) => line.extend([' ', c]),
            (c, _) => line.push(c),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_text_ends_neither_a_comment_nor_a_string() {
        for (text, extension, expected) in [
            ("user_not_found", "go", "user_not_found"),
            ("a\nb\r\tc", "go", "a b  c"),
            ("*/ x /*", "go", "* / x / *"),
            ("*/*/", "go", "* / * /"),
            ("\" ' ` \\ ${x}", "go", "\\\" \\' \\` \\\\ \\${x}"),
            ("\\u002a/", "java", "\\\\u002a/"),
            ("a\u{202e}b\u{0}", "go", "ab"),
            ("x ?> y", "php", "x ? > y"),
            ("What??/", "c", "What?? /"),
            ("#1 #{x} #$x #@x", "rb", "#1 \\#{x} \\#\\$x \\#@x"),
            ("#\u{202e}{x}", "rb", "\\#{x}"),
            ("it's \"\\' $1", "sql", "it''s \"\"\\\\'' $1"),
        ] {
            assert_eq!(inert_line(text, extension), expected);
        }
    }
}
