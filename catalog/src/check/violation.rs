//! Checks the template that a response contains once for each violation.

use super::body::check_required;
use super::format::{check_common_format, check_part_format};
use super::slot::allow_no_value;
use crate::diagnostic::{Diagnostics, rules};
use crate::model::{Builtin, Catalog, Error, FieldType, Slot, ViolationKind, ViolationPart};
use crate::names::{list_of, nearest};
use crate::raw::{Need, Raw, RawSlot, RawValue};

/// Checks that each slot of the template is a slot of violations, or a slot of every error whose value cannot contain
/// violations, and that each required slot has a value.
pub(super) fn check_violation(raw: &Raw, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    let Some(violation) = &raw.wire.violation else { return };
    for slot in &violation.slots {
        check_slot(slot, raw, catalog, diagnostics);
    }
    check_values(catalog, violation, diagnostics);
    let mut reported: Vec<&str> = Vec::new();
    for need in violation.needs() {
        let name = need.slot.value.as_str();
        let part = ViolationPart::from_term(name);
        let is_absent = part.is_some_and(|part| !part.has_text() && !is_declared(part, catalog));
        if is_absent && need.guard != Some(name) && !reported.contains(&name) {
            reported.push(name);
            diagnostics
                .report(&rules::SLOT_MAY_BE_ABSENT, need.slot.span, format!("a violation may have no `{name}`"))
                .label("expected a slot that always has a value")
                .help(allow_no_value(need.slot));
        }
    }
    let has_violations = |error: &Error| error.public_fields().any(|field| field.ty == FieldType::Violations);
    let (values, known) = (catalog.violation_values(), known_slots(catalog));
    let needs = violation.needs().into_iter().filter(|need| {
        let name = need.slot.value.as_str();
        ViolationPart::from_term(name).is_none() && !values.contains(&name) && known.contains(&name)
    });
    check_required(raw, catalog, needs, has_violations, diagnostics);
}

/// Whether each violation that the catalog declares has the part. A violation that the application makes without the
/// catalog may still lack the part.
fn is_declared(part: ViolationPart, catalog: &Catalog) -> bool {
    let kinds = &catalog.violations;
    !kinds.is_empty() && (part != ViolationPart::Title || kinds.iter().all(|kind| kind.title.is_some()))
}

/// Checks that each required slot for a field is a field of each violation, that always has a value.
fn check_values(catalog: &Catalog, violation: &RawValue, diagnostics: &mut Diagnostics) {
    let values = catalog.violation_values();
    let last = values.last().filter(|_| values.len() > Slot::MAX_VALUES);
    if let Some(slot) = last.and_then(|last| violation.slots.iter().find(|slot| slot.value == *last)) {
        diagnostics
            .report(&rules::TOO_LARGE, slot.span, "the template of violations shows too many fields")
            .label(format!("expected at most {} different fields", Slot::MAX_VALUES));
    }
    for name in values {
        let is_needed = |need: &Need<'_>| need.slot.value == name && need.guard != Some(name);
        let Some(need) = violation.needs().into_iter().find(is_needed) else { continue };
        let lacks = |kind: &&ViolationKind| kind.field(name).is_none_or(|field| field.optional);
        let Some(kind) = catalog.violations.iter().find(lacks) else { continue };
        let has = if kind.field(name).is_some() { "may have" } else { "has" };
        let message = format!("slot `{name}` {has} no value in violation `{}`", kind.key);
        diagnostics
            .report(&rules::SLOT_MAY_BE_ABSENT, need.slot.span, message)
            .label("expected a slot that always has a value")
            .help(allow_no_value(need.slot));
    }
}

/// The slots that the template may contain.
fn known_slots(catalog: &Catalog) -> Vec<&str> {
    let parts = ViolationPart::ALL.iter().map(|part| part.as_str()).filter(|part| !part.contains(':'));
    let is_allowed = |builtin: &&Builtin| builtin.is_constant() || Builtin::CONTEXT.contains(builtin);
    let builtins = Builtin::ALL.iter().filter(is_allowed).map(|builtin| builtin.as_str());
    let fields = catalog.violations.iter().flat_map(|kind| &kind.fields).map(|field| field.name.as_str());
    let properties = catalog.properties.iter().map(|property| property.name.as_str());
    let mut known: Vec<&str> = parts.collect();
    fields.chain(properties).chain(builtins).for_each(|name| {
        if !known.contains(&name) {
            known.push(name)
        }
    });
    known
}

fn check_slot(slot: &RawSlot, raw: &Raw, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    let (name, known) = (&slot.value, known_slots(catalog));
    if raw.left_out.reported.is_some() || raw.violations.iter().any(|kind| kind.hidden_field(name).is_some()) {
        return;
    }
    if !known.contains(&name.as_str()) {
        if raw.wire.is_in_preset(slot) {
            return;
        }
        let label = match nearest(name, &known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "expected a slot of violations, or a slot that every error has".to_owned(),
        };
        diagnostics
            .report(&rules::UNKNOWN_SLOT, slot.span, format!("unknown slot `{name}` in the template of violations"))
            .label(label)
            .help(format!("the available slots are {}", list_of(&known)));
        return;
    }
    if catalog.has_violation_slot(name) {
        check_part_format(slot, diagnostics);
    } else {
        check_common_format(slot, catalog, diagnostics);
    }
}
