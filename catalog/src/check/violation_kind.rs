//! Checks the codes of field-level validation errors.

use super::format::{fits_type, report_format};
use crate::diagnostic::{Diagnostics, Span, rules};
use crate::interner::Interner;
use crate::model::{Builtin, Catalog, ViolationKind, ViolationPart};
use crate::names::{list_of, nearest};
use crate::raw::{Raw, RawText, RawViolation, is_reserved};

pub(super) fn check_kinds(raw: &Raw, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    check_codes(raw, catalog, diagnostics);
    for (raw_violation, violation) in raw.violations.iter().zip(&catalog.violations) {
        let before = diagnostics.len();
        check_has_message(raw_violation, violation, catalog, diagnostics);
        if let Some(message) = &raw_violation.message {
            check_message(raw_violation, violation, message, diagnostics);
        }
        // A slot with a problem may be a misspelled use of the field that seems unused.
        if diagnostics.len() == before {
            check_usage((raw, catalog), raw_violation, violation, diagnostics);
        }
    }
}

/// Checks that a violation has a message if every response shows the message.
fn check_has_message(raw: &RawViolation, violation: &ViolationKind, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    let templates = catalog.violation_templates();
    let is_map = catalog.wire.violations.template().is_none();
    let mut is_shown = is_map && (templates.is_empty() || catalog.has_violations_value());
    templates.iter().for_each(|it| it.needed_slots(&mut |name| is_shown |= name == ViolationPart::Detail.as_str()));
    if is_shown && violation.message.is_none() && raw.broken.is_none() {
        diagnostics
            .report(&rules::MISSING_KEY, raw.key.span, format!("violation `{}` has no `message`", violation.key))
            .label("expected `message`, because each violation in a response shows its message");
    }
}

/// Checks that a code or an alias names one violation, and that a retired code names no violation. An error may have
/// the same code, because responses contain codes of errors and codes of violations in different members.
fn check_codes(raw: &Raw, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    let retired = Interner::of(raw.retired_violations.iter().map(|row| row.code.value.as_str()));
    let mut seen = Interner::default();
    let mut first: Vec<(Span, &str)> = Vec::new();
    for (raw_violation, violation) in raw.violations.iter().zip(&catalog.violations) {
        let own = std::iter::once((violation.code.as_str(), raw_violation.code_span()));
        let aliases = raw_violation.aliases.iter().map(|alias| (alias.value.as_str(), alias.span));
        for (code, span) in own.chain(aliases) {
            if let Some(row) = retired.find(code.as_bytes()).and_then(|index| raw.retired_violations.get(index)) {
                diagnostics
                    .report(&rules::RETIRED_CODE, span, format!("the violation code `{code}` is retired"))
                    .label("expected a code that no violation has ever had")
                    .related(row.code.span, row.note.clone());
            }
            let Some((place, key)) = seen.insert(code.as_bytes()).map(|earlier| first[earlier]) else {
                first.push((span, &violation.key));
                continue;
            };
            let (rule, message, label) = match key == violation.key {
                true => (
                    &rules::USELESS_ALIAS,
                    format!("the code `{code}` already identifies this violation"),
                    "expected a code that the violation had before",
                ),
                false => (
                    &rules::DUPLICATE_CODE,
                    format!("violation `{key}` already has the code `{code}`"),
                    "expected a different code",
                ),
            };
            diagnostics.report(rule, span, message).label(label).related(place, "first used here");
        }
    }
}

/// Whether a field of a violation can have this name.
fn is_free(name: &str) -> bool {
    ViolationPart::from_term(name).is_none() && !Builtin::from_term(name).is_some_and(is_reserved)
}

/// Checks that each slot of a message is a field that always has a value.
fn check_message(raw: &RawViolation, violation: &ViolationKind, message: &RawText, diagnostics: &mut Diagnostics) {
    for slot in &message.slots {
        let name = slot.value.as_str();
        let Some(field) = violation.field(name) else {
            if raw.hidden_field(name).is_some() {
                continue;
            }
            let known: Vec<&str> = violation.fields.iter().map(|field| field.name.as_str()).collect();
            let label = match nearest(name, &known) {
                Some(near) => format!("did you mean `{near}`?"),
                None if !is_free(name) => {
                    "expected a field, because the message of a violation cannot contain built-in slots".to_owned()
                }
                None => format!("expected a field, as in `fields = {{ {name} = \"u32\" }}`"),
            };
            let message = format!("unknown slot `{name}` in violation `{}`", violation.key);
            let diagnostic = diagnostics.report(&rules::UNKNOWN_SLOT, slot.span, message).label(label);
            if !known.is_empty() {
                diagnostic.help(format!("the available slots are {}", list_of(&known)));
            }
            continue;
        };
        if let Some(format) = slot.format.filter(|format| !fits_type(*format, &field.ty)) {
            report_format(slot, format, diagnostics)
                .help(format!("field `{name}` of violation `{}` has type `{}`", violation.key, field.ty));
        }
        if field.optional {
            diagnostics
                .report(
                    &rules::SLOT_MAY_BE_ABSENT,
                    slot.span,
                    format!("slot `{name}` may have no value in violation `{}`", violation.key),
                )
                .label("expected a slot that always has a value, because a slot cannot be left out of a message");
        }
    }
}

/// Checks that a response or the message shows each field.
fn check_usage(
    (raw, catalog): (&Raw, &Catalog),
    raw_violation: &RawViolation,
    violation: &ViolationKind,
    diagnostics: &mut Diagnostics,
) {
    if raw_violation.broken.or(raw.gap).is_some() {
        return;
    }
    let slots = catalog.violation_slots();
    let mut used: Vec<&str> = slots.iter().map(String::as_str).collect();
    if used.contains(&ViolationPart::Params.as_str()) {
        used.extend(violation.params.iter().map(String::as_str));
    }
    violation.message.iter().for_each(|message| used.extend(message.slots()));
    for field in raw_violation.fields.iter().filter(|field| !used.contains(&field.name.value.as_str())) {
        let name = &field.name.value;
        diagnostics
            .report(&rules::UNUSED_FIELD, field.name.span, format!("the field `{name}` is not used"))
            .label("expected the field in the message, or in the table `[wire.violation]`")
            .help(format!("send the field with `{name} = \"{{{name}}}\"`, or with the slot `params`"));
    }
}
