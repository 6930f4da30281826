//! Checks texts against the specification of a preset.

use crate::diagnostic::{Diagnostics, rules};
use crate::model::{Error, Piece, PropertyValue};
use crate::raw::{Raw, RawCode, RawError};

/// Checks a code as RFC 6749, section 5.2, requires: `error` consists of the same characters as `error_description`.
pub(super) fn check_code(raw: &Raw, error: &RawError, diagnostics: &mut Diagnostics) {
    let (Some("oauth2"), Some(RawCode::Sent(code))) = (raw.wire.preset, &error.code) else { return };
    if !is_plain(&code.value) {
        let text = format!("the code of error `{}` contains a character that OAuth 2.0 forbids", error.key.value);
        diagnostics
            .report(&rules::BAD_CODE, code.span, text)
            .label("expected visible ASCII characters and spaces, except `\"` and `\\`")
            .help("RFC 6749, section 5.2, restricts the characters of `error`");
    }
}

/// Whether a text consists of visible ASCII characters and spaces, without the two characters that JSON escapes.
fn is_plain(text: &str) -> bool {
    text.chars().all(|c| (' '..='~').contains(&c) && c != '"' && c != '\\')
}

/// Checks a message as RFC 6749, section 5.2, requires: `error_description` consists of visible ASCII and spaces,
/// without the two characters that JSON escapes. The values of fields are not known here.
pub(super) fn check_message(raw: &Raw, (error, resolved): (&RawError, &Error), diagnostics: &mut Diagnostics) {
    let (Some("oauth2"), Some(message)) = (raw.wire.preset, &error.message) else { return };
    let property = |name: &str| resolved.property(name).and_then(PropertyValue::to_text);
    let is_allowed = |piece: &Piece| match piece {
        Piece::Literal(text) => is_plain(text),
        Piece::Slot(slot) => property(&slot.name).is_none_or(|text| is_plain(&text)),
    };
    if !message.template.pieces.iter().all(is_allowed) {
        let text = format!("the message of error `{}` contains a character that OAuth 2.0 forbids", error.key.value);
        diagnostics
            .report(&rules::BAD_MESSAGE, message.span, text)
            .label("expected visible ASCII characters and spaces, except `\"` and `\\`")
            .help("RFC 6749, section 5.2, restricts the characters of `error_description`");
    }
}
