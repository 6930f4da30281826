//! Parsing of codes.

use core::fmt;

use serde_core::de::{Deserializer, Error, Unexpected, Visitor};

/// The error that parsing returns for a text that is neither a code of the catalog nor an alias.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ParseCodeError;

impl fmt::Display for ParseCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a code of this catalog")
    }
}

impl core::error::Error for ParseCodeError {}

/// Deserializes a string, and looks up the string as a code.
pub fn deserialize_code<'de, D: Deserializer<'de>, C>(
    deserializer: D,
    lookup: fn(&str) -> Option<C>,
) -> Result<C, D::Error> {
    deserializer.deserialize_str(CodeVisitor(lookup))
}

struct CodeVisitor<C>(fn(&str) -> Option<C>);

impl<C> Visitor<'_> for CodeVisitor<C> {
    type Value = C;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an error code of the catalog")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<C, E> {
        (self.0)(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}
