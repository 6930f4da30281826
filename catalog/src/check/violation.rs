//! Checks the template that a response contains once for each violation.

use super::body::check_required;
use super::format::{check_common_format, report_format};
use super::slot::allow_no_value;
use crate::diagnostic::{Diagnostics, rules};
use crate::model::{Builtin, Catalog, Error, FieldType, SlotFormat, ViolationPart};
use crate::names::{list_of, nearest};
use crate::raw::{Raw, RawSlot};

/// Checks that each slot of the template is a slot of violations, or a slot of every error whose value cannot contain
/// violations, and that each required slot has a value.
pub(super) fn check_violation(raw: &Raw, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    let Some(violation) = &raw.wire.violation else { return };
    for slot in &violation.slots {
        check_slot(slot, catalog, diagnostics);
    }
    let mut reported: Vec<&str> = Vec::new();
    for need in violation.needs() {
        let name = need.slot.value.as_str();
        let part = ViolationPart::from_term(name);
        let is_absent = part.is_some_and(|part| !part.has_text()) && need.guard != Some(name);
        if is_absent && !reported.contains(&name) {
            reported.push(name);
            diagnostics
                .report(&rules::SLOT_MAY_BE_ABSENT, need.slot.span, format!("a violation may have no `{name}`"))
                .label("expected a slot that always has a value")
                .help(allow_no_value(name));
        }
    }
    let has_violations = |error: &Error| error.public_fields().any(|field| field.ty == FieldType::Violations);
    let needs = violation.needs().into_iter().filter(|need| ViolationPart::from_term(&need.slot.value).is_none());
    check_required(raw, catalog, needs, has_violations, diagnostics);
}

/// The slots that the template may contain.
fn known_slots() -> Vec<&'static str> {
    let parts = ViolationPart::ALL.iter().map(|part| part.as_str()).filter(|part| !part.contains(':'));
    let is_allowed = |builtin: &&Builtin| builtin.is_constant() || Builtin::CONTEXT.contains(builtin);
    let builtins = Builtin::ALL.iter().filter(is_allowed).map(|builtin| builtin.as_str());
    let mut known: Vec<&str> = parts.collect();
    builtins.for_each(|name| {
        if !known.contains(&name) {
            known.push(name)
        }
    });
    known
}

fn check_slot(slot: &RawSlot, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    let (name, known) = (&slot.value, known_slots());
    if !known.contains(&name.as_str()) {
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
    let Some(part) = ViolationPart::from_term(name) else { return check_common_format(slot, catalog, diagnostics) };
    let has_format = |format: &SlotFormat| *format == SlotFormat::String || part.with_format(*format).is_some();
    if let Some(format) = slot.format.filter(|format| !has_format(format)) {
        report_format(slot, format, diagnostics);
    }
}
