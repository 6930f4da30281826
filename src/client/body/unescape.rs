//! Decodes the escapes of a JSON string.

use alloc::string::String;

use super::tape::hex;

/// Decodes the content of a string whose escapes are valid.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, escape)) = rest.split_once('\\') {
        out.push_str(plain);
        let (c, len) = decode(escape);
        out.push(c);
        rest = escape.get(len..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The character of an escape, and the length of the escape without its first backslash.
fn decode(escape: &str) -> (char, usize) {
    let unit = |start: usize| escape.as_bytes().get(start..start + 4).and_then(hex).unwrap_or_default();
    match escape.as_bytes().first() {
        Some(b'b') => ('\u{8}', 1),
        Some(b'f') => ('\u{c}', 1),
        Some(b'n') => ('\n', 1),
        Some(b'r') => ('\r', 1),
        Some(b't') => ('\t', 1),
        Some(b'u') => match (unit(1), unit(7)) {
            (high @ 0xd800..0xdc00, low) => (scalar(0x1_0000 + ((high - 0xd800) << 10) + low.wrapping_sub(0xdc00)), 11),
            (unit, _) => (scalar(unit), 5),
        },
        Some(byte) => (char::from(*byte), 1),
        None => (char::REPLACEMENT_CHARACTER, 0),
    }
}

fn scalar(number: u32) -> char {
    char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER)
}
