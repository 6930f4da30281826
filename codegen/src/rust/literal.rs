//! Rust literals: the one way by which a catalog's text gets into source.

/// A string literal. Characters that a reader would not see, or would see in another order, are escaped.
pub(super) fn string(text: &str) -> String {
    format!("{text:?}")
}

/// A byte-string literal.
pub(super) fn bytes(bytes: &[u8]) -> String {
    format!("b\"{}\"", bytes.escape_ascii())
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
            ("\u{202e}abc\u{2066}\u{200b}\u{feff}", r#""\u{202e}abc\u{2066}\u{200b}\u{feff}""#),
        ] {
            assert_eq!(string(text), literal);
        }
        assert_eq!(bytes(b"a\0\"\\\x0a\xff ~'"), r#"b"a\x00\"\\\n\xff ~\'""#);
    }
}
