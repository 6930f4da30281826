//! The fields of an error, their types and their values in examples.

use std::fmt;

use error_catalog_wire::Builtin;

use crate::literal::Literal;
use crate::names::alternatives;

/// A field of an error.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Field {
    /// The field's name in responses and slots: a snake_case word, which may be a keyword of Rust.
    pub name: String,
    /// The field's name in Rust.
    pub(crate) rust_name: String,
    /// The field's type, without the `?` of an optional field.
    pub ty: FieldType,
    /// The only values that the field can have. If the list is empty, the field can have every value of its type.
    pub one_of: Vec<String>,
    /// The name of the [`ValueEnum`](super::ValueEnum) that is the field's Rust type.
    pub(crate) value_enum: Option<String>,
    /// The path of the Rust type that replaces the Rust type of [`ty`](Self::ty). The path is valid.
    pub rust: Option<String>,
    /// Whether only logs may show the field. The encoder never sees an internal field.
    pub internal: bool,
    /// Whether logs and `Debug` show `[redacted]` instead of the field's value.
    pub sensitive: bool,
    /// Whether an error can be created without a value for the field.
    pub optional: bool,
    /// The description, in Markdown.
    pub description: Option<String>,
    /// The value of the field in examples that do not set the field. The value has the field's type.
    pub example: Option<Literal>,
}

impl Field {
    /// The member of a variant for the status of an error that has several statuses. No field of a catalog has the name
    /// of this member.
    pub(crate) fn status(statuses: &[u16]) -> Self {
        let name = Builtin::Status.as_str();
        let [first, ..] = statuses else { return Self::status(&[500]) };
        let listed: Vec<String> = statuses.iter().map(u16::to_string).collect();
        Self {
            name: name.to_owned(),
            rust_name: name.to_owned(),
            ty: FieldType::Unsigned(16),
            one_of: Vec::new(),
            value_enum: None,
            rust: None,
            internal: true,
            sensitive: false,
            optional: false,
            description: Some(format!("The HTTP status: {}.", alternatives(&listed))),
            example: Some(Literal::Integer(i128::from(*first))),
        }
    }

    /// Whether this is the member for the status of an error that has several statuses.
    #[must_use]
    pub fn is_status(&self) -> bool {
        self.name == Builtin::Status.as_str()
    }

    /// The status that the error has by default, if this is the member for the status.
    #[must_use]
    pub fn first_status(&self) -> Option<u16> {
        match self.example {
            Some(Literal::Integer(status)) if self.is_status() => u16::try_from(status).ok(),
            _ => None,
        }
    }

    /// The field's name in Rust: an identifier, which may be a raw identifier such as `r#type`.
    #[must_use]
    pub fn rust_name(&self) -> &str {
        &self.rust_name
    }

    /// The name of the [`ValueEnum`](super::ValueEnum) that is the field's Rust type. A field that has the key `rust`
    /// has no such enum.
    #[must_use]
    pub fn value_enum(&self) -> Option<&str> {
        self.value_enum.as_deref()
    }

    /// Whether the error's Rust constructor takes the field as an argument. The constructor of a `#[non_exhaustive]`
    /// variant takes no optional fields, so an additional optional field breaks no call.
    #[must_use]
    pub fn is_argument(&self, non_exhaustive: bool) -> bool {
        !(non_exhaustive && self.optional)
    }
}

/// The type of a [`Field`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FieldType {
    /// `string`
    String,
    /// `bool`
    Bool,
    /// `u8`, `u16`, `u32` or `u64`, by the number of bits.
    Unsigned(u8),
    /// `i8`, `i16`, `i32` or `i64`, by the number of bits.
    Signed(u8),
    /// `f64`
    Float,
    /// `uuid`: a string of 36 characters on the wire.
    Uuid,
    /// `timestamp`: an RFC 3339 string on the wire.
    Timestamp,
    /// `duration`: a number of whole seconds on the wire.
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
    /// The name of the JSON type of a value in documents and schemas. The type `any` has no JSON type. The JSON type of
    /// `violations` depends on the response format.
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
