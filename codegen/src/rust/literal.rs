//! Rust literals: the one way by which a catalog's text gets into source.

use std::fmt::Write;

/// Whether a character would hide or reorder what a reader of the source sees; rustc refuses some of them.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A string literal.
pub(super) fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if is_hidden(c) => _ = write!(out, "\\u{{{:x}}}", u32::from(c)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A byte-string literal.
pub(super) fn bytes(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(3 * bytes.len() + 3);
    out.push_str("b\"");
    for &byte in bytes {
        match byte {
            0 => out.push_str("\\0"),
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b' '..=b'~' => out.push(char::from(byte)),
            _ => {
                let hex = |digit: u8| char::from(b"0123456789abcdef"[usize::from(digit)]);
                out.push_str("\\x");
                out.extend([hex(byte >> 4), hex(byte & 15)]);
            }
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_out_of_a_literal() {
        for (text, literal) in [
            ("", r#""""#),
            ("plain {x} é 😀", r#""plain {x} é 😀""#),
            ("\"; evil(); \"", r#""\"; evil(); \"""#),
            ("\\\"", r#""\\\"""#),
            ("a\nb\r\t\0", r#""a\nb\u{d}\u{9}\u{0}""#),
            ("\u{202e}abc\u{2066}", r#""\u{202e}abc\u{2066}""#),
        ] {
            assert_eq!(string(text), literal);
        }
        assert_eq!(bytes(b"a\0\"\\\x0a\xff ~"), r#"b"a\0\"\\\x0a\xff ~""#);
    }
}
