//! JSON strings (RFC 8259, section 7).

use core::fmt::{self, Write};

/// Writes `text` as a JSON string, including the quotation marks.
///
/// # Errors
///
/// Fails only if `out` fails.
pub fn write_json_string(out: &mut dyn Write, text: &str) -> fmt::Result {
    out.write_str("\"")?;
    write_json_escaped(out, text)?;
    out.write_str("\"")
}

/// Writes `text` as part of a JSON string. Quotation marks, backslashes and the control characters U+0000 to U+001F are
/// escaped, and everything else is unchanged.
///
/// # Errors
///
/// Fails only if `out` fails.
pub fn write_json_escaped(out: &mut dyn Write, text: &str) -> fmt::Result {
    let mut rest = text;
    // Only ASCII bytes are escaped, so every split is at a character boundary.
    while let Some(at) = rest.bytes().position(|byte| byte < 0x20 || byte == b'"' || byte == b'\\') {
        let (plain, tail) = rest.split_at(at);
        out.write_str(plain)?;
        match tail.as_bytes()[0] {
            b'"' => out.write_str("\\\"")?,
            b'\\' => out.write_str("\\\\")?,
            b'\n' => out.write_str("\\n")?,
            b'\r' => out.write_str("\\r")?,
            b'\t' => out.write_str("\\t")?,
            byte => write!(out, "\\u{byte:04x}")?,
        }
        rest = &tail[1..];
    }
    out.write_str(rest)
}

/// A writer that escapes text as part of a JSON string.
pub struct Escaped<'a>(
    /// The writer that receives the escaped text.
    pub &'a mut dyn Write,
);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        write_json_escaped(self.0, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    #[test]
    fn escapes_what_json_asks_for_and_nothing_else() {
        for (text, json) in [
            ("", r#""""#),
            ("plain", r#""plain""#),
            ("say \"hi\" \\ bye", r#""say \"hi\" \\ bye""#),
            ("a\nb\rc\td", r#""a\nb\rc\td""#),
            ("\0\u{1f}\u{7f}", "\"\\u0000\\u001f\u{7f}\""),
            ("doesn’t </script> 😀", "\"doesn’t </script> 😀\""),
        ] {
            let mut out = String::new();
            write_json_string(&mut out, text).unwrap();
            assert_eq!(out, json);
        }
    }
}
