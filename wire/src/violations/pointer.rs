//! JSON Pointers (RFC 6901), and the other forms of a member's name.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Display, Write};

/// Formats a pointer as a URI fragment (RFC 6901, section 6), such as `/zip%20code`. The characters of a fragment need
/// no escapes in JSON.
pub(crate) struct Fragment<'a>(pub(crate) &'a str);

impl Display for Fragment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => f.write_char(char::from(byte))?,
                _ if b"-._~!$&'()*+,;=:@/?".contains(&byte) => f.write_char(char::from(byte))?,
                _ => write!(f, "%{byte:02X}")?,
            }
        }
        Ok(())
    }
}

/// Formats a pointer as a key: its tokens, joined with dots, such as `address.street`.
pub(crate) struct Key<'a>(pub(crate) &'a str);

impl Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0.strip_prefix('/').unwrap_or(self.0);
        while let Some(at) = rest.find(['/', '~']) {
            let (plain, special) = rest.split_at(at);
            let (shown, length) = match special.as_bytes() {
                [b'/', ..] => (".", 1),
                [b'~', b'1', ..] => ("/", 2),
                [b'~', b'0', ..] => ("~", 2),
                _ => ("~", 1),
            };
            f.write_str(plain)?;
            f.write_str(shown)?;
            rest = &special[length..];
        }
        f.write_str(rest)
    }
}

/// The tokens of a pointer, with their escapes.
pub(crate) fn tokens(pointer: &str) -> impl Iterator<Item = &str> {
    pointer.split('/').skip(1)
}

/// Adds a token to a pointer: the name of a member or the index of an element.
pub(super) fn push_token(pointer: &mut String, token: &str) {
    pointer.push('/');
    for c in token.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}

/// Decodes a URI fragment into a JSON Pointer. If the decoded bytes are not UTF-8, the fragment is returned unchanged.
pub(super) fn read_fragment(fragment: &str) -> String {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, after @ ..] = rest {
        let (byte, after) = match after {
            [high, low, after @ ..] if *first == b'%' => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => (high * 16 + low, after),
                _ => (*first, &rest[1..]),
            },
            _ => (*first, after),
        };
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| fragment.to_string())
}
