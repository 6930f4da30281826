//! The Rust types of fields, and of the arguments of constructors.

use error_catalog_model::{Field, FieldType};

/// The type of a field; `private` is the path to what generated code stands on.
pub(super) fn field_type(field: &Field, private: &str) -> String {
    let ty = plain_type(field, private);
    if field.optional { format!("{private}::Option<{ty}>") } else { ty }
}

/// The type of the constructor's argument for a field. A number is taken as it is, since a literal would not know
/// which type to become; an optional one is taken with and without its `Some`.
pub(super) fn argument_type(field: &Field, private: &str) -> String {
    let ty = field_type(field, private);
    if is_converted(field) { format!("impl {private}::Into<{ty}>") } else { ty }
}

/// Whether the constructor's argument is converted.
pub(super) fn is_converted(field: &Field) -> bool {
    use FieldType::{Bool, Duration, Float, Signed, Unsigned};
    let taken_as_is = matches!(field.ty, Bool | Unsigned(_) | Signed(_) | Float | Duration);
    field.optional || field.rust.is_some() || !taken_as_is
}

fn plain_type(field: &Field, private: &str) -> String {
    match &field.rust {
        Some(path) => path.clone(),
        None => rust_type(&field.ty, private),
    }
}

fn rust_type(ty: &FieldType, private: &str) -> String {
    let name = match ty {
        FieldType::Bool | FieldType::Unsigned(_) | FieldType::Signed(_) | FieldType::Float => {
            return format!("{private}::{ty}");
        }
        FieldType::List(element) => return format!("{private}::Vec<{}>", rust_type(element, private)),
        FieldType::String => "String",
        FieldType::Uuid => "Uuid",
        FieldType::Timestamp => "Timestamp",
        FieldType::Duration => "Duration",
        FieldType::Violations => "Violations",
        // `any` and `object`: the type cannot tell them apart, and need not.
        _ => "Json",
    };
    format!("{private}::{name}")
}
