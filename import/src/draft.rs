//! A catalog that is about to be written down.

use serde_json::Value;

/// A catalog as its file has it. Nothing is filled in that the format fills in by itself.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The values of `[catalog]`.
    pub(super) catalog: Table,
    /// The values of `[wire]`, without the body, the members and the example.
    pub(super) wire: Table,
    /// A value template.
    pub(super) body: Table,
    pub(super) members: Table,
    pub(super) example: Table,
    pub(super) headers: Table,
    pub(super) statuses: Vec<(String, Table)>,
    pub(super) categories: Vec<(String, Table)>,
    pub(super) errors: Vec<(String, Table)>,
    pub(super) retired: Table,
    pub(super) locales: Vec<(String, Vec<(String, Table)>)>,
}

/// Keys and values, in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Table(pub(super) Vec<(String, Value)>);

impl Table {
    /// Adds a value. TOML has no null, and an empty value says nothing.
    pub(super) fn set(&mut self, key: &str, value: impl Into<Value>) {
        let value = value.into();
        let is_empty = match &value {
            Value::Null => true,
            Value::Array(elements) => elements.is_empty(),
            Value::Object(members) => members.is_empty(),
            _ => false,
        };
        if !is_empty {
            self.0.push((key.to_owned(), value));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
