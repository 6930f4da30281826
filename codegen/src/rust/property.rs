//! Writes the methods of the enum of codes that return properties.

use error_catalog_model::{FieldType, Property, ValueTemplate};

use super::table::Strings;
use super::{Rust, literal, put};
use crate::escape::code;

impl Rust<'_> {
    /// Writes one method for each property. The values of all errors are in one literal.
    ///
    /// ```text
    /// __ec::property! { Code, text, required, { /// … } sqlstate, "2350523502", b"…" }
    /// __ec::property! { Code, number, optional, { /// … } severity, u8, 1, b"…" }
    /// __ec::property! { Code, value, required, { /// … } classification, Classification, b"…" }
    /// ```
    pub(super) fn render_properties(&mut self) {
        let catalog = self.catalog;
        for (index, property) in catalog.properties.iter().enumerate() {
            let presence = if property.optional { "optional" } else { "required" };
            let kind = match (&property.value_enum, &property.ty) {
                (Some(_), _) => "value",
                (None, FieldType::String) => "text",
                (None, FieldType::Bool) => "flag",
                (None, _) => "number",
            };
            put!(self, "    __ec::property! {{");
            put!(self, "        {}, {kind}, {presence}, {{", self.options.code);
            let docs = match &property.description {
                Some(description) => description.clone(),
                None => format!("Returns the property {}.", code(&property.name)),
            };
            self.put_docs(12, &super::docs::tame(&docs));
            put!(self, "        }}");
            let (name, column) = (&property.rust_name, self.column(index, property));
            match (&property.value_enum, &property.ty) {
                (Some(values), _) => put!(self, "        {name}, {}{values}, {column}", self.options.prefix),
                (None, FieldType::String | FieldType::Bool) => put!(self, "        {name}, {column}"),
                (None, ty) => put!(self, "        {name}, {ty}, {}, {column}", width(ty)),
            }
            put!(self, "    }}");
        }
    }

    /// Returns the literals with the values of all errors.
    ///
    /// A number and a variant have one byte that is 1 if the error has the property, followed by the value. A boolean
    /// is 1 or 2, or 0 without a value. A text without a value is empty.
    fn column(&self, index: usize, property: &Property) -> String {
        let (mut strings, mut bytes) = (Strings::new(), Vec::new());
        for error in &self.catalog.errors {
            let value = error.properties.get(index).and_then(|property| property.value.as_ref());
            let text = match value {
                Some(ValueTemplate::Text(text)) => text.as_constant(),
                _ => None,
            };
            match (value, property.one_of.is_empty()) {
                (Some(ValueTemplate::Text(_)) | None, true) if property.ty == FieldType::String => {
                    strings.push(text.unwrap_or_default());
                }
                (Some(ValueTemplate::Bool(value)), _) => bytes.push(1 + u8::from(*value)),
                (None, _) if property.ty == FieldType::Bool => bytes.push(0),
                (Some(ValueTemplate::Integer(number)), _) => {
                    bytes.push(1);
                    bytes.extend_from_slice(&number.to_le_bytes()[..width(&property.ty)]);
                }
                _ => {
                    let position = property.one_of.iter().position(|value| Some(value.as_str()) == text);
                    let position = position.unwrap_or_default() as u64;
                    bytes.push(u8::from(value.is_some()));
                    bytes.extend_from_slice(&position.to_le_bytes()[..width(&property.ty)]);
                }
            }
        }
        match property.ty == FieldType::String && property.one_of.is_empty() {
            true => format!("{}, {}", literal::long_string(&strings.text), literal::bytes(&strings.offsets)),
            false => literal::bytes(&bytes),
        }
    }
}

/// The number of bytes of a number, or of the index of a variant.
fn width(ty: &FieldType) -> usize {
    match ty {
        FieldType::Unsigned(bits) | FieldType::Signed(bits) => usize::from(*bits / 8),
        _ => 1,
    }
}
