//! Hides the values of sensitive fields from logs.

use core::fmt::{self, Debug, Formatter, Write};

use error_catalog_wire::{Encode, Value};

/// A field of an error.
#[derive(Clone, Copy)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    /// Whether logs must not show the value.
    pub(crate) is_sensitive: bool,
    /// Whether the type is an `Option` that `Debug` shows as `Some(…)`.
    pub(crate) is_shown_as_option: bool,
}

impl Field {
    /// The mark after the name of a sensitive field.
    pub(crate) const SENSITIVE: char = '*';

    /// Reads a name in [`Table::fields`](crate::table::Table::fields).
    pub(crate) fn new(name: &'static str) -> Self {
        let without_star = name.strip_suffix(Self::SENSITIVE);
        let name = without_star.unwrap_or(name);
        let without_mark = name.strip_suffix('?');
        Self {
            name: without_mark.unwrap_or(name),
            is_sensitive: without_star.is_some(),
            is_shown_as_option: without_mark.is_some(),
        }
    }

    /// Returns the value that logs show. Whether a sensitive field has a value is not a secret.
    pub(crate) fn shown<'a>(&self, value: Value<'a>) -> Value<'a> {
        if self.is_sensitive && !value.is_absent() { Value::Other(&Redacted) } else { value }
    }
}

/// The text instead of a sensitive value. `Debug` writes the text without quotes, so it is not mistaken for a value.
pub struct Redacted;

impl Redacted {
    pub(crate) const TEXT: &'static str = "[redacted]";
}

impl Debug for Redacted {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(Self::TEXT)
    }
}

impl Encode for Redacted {
    fn encode_json(&self, out: &mut dyn Write) -> fmt::Result {
        Value::Str(Self::TEXT).write_json(out)
    }

    fn encode_text(&self, out: &mut dyn Write) -> fmt::Result {
        out.write_str(Self::TEXT)
    }

    fn encode_debug(&self, out: &mut dyn Write) -> fmt::Result {
        out.write_str(Self::TEXT)
    }
}
