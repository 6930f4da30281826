//! UUIDs (RFC 9562), with only the functions that errors need.

use alloc::string::ToString;
use core::fmt::{self, Display};
use core::str::FromStr;

use crate::json::Json;
use crate::value::{ToValue, Value};

/// A universally unique identifier ([RFC 9562](https://www.rfc-editor.org/rfc/rfc9562)). The 16 bytes of a UUID are
/// displayed as lower-case hexadecimal digits in groups of 8-4-4-4-12.
///
/// ```
/// use error_catalog_wire::Uuid;
///
/// let id: Uuid = "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6".parse()?;
/// assert_eq!(id.to_string(), "f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
/// # Ok::<(), error_catalog_wire::ParseUuidError>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uuid([u8; 16]);

impl Uuid {
    /// Creates a UUID from its 16 bytes, most significant first. `into_bytes` of the `uuid` crate returns the bytes in
    /// this order.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes, most significant first.
    #[must_use]
    pub const fn into_bytes(self) -> [u8; 16] {
        self.0
    }
}

impl From<[u8; 16]> for Uuid {
    fn from(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }
}

impl Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, byte) in self.0.iter().enumerate() {
            f.write_str(if matches!(index, 4 | 6 | 8 | 10) { "-" } else { "" })?;
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

/// The error that parsing returns for a text that does not have the form `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ParseUuidError(());

impl Display for ParseUuidError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a UUID of the form xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")
    }
}

impl core::error::Error for ParseUuidError {}

impl FromStr for Uuid {
    type Err = ParseUuidError;

    fn from_str(text: &str) -> Result<Self, ParseUuidError> {
        let mut bytes = [0; 16];
        let mut digits = 0_usize;
        for (index, c) in text.chars().enumerate() {
            if matches!(index, 8 | 13 | 18 | 23) {
                if c != '-' {
                    return Err(ParseUuidError(()));
                }
                continue;
            }
            let (Some(digit), Some(byte)) = (c.to_digit(16), bytes.get_mut(digits / 2)) else {
                return Err(ParseUuidError(()));
            };
            *byte = *byte * 16 + digit as u8;
            digits += 1;
        }
        if digits == 32 { Ok(Self(bytes)) } else { Err(ParseUuidError(())) }
    }
}

impl From<Uuid> for Json {
    fn from(uuid: Uuid) -> Self {
        Json::String(uuid.to_string())
    }
}

impl ToValue for Uuid {
    fn to_value(&self) -> Value<'_> {
        Value::Display(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;

    #[test]
    fn bytes_become_text_and_come_back() {
        let bytes = [0xf8, 0x1d, 0x4f, 0xae, 0x7d, 0xec, 0x11, 0xd0, 0xa7, 0x65, 0x00, 0xa0, 0xc9, 0x1e, 0x6b, 0xf6];
        let text = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
        let id = Uuid::from(bytes);
        assert_eq!((id, id.into_bytes()), (Uuid::from_bytes(bytes), bytes));
        assert_eq!((id.to_string(), format!("{id:?}")), (text.to_string(), text.to_string()));
        assert_eq!(text.to_uppercase().parse(), Ok(id));
        let mut json = alloc::string::String::new();
        id.to_value().write_json(&mut json).unwrap();
        assert_eq!(json, format!("\"{text}\""));
        assert_eq!(ParseUuidError(()).to_string(), "not a UUID of the form xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx");
    }

    #[test]
    fn refuses_what_is_not_a_uuid() {
        for text in [
            "",
            "f81d4fae",
            "f81d4fae7dec11d0a76500a0c91e6bf6",
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf",
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf66",
            "f81d4fae-7dec-11d0-a765-00a0c91e6bfé",
            "f81d4fae_7dec_11d0_a765_00a0c91e6bf6",
        ] {
            assert_eq!(text.parse::<Uuid>(), Err(ParseUuidError(())), "{text}");
        }
    }
}
