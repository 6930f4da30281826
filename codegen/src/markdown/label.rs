//! How the reference names an error.

use error_catalog_model::{Catalog, Error};

use super::escape::{code, code_cell, fragment, text};
use crate::program::reason;

/// Where a name stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Cell,
    Line,
}

/// The name of an error: its code; or, where it sends none, what it says.
pub(super) fn name(error: &Error, place: Place) -> String {
    match place {
        _ if !error.sends_code => text(&summary(error)),
        Place::Cell => code_cell(&error.code),
        Place::Line => code(&error.code),
    }
}

/// The name of an error, as a link to where it is described.
pub(super) fn link(error: &Error, place: Place) -> String {
    format!("[{}](#{})", name(error, place), fragment(&error.code))
}

/// What an error says in a few words: its title, unless that is no more than what the status says.
fn summary(error: &Error) -> String {
    if error.title == reason(error.status) { error.message.to_string() } else { error.title.clone() }
}

/// A link to the error with this key.
pub(super) fn link_to_key(catalog: &Catalog, key: &str, place: Place) -> String {
    catalog.errors.iter().find(|error| error.key == key).map_or_else(String::new, |error| link(error, place))
}
