//! Imports catalogs from existing lists of errors: a Markdown page, a table, an OpenAPI description or Rust code.
//!
//! Each format has a reader, which turns a text into `facts`: what the source states about errors. `infer` guesses what
//! sources do not state, `assemble` turns the facts into a draft of a catalog, and `render` turns the draft into TOML.
//! Every guess and every loss is a [`Note`] with a line of the source.

#![forbid(unsafe_code)]

mod assemble;
mod described;
mod document;
mod errcodes;
mod facts;
mod grid;
mod infer;
mod json;
mod kind;
mod markdown;
mod openapi;
mod render;
mod rust;
mod separated;
mod text;
mod unread;
mod words;

#[cfg(test)]
mod tests;

pub use self::described::{Described, DescribedFile, ReadFile, check_descriptions};
pub use self::facts::{Note, NoteKind, ShownFields, Sum};
pub use self::kind::{Kind, guess_kind};
pub use self::rust::{Bindable, RustTypes, lacks_display};

use self::facts::{Facts, Notes};
use self::text::shown;

/// A catalog that was imported from a source.
#[derive(Debug)]
pub struct Imported {
    /// The catalog's main file.
    pub toml: String,
    /// The guesses and losses, in the order of the source's lines, without duplicates.
    pub notes: Vec<Note>,
    /// The numbers of entries, errors and statuses.
    pub sum: Sum,
    /// The fields of Rust enums that are fields of errors.
    pub shown: ShownFields,
}

/// Imports a catalog from a source of this kind. The first line of the catalog refers to the source as `name`.
///
/// # Errors
///
/// Fails if the text is not a source of this kind. The error is one line that gives the reason.
pub fn import(text: &str, kind: Kind, name: &str) -> Result<Imported, String> {
    // A reason can contain text from the source, such as the name of a column.
    import_text(text, kind, name, false).map_err(|reason| shown(&reason))
}

/// Imports a catalog from Rust code whose enum of errors stays. The attribute `#[error_catalog]` compares the enum with
/// the catalog, so the catalog has only the fields that the messages show.
///
/// # Errors
///
/// Fails if the text has no enum of errors. The error is one line that gives the reason.
pub fn import_for_enum(text: &str, name: &str) -> Result<Imported, String> {
    import_text(text, Kind::Rust, name, true).map_err(|reason| shown(&reason))
}

fn import_text(text: &str, kind: Kind, name: &str, is_bound: bool) -> Result<Imported, String> {
    check_text(text)?;
    let notes = &mut Notes::default();
    let mut facts = match kind {
        Kind::Markdown => markdown::read_markdown(text, notes),
        Kind::Csv => separated::read_csv(text, notes)?,
        Kind::Json => json::read_json(text, notes)?,
        Kind::Openapi => openapi::read_openapi(text, notes)?,
        Kind::Errcodes => errcodes::read_errcodes(text, notes),
        Kind::Rust => Facts { has_templates: true, ..rust::read_rust(text, is_bound, notes)? },
    };
    // A single number may be anything.
    let has_statuses = facts.statuses.keys().filter(|status| **status >= 400).count() > 1;
    if facts.errors.is_empty() && facts.examples.is_empty() && !has_statuses {
        return Err("it states no codes or statuses of errors, and shows no bodies of errors".to_owned());
    }
    let shown = std::mem::take(&mut facts.shown);
    let (draft, mut sum) = assemble::assemble_draft(facts, notes);
    let toml = render::render_draft(&draft, &format!("Imported from {name}."));
    let unread = unread::note_unread(text, kind, &toml, notes);
    (sum.entries, sum.left_out) = (sum.entries + unread, sum.left_out + unread);
    let mut notes = std::mem::take(&mut notes.0);
    notes.sort();
    notes.dedup();
    Ok(Imported { toml, notes, sum, shown })
}

/// Checks that a source of any kind is a text that may be about errors.
///
/// # Errors
///
/// Fails if the source is empty, a binary file or an HTML page. The error is one line that gives the reason.
pub fn check_text(text: &str) -> Result<(), String> {
    let start: String = text.trim_start().chars().take(14).collect::<String>().to_ascii_lowercase();
    if start.is_empty() {
        return Err("it is empty".to_owned());
    }
    if let Some(at) = text.find('\0') {
        return Err(format!("it is a binary file: byte {at} is zero"));
    }
    if start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<?xml") {
        return Err("it is an HTML or XML file; import the text of the page, as a browser copies it".to_owned());
    }
    Ok(())
}
