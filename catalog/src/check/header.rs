//! Checks response headers: the name and the value of a header are valid in HTTP, and no value can contain a line
//! break.

use super::body::check_unknown;
use super::format::check_common_format;
use super::grammar::check_grammar;
use super::slot::{Place, check_slot, is_property};
use crate::diagnostic::{Diagnostics, rules};
use crate::interner::Interner;
use crate::model::{Builtin, Catalog, Error, FieldType, Piece, Presence};
use crate::raw::Raw;
use crate::raw::{RawError, RawHeader, RawSlot, RawText, is_token};

/// Headers that control how a message is transferred, or that the server or the response format sets.
const RESERVED: &[&str] = &[
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "host",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// The headers of a status, each with whether its form is valid.
pub(super) struct StatusHeaders<'a> {
    status: u16,
    headers: Vec<(&'a RawHeader, bool)>,
}

/// Checks the headers of an error, including the headers of its statuses that it does not replace.
pub(super) fn check_own_headers(
    raw: &RawError,
    error: &Error,
    statuses: &[StatusHeaders<'_>],
    diagnostics: &mut Diagnostics,
) {
    let is_valid = check_form(&raw.headers, diagnostics);
    let has_own = |name: &str| raw.headers.iter().any(|own| own.name.value.eq_ignore_ascii_case(name));
    let of_statuses = statuses.iter().filter(|it| error.statuses().any(|status| status == it.status));
    let of_statuses = of_statuses.flat_map(|it| it.headers.iter().copied()).filter(|it| !has_own(&it.0.name.value));
    for (header, is_valid) in raw.headers.iter().zip(is_valid).chain(of_statuses) {
        let before = diagnostics.len();
        for slot in &header.value.slots {
            if check_slot(raw, error, slot, Place::Header, diagnostics) {
                check_slot_line(raw, error, slot, diagnostics);
            }
        }
        if is_valid && diagnostics.len() == before && raw.broken.is_none() {
            check_grammar(header, error, diagnostics);
        }
    }
}

/// Checks the form of the headers that errors inherit, even if no error inherits them. Returns the headers of the
/// statuses.
pub(super) fn check_inherited_headers<'a>(raw: &'a Raw, diagnostics: &mut Diagnostics) -> Vec<StatusHeaders<'a>> {
    for category in &raw.categories {
        check_form(&category.headers, diagnostics);
    }
    let mut found = Vec::new();
    for status in raw.statuses.iter().filter(|status| !status.headers.is_empty()) {
        let is_valid = check_form(&status.headers, diagnostics);
        let headers = status.headers.iter().zip(is_valid).collect();
        found.push(StatusHeaders { status: status.status.value, headers });
    }
    found
}

/// Checks the headers that all errors share. Such a header may use a field that only some errors have: the responses of
/// the other errors leave the header out.
pub(super) fn check_common_headers(raw: &Raw, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    let before = diagnostics.len();
    check_form(&raw.headers, diagnostics);
    check_common_slots(raw, catalog, diagnostics);
    if diagnostics.len() > before {
        return;
    }
    for header in &raw.headers {
        let sends =
            |error: &&Error| header.value.slots.iter().all(|slot| error.presence(&slot.value) != Presence::Never);
        // One message is enough for a header, however many errors send it.
        catalog.errors.iter().filter(sends).all(|error| check_grammar(header, error, diagnostics));
    }
}

fn check_common_slots(raw: &Raw, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    for slot in raw.headers.iter().flat_map(|header| &header.value.slots) {
        let name = slot.value.as_str();
        let errors = || raw.errors.iter().zip(&catalog.errors);
        let has_field = |error: &Error| error.fields.iter().any(|field| field.name == name);
        if catalog.errors.iter().any(has_field) {
            // One message is enough for a slot, however many errors have such a field.
            for (raw, error) in errors() {
                if has_field(error)
                    && !(check_slot(raw, error, slot, Place::Header, diagnostics)
                        && check_slot_line(raw, error, slot, diagnostics))
                {
                    break;
                }
            }
        } else if let Some(builtin) = Builtin::from_term(name) {
            if !Place::Header.allows(builtin) {
                Place::Header.report_forbidden(builtin, slot, diagnostics);
            } else if let Some((raw, error)) = errors().find(|(_, error)| breaks_line(error, name)) {
                report_split(slot, raw, error, diagnostics);
            } else if let Some((raw, error)) = errors().find(|(_, error)| is_beyond_ascii(error, name)) {
                report_beyond_ascii(slot, raw, error, diagnostics);
            } else {
                check_common_format(slot, catalog, diagnostics);
            }
        } else if !is_property(catalog, name) {
            check_unknown(slot, "a header that every error sends", Place::Header, (raw, catalog), diagnostics);
        }
    }
}

