//! Checks the templates that all errors share, such as the response body. Each slot has a value in at least one error,
//! and each required slot has a value in every error.

use super::format::check_common_format;
use super::repeat::{check_need, check_role, check_size};
use super::slot::{Place, allow_no_value, is_known, is_property, lacks};
use crate::diagnostic::{Diagnostics, Known, rules};
use crate::interner::sort_by;
use crate::model::{Builtin, Catalog, Error, ViolationPart};
use crate::names::{list_of, nearest};
use crate::raw::Raw;
use crate::raw::{Need, RawError, RawSlot, SlotRole};
use crate::resolve::report_internal;

/// Checks the response body: at least one error fills each slot, and every error fills each required slot.
pub(super) fn check_body(raw: &Raw, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    let Known::Is(body) = &raw.wire.body else { return };
    for slot in &body.slots {
        let name = slot.value.as_str();
        if check_role(slot, catalog, diagnostics) {
            continue;
        }
        let is_field = |error: &Error| error.public_fields().any(|field| field.name == name);
        if Builtin::from_term(name).is_some() || is_property(catalog, name) || catalog.errors.iter().any(is_field) {
            check_common_format(slot, catalog, diagnostics);
            continue;
        }
        if raw.wire.is_in_preset(slot) {
            continue;
        }
        let is_internal = |error: &Error| error.internal_fields().any(|field| field.name == name);
        if catalog.errors.iter().any(is_internal) {
            report_internal(name, slot.span, diagnostics);
        } else {
            check_unknown(slot, "the body", Place::Body, (raw, catalog), diagnostics);
        }
    }
    if let Some(slot) = body.slots.iter().find(|slot| slot.role == SlotRole::Each) {
        check_size(slot, catalog, diagnostics);
    }
    check_required(raw, catalog, body.needs(), |_| true, diagnostics);
}

/// Checks that every member without `?` has a value in every response of the errors that have the member.
pub(super) fn check_required<'a>(
    raw: &Raw,
    catalog: &Catalog,
    needs: impl IntoIterator<Item = Need<'a>>,
    has_member: impl Fn(&Error) -> bool,
    diagnostics: &mut Diagnostics,
) {
    let mut reported: Vec<&str> = Vec::new();
    for need in needs {
        if check_need(&need, catalog, &mut reported, diagnostics) {
            continue;
        }
        let name = need.slot.value.as_str();
        let known = Builtin::from_term(name).is_some()
            || is_property(catalog, name)
            || catalog.errors.iter().any(|error| error.public_fields().any(|field| field.name == name));
        let is_lacking = |(raw, error): &(&RawError, &Error)| {
            has_member(error) && need.is_missed_by(error) && is_known(name, raw, error)
        };
        let mut lacking = raw.errors.iter().zip(&catalog.errors).filter(is_lacking);
        if !known || reported.contains(&name) {
            continue;
        }
        let Some((raw_error, error)) = lacking.next() else { continue };
        reported.push(name);
        let others = match lacking.count() {
            0 => String::new(),
            1 => " and 1 other error".to_owned(),
            count => format!(" and {count} other errors"),
        };
        let has = lacks(error, name);
        let would = if has == "has" { "would" } else { "could" };
        let message = format!(
            "slot `{name}` {has} no value in error `{}`{others}, so a required member {would} be missing",
            error.key
        );
        let help = match raw.wire.preset {
            Some(preset) => {
                format!("give every error a value for `{name}`, or replace the preset `{preset}` with a `body`")
            }
            None => allow_no_value(need.slot),
        };
        diagnostics
            .report(&rules::SLOT_MAY_BE_ABSENT, need.slot.span, message)
            .label("expected a slot that always has a value")
            .related(raw_error.key.span, format!("this error {has} no value for the slot"))
            .help(help);
    }
}

/// Reports a slot that no error can fill, in a template that all errors share.
pub(super) fn check_unknown(
    slot: &RawSlot,
    what: &str,
    place: Place,
    (raw, catalog): (&Raw, &Catalog),
    diagnostics: &mut Diagnostics,
) {
    let name = &slot.value;
    if raw.hidden_field(name).is_some() && nearest(name, &place.builtins()).is_none() {
        return;
    }
    let mut fields: Vec<&str> = Vec::new();
    for error in &catalog.errors {
        fields.extend(error.public_fields().map(|field| field.name.as_str()));
    }
    sort_by(&mut fields, Ord::cmp);
    fields.dedup();
    fields.extend(catalog.properties.iter().map(|property| property.name.as_str()));
    let mut slots = place.builtins();
    if slot.role == SlotRole::Inner {
        if raw.left_out.reported.is_some() || raw.violations.iter().any(|kind| kind.hidden_field(name).is_some()) {
            return;
        }
        let parts = ViolationPart::ALL.iter().map(|part| part.as_str()).filter(|part| !part.contains(':'));
        slots.retain(|slot| ViolationPart::from_term(slot).is_none());
        slots.extend(parts);
        fields.extend(catalog.violations.iter().flat_map(|kind| &kind.fields).map(|field| field.name.as_str()));
    }
    let known = [slots.as_slice(), &fields].concat();
    let label = match nearest(name, &known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("no error has a field named `{name}`"),
    };
    diagnostics
        .report(&rules::UNKNOWN_SLOT, slot.span, format!("unknown slot `{name}` in {what}"))
        .label(label)
        .help(format!("expected the name of a field, or one of {}", list_of(&slots)));
}
