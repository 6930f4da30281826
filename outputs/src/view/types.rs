//! The JSON types of fields and of members of the body.

use error_catalog_model::{Builtin, Catalog, Error, FieldType, Presence, Slot, ValueTemplate, ViolationPart};

/// The names of the types, in the order in which documents list them.
const NAMES: [&str; 7] = ["boolean", "integer", "number", "string", "array", "object", "null"];

/// A set of JSON types.
#[derive(Debug, Default)]
pub struct Types {
    found: [bool; NAMES.len()],
    any: bool,
}

impl Types {
    fn add(&mut self, name: Option<&str>) {
        match name.and_then(|name| NAMES.iter().position(|known| *known == name)) {
            Some(index) => self.found[index] = true,
            None => self.any = true,
        }
    }

    /// The types of a value that is a slot of violations, or a text with such a slot.
    pub(super) fn of_part(part: ViolationPart, value: &ValueTemplate) -> Self {
        let mut types = Self::default();
        match value {
            ValueTemplate::Slot(slot) if !slot.as_string() => {
                types.add(Some(part.json_type()));
                if slot.or_null && part.is_optional() {
                    types.add(Some("null"));
                }
            }
            _ => types.add(Some("string")),
        }
        types
    }

    /// The types of a member of a violation, which may show a field of the violation.
    pub(super) fn of_violation(catalog: &Catalog, value: &ValueTemplate) -> Self {
        let ValueTemplate::Slot(slot) = value else { return collect_types(catalog, value) };
        let mut types = Self::default();
        for kind in &catalog.violations {
            let field = kind.field(&slot.name);
            if let Some(field) = field {
                types.add(if slot.as_string() { Some("string") } else { field_type(catalog, &field.ty) });
            }
            if slot.or_null && field.is_none_or(|field| field.optional) {
                types.add(Some("null"));
            }
        }
        if catalog.violation_values().contains(&slot.name.as_str()) { types } else { collect_types(catalog, value) }
    }

    /// Returns the names of the types. The list is empty if a value may have any type.
    #[must_use]
    pub fn names(&self) -> Vec<&'static str> {
        let found = NAMES.into_iter().zip(self.found).filter(|(_, found)| *found && !self.any);
        found.map(|(name, _)| name).collect()
    }
}

/// Collects the types of the values that a template of the body writes, over all errors.
pub(super) fn collect_types(catalog: &Catalog, value: &ValueTemplate) -> Types {
    let mut types = Types::default();
    let ValueTemplate::Slot(slot) = value else {
        types.add(constant_type(value));
        return types;
    };
    let mut known = false;
    for error in &catalog.errors {
        let presence = error.presence(&slot.name);
        if slot.or_null && presence != Presence::Always {
            types.add(Some("null"));
        }
        if presence == Presence::Never {
            continue;
        }
        collect(catalog, error, value, &mut types);
        known = true;
    }
    if !known {
        types.add(Builtin::from_term(&slot.name).and_then(Builtin::json_type));
    }
    types
}

/// Collects the types of the values that a template writes for one error.
fn collect(catalog: &Catalog, error: &Error, value: &ValueTemplate, types: &mut Types) {
    let ValueTemplate::Slot(slot) = value else { return types.add(constant_type(value)) };
    match error.slot(&slot.name) {
        _ if slot.format.is_some_and(|format| format.is_number()) => types.add(Some("integer")),
        _ if slot.format.is_some() => types.add(Some("string")),
        Some(Slot::Field(_)) => {
            types.add(error.slot_type(&slot.name).and_then(|ty| field_type(catalog, ty)));
        }
        Some(Slot::Builtin(Builtin::Details)) => {
            error.details.iter().for_each(|details| collect(catalog, error, details, types));
        }
        Some(Slot::Builtin(builtin)) => types.add(builtin.json_type()),
        Some(Slot::Violation(_) | Slot::Value(_)) => {}
        None => {
            catalog.property(&slot.name).into_iter().for_each(|property| types.add(property.ty.json_type()));
        }
    }
}

/// Returns the JSON type of a field's value; `None` if the value may have any type.
#[must_use]
pub fn field_type(catalog: &Catalog, ty: &FieldType) -> Option<&'static str> {
    match ty {
        FieldType::Violations => Some(if catalog.wire.violations.is_list() { "array" } else { "object" }),
        ty => ty.json_type(),
    }
}

fn constant_type(value: &ValueTemplate) -> Option<&'static str> {
    match value {
        ValueTemplate::Bool(_) => Some("boolean"),
        ValueTemplate::Integer(_) => Some("integer"),
        ValueTemplate::Float(_) => Some("number"),
        ValueTemplate::Text(_) => Some("string"),
        ValueTemplate::List(_) => Some("array"),
        ValueTemplate::Object(_) => Some("object"),
        ValueTemplate::Slot(_) => None,
    }
}
