//! Writes Rust literals. Text of a catalog gets into code only through this module.

use std::str;

use error_catalog_model::opens_command;

/// The maximum number of bytes of text in a line of a long literal. Escapes make the line longer.
const TEXT: usize = 90;

/// The maximum number of bytes in a line of a long byte string.
const BYTES: usize = 40;

/// A line break within a literal. The literal continues after the indentation of the next line.
const BREAK: &str = "\\\n            ";

/// Returns a string literal on one line. Characters that are invisible or that change the order of text are escaped. A
/// message of the compiler can quote the literal, so the literal contains no command of a build server.
pub(super) fn string(text: &str) -> String {
    let literal = format!("{text:?}");
    if !(literal.contains('#') && literal.contains('[')) {
        return literal;
    }
    let mut out = String::with_capacity(literal.len());
    for c in literal.chars() {
        match c {
            '[' if opens_command(&out) => out.push_str("\\x5b"),
            c => out.push(c),
        }
    }
    out
}

/// Writes a string literal without escapes. The compiler copies such a literal as a whole, but decodes other literals
/// character by character. The text is printable ASCII, and does not contain both quotation marks and `#`.
pub(super) fn push_raw(out: &mut String, text: &str, has_quotes: bool) {
    let [open, close] = if has_quotes { ["r#\"", "\"#"] } else { ["r\"", "\""] };
    out.push_str(open);
    out.push_str(text);
    out.push_str(close);
}

/// Returns a string literal. A long literal is broken into lines.
pub(super) fn long_string(text: &str) -> String {
    if text.len() <= TEXT {
        return string(text);
    }
    let mut out = String::from('"');
    let mut rest = text;
    while !rest.is_empty() {
        let mut end = rest.len().min(TEXT);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let (line, tail) = rest.split_at(end);
        out.push_str(BREAK);
        // A line break in a literal also removes the spaces that follow it.
        let line = match line.strip_prefix(' ') {
            Some(line) => {
                out.push_str("\\x20");
                line
            }
            None => line,
        };
        let line = string(line);
        out.push_str(&line[1..line.len() - 1]);
        rest = tail;
    }
    out.push('"');
    out
}

/// Returns a byte-string literal. A long literal is broken into lines.
pub(super) fn bytes(bytes: &[u8]) -> String {
    let mut out = String::from("b\"");
    for line in bytes.chunks(BYTES) {
        if bytes.len() > BYTES {
            out.push_str(BREAK);
        }
        // Each line is copied as a whole, because the attribute runs without optimizations.
        let (mut text, mut end) = ([0; 4 * BYTES], 0);
        for &byte in line {
            let (escaped, len) = escape(byte);
            [text[end], text[end + 1], text[end + 2], text[end + 3]] = escaped;
            end += len;
        }
        out.push_str(str::from_utf8(&text[..end]).unwrap_or_default());
    }
    out.push('"');
    out
}

/// Returns a byte in a byte-string literal, and the length of the result.
fn escape(byte: u8) -> ([u8; 4], usize) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    match byte {
        // Half of the bytes of a table are zeros, and `\0` is half as long as `\x00`.
        0 => (*b"\\0  ", 2),
        b'\t' => (*b"\\t  ", 2),
        b'\n' => (*b"\\n  ", 2),
        b'\r' => (*b"\\r  ", 2),
        b'"' | b'\'' | b'\\' => ([b'\\', byte, b' ', b' '], 2),
        b'!'..=b'~' => ([byte, b' ', b' ', b' '], 1),
        // A line break in a literal also removes the spaces that follow it.
        _ => ([b'\\', b'x', HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]], 4),
    }
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
            ("a\nb\r\t\0'", r#""a\nb\r\t\0'""#),
            ("##[a] ##vso[b] ##\u{115f}[c] #[d]", "\"##\\x5ba] ##vso\\x5bb] ##\u{115f}\\x5bc] #[d]\""),
            ("\u{202e}abc\u{2066}\u{200b}\u{feff}", r#""\u{202e}abc\u{2066}\u{200b}\u{feff}""#),
        ] {
            assert_eq!(string(text), literal);
            assert_eq!(long_string(text), literal);
        }
        assert_eq!(bytes(b"a\0\"\\\x0a\xff ~'"), r#"b"a\0\"\\\n\xff\x20~\'""#);
    }

    #[test]
    fn a_raw_literal_contains_its_whole_text() {
        for (text, literal) in [("", "r\"\""), ("a\nb \\ #", "r\"a\nb \\ #\""), ("\"a\"", "r#\"\"a\"\"#")] {
            let mut out = String::new();
            push_raw(&mut out, text, text.contains('"'));
            assert_eq!(out, literal);
        }
    }

    #[test]
    fn long_literals_are_broken_into_lines() {
        let text = "é ".repeat(31);
        let expected = format!("\"{BREAK}{}{BREAK}é \"", "é ".repeat(30));
        assert_eq!(long_string(&text), expected);
        let spaces = " ".repeat(TEXT + 1);
        assert_eq!(long_string(&spaces), format!("\"{BREAK}\\x20{}{BREAK}\\x20\"", " ".repeat(TEXT - 1)));
        assert_eq!(bytes(&[0; BYTES + 1]), format!("b\"{BREAK}{}{BREAK}\\0\"", "\\0".repeat(BYTES)));
    }
}
