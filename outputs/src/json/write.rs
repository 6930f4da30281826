//! Compact JSON text from parts that are JSON text already.

use std::fmt::{Display, Write};

use error_catalog_wire::{Json, write_json_string};

/// An object in the making.
pub(super) struct Object(String);

impl Object {
    pub(super) fn new() -> Self {
        Self("{".to_owned())
    }

    /// Adds a member; `value` shows itself as JSON.
    pub(super) fn member(mut self, key: &str, value: impl Display) -> Self {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        // Writing to a string cannot fail.
        let _ = write_json_string(&mut self.0, key);
        let _ = write!(self.0, ":{value}");
        self
    }

    pub(super) fn finish(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// An array of values that are JSON text.
pub(super) fn list(elements: impl IntoIterator<Item = String>) -> String {
    let elements: Vec<String> = elements.into_iter().collect();
    format!("[{}]", elements.join(","))
}

/// An array of strings.
pub(super) fn strings<S: AsRef<str>>(elements: impl IntoIterator<Item = S>) -> String {
    list(elements.into_iter().map(|element| Json::from(element.as_ref()).to_string()))
}
