//! The document of `import --report json`.

#[cfg(feature = "schema")]
use error_catalog_import::Kind;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Serialize;

use super::FormatVersion;
use super::check::Diagnostic;

/// The guesses and the losses of an import.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct ImportDocument<'a> {
    pub(crate) format_version: FormatVersion,
    /// The source that was read, as the user wrote it.
    pub(crate) source: &'a str,
    /// The kind of the source.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = Kind::ALL.map(Kind::as_str))))]
    pub(crate) kind: &'static str,
    /// Whether the kind was guessed instead of given by `--from`.
    pub(crate) kind_guessed: bool,
    /// The file that the catalog was written to; null for stdout.
    pub(crate) output: Option<&'a str>,
    /// Whether the catalog passes `check`.
    pub(crate) passes_check: bool,
    /// The number of entries in the source that are about an error, such as rows, variants and bodies.
    pub(crate) entries: usize,
    /// The number of errors in the catalog.
    pub(crate) errors: usize,
    /// The origins of the errors' statuses.
    pub(crate) statuses: Statuses,
    /// The number of categories in the catalog; 0 if the catalog does not pass `check`.
    pub(crate) categories: usize,
    /// The facts that the import guessed because the source does not state them.
    pub(crate) guessed: Vec<Note<'a>>,
    /// The facts in the source that the catalog does not contain.
    pub(crate) lost: Vec<Note<'a>>,
    /// The facts that the catalog needs and the source does not state.
    pub(crate) missing: Vec<Note<'a>>,
    /// The problems that `check` finds in the catalog.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// The origins of the errors' statuses.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct Statuses {
    /// The number of errors whose status the source states.
    pub(crate) given: usize,
    /// The number of errors whose status is derived, for example from their names.
    pub(crate) derived: usize,
    /// The number of errors without a status, because nothing in the source indicates one.
    pub(crate) unknown: usize,
}

/// A guess, a loss or a gap.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct Note<'a> {
    /// What was guessed, lost or missing, in one line.
    pub(crate) message: &'a str,
    /// The line of the source, counted from 1; null if the note is about the whole source.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub(crate) line: Option<usize>,
}
