//! The document of `where --format json`.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Serialize;

use super::FormatVersion;
use crate::place::Place;

/// The places where an error is declared, constructed and matched.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct WhereDocument<'a> {
    pub(crate) format_version: FormatVersion,
    /// The catalog's main file, as the user wrote it.
    pub(crate) catalog: &'a str,
    /// The name that `where` looked up.
    pub(crate) asked: &'a str,
    /// The code that the name refers to.
    pub(crate) code: &'a str,
    /// The place of the error's table in the catalog; null if the code is retired or removed.
    pub(crate) declared: Option<Place>,
    /// The places in the source that use the error.
    pub(crate) uses: Vec<UsePlace<'a>>,
    /// The statuses for which the error replaces the framework's own response.
    #[cfg_attr(feature = "schema", schemars(inner(range(min = 100, max = 599))))]
    pub(crate) by_status: Vec<u16>,
    /// The types that Rust's `?` operator converts into the error.
    pub(crate) by_source: Vec<String>,
    /// Places outside tests that may construct the error from a code or a status that is known only at run time.
    pub(crate) at_run_time: Vec<&'a Place>,
    /// Notes on files that could not be read or parsed.
    pub(crate) notes: &'a [String],
}

/// A place that uses an error.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct UsePlace<'a> {
    /// Whether the place constructs the error, matches it, names its code, or mentions its code or an alias in a text.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = UseKind::ALL.map(UseKind::as_str))))]
    pub(crate) kind: &'static str,
    /// The place of the use.
    pub(crate) place: &'a Place,
    /// The text of the line.
    pub(crate) text: &'a str,
    /// Whether the place is in a test.
    pub(crate) in_test: bool,
    /// Whether the use is certain. A use in the input of an unknown macro is not certain.
    pub(crate) certain: bool,
}

/// How a place uses an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum UseKind {
    /// The error is constructed.
    Makes,
    /// The error is compared with a pattern.
    Matches,
    /// The error's code is named.
    Names,
    /// The error's code or an alias is in a string.
    Mentions,
}

impl UseKind {
    #[cfg(feature = "schema")]
    pub(crate) const ALL: [Self; 4] = [Self::Makes, Self::Matches, Self::Names, Self::Mentions];

    /// The name in machine formats.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            UseKind::Makes => "makes",
            UseKind::Matches => "matches",
            UseKind::Names => "names",
            UseKind::Mentions => "mentions",
        }
    }
}
