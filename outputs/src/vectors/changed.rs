//! Responses of other versions of an API: unknown codes, aliases, and texts that changed.

use error_catalog_codegen::program::{Response, TextPiece};
use error_catalog_model::{Builtin, Slot};
use error_catalog_wire::{Json, Retry};

use super::document::{CaseDocument, ExpectDocument};
use super::examples::MOST;
use super::expect::Reader;
use super::places::Source;
use super::steps::at_mut;
use crate::view::ErrorView;

/// The statuses with which an unknown code is sent: some can be sent again, and some cannot.
const STATUSES: [u16; 5] = [404, 408, 429, 500, 503];

/// A message that the catalog does not contain.
const REWORDED: &str = "A message of a later version.";

/// Adds the cases.
pub(super) fn push_changed(reader: &Reader<'_>, cases: &mut Vec<CaseDocument>) {
    let mut identified = reader.identified();
    if let Some((response, body)) = identified.clone().find_map(|error| reader.first_response(error)) {
        push_unknown(reader, &response, &body, cases);
    }
    for error in identified.clone() {
        push_aliases(reader, error, cases);
    }
    // The message of one error is constant, and the message of the other error contains a field.
    let has_slot = |error: &&ErrorView<'_>| error.error.message.as_constant().is_none();
    let constant = identified.clone().find(|error| !has_slot(error));
    for error in constant.into_iter().chain(identified.find(has_slot)) {
        push_reworded(reader, error, cases);
    }
}

/// Adds responses with a code that the catalog does not contain, and with a code that is not even a text.
fn push_unknown(reader: &Reader<'_>, response: &Response, body: &Json, cases: &mut Vec<CaseDocument>) {
    let catalog = reader.view.catalog;
    let is_taken =
        |code: &str| catalog.errors.iter().any(|error| error.code == code || error.aliases.iter().any(|it| it == code));
    let mut code = "a_code_of_a_later_version".to_owned();
    while is_taken(&code) {
        code.push('_');
    }
    let Some(unknown) = with_code(reader, body, &Json::String(code.clone())) else { return };
    let mut push = |name: String, status: u16, body: &Json, code: Option<&str>| {
        let headers = response.headers.iter().take(1).cloned().collect();
        let expect = ExpectDocument {
            code: Some(code.map(str::to_owned)),
            retryable: Retry::from_status(status).is_retryable(),
            ..ExpectDocument::default()
        };
        cases.push(CaseDocument { name, status, headers, body: body.to_string(), expect });
    };
    for status in STATUSES {
        push(format!("an unknown code with the status {status}"), status, &unknown, Some(&code));
    }
    // An error without a code could fit the body.
    if !reader.candidates.any() {
        for (name, value) in [("true", Json::Bool(true)), ("null", Json::Null), ("a list", Json::List(Vec::new()))] {
            if let Some(body) = with_code(reader, body, &value) {
                push(format!("a code that is {name}"), 500, &body, None);
            }
        }
    }
}

/// Adds a response for each of the first aliases.
fn push_aliases(reader: &Reader<'_>, error: &ErrorView<'_>, cases: &mut Vec<CaseDocument>) {
    for alias in error.error.aliases.iter().take(MOST) {
        let found = reader.first_response(error);
        let changed = found.and_then(|(it, body)| Some((it, with_code(reader, &body, &Json::String(alias.clone()))?)));
        let Some((response, body)) = changed else { return };
        let expect = ExpectDocument {
            known: true,
            code: Some(Some(error.error.code.clone())),
            retryable: reader.is_retryable(error),
            ..ExpectDocument::default()
        };
        let name = format!("{}: the alias {alias}", error.error.key);
        cases.push(CaseDocument::new(name, with_body(response, &body), expect));
    }
}

/// Adds a response whose message changed.
fn push_reworded(reader: &Reader<'_>, error: &ErrorView<'_>, cases: &mut Vec<CaseDocument>) {
    let Some((response, mut body)) = reader.first_response(error) else { return };
    let mut places = reader.places.common.iter().filter(|place| place.open.slot == Slot::Builtin(Builtin::Message));
    let is_changed = places.any(|place| match (&place.source, &place.text) {
        (Source::Body(path), None) => match at_mut(&mut body, path) {
            Some(value @ Json::String(_)) => {
                *value = Json::String(REWORDED.to_owned());
                true
            }
            _ => false,
        },
        _ => false,
    });
    if !is_changed {
        return;
    }
    let expect = ExpectDocument {
        known: true,
        code: Some(Some(error.error.code.clone())),
        message: Some(REWORDED.to_owned()),
        retryable: reader.is_retryable(error),
        ..ExpectDocument::default()
    };
    let name = format!("{}: a message of a later version", error.error.key);
    cases.push(CaseDocument::new(name, with_body(response, &body), expect));
}

fn with_body(mut response: Response, body: &Json) -> Response {
    response.body = body.to_string();
    response
}

/// The body with another code; `None` if the code is not a whole value of the body. A number that also identifies the
/// error gets the value `null`.
fn with_code(reader: &Reader<'_>, body: &Json, code: &Json) -> Option<Json> {
    let mut changed = body.clone();
    let mut is_changed = false;
    for place in &reader.places.common {
        let Source::Body(path) = &place.source else { continue };
        let Some(value) = at_mut(&mut changed, path) else { continue };
        match (place.open.slot, &place.text) {
            (Slot::Builtin(Builtin::Code), None) => {
                *value = code.clone();
                is_changed = true;
            }
            (Slot::Builtin(Builtin::Code), Some(pieces)) => {
                let Json::String(code) = code else { return None };
                let piece = |piece: &TextPiece| match piece {
                    TextPiece::Literal(text) => Some(text.clone()),
                    TextPiece::Slot(open) => (open.slot == Slot::Builtin(Builtin::Code)).then(|| code.clone()),
                };
                *value = Json::String(pieces.iter().map(piece).collect::<Option<String>>()?);
                is_changed = true;
            }
            (Slot::Builtin(Builtin::Number), _) => *value = Json::Null,
            _ => {}
        }
    }
    is_changed.then_some(changed)
}
