//! Checks the elements of lists that a response contains once for each violation.

use super::format::check_part_format;
use crate::diagnostic::{Diagnostics, rules};
use crate::model::{Builtin, Catalog, Error, FieldType, ValueTemplate, ViolationPart};
use crate::raw::{Need, RawSlot, SlotRole};

/// The maximum number of operations of the encoder for an element without violations.
const MAX_OPERATIONS: usize = u16::MAX as usize;

/// Checks a slot that has a role in such an element. Returns whether the slot needs no further check, because the slot
/// is a slot of violations, or has been reported.
pub(super) fn check_role(slot: &RawSlot, catalog: &Catalog, diagnostics: &mut Diagnostics) -> bool {
    let name = slot.value.as_str();
    let has_violations = |error: &Error| error.slot_type(name) == Some(&FieldType::Violations);
    match slot.role {
        SlotRole::Inner if catalog.has_violation_slot(name) => check_part_format(slot, diagnostics),
        SlotRole::Each if name != Builtin::Violations.as_str() && !catalog.errors.iter().any(has_violations) => {
            diagnostics
                .report(&rules::WRONG_TYPE, slot.span, format!("slot `{name}` does not contain violations"))
                .label("expected `{violations}`, or a field of the type `violations`");
        }
        SlotRole::Inner | SlotRole::Each | SlotRole::Plain => return false,
    }
    true
}

/// Checks a required slot in such an element. Returns whether the slot needs no further check: without a violation,
/// the slot has the value of no slot of the error, or of a slot that always has a value.
pub(super) fn check_need<'a>(
    need: &Need<'a>,
    catalog: &Catalog,
    reported: &mut Vec<&'a str>,
    diagnostics: &mut Diagnostics,
) -> bool {
    let name = need.slot.value.as_str();
    let is_part = |name: &str| match ViolationPart::from_term(name) {
        Some(ViolationPart::Code | ViolationPart::Title) => false,
        Some(_) => true,
        None => catalog.has_violation_slot(name),
    };
    if need.slot.role != SlotRole::Inner || !is_part(name) {
        return false;
    }
    // Without a violation, a guard that is a part of a violation has no value.
    let is_left_out = need.guard.is_some_and(|guard| guard != ViolationPart::Detail.as_str() && is_part(guard));
    if name != ViolationPart::Detail.as_str() && !is_left_out && !reported.contains(&name) {
        reported.push(name);
        let message = format!("slot `{name}` has no value in the element of an error without violations");
        diagnostics
            .report(&rules::SLOT_MAY_BE_ABSENT, need.slot.span, message)
            .label("expected a slot that always has a value")
            .help("add `?` to the member's key to leave the member out if the slot has no value");
    }
    true
}

/// Reports an element with `*` in details.
pub(super) fn report_details(slot: &RawSlot, diagnostics: &mut Diagnostics) {
    diagnostics
        .report(&rules::UNKNOWN_KEY, slot.span, "`*` repeats an element of the body, but this element is in `details`")
        .label("expected an element without `*`");
}

/// Checks that no element is too large for the encoder. `slot` contains the violations of the elements.
pub(super) fn check_size(slot: &RawSlot, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    let count = |value: &ValueTemplate| {
        let mut slots = 0_usize;
        value.all_slots(&mut |_| slots += 1);
        slots
    };
    let elements = catalog.repeated_elements();
    let is_too_large = elements.iter().any(|element| {
        let mut details = 0_usize;
        element.all_slots(&mut |name| details += usize::from(name == Builtin::Details.as_str()));
        catalog.errors.iter().any(|error| {
            let (slots, depth) = match error.details.as_ref().filter(|_| details > 0) {
                Some(own) => (count(own).saturating_mul(details), own.depth()),
                None => (0, 0),
            };
            // A slot has a few operations, and one more for each optional member that contains it.
            let each = 8 + 2 * element.depth().saturating_add(depth);
            count(element).saturating_add(slots).saturating_mul(each) > MAX_OPERATIONS
        })
    });
    if is_too_large {
        diagnostics
            .report(&rules::TOO_LARGE, slot.span, "an element with `*` contains too many slots")
            .label("expected an element with fewer slots, or errors with fewer details");
    }
}
