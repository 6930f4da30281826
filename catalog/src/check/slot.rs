//! Checks slots: each slot is known, is allowed in its template, and has a value if the template needs a value.

use super::format::check_format;
use super::repeat::report_details;
use crate::diagnostic::{Diagnostics, rules};
use crate::model::{Builtin, Catalog, Error, FieldType, Placeholder, Presence};
use crate::names::{list_of, nearest};
use crate::raw::{Raw, RawDetails, RawError, RawSlot, RawText, SlotRole};
use crate::resolve::report_internal;

/// The ways to write a member whose slot may have no value.
pub(super) fn allow_no_value(slot: &RawSlot) -> String {
    let nullable = Placeholder { name: slot.value.clone(), format: slot.format, or_null: true };
    format!(
        "add `?` to the member's key to leave the member out if the slot has no value, or write `{nullable}` as the \
         whole value to send `null`"
    )
}

/// The template that contains a slot. The template determines which slots are allowed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A message, whose text does not depend on the response's context. Every slot of a message needs a value.
    Message,
    /// The message for logs.
    Internal,
    /// The details.
    Details,
    /// A header.
    Header,
    /// The response body.
    Body,
}

impl Place {
    pub(super) fn allows(self, builtin: Builtin) -> bool {
        match self {
            Place::Message => builtin.is_constant(),
            Place::Internal | Place::Body => true,
            Place::Details => builtin != Builtin::Details,
            Place::Header => {
                !matches!(builtin, Builtin::Details | Builtin::Metadata | Builtin::Violations | Builtin::Debug)
            }
        }
    }

    /// The built-in slots that this template may contain.
    pub(super) fn builtins(self) -> Vec<&'static str> {
        Builtin::ALL.iter().filter(|builtin| self.allows(**builtin)).map(|builtin| builtin.as_str()).collect()
    }

    pub(super) fn report_forbidden(self, builtin: Builtin, slot: &RawSlot, diagnostics: &mut Diagnostics) {
        let (place, why) = match self {
            Place::Message if builtin.is_fillable() => ("a message", "this slot has a value only in a response"),
            Place::Message => ("a message", "a message cannot contain another message"),
            Place::Details => ("the details", "details cannot contain themselves"),
            Place::Header | Place::Internal | Place::Body => {
                ("a header", "the value of this slot is not always one line of text")
            }
        };
        let message = format!("slot `{}` is not allowed in {place}", slot.value);
        let diagnostic = diagnostics.report(&rules::UNKNOWN_SLOT, slot.span, message).label(why);
        if self == Place::Message && builtin.is_fillable() {
            diagnostic.help("to use the slot in a message, declare a field that has the name of the slot");
        }
    }
}

/// Checks the message, the message for users and the message for logs.
pub(super) fn check_texts(raw: &RawError, error: &Error, diagnostics: &mut Diagnostics) {
    for text in [&raw.message, &raw.user_message].into_iter().flatten() {
        check_text(raw, error, text, diagnostics);
    }
    for slot in raw.internal.iter().flat_map(|text| &text.slots) {
        check_slot(raw, error, slot, Place::Internal, diagnostics);
    }
}

/// Checks that each slot of a public text is public and always has a value.
pub(super) fn check_text(raw: &RawError, error: &Error, text: &RawText, diagnostics: &mut Diagnostics) {
    for slot in &text.slots {
        if check_slot(raw, error, slot, Place::Message, diagnostics)
            && error.presence(&slot.value) != Presence::Always
            && is_known(&slot.value, raw, error)
        {
            let has = lacks(error, &slot.value);
            let message = format!("slot `{}` {has} no value in error `{}`", slot.value, error.key);
            diagnostics
                .report(&rules::SLOT_MAY_BE_ABSENT, slot.span, message)
                .label("expected a slot that always has a value, because a slot cannot be left out of a message");
        }
    }
}

pub(super) fn check_details(raw: &RawError, error: &Error, diagnostics: &mut Diagnostics) {
    let Some(RawDetails::Value(details)) = raw.details.as_ref().map(|details| &details.value) else { return };
    for slot in &details.slots {
        match slot.role {
            SlotRole::Plain => _ = check_slot(raw, error, slot, Place::Details, diagnostics),
            SlotRole::Each => report_details(slot, diagnostics),
            SlotRole::Inner => {}
        }
    }
    // If a slot that the details need has no value, the details are left out as a whole. An element with a guard is
    // left out only if the guard has no value.
    for need in details.needs().into_iter().filter(|need| need.guard.is_some() && need.slot.role == SlotRole::Plain) {
        let name = need.slot.value.as_str();
        if need.is_missed_by(error)
            && is_known(name, raw, error)
            && (error.slot(name).is_some() || error.property(name).is_some())
        {
            let message = format!("slot `{name}` {} no value in error `{}`", lacks(error, name), error.key);
            diagnostics
                .report(&rules::SLOT_MAY_BE_ABSENT, need.slot.span, message)
                .label("expected a slot that has a value whenever the guard has a value")
                .help(allow_no_value(need.slot));
        }
    }
}

