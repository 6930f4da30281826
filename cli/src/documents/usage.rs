//! The document of `usage --format json`.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Serialize;

use super::FormatVersion;
#[cfg(feature = "schema")]
use super::names_or_null;
#[cfg(feature = "schema")]
use crate::args::usage::Finding;
use crate::place::Place;

/// How the source uses each error.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct UsageDocument<'a> {
    pub(crate) format_version: FormatVersion,
    /// The catalog's main file, as the user wrote it.
    pub(crate) catalog: &'a str,
    /// The number of Rust files that were searched.
    pub(crate) rust_files: usize,
    /// Whether the source contains Rust code that is generated from the catalog. If not, it is unknown which code
    /// constructs the errors.
    pub(crate) declared: bool,
    /// The errors of the catalog, in the catalog's order.
    pub(crate) errors: Vec<UsedError<'a>>,
    /// Texts that look like codes but are not in the catalog.
    pub(crate) unknown: Vec<UnknownCode<'a>>,
    /// Texts that are retired codes.
    pub(crate) retired: Vec<UnknownCode<'a>>,
    /// A place where a test iterates over all codes; null if there is none.
    pub(crate) all_tested: Option<&'a Place>,
    /// Places that construct an error from a code that is known only at run time.
    pub(crate) at_run_time: Vec<&'a Place>,
    /// Notes on files that could not be read or parsed.
    pub(crate) notes: &'a [String],
    /// The limits of reading source code without running it.
    pub(crate) cannot_see: &'static [&'static str],
}

/// How the source uses an error.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct UsedError<'a> {
    /// The error's code.
    pub(crate) code: &'a str,
    /// The error's key in the catalog.
    pub(crate) key: &'a str,
    /// The error's table in the catalog.
    pub(crate) place: Place,
    /// The number of places outside tests that construct the error.
    pub(crate) made: usize,
    /// The number of places in tests that construct the error.
    pub(crate) made_in_tests: usize,
    /// The number of places that match the error.
    pub(crate) matched: usize,
    /// The number of places that name the error's code.
    pub(crate) named: usize,
    /// The number of places that mention the error's code or an alias in a text.
    pub(crate) mentioned: usize,
    /// Whether a test constructs, matches, names or mentions the error.
    pub(crate) tested: bool,
    /// The statuses for which the error replaces the framework's own response.
    #[cfg_attr(feature = "schema", schemars(inner(range(min = 100, max = 599))))]
    pub(crate) by_status: &'a [u16],
    /// The types that Rust's `?` operator converts into the error.
    pub(crate) by_source: &'a [String],
    /// The finding about the error, with the name that `--deny` accepts; null if there is none.
    #[cfg_attr(
        feature = "schema",
        schemars(extend("enum" = names_or_null(&[Finding::Unused, Finding::TestOnly, Finding::Untested].map(Finding::as_str))))
    )]
    pub(crate) finding: Option<&'static str>,
}

/// A text that looks like a code.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct UnknownCode<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// The place of the text.
    pub(crate) place: &'a Place,
    /// `likely` if the text is where a code is expected; otherwise `possible`.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["likely", "possible"])))]
    pub(crate) certainty: &'static str,
    /// The most similar code of the catalog.
    pub(crate) near: Option<&'a str>,
}
