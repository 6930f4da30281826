//! Checks that every public field is used. Nobody would see the value of an unused field.

use crate::diagnostic::{Diagnostics, Known, rules};
use crate::model::{Builtin, Error, FieldType, Slot};
use crate::raw::Raw;
use crate::raw::RawError;

pub(super) fn check_usage(raw: &Raw, raw_error: &RawError, error: &Error, diagnostics: &mut Diagnostics) {
    // A body that could not be read might have used any of the fields.
    let Known::Is(body) = &raw.wire.body else { return };
    if raw_error.broken.or(raw.gap).is_some() {
        return;
    }
    let mut used: Vec<&str> = body.slots.iter().map(|slot| slot.value.as_str()).collect();
    used.extend(error.message.slots());
    for text in [&error.user_message, &error.internal] {
        text.iter().for_each(|text| used.extend(text.slots()));
    }
    error.headers.iter().for_each(|header| used.extend(header.value.slots()));

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
    for field in raw_error.fields.iter().filter(|field| !field.internal) {
        let name = field.name.value.as_str();
        let in_metadata = shows_metadata && field.ty.value != FieldType::Violations;
        if in_metadata || used.contains(&name) {
            continue;
        }
        let help = match raw.wire.preset {
            Some(preset) if !used.contains(&Builtin::Details.as_str()) => {
                format!(
                    "the preset `{preset}` does not send the field, so set `internal = true` to keep the field for logs"
                )
            }
            _ => format!(
                "send the field with `details = [\"{name}\"]`, or set `internal = true` to keep the field for logs"
            ),
        };
        diagnostics
            .report(&rules::UNUSED_FIELD, field.name.span, format!("the field `{name}` is not used"))
            .label("expected the field in a message, the details, a header or the body")
            .help(help);
    }
}
