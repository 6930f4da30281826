//! `diff --format json`

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Serialize;

use super::FormatVersion;
use crate::place::Place;

/// What changed between two catalogs.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct DiffDocument<'a> {
    pub(crate) format_version: FormatVersion,
    /// The old catalog.
    pub(crate) old: Side<'a>,
    /// The new catalog.
    pub(crate) new: Side<'a>,
    /// The changes, the most severe first.
    pub(crate) changes: Vec<Change<'a>>,
    /// What the changes amount to.
    pub(crate) summary: Summary,
}

/// One of the two catalogs.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct Side<'a> {
    /// What it was read from.
    pub(crate) name: &'a str,
    /// Its version (SemVer).
    pub(crate) version: Option<&'a str>,
}

/// A change.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct Change<'a> {
    /// The id of the kind of change. It is stable.
    pub(crate) kind: &'static str,
    /// How severe the change is.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["patch", "minor", "major"])))]
    pub(crate) impact: &'static str,
    /// Whether the change is an error at every version.
    pub(crate) forbidden: bool,
    /// The key of the error as it is now, or as it was if it is removed; null if every error changes.
    pub(crate) key: Option<&'a str>,
    /// The code of that error.
    pub(crate) code: Option<&'a str>,
    /// What changed, in one line.
    pub(crate) what: String,
    /// Which clients the change breaks and why, or why it breaks none, in one line.
    pub(crate) why: &'a str,
    /// The old value.
    pub(crate) old: Option<&'a str>,
    /// The new value.
    pub(crate) new: Option<&'a str>,
    /// How certain it is that this is still the same error; null unless that was inferred.
    pub(crate) certainty: Option<Certainty<'a>>,
    /// The place in the old catalog.
    pub(crate) old_place: Option<Place>,
    /// The place in the new catalog.
    pub(crate) place: Option<Place>,
}

/// How certain it is that an error of the old catalog and one of the new catalog are the same.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct Certainty<'a> {
    /// Whether the catalog itself states the match.
    pub(crate) is_certain: bool,
    /// The certainty in percent.
    #[cfg_attr(feature = "schema", schemars(range(max = 100)))]
    pub(crate) percent: u8,
    /// The evidence.
    pub(crate) grounds: Option<&'a str>,
}

/// What the changes amount to.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct Summary {
    /// The number of changes that may break a client.
    pub(crate) major: usize,
    /// The number of changes that only add something.
    pub(crate) minor: usize,
    /// The number of changes that a client program cannot observe.
    pub(crate) patch: usize,
    /// The number of changes that are errors at every version.
    pub(crate) forbidden: usize,
    /// The lowest version that may follow the old one.
    pub(crate) needs_version: Option<String>,
    /// Whether `--allow` rejects no change.
    pub(crate) is_allowed: bool,
}
