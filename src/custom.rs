//! Fields whose Rust type the catalog sets with `rust = "…"`.

use alloc::string::String;
use core::fmt::{self, Display, Write};

use error_catalog_wire::{Encode, Escaped, ToValue, Value};
use serde_core::Serialize;

use crate::json::JsonWriter;

/// A value of any Rust type. The `Display` of the type writes the value as text, and the `Serialize` of the type writes
/// the value as JSON.
pub struct Custom<'a, T>(pub &'a T);

impl<T: Display + Serialize> ToValue for Custom<'_, T> {
    fn to_value(&self) -> Value<'_> {
        Value::Other(self)
    }
}

impl<T: Display + Serialize> Encode for Custom<'_, T> {
    fn encode_json(&self, out: &mut dyn Write) -> fmt::Result {
        self.0.write_json(out)
    }

    fn encode_text(&self, out: &mut dyn Write) -> fmt::Result {
        self.0.write_text(out)
    }
}

/// A value of a Rust type that is not a part of the type of the value. A wrong Rust type therefore causes only one
/// message.
pub struct AnyCustom<'a>(pub(crate) &'a dyn Writable);

impl ToValue for AnyCustom<'_> {
    fn to_value(&self) -> Value<'_> {
        Value::Other(self)
    }
}

impl Encode for AnyCustom<'_> {
    fn encode_json(&self, out: &mut dyn Write) -> fmt::Result {
        self.0.write_json(out)
    }

    fn encode_text(&self, out: &mut dyn Write) -> fmt::Result {
        self.0.write_text(out)
    }
}

/// A value that can be written as JSON and as text.
pub(crate) trait Writable {
    /// Writes the value as JSON. A failing `Serialize` must not leave half a value in a body, so `Serialize` first
    /// writes to a buffer. If `Serialize` fails, the value's text is written as a JSON string instead.
    fn write_json(&self, out: &mut dyn Write) -> fmt::Result;

    fn write_text(&self, out: &mut dyn Write) -> fmt::Result;
}

impl<T: Display + Serialize> Writable for T {
    fn write_json(&self, out: &mut dyn Write) -> fmt::Result {
        let mut json = String::new();
        if self.serialize(JsonWriter::new(&mut json)).is_ok() {
            return out.write_str(&json);
        }
        out.write_str("\"")?;
        self.write_text(&mut Escaped(out))?;
        out.write_str("\"")
    }

    fn write_text(&self, out: &mut dyn Write) -> fmt::Result {
        Value::Display(self).write_text(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::cell::Cell;
    use serde_core::ser::{Error, SerializeSeq, Serializer};

    /// A value whose `Serialize` fails after it has written a part of the value.
    struct Half;

    impl Display for Half {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("half \"a\" value")
        }
    }

    impl Serialize for Half {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_seq(None)?.serialize_element(&1)?;
            Err(S::Error::custom("no more"))
        }
    }

    #[test]
    fn half_a_value_is_not_written() {
        let mut out = String::new();
        Custom(&Half).encode_json(&mut out).unwrap();
        assert_eq!(out, r#""half \"a\" value""#);
        assert!(Custom(&1).encode_json(&mut Full).is_err());
    }

    /// A value whose `Serialize` succeeds only once.
    struct Once(Cell<bool>);

    impl Display for Once {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("once")
        }
    }

    impl Serialize for Once {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut list = serializer.serialize_seq(None)?;
            list.serialize_element(&1)?;
            if self.0.replace(true) { Err(S::Error::custom("no more")) } else { list.end() }
        }
    }

    #[test]
    fn a_value_is_serialized_once() {
        let mut out = String::new();
        Custom(&Once(Cell::new(false))).encode_json(&mut out).unwrap();
        assert_eq!(out, "[1]");
    }

    /// A value whose `Serialize` and `Display` both fail, and whose `Display` ignores errors of its writer.
    struct Neither;

    impl Display for Neither {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            let _ = f.write_str("a \"part\"");
            Err(fmt::Error)
        }
    }

    impl Serialize for Neither {
        fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(S::Error::custom("nothing"))
        }
    }

    #[test]
    fn a_display_that_fails_cuts_nothing_short() {
        let (mut json, mut text) = (String::new(), String::new());
        Custom(&Neither).encode_json(&mut json).unwrap();
        Custom(&Neither).encode_text(&mut text).unwrap();
        assert_eq!((json.as_str(), text.as_str()), (r#""a \"part\"""#, r#"a "part""#));
        assert!(Custom(&Neither).encode_text(&mut Full).is_err());
    }

    struct Full;

    impl Write for Full {
        fn write_str(&mut self, _: &str) -> fmt::Result {
            Err(fmt::Error)
        }
    }
}
