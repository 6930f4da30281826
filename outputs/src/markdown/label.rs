//! Renders the names of errors, and links to errors.

use error_catalog_codegen::escape::{cell, code, code_cell, inline, text};

use crate::text::url::fragment;
use crate::view::ErrorView;

/// The place in which a name is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Cell,
    Line,
}

/// Returns the name of an error: its code, or a few words if the error sends no code.
pub(super) fn name(view: &ErrorView<'_>, place: Place) -> String {
    match place {
        _ if !view.error.sends_code => text(&view.name),
        Place::Cell => code_cell(&view.error.code),
        Place::Line => code(&view.error.code),
    }
}

/// Returns the name of an error as a link to the error's description.
pub(super) fn link(view: &ErrorView<'_>, place: Place) -> String {
    format!("[{}](#{})", name(view, place), fragment(view.anchor))
}

/// Returns the description of an error as one line.
pub(super) fn description(view: &ErrorView<'_>, place: Place) -> String {
    let description = &view.error.description;
    match place {
        _ if view.is_description_data => text(description),
        Place::Cell => cell(description),
        Place::Line => inline(description),
    }
}
