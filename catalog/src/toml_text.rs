//! Writes keys and strings as TOML.

use std::fmt::Write;

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

/// The text between the quotation marks of a basic string, with control and bidirectional characters escaped.
#[must_use]
pub fn escape_toml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '"' | '\\' => out.extend(['\\', char]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\0'..='\x1f'
            | '\x7f'..='\u{9f}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => {
                let _ = write!(out, "\\u{:04X}", u32::from(char));
            }
            char => out.push(char),
        }
    }
    out
}
