//! How the reference names an error.

use error_catalog_codegen::escape::{cell, code, code_cell, inline, text};
use error_catalog_model::{Catalog, Error, reason_phrase};

use crate::text::url::fragment;

/// Where a name stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Cell,
    Line,
}

/// The name of an error: its code; or, where it sends none, what it says in a few words.
pub(super) fn name(catalog: &Catalog, error: &Error, place: Place) -> String {
    match place {
        _ if !error.sends_code && says_title(catalog, error) => text(&error.title),
        _ if !error.sends_code => text(&error.message.to_string()),
        Place::Cell => code_cell(&error.code),
        Place::Line => code(&error.code),
    }
}

/// Whether the title tells more of the error than the message. One that only repeats the status does not, unless a
/// client is sent nothing else.
fn says_title(catalog: &Catalog, error: &Error) -> bool {
    let (mut title, mut message) = (false, false);
    catalog.wire.body.all_slots(&mut |name| {
        title |= name == "title";
        message |= name == "message";
    });
    error.title != reason_phrase(error.status) || (title && !message)
}

/// The name of an error, as a link to where it is described.
pub(super) fn link(catalog: &Catalog, error: &Error, place: Place) -> String {
    format!("[{}](#{})", name(catalog, error, place), fragment(&error.code))
}

/// A link to the error with this key.
pub(super) fn link_to_key(catalog: &Catalog, key: &str, place: Place) -> String {
    let error = catalog.errors.iter().find(|error| error.key == key);
    error.map_or_else(String::new, |error| link(catalog, error, place))
}

/// The description of an error as one line. What stands for one that the catalog does not give is data.
pub(super) fn description(error: &Error, place: Place) -> String {
    let is_data = error.description == error.title || error.description == error.message.to_string();
    match place {
        _ if is_data => text(&error.description),
        Place::Cell => cell(&error.description),
        Place::Line => inline(&error.description),
    }
}
