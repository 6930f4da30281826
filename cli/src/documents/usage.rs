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
    /// Calls outside tests with three or more texts in a row.
    pub(crate) swappable: Vec<SwappableCall<'a>>,
    /// The limits of `[usage] at-most`, in the catalog's order. With `--fix`, the lowered limits.
    pub(crate) limits: Vec<UsageLimit<'a>>,
    /// Places outside tests that construct an error from a code that is known only at run time.
    pub(crate) at_run_time: Vec<&'a Place>,
    /// Notes on files and lines that could not be read or parsed.
    pub(crate) notes: Vec<&'a str>,
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
    /// What can send the error, as far as the source shows it: `code` outside tests, the `framework` for a status, `?`
    /// with a `source`, `?` with an error of another `catalog`, or only a place that computes the code at `run-time`.
    /// Null if nothing can send the error, or if it is unknown.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = names_or_null(&Sender::ALL.map(Sender::as_str)))))]
    pub(crate) sender: Option<&'static str>,
    /// Whether a file of `--seen` contains the error; null without `--seen`.
    pub(crate) seen: Option<bool>,
    /// Whether the error is an `unseen` finding. An error whose sender is `run-time` or `catalog` is not such a
    /// finding.
    pub(crate) unseen: bool,
    /// Whether `[usage] no-test` in the catalog says that no test can cause the error.
    pub(crate) no_test: bool,
}

/// A call whose texts are easily swapped.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct SwappableCall<'a> {
    /// The code of the error that the call constructs.
    pub(crate) code: &'a str,
    /// The key of this error.
    pub(crate) key: &'a str,
    /// The place of the call.
    pub(crate) place: &'a Place,
    /// The names of the fields that the texts are for, in order.
    pub(crate) fields: Vec<&'a str>,
}

/// A limit of the number of places that construct an error.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct UsageLimit<'a> {
    /// The error's code.
    pub(crate) code: &'a str,
    /// The error's key.
    pub(crate) key: &'a str,
    /// The limit's place in the catalog.
    pub(crate) place: Place,
    /// The limit.
    pub(crate) at_most: usize,
    /// The number of places outside tests that construct the error.
    pub(crate) made: usize,
    /// Whether more places construct the error than the limit allows.
    pub(crate) exceeded: bool,
}

/// A text that looks like a code.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct UnknownCode<'a> {
    /// The text. A text of more than 100 characters is cut, and then ends with `…`.
    pub(crate) text: String,
    /// The place of the text.
    pub(crate) place: &'a Place,
    /// `recorded` if the text is in a file of `--seen`, `likely` if the text is where a code is expected, and otherwise
    /// `possible`.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["recorded", "likely", "possible"])))]
    pub(crate) certainty: &'static str,
    /// The most similar code of the catalog, or the code of the error that has the text as an alias.
    pub(crate) near: Option<&'a str>,
}

/// What can send an error. If several variants apply, the first one counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sender {
    /// Code outside tests constructs the error.
    Code,
    /// The error replaces the framework's own response for a status.
    Framework,
    /// `?` converts a type into the error.
    Source,
    /// `?` converts an error of another catalog into the error. Responses contain the code of the other error.
    Catalog,
    /// Only a place that computes the code at run time can construct the error.
    RunTime,
}

impl Sender {
    #[cfg(feature = "schema")]
    pub(crate) const ALL: [Self; 5] = [Self::Code, Self::Framework, Self::Source, Self::Catalog, Self::RunTime];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Sender::Code => "code",
            Sender::Framework => "framework",
            Sender::Source => "source",
            Sender::Catalog => "catalog",
            Sender::RunTime => "run-time",
        }
    }
}
