//! The document of `check --format json`.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::FormatVersion;
use crate::place::Place;

/// The problems of each catalog.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct CheckDocument {
    pub(crate) format_version: FormatVersion,
    /// The catalogs that were checked, in the order of the arguments.
    pub(crate) catalogs: Vec<CheckedCatalog>,
    /// The number of problems in all catalogs.
    pub(crate) summary: Summary,
}

/// The problems of one catalog.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct CheckedCatalog {
    /// The catalog's main file.
    pub(crate) file: String,
    /// The problems, in the order of their places.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// The number of problems.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct Summary {
    /// The number of problems that make `check` fail.
    pub(crate) errors: usize,
    /// The number of problems that do not make `check` fail.
    pub(crate) warnings: usize,
}

/// A problem.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct Diagnostic {
    /// The stable id of the rule that the catalog breaks.
    pub(crate) rule: &'static str,
    /// How severe the problem is.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["error", "warning"])))]
    pub(crate) severity: &'static str,
    /// The problem, in one line.
    pub(crate) message: String,
    /// A short remark on the text at `place`, such as what was expected there.
    pub(crate) label: String,
    /// The place of the problem; null for a file that could not be read.
    pub(crate) place: Option<Place>,
    /// Other places that are related to the problem.
    pub(crate) related: Vec<Related>,
    /// Ways to solve the problem, one line each.
    pub(crate) help: Vec<String>,
    /// The edit that solves the problem; null unless there is exactly one correct edit.
    pub(crate) fix: Option<Fix>,
}

/// Another place that is related to a problem.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct Related {
    /// How this place is related to the problem.
    pub(crate) message: String,
    /// The related place.
    pub(crate) place: Place,
}

/// An edit that solves a problem by setting one value.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct Fix {
    /// What the edit does, in one line.
    pub(crate) message: String,
    /// The file to edit.
    pub(crate) file: String,
    /// The keys that lead to the value, outermost first. The edit creates missing tables.
    pub(crate) path: Vec<String>,
    /// The value to set.
    pub(crate) value: Value,
}
