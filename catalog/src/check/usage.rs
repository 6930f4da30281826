//! Checks that every public field is used. Nobody would see the value of an unused field.

use crate::diagnostic::{Diagnostics, Known, Span, rules};
use crate::interner::Interner;
use crate::model::{Builtin, Error, FieldType, Slot};
use crate::raw::Raw;
use crate::raw::{RawError, RawField};

/// The inherited fields, by the offsets of their names.
#[derive(Default)]
pub(super) struct Unused {
    /// The fields that at least one error has inherited.
    inherited: Interner<'static>,
    /// The fields that at least one error uses, or might use.
    used: Interner<'static>,
}

impl Unused {
    fn has_only_unused(&self, field: &RawField) -> bool {
        let name = to_bytes(field);
        self.inherited.find(&name).is_some() && self.used.find(&name).is_none()
    }
}

fn to_bytes(field: &RawField) -> [u8; 16] {
    let Span { file, start, .. } = field.name.span;
    (((file as u128) << 64) | start as u128).to_le_bytes()
}

/// Checks the fields of an error. `is_sound` says whether the error has no problem that might hide a use.
pub(super) fn check_usage(
    raw: &Raw,
    (raw_error, error): (&RawError, &Error),
    is_sound: bool,
    unused: &mut Unused,
    diagnostics: &mut Diagnostics,
) {
    let may_be_used = !is_sound || raw.wire.body.value().is_none() || raw_error.broken.or(raw.gap).is_some();
    let found = if may_be_used { Vec::new() } else { find_unused(raw, raw_error, error, diagnostics) };
    for field in raw_error.fields.iter().filter(|field| field.is_inherited) {
        let name = to_bytes(field).to_vec();
        if may_be_used || !found.iter().any(|unused| unused.name == field.name) {
            unused.used.insert(name.clone());
        }
        unused.inherited.insert(name);
    }
    found.iter().filter(|field| !field.is_inherited).for_each(|field| report_unused(raw, field, diagnostics));
}

/// Checks that at least one error uses each field of a category.
pub(super) fn check_inherited(raw: &Raw, unused: &Unused, diagnostics: &mut Diagnostics) {
    for field in raw.categories.iter().flat_map(|category| &category.fields) {
        if unused.has_only_unused(field) {
            report_unused(raw, field, diagnostics);
        }
    }
}

/// Returns the public fields that an error does not use, and reports details that are not used.
fn find_unused<'a>(
    raw: &Raw,
    raw_error: &'a RawError,
    error: &Error,
    diagnostics: &mut Diagnostics,
) -> Vec<&'a RawField> {
    // A body that could not be read might have used any of the fields.
    let Known::Is(body) = &raw.wire.body else { return Vec::new() };
    let mut used: Vec<&str> = body.slots.iter().map(|slot| slot.value.as_str()).collect();
    used.extend(error.message.slots());
    for text in [&error.user_message, &error.internal] {
        text.iter().for_each(|text| used.extend(text.slots()));
    }
    error.headers.iter().for_each(|header| used.extend(header.value.slots()));
    for header in error.other_statuses.iter().flat_map(|status| raw.status_headers(*status)) {
        used.extend(header.value.template.slots());
    }

    let shows = |used: &[&str], builtin: Builtin| {
        used.contains(&builtin.as_str()) && error.slot(builtin.as_str()) == Some(Slot::Builtin(builtin))
    };
    let shows_details = shows(&used, Builtin::Details);
    if let Some(details) = &error.details {
        if let Some(raw_details) = raw_error.details.as_ref().filter(|_| !shows_details) {
            let diagnostic = diagnostics
                .report(
                    &rules::UNUSED_DETAILS,
                    raw_details.span,
                    format!("the details of error `{}` are not used", error.key),
                )
                .label("expected `{details}` in the body");
            if let Some(preset) = raw.wire.preset {
                diagnostic.help(match shows(&used, Builtin::Metadata) {
                    true => {
                        format!("the body of the preset `{preset}` shows every public field instead of the details")
                    }
                    false => format!("the body of the preset `{preset}` does not contain the details"),
                });
            }
        }
        // If the details are not shown anywhere, only this problem is reported: the fields in the details count as
        // used.
        details.all_slots(&mut |name| used.push(name));
    }
    let shows_metadata = shows(&used, Builtin::Metadata);
    let is_used = |field: &RawField| {
        let in_metadata = shows_metadata && field.ty.value != FieldType::Violations;
        in_metadata || used.contains(&field.name.value.as_str())
    };
    raw_error.fields.iter().filter(|field| !field.internal && !is_used(field)).collect()
}

fn report_unused(raw: &Raw, field: &RawField, diagnostics: &mut Diagnostics) {
    let name = &field.name.value;
    let body = raw.wire.body.value();
    let sends_details = body.is_some_and(|body| body.slots.iter().any(|slot| slot.value == Builtin::Details.as_str()));
    let help = match raw.wire.preset {
        Some(preset) if !sends_details => {
            format!(
                "the preset `{preset}` does not send the field, so set `internal = true` to keep the field for logs"
            )
        }
        _ => {
            format!("send the field with `details = [\"{name}\"]`, or set `internal = true` to keep the field for logs")
        }
    };
    diagnostics
        .report(&rules::UNUSED_FIELD, field.name.span, format!("the field `{name}` is not used"))
        .label("expected the field in a message, the details, a header or the body")
        .help(help);
}
