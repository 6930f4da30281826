//! Writes keys and strings as TOML.

use std::fmt::Write;

use error_catalog_wire::is_unprintable;

/// Writes a key, without quotation marks if possible.
#[must_use]
pub fn toml_key(name: &str) -> String {
    let is_bare =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if is_bare { name.to_owned() } else { toml_string(name) }
}

/// Writes a basic string on one line.
#[must_use]
pub fn toml_string(text: &str) -> String {
    format!("\"{}\"", escape_toml(text))
}

/// The text between the quotation marks of a basic string, with unprintable characters escaped.
#[must_use]
pub fn escape_toml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '"' | '\\' => out.extend(['\\', char]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            char if is_unprintable(char) => {
                let code = u32::from(char);
                let _ = if code > 0xffff { write!(out, "\\U{code:08X}") } else { write!(out, "\\u{code:04X}") };
            }
            char => out.push(char),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_escapes_what_is_not_printable() {
        for (text, expected) in [
            ("a 'é'", "a 'é'"),
            ("\"\\", "\\\"\\\\"),
            ("a\n\tb", "a\\n\\tb"),
            ("\u{7f}\u{200b}", "\\u007F\\u200B"),
            ("\u{e0001}", "\\U000E0001"),
        ] {
            assert_eq!(escape_toml(text), expected, "{text:?}");
        }
    }
}
