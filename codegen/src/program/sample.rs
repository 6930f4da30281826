//! Renders a sample of the response format with the values of `[wire.example]`.

use error_catalog_model::{Builtin, Catalog, FieldType, Literal, SlotBinding};
use error_catalog_wire::{Args, Context, Program, Slot, ToValue, Value};

use super::assemble::Assembly;
use super::example::{FieldValue, field_value, literal_json};
use super::scope::Scope;
use super::text::Text;

/// Renders a body of the catalog's format as compact JSON, with the values of `[wire.example]`. Returns `None` if
/// `[wire.example]` contains only values that differ from response to response (`request_id`, `instance`, `timestamp`).
///
/// An optional member is left out unless `[wire.example]` contains all values that the member needs. A required member
/// without a value gets an invented value of the right type.
#[must_use]
pub fn render_sample(catalog: &Catalog) -> Option<String> {
    let wire = &catalog.wire;
    let of_response = [Builtin::RequestId, Builtin::Instance, Builtin::Timestamp].map(Builtin::as_str);
    if wire.example.iter().all(|(name, _)| of_response.contains(&name.as_str())) {
        return None;
    }
    let mut scope = SampleScope { catalog, names: Vec::new() };
    let mut values = Vec::new();
    for (name, literal) in &wire.example {
        scope.names.push(name);
        values.push(slot_value(catalog, name, literal));
    }
    // The name of the catalog is the same in every response.
    let has_name = scope.names.contains(&Builtin::Catalog.as_str());
    if let Some(catalog_name) = catalog.name.as_ref().filter(|_| !has_name) {
        scope.names.push(Builtin::Catalog.as_str());
        values.push(FieldValue::Json(literal_json(&Literal::String(catalog_name.clone()))));
    }
    wire.body.needed_slots(&mut |name| {
        if !scope.names.contains(&name) {
            scope.names.push(name);
            values.push(FieldValue::Json(literal_json(&placeholder(name))));
        }
    });
    let mut text = Text::default();
    let ops = Program::assemble(&Assembly::new(&scope, &wire.violations, &mut text).body(&wire.body));
    let values: Vec<Value<'_>> = values.iter().map(ToValue::to_value).collect();
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = Program { text: &text.finish(), ops: &ops }.write_json(&Args::new(&values, &Context::new()), &mut out);
    Some(out)
}

/// The scope of the sample. A slot has a value only if the sample has a value with its name.
struct SampleScope<'a> {
    catalog: &'a Catalog,
    names: Vec<&'a str>,
}

impl Scope for SampleScope<'_> {
    fn binding(&self, name: &str) -> SlotBinding<'_> {
        match self.names.iter().position(|known| *known == name).and_then(Slot::field) {
            Some(slot) => {
                SlotBinding::Open { slot, optional: false, is_violations: holds_violations(self.catalog, name) }
            }
            None => SlotBinding::Absent,
        }
    }

    fn violation_values(&self) -> Vec<&str> {
        self.catalog.violation_values()
    }
}

fn holds_violations(catalog: &Catalog, name: &str) -> bool {
    name == Builtin::Violations.as_str()
        || catalog.errors.iter().any(|error| error.slot_type(name) == Some(&FieldType::Violations))
}

fn slot_value(catalog: &Catalog, name: &str, literal: &Literal) -> FieldValue {
    let ty = match literal {
        Literal::Table(_) | Literal::List(_) if holds_violations(catalog, name) => FieldType::Violations,
        _ if name == Builtin::Timestamp.as_str() => FieldType::Timestamp,
        _ => FieldType::Any,
    };
    field_value(catalog, &ty, literal)
}

/// Makes up a value for a slot of which only the type is known.
fn placeholder(name: &str) -> Literal {
    match Builtin::from_term(name).and_then(Builtin::json_type) {
        _ if name == Builtin::Status.as_str() => Literal::Integer(400),
        Some("integer") => Literal::Integer(1),
        Some(_) => Literal::String(name.to_owned()),
        None => Literal::Table(Vec::new()),
    }
}
