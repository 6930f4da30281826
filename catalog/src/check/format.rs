//! Checks that the format of a slot fits the values of the slot.

use crate::diagnostic::{Diagnostics, rules};
use crate::model::{Builtin, Catalog, Error, Slot, SlotFormat};
use crate::raw::RawSlot;

/// Returns whether the format of a slot fits the values that the slot has in an error, and otherwise reports the slot.
pub(super) fn check_format(slot: &RawSlot, error: &Error, diagnostics: &mut Diagnostics) -> bool {
    let Some(format) = slot.format.filter(|format| !fits(*format, slot, error)) else { return true };
    let (name, message) = (&slot.value, format!("the format `{format}` does not fit the slot `{}`", slot.value));
    let diagnostic = diagnostics.report(&rules::SLOT_TYPE, slot.span, message);
    diagnostic.label("expected the slot `code`, `key` or `category`");
    if let Some(ty) = error.slot_type(name) {
        diagnostic.help(format!("field `{name}` of error `{}` has type `{ty}`", error.key));
    }
    false
}

/// Checks the format of a slot in a template that all errors share. One message is enough, however many errors have
/// such values.
pub(super) fn check_common_format(slot: &RawSlot, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    if slot.format.is_some() {
        catalog.errors.iter().all(|error| check_format(slot, error, diagnostics));
    }
}

fn fits(format: SlotFormat, slot: &RawSlot, error: &Error) -> bool {
    match error.slot(&slot.value) {
        // Another check reports an unknown slot.
        None => true,
        Some(Slot::Builtin(Builtin::Code | Builtin::Key | Builtin::Category)) if format.is_case() => true,
        Some(_) => format == SlotFormat::String,
    }
}
