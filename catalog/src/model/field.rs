//! The fields of an error, their types and their values in examples.

use std::fmt;

use crate::literal::Literal;

/// A field of an error.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Field {
    /// Its name: a snake_case Rust identifier that is not a keyword, and the name of its slot.
    pub name: String,
    /// Its type, without the `?`.
    pub ty: FieldType,
    /// The Rust type that replaces the one that [`ty`](Self::ty) would give: a path, already checked.
    pub rust: Option<String>,
    /// Whether it is for logs alone. The encoder never sees such a field.
    pub internal: bool,
    /// Whether an error may be made without it.
    pub optional: bool,
    /// Markdown.
    pub description: Option<String>,
    /// The value in examples that do not set one; always of the field's type.
    pub example: Option<Literal>,
}

/// The type of a [`Field`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FieldType {
    /// `string`
    String,
    /// `bool`
    Bool,
    /// `u8`, `u16`, `u32` or `u64`, by its bits.
    Unsigned(u8),
    /// `i8`, `i16`, `i32` or `i64`, by its bits.
    Signed(u8),
    /// `f64`
    Float,
    /// `uuid`: a string of 36 characters on the wire.
    Uuid,
    /// `timestamp`: a string of RFC 3339 on the wire.
    Timestamp,
    /// `duration`: whole seconds, a number, on the wire.
    Duration,
    /// `object`: a JSON object.
    Object,
    /// `any`: a JSON value.
    Any,
    /// `list<T>`: a JSON array.
    List(Box<FieldType>),
    /// `violations`: field-level validation errors.
    Violations,
}

impl FieldType {
    /// The JSON type of a value, as documents and schemas name it; `any` does not have one, and
    /// the response format gives `violations` its type.
    #[must_use]
    pub fn json_type(&self) -> Option<&'static str> {
        Some(match self {
            FieldType::String | FieldType::Uuid | FieldType::Timestamp => "string",
            FieldType::Bool => "boolean",
            FieldType::Unsigned(_) | FieldType::Signed(_) | FieldType::Duration => "integer",
            FieldType::Float => "number",
            FieldType::Object => "object",
            FieldType::List(_) => "array",
            FieldType::Any | FieldType::Violations => return None,
        })
    }
}

/// The type as a catalog writes it.
impl fmt::Display for FieldType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FieldType::String => "string",
            FieldType::Bool => "bool",
            FieldType::Unsigned(bits) => return write!(f, "u{bits}"),
            FieldType::Signed(bits) => return write!(f, "i{bits}"),
            FieldType::Float => "f64",
            FieldType::Uuid => "uuid",
            FieldType::Timestamp => "timestamp",
            FieldType::Duration => "duration",
            FieldType::Object => "object",
            FieldType::Any => "any",
            FieldType::List(element) => return write!(f, "list<{element}>"),
            FieldType::Violations => "violations",
        })
    }
}
