//! `[properties]`, and the key `properties` of errors and categories.

use toml::de::DeValue;

use super::RawMember;
use super::reader::{Entry, Reader, Sp};
use crate::diagnostic::rules;
use crate::literal::Literal;
use crate::model::{Builtin, FieldType};
use crate::names::{is_field_name, to_identifier};

/// A row of `[properties]`.
#[derive(Debug)]
pub(crate) struct RawProperty {
    pub(crate) name: Sp<String>,
    /// The name of the Rust method, which may be a raw identifier.
    pub(crate) rust_name: String,
    pub(crate) ty: FieldType,
    /// The values of `one-of`, none without the key.
    pub(crate) one_of: Vec<Sp<String>>,
    pub(crate) optional: bool,
    pub(crate) description: Option<String>,
}

pub(super) const PROPERTY: &[&str] = &["type", "one-of", "description"];
/// The types of properties.
const TYPES: &[&str] = &["string", "bool", "u8", "u16", "u32", "i8", "i16", "i32", "i64"];
/// The methods of every code. A property with the same name would hide the method.
const METHODS: &[&str] =
    &["as_str", "clone", "cmp", "eq", "fmt", "from_str", "hash", "level", "lookup", "ne", "owner", "retry", "row"];
/// The slots that a violation has.
const VIOLATION: &[&str] = &["detail", "field", "location", "parameter", "params", "path", "pointer"];

impl Reader<'_> {
    /// Reads a row of `[properties]`: a type, a list of values, or a table.
    pub(super) fn parse_property(&mut self, entry: Entry<'_>) -> Option<RawProperty> {
        let name = Sp::new(entry.key.to_owned(), entry.key_span);
        let rust_name = self.parse_property_name(&name)?;
        let of_list = || (Sp::new(FieldType::String, entry.span), false);
        let (ty, optional, one_of, description) = match entry.value {
            DeValue::Array(_) => (of_list().0, false, Some(entry), None),
            DeValue::Table(_) => {
                let table = self.table(entry, format!("property `{}`", name.value), PROPERTY)?;
                let (ty, optional) = match (table.get("type"), table.get("one-of")) {
                    (None, Some(_)) => of_list(),
                    _ => table.require(self, "type").and_then(|entry| self.parse_type(entry))?,
                };
                let description = table.get("description").and_then(|entry| self.as_prose(entry));
                (ty, optional, table.get("one-of"), description.map(|text| text.value))
            }
            _ => {
                let (ty, optional) = self.parse_type(entry)?;
                (ty, optional, None, None)
            }
        };
        let written = ty.value.to_string();
        if !TYPES.contains(&written.as_str()) {
            self.report(&rules::BAD_TYPE, ty.span, format!("a property cannot have the type `{written}`"))
                .choice(&written, TYPES);
            return None;
        }
        let one_of = match one_of {
            Some(entry) => self.parse_one_of(entry, &ty)?,
            None => Vec::new(),
        };
        Some(RawProperty { name, rust_name, ty: ty.value, one_of, optional, description })
    }

    /// Returns the name of the Rust method for a property.
    fn parse_property_name(&mut self, name: &Sp<String>) -> Option<String> {
        let rust_name = to_identifier(name.value.clone()).filter(|_| is_field_name(&name.value));
        if rust_name.is_none() {
            self.report(&rules::BAD_NAME, name.span, format!("`{}` cannot be the name of a property", name.value))
                .label("expected snake_case, and not a word such as `self`");
        }
        let what = if Builtin::from_term(&name.value).is_some() {
            Some("a slot of every error")
        } else if METHODS.contains(&name.value.as_str()) {
            Some("a method of every code")
        } else if VIOLATION.contains(&name.value.as_str()) {
            Some("a slot of every violation")
        } else {
            None
        };
        if let Some(what) = what {
            self.report(&rules::RESERVED_NAME, name.span, format!("`{}` is {what}", name.value))
                .label("a property cannot have this name");
            return None;
        }
        rust_name
    }

    /// Reads the values of the properties of an error or a category.
    pub(super) fn parse_property_values(&mut self, entry: Option<Entry<'_>>) -> Vec<RawMember> {
        let entries = entry.map_or_else(Vec::new, |entry| self.as_table(entry));
        let mut values = Vec::new();
        for entry in entries {
            let literal = match entry.value {
                DeValue::String(_) => self.as_heading(entry).map(|text| Literal::String(text.value)),
                _ => self.as_literal(entry),
            };
            let name = Sp::new(entry.key.to_owned(), entry.key_span);
            values.extend(literal.map(|value| RawMember { name, value: Sp::new(value, entry.span) }));
        }
        values
    }
}