/// Returns whether a slot of an error's own template is known and allowed there, and otherwise reports the slot.
pub(super) fn check_slot(
    raw: &RawError,
    error: &Error,
    slot: &RawSlot,
    place: Place,
    diagnostics: &mut Diagnostics,
) -> bool {
    let name = &slot.value;
    if error.public_fields().any(|field| field.name == *name) {
        return check_format(slot, error, diagnostics);
    }
    if error.internal_fields().any(|field| field.name == *name) {
        if place != Place::Internal {
            report_internal(name, slot.span, diagnostics);
        }
        return place == Place::Internal && check_format(slot, error, diagnostics);
    }
    let builtin = Builtin::from_term(name);
    if builtin.is_some_and(|builtin| place.allows(builtin)) || error.property(name).is_some() {
        return check_format(slot, error, diagnostics);
    }
    if raw.hidden_field(name).is_some() {
        return false;
    }
    if let Some(builtin) = builtin {
        place.report_forbidden(builtin, slot, diagnostics);
        return false;
    }
    let fields = error.fields.iter().filter(|field| place == Place::Internal || !field.internal);
    let properties = error.properties.iter().map(|property| property.name.as_str());
    let known = fields.map(|field| field.name.as_str()).chain(properties).chain(place.builtins());
    let known: Vec<&str> = known.collect();
    let label = match nearest(name, &known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("expected a field, as in `fields = {{ {name} = \"string\" }}`"),
    };
    diagnostics
        .report(&rules::UNKNOWN_SLOT, slot.span, format!("unknown slot `{name}` in error `{}`", error.key))
        .label(label)
        .help(format!("the available slots are {}", list_of(&known)));
    false
}

/// Whether a slot that seems to have no value really has no value, because no problem in the error can hide the value.
pub(super) fn is_known(name: &str, raw: &RawError, error: &Error) -> bool {
    match Builtin::from_term(name) {
        None => raw.hidden_field(name).is_none(),
        Some(Builtin::Code) => true,
        Some(Builtin::Category) => raw.category.is_none(),
        // A wrong slot of the details is reported where it is.
        Some(Builtin::Details) if raw.details.is_some() => {
            let is_slot = |name: &str| {
                Builtin::from_term(name).is_some() || error.public_fields().any(|field| field.name == name)
            };
            let mut is_right = error.details.is_some();
            error.details.iter().for_each(|details| details.all_slots(&mut |name| is_right &= is_slot(name)));
            is_right
        }
        Some(_) => raw.broken.is_none(),
    }
}

/// The verb before "no value" in a diagnostic about a slot: "has" if the slot never has a value, "may have" if the slot
/// sometimes has a value.
pub(super) fn lacks(error: &Error, name: &str) -> &'static str {
    if error.presence(name) == Presence::Never { "has" } else { "may have" }
}

/// Whether a slot is a property, which has a value in each error unless it is optional.
pub(super) fn is_property(catalog: &Catalog, name: &str) -> bool {
    catalog.properties.iter().any(|property| property.name == name)
}

/// Checks that no field of an error or a violation hides a property, which is a slot of every error.
pub(super) fn check_field_names(raw: &Raw, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    if catalog.properties.is_empty() {
        return;
    }
    let fields = raw.errors.iter().flat_map(|error| &error.fields).filter(|field| !field.is_inherited);
    let fields = fields.chain(raw.categories.iter().flat_map(|category| &category.fields));
    let fields = fields.chain(raw.violations.iter().flat_map(|violation| &violation.fields));
    for field in fields.filter(|field| is_property(catalog, &field.name.value)) {
        let message = format!("`{}` is a property of every error", field.name.value);
        diagnostics
            .report(&rules::RESERVED_NAME, field.name.span, message)
            .label("a field cannot have the name of a property");
    }
}

/// Checks that a field with the name of a built-in slot has a type that fits the slot.
pub(super) fn check_field_types(raw: &RawError, diagnostics: &mut Diagnostics) {
    for field in raw.fields.iter().filter(|field| !field.internal) {
        let (fits, expected) = match (Builtin::from_term(&field.name.value), &field.ty.value) {
            (Some(Builtin::Violations), ty) => (*ty == FieldType::Violations, "`violations`"),
            (Some(Builtin::RetryAfter), ty) => {
                (matches!(ty, FieldType::Unsigned(_) | FieldType::Duration), "`duration`, `u8`, `u16`, `u32` or `u64`")
            }
            (Some(Builtin::RequestId | Builtin::Instance), ty) => {
                (matches!(ty, FieldType::String | FieldType::Uuid), "`string` or `uuid`")
            }
            (Some(Builtin::Timestamp), ty) => (*ty == FieldType::Timestamp, "`timestamp`"),
            _ => continue,
        };
        if !fits {
            let message = format!("the field `{0}` fills the built-in slot `{0}`", field.name.value);
            diagnostics
                .report(&rules::SLOT_TYPE, field.ty.span, message)
                .label(format!("expected the type {expected}"));
        }
    }
}
