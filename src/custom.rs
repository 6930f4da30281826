//! Fields of a Rust type that the catalog names with `rust = "…"`.

use core::fmt::{self, Display, Write};

use error_catalog_wire::{Encode, Escaped, ToValue, Value};
use serde_core::Serialize;

use crate::json::JsonWriter;

/// A value of any type: its `Display` is its text, and its `Serialize` its JSON.
pub struct Custom<'a, T>(pub &'a T);

impl<T: Display + Serialize> ToValue for Custom<'_, T> {
    fn to_value(&self) -> Value<'_> {
        Value::Other(self)
    }
}

impl<T: Display + Serialize> Encode for Custom<'_, T> {
    /// A `Serialize` that fails must not leave half a value in a body, so it is tried first on nothing; one that
    /// fails gives way to the text as a JSON string.
    fn encode_json(&self, out: &mut dyn Write) -> fmt::Result {
        if self.0.serialize(JsonWriter::new(&mut Nowhere)).is_ok() {
            return self.0.serialize(JsonWriter::new(out)).map_err(|_| fmt::Error);
        }
        out.write_str("\"")?;
        write!(Escaped(out), "{}", self.0)?;
        out.write_str("\"")
    }

    fn encode_text(&self, out: &mut dyn Write) -> fmt::Result {
        write!(out, "{}", self.0)
    }
}

struct Nowhere;

impl Write for Nowhere {
    fn write_str(&mut self, _: &str) -> fmt::Result {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;
    use serde_core::ser::{Error, SerializeSeq, Serializer};

    /// Fails after a part of it is written.
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

    struct Full;

    impl Write for Full {
        fn write_str(&mut self, _: &str) -> fmt::Result {
            Err(fmt::Error)
        }
    }
}
