//! Properties: constants that each error sets.

use super::{FieldType, ValueTemplate};

/// A property, which each error of a catalog sets.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Property {
    /// The name of the property and of its slot: a snake_case word.
    pub name: String,
    /// The name of the method of the generated enum of codes: an identifier, which may be a raw identifier.
    pub rust_name: String,
    /// The type: a string, a boolean, or an integer that fits `i64`.
    pub ty: FieldType,
    /// The only values of the property. If the list is empty, the property can have every value of its type.
    pub one_of: Vec<String>,
    /// The name of the [`ValueEnum`](super::ValueEnum) that is the Rust type of the property.
    pub value_enum: Option<String>,
    /// Whether an error can leave out the property.
    pub optional: bool,
    /// The description, in Markdown.
    pub description: Option<String>,
}

/// The value of a property in one error.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PropertyValue {
    /// The name of the property.
    pub name: String,
    /// The value, which contains no slots. Only an optional property can have no value.
    pub value: Option<ValueTemplate>,
}

impl PropertyValue {
    /// The value as text; `None` if the error leaves out the property.
    #[must_use]
    pub fn to_text(&self) -> Option<String> {
        match self.value.as_ref()? {
            ValueTemplate::Text(text) => text.as_constant().map(str::to_owned),
            ValueTemplate::Bool(value) => Some(value.to_string()),
            ValueTemplate::Integer(number) => Some(number.to_string()),
            _ => None,
        }
    }
}
