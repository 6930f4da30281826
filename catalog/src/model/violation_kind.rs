//! One code of field-level validation errors.

use super::{Deprecated, Field, TextTemplate};
use crate::spans::Location;

/// A kind of field-level validation error, with every default filled in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ViolationKind {
    /// The key of the violation's table, which is the stable identity of the violation.
    pub key: String,
    /// The name of the variant in the Rust enum of violation codes, in PascalCase; never a keyword.
    pub variant: String,
    /// The name of the violation's Rust constructor, in snake_case; a keyword gets the prefix `r#`.
    pub constructor: String,
    /// The code that is sent.
    pub code: String,
    /// Other codes that clients accept for this violation. Responses never contain these codes.
    pub aliases: Vec<String>,
    /// The title: a short, stable summary. A violation has a title, a message or both.
    pub title: Option<String>,
    /// The message. Each slot is a field of the violation that always has a value.
    pub message: Option<TextTemplate>,
    /// The description in the reference's table: one line of Markdown.
    pub description: String,
    /// The fields, in the file's order. All of them are public.
    pub fields: Vec<Field>,
    /// The names of the fields in the object of the slot `params`, in order.
    pub params: Vec<String>,
    /// The violation's text in the reference, in Markdown.
    pub docs: Option<String>,
    /// The version that introduced the violation.
    pub since: Option<String>,
    /// The deprecation, if the violation is deprecated. [`Deprecated::instead`] is the index of another violation.
    pub deprecated: Option<Deprecated>,
    /// The place of the violation's table.
    pub location: Location,
}

impl ViolationKind {
    /// The field with this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}
