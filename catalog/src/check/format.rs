//! Checks that the format of a slot fits the values of the slot.

use crate::diagnostic::{Diagnostic, Diagnostics, rules};
use crate::model::{Builtin, Catalog, Error, FieldType, SlotFormat, ViolationPart};
use crate::raw::RawSlot;

/// Returns whether the format of a slot fits the values that the slot has in an error, and otherwise reports the slot.
pub(super) fn check_format(slot: &RawSlot, error: &Error, diagnostics: &mut Diagnostics) -> bool {
    let Some(format) = slot.format.filter(|format| !fits(*format, slot, error)) else { return true };
    let diagnostic = report_format(slot, format, diagnostics);
    if let Some(ty) = error.slot_type(&slot.value) {
        diagnostic.help(format!("field `{}` of error `{}` has type `{ty}`", slot.value, error.key));
    }
    false
}

/// Reports a slot whose format does not fit.
pub(super) fn report_format<'a>(
    slot: &RawSlot,
    format: SlotFormat,
    diagnostics: &'a mut Diagnostics,
) -> &'a mut Diagnostic {
    let message = format!("the format `{format}` does not fit the slot `{}`", slot.value);
    diagnostics.report(&rules::SLOT_TYPE, slot.span, message).label(match format {
        SlotFormat::Fragment => "expected the slot `pointer` of a violation",
        SlotFormat::Located => "expected the slot `path` of a violation",
        format if format.is_time() => "expected a field of type `timestamp`, or the slot `timestamp`",
        format if format.is_duration() => "expected a field of type `duration`, or the slot `retry_after`",
        _ => "expected the slot `code`, `key` or `category`",
    })
}

/// Checks the format of a slot in a template that all errors share. One message is enough, however many errors have
/// such values.
pub(super) fn check_common_format(slot: &RawSlot, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    if slot.format.is_some() {
        catalog.errors.iter().all(|error| check_format(slot, error, diagnostics));
    }
}

fn fits(format: SlotFormat, slot: &RawSlot, error: &Error) -> bool {
    let name = slot.value.as_str();
    if format == SlotFormat::String || (format.is_duration() && name == Builtin::RetryAfter.as_str()) {
        // A field called `retry_after` is a duration or a number of seconds.
        return true;
    }
    if let Some(field) = error.fields.iter().find(|field| field.name == name) {
        return fits_type(format, &field.ty);
    }
    match Builtin::from_term(name) {
        Some(Builtin::Timestamp) => format.is_time(),
        Some(Builtin::Code | Builtin::Key | Builtin::Category) => format.is_case(),
        Some(_) => false,
        // Another check reports an unknown slot.
        None => error.property(name).is_none(),
    }
}

/// Whether the format fits a field of this type.
pub(super) fn fits_type(format: SlotFormat, ty: &FieldType) -> bool {
    match ty {
        FieldType::Timestamp => format.is_time(),
        FieldType::Duration => format.is_duration(),
        _ => false,
    }
}

/// Checks the format of a slot that is a part or a field of a violation.
pub(super) fn check_part_format(slot: &RawSlot, diagnostics: &mut Diagnostics) {
    let part = ViolationPart::from_term(&slot.value);
    let fits = |format| format == SlotFormat::String || part.is_some_and(|part| part.with_format(format).is_some());
    let Some(format) = slot.format.filter(|format| !fits(*format)) else { return };
    let diagnostic = report_format(slot, format, diagnostics);
    if part == Some(ViolationPart::Code) && format.is_case() {
        diagnostic.label("expected no format, because the code of a violation is written as it is");
    }
}
