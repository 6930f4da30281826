//! The values of slots.

use error_catalog_model::{Builtin, Catalog, Field, FieldType, SlotFormat, ViolationPart};
use error_catalog_wire::Json;

use super::shape::Shape;

/// The values of a slot in a format that is not `string`.
pub(super) fn in_format(format: SlotFormat) -> Shape {
    match format {
        SlotFormat::Epoch | SlotFormat::EpochMs => Shape::INTEGER,
        SlotFormat::Seconds | SlotFormat::Milliseconds => Shape::COUNT,
        SlotFormat::Rfc3339Ms | SlotFormat::Rfc3339MsOffset => Shape::text_in("date-time"),
        _ => Shape::TEXT,
    }
}

/// The values of a field.
pub(super) fn of_field(field: &Field) -> Shape {
    let values = || Shape::OneOf(field.one_of.iter().map(|value| Json::String(value.clone())).collect());
    match &field.ty {
        ty if field.one_of.is_empty() => of_type(ty),
        _ => values(),
    }
}

fn of_type(ty: &FieldType) -> Shape {
    match ty {
        FieldType::String => Shape::TEXT,
        FieldType::Bool => Shape::Boolean,
        FieldType::Unsigned(bits) => of_bits(*bits, false),
        FieldType::Signed(bits) => of_bits(*bits, true),
        FieldType::Float => Shape::Number,
        FieldType::Uuid => Shape::text_in("uuid"),
        FieldType::Timestamp => Shape::text_in("date-time"),
        FieldType::Duration => Shape::COUNT,
        FieldType::Object => Shape::OBJECT,
        FieldType::List(element) => Shape::list_of(of_type(element)),
        _ => Shape::Any,
    }
}

/// The integers of a Rust type. JSON parsers round integers above 2^53, so the bounds of 64 bits are left out.
fn of_bits(bits: u8, signed: bool) -> Shape {
    let format = match (bits, signed) {
        (..32, _) => None,
        (32, true) => Some("int32"),
        _ => Some("int64"),
    };
    let size = if bits < 64 { Some(1_i64 << (bits - u8::from(signed))) } else { None };
    let min = if signed { size.map(|size| -size) } else { Some(0) };
    Shape::Integer { min, max: size.map(|size| size - 1), format }
}

/// The values of a slot that the context of a response fills.
pub(super) fn of_context(builtin: Builtin) -> Shape {
    match builtin {
        Builtin::Instance => Shape::text_in("uri-reference"),
        Builtin::Timestamp => Shape::text_in("date-time"),
        Builtin::RetryAfter => Shape::COUNT,
        Builtin::RequestId => Shape::TEXT,
        _ => Shape::Any,
    }
}

/// The values of a part of a violation.
pub(super) fn of_part(part: ViolationPart) -> Shape {
    match (part, part.json_type()) {
        (ViolationPart::Fragment, _) => Shape::text_in("uri-reference"),
        (_, "array") => Shape::LIST,
        (_, "object") => Shape::OBJECT,
        _ => Shape::TEXT,
    }
}

/// The values of the fields of violations with this name.
pub(super) fn of_violation_field(catalog: &Catalog, name: &str) -> Shape {
    let fields = catalog.violations.iter().filter_map(|kind| kind.field(name));
    let shape = Shape::any_of(fields.map(of_field));
    if shape == Shape::AnyOf(Vec::new()) { Shape::Any } else { shape }
}

/// The values of a slot of an error that does not exist yet, if no error fills the slot.
pub(super) fn of_builtin(name: &str) -> Shape {
    match Builtin::from_term(name) {
        Some(builtin) if Builtin::CONTEXT.contains(&builtin) => of_context(builtin),
        Some(builtin) => match builtin.json_type() {
            Some("integer") => Shape::INTEGER,
            Some("object") => Shape::OBJECT,
            Some("string") => Shape::TEXT,
            _ => Shape::Any,
        },
        None => Shape::Any,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn integer(min: Option<i64>, max: Option<i64>, format: Option<&'static str>) -> Shape {
        Shape::Integer { min, max, format }
    }

    #[test]
    fn each_type_has_a_shape() {
        let list = |ty| FieldType::List(Box::new(ty));
        for (ty, expected) in [
            (FieldType::Unsigned(8), integer(Some(0), Some(255), None)),
            (FieldType::Unsigned(32), integer(Some(0), Some(4_294_967_295), Some("int64"))),
            (FieldType::Unsigned(64), integer(Some(0), None, Some("int64"))),
            (FieldType::Signed(8), integer(Some(-128), Some(127), None)),
            (FieldType::Signed(32), integer(Some(-2_147_483_648), Some(2_147_483_647), Some("int32"))),
            (FieldType::Signed(64), integer(None, None, Some("int64"))),
            (FieldType::Duration, Shape::COUNT),
            (FieldType::Uuid, Shape::text_in("uuid")),
            (FieldType::Any, Shape::Any),
            (list(FieldType::Bool), Shape::list_of(Shape::Boolean)),
        ] {
            assert_eq!(of_type(&ty), expected, "{ty}");
        }
    }

    #[test]
    fn each_format_has_a_shape() {
        for format in SlotFormat::ALL {
            let is_integer = matches!(in_format(*format), Shape::Integer { .. });
            assert_eq!(is_integer, format.is_number(), "{format}");
        }
    }
}
