//! JSON strings (RFC 8259, section 7).

use core::fmt::{self, Write};

/// Writes `text` as a JSON string, including the quotation marks.
///
/// # Errors
///
/// Fails only if `out` fails.
pub fn write_json_string<W: Write + ?Sized>(out: &mut W, text: &str) -> fmt::Result {
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
pub fn write_json_escaped<W: Write + ?Sized>(out: &mut W, text: &str) -> fmt::Result {
    let mut rest = text;
    while let Some(at) = find_escape(rest.as_bytes()) {
        // Only ASCII bytes are escaped, so every split is at a character boundary.
        let (plain, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.write_str(plain)?;
        let Some(byte) = tail.bytes().next() else { return Ok(()) };
        out.write_str(match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            control => CONTROLS.get(usize::from(control)).copied().unwrap_or_default(),
        })?;
        rest = tail.get(1..).unwrap_or_default();
    }
    out.write_str(rest)
}

/// The position of the first byte that needs an escape. Most texts need none, so the search reads 8 bytes at a time.
#[inline]
fn find_escape(bytes: &[u8]) -> Option<usize> {
    let (mut rest, mut at) = (bytes, 0);
    while let Some((word, tail)) = rest.split_first_chunk() {
        if let Some(found) = find_in(u64::from_le_bytes(*word)) {
            return Some(at + found);
        }
        (rest, at) = (tail, at + 8);
    }
    // The last word of a long text repeats bytes that need no escape. A short text is followed by spaces.
    match bytes.last_chunk() {
        Some(word) => find_in(u64::from_le_bytes(*word)).map(|found| bytes.len() - 8 + found),
        None => find_in(rest.iter().rev().fold(u64::MAX / 0xff * 0x20, |word, byte| word << 8 | u64::from(*byte))),
    }
}

/// The position of the first byte that needs an escape, in eight bytes.
#[inline]
const fn find_in(word: u64) -> Option<usize> {
    match escapes_in(word) {
        0 => None,
        found => Some(found.trailing_zeros() as usize / 8),
    }
}

/// Sets the highest bit of each byte that needs an escape. Bytes above the lowest such byte may be set, too, because a
/// subtraction borrows from the next byte.
const fn escapes_in(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 0xff;
    const HIGH: u64 = ONES << 7;
    // `x - n` has the highest bit of a byte if the byte is below `n`. `!x` excludes bytes that have that bit already.
    const fn below(word: u64, limit: u8) -> u64 {
        word.wrapping_sub(ONES * limit as u64) & !word
    }
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    (below(word, 0x20) | below(quote, 1) | below(backslash, 1)) & HIGH
}

/// The escapes of U+0000 to U+001F.
const CONTROLS: [&str; 0x20] = [
    "\\u0000", "\\u0001", "\\u0002", "\\u0003", "\\u0004", "\\u0005", "\\u0006", "\\u0007", "\\u0008", "\\t", "\\n",
    "\\u000b", "\\u000c", "\\r", "\\u000e", "\\u000f", "\\u0010", "\\u0011", "\\u0012", "\\u0013", "\\u0014",
    "\\u0015", "\\u0016", "\\u0017", "\\u0018", "\\u0019", "\\u001a", "\\u001b", "\\u001c", "\\u001d", "\\u001e",
    "\\u001f",
];

/// A writer that escapes text as part of a JSON string.
pub struct Escaped<'a, W: ?Sized>(
    /// The writer that receives the escaped text.
    pub &'a mut W,
);

impl<W: Write + ?Sized> Write for Escaped<'_, W> {
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
