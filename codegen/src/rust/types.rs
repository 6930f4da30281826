//! Determines the Rust types of fields and of constructor arguments.

use error_catalog_model::{Field, FieldType};

/// Returns the Rust type of a field. `private` is the path of the module that generated code uses, and `prefix` is in
/// front of the names of enums for values.
pub(super) fn field_type(field: &Field, private: &str, prefix: &str) -> String {
    let ty = plain_type(field, private, prefix);
    if field.optional { format!("{private}::Option<{ty}>") } else { ty }
}

/// Returns the type of the constructor's argument for a field. A required number is not converted, because the compiler
/// could not infer the type of a number literal then. An optional field accepts its value with or without `Some`.
pub(super) fn argument_type(field: &Field, private: &str, prefix: &str) -> String {
    let ty = field_type(field, private, prefix);
    if is_converted(field) { format!("impl {private}::Into<{ty}>") } else { ty }
}

/// Whether the constructor converts the argument for a field.
pub(super) fn is_converted(field: &Field) -> bool {
    use FieldType::{Bool, Duration, Float, Signed, Unsigned};
    let taken_as_is =
        matches!(field.ty, Bool | Unsigned(_) | Signed(_) | Float | Duration) || field.value_enum().is_some();
    field.optional || field.rust.is_some() || !taken_as_is
}

fn plain_type(field: &Field, private: &str, prefix: &str) -> String {
    match (&field.rust, field.value_enum()) {
        (Some(path), _) => path.clone(),
        (None, Some(name)) => format!("{prefix}{name}"),
        (None, None) => rust_type(&field.ty, private),
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
        // This covers `any` and `object`.
        _ => "Json",
    };
    format!("{private}::{name}")
}