/// Checks that each name is a token and occurs once, and that the text between the slots of a value is visible ASCII.
/// Returns for each header whether it has such a form.
fn check_form(headers: &[RawHeader], diagnostics: &mut Diagnostics) -> Vec<bool> {
    let (mut names, mut spans) = (Interner::default(), Vec::new());
    let mut is_valid = Vec::new();
    for header in headers {
        let before = diagnostics.len();
        let name = &header.name;
        // Servers reject names that are much longer, and the encoder copies at most 65,535 bytes at once.
        if !is_token(&name.value) || name.value.len() > 255 {
            diagnostics
                .report(&rules::BAD_HEADER_NAME, name.span, format!("{:?} cannot be the name of a header", name.value))
                .label("expected letters, digits and `-`");
        } else if RESERVED.contains(&name.value.to_ascii_lowercase().as_str()) {
            let label = match name.value.eq_ignore_ascii_case("content-type") {
                true => "`content-type` in `[wire]` sets this header",
                false => "the server sets this header",
            };
            diagnostics
                .report(&rules::BAD_HEADER_NAME, name.span, format!("a catalog cannot set `{}`", name.value))
                .label(label);
        }
        if let Some(first) = names.insert(name.value.to_ascii_lowercase().into_bytes()) {
            diagnostics
                .report(&rules::DUPLICATE_KEY, name.span, format!("the header `{}` is set twice", name.value))
                .label("the names of headers are case-insensitive")
                .related(spans[first], "first set here");
        } else {
            spans.push(name.span);
        }
        check_literals(&header.value, diagnostics);
        is_valid.push(diagnostics.len() == before);
    }
    is_valid
}

/// Checks the text between the slots of a header's value (RFC 9110, section 5.5).
fn check_literals(value: &RawText, diagnostics: &mut Diagnostics) {
    let literals = || {
        value.template.pieces.iter().filter_map(|piece| match piece {
            Piece::Literal(text) => Some(text.as_str()),
            Piece::Slot(_) => None,
        })
    };
    let edge = |piece: Option<&Piece>, has_space: fn(&str) -> bool| match piece {
        None => true,
        Some(Piece::Literal(text)) => has_space(text),
        Some(Piece::Slot(_)) => false,
    };
    if literals().any(|text| text.contains(['\r', '\n', '\0'])) {
        diagnostics
            .report(&rules::HEADER_SPLIT, value.span, "this value would end its header and start another header")
            .label("expected a value without line breaks or NUL characters");
    } else if literals().any(|text| !text.chars().all(|c| c == ' ' || c.is_ascii_graphic()))
        || edge(value.template.pieces.first(), |text| text.starts_with(' '))
        || edge(value.template.pieces.last(), |text| text.ends_with(' '))
    {
        diagnostics
            .report(&rules::BAD_HEADER_VALUE, value.span, "this value is not allowed in a header")
            .label("expected visible ASCII characters and spaces, without a space at the beginning or end");
    }
}

/// Returns whether the value of a slot in a header is one line of text, and otherwise reports the slot.
fn check_slot_line(raw: &RawError, error: &Error, slot: &RawSlot, diagnostics: &mut Diagnostics) -> bool {
    let Some(field) = error.public_fields().find(|field| field.name == slot.value) else {
        if breaks_line(error, &slot.value) {
            report_split(slot, raw, error, diagnostics);
        } else if is_beyond_ascii(error, &slot.value) {
            report_beyond_ascii(slot, raw, error, diagnostics);
        } else {
            return true;
        }
        return false;
    };
    let is_line = !matches!(field.ty, FieldType::Object | FieldType::Any | FieldType::List(_) | FieldType::Violations);
    if !is_line {
        let message = format!("field `{}` of error `{}` has type `{}`", slot.value, error.key, field.ty);
        diagnostics.report(&rules::SLOT_TYPE, slot.span, message).label(
            "expected a field whose value is one line of text; a header cannot contain a list, an object or `any`",
        );
    }
    is_line
}

/// Whether the slot `name` is a text of the catalog that contains a line break.
fn breaks_line(error: &Error, name: &str) -> bool {
    let text = match Builtin::from_term(name) {
        Some(Builtin::Message) => Some(&error.message),
        Some(Builtin::UserMessage) => error.user_message.as_ref(),
        _ => None,
    };
    text.is_some_and(|text| {
        text.pieces.iter().any(|piece| matches!(piece, Piece::Literal(text) if text.contains(['\r', '\n', '\0'])))
    })
}

fn report_split(slot: &RawSlot, raw: &RawError, error: &Error, diagnostics: &mut Diagnostics) {
    let message =
        format!("the `{}` of error `{}` contains a line break, which would end the header", slot.value, error.key);
    let diagnostic = diagnostics.report(&rules::HEADER_SPLIT, slot.span, message).label("expected one line of text");
    let text = if slot.value == Builtin::Message.as_str() { &raw.message } else { &raw.user_message };
    if let Some(text) = text {
        diagnostic.related(text.span, "this text contains a line break");
    }
}

/// Whether the slot `name` is a code that a header cannot contain. HTTP defines no encoding for characters other than
/// ASCII. Clients compare codes, while a title or a message is a text for people.
fn is_beyond_ascii(error: &Error, name: &str) -> bool {
    name == Builtin::Code.as_str() && error.sends_code && !error.code.is_ascii()
}

fn report_beyond_ascii(slot: &RawSlot, raw: &RawError, error: &Error, diagnostics: &mut Diagnostics) {
    let message = format!("the code of error `{}` is not allowed in a header", error.key);
    diagnostics
        .report(&rules::BAD_HEADER_VALUE, slot.span, message)
        .label("expected visible ASCII characters and spaces")
        .related(raw.code_span(), "this code has other characters");
}
