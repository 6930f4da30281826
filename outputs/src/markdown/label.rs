//! Renders the names of errors, and links to errors.

use error_catalog_codegen::escape::{cell, code, code_cell, inline, text};

use crate::text::url::fragment;
use crate::view::{ErrorView, View};

/// The place in which a name is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Cell,
    Line,
}

/// Returns the name of an error: its code, or a few words if the error sends no code.
pub(super) fn name(view: &ErrorView<'_>, place: Place) -> String {
    match place {
        _ if !view.error.sends_code => data(view, &view.name, place),
        Place::Cell => code_cell(&view.error.code),
        Place::Line => code(&view.error.code),
    }
}

/// Returns a title or a message. A message with slots is code, because some sites would evaluate the slots.
fn data(view: &ErrorView<'_>, data: &str, place: Place) -> String {
    let message = &view.error.message;
    match place {
        _ if message.as_constant().is_some() || message.to_string() != data => text(data),
        Place::Cell => code_cell(data),
        Place::Line => code(data),
    }
}

/// The anchor of a status in the page. Sites derive different anchors from the same heading, so each heading that is
/// the target of a link contains its own anchor. The anchor differs from every code, because codes are anchors of
/// errors.
pub(super) fn status_anchor(view: &View<'_>, status: u16) -> String {
    let mut anchor = format!("status-{status}");
    while view.errors.iter().any(|error| error.anchor == anchor) {
        anchor.push('-');
    }
    anchor
}

/// Returns the name of an error as a link to the error's description.
pub(super) fn link(view: &ErrorView<'_>, place: Place) -> String {
    format!("[{}](#{})", name(view, place), fragment(&view.anchor))
}

/// Returns a few words about an error as a link to the error's description. The code does not name one of several
/// errors that share the code.
pub(super) fn link_in_words(view: &ErrorView<'_>, place: Place) -> String {
    format!("[{}](#{})", data(view, &view.name, place), fragment(&view.anchor))
}

/// Returns the description of an error as one line.
pub(super) fn description(view: &ErrorView<'_>, place: Place) -> String {
    let description = &view.error.description;
    match place {
        _ if view.is_description_data => data(view, description, place),
        Place::Cell => cell(description),
        Place::Line => inline(description),
    }
}
