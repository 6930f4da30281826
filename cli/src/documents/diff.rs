//! The document of `diff --format json`.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Serialize;

use super::FormatVersion;
use crate::place::Place;

/// The changes between two catalogs.
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
    /// The changes for Rust code that uses the generated code, the most severe first. They do not affect the version of
    /// the catalog. The member is null if one of the catalogs is a lock that does not record the Rust code.
    pub(crate) rust: Option<Vec<RustChange<'a>>>,
    /// A summary of the changes.
    pub(crate) summary: Summary,
}

/// One of the two catalogs.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct Side<'a> {
    /// The path of the catalog or the lock; `REV:PATH` for a revision.
    pub(crate) name: &'a str,
    /// The catalog's version (SemVer).
    pub(crate) version: Option<&'a str>,
}

/// A change.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct Change<'a> {
    /// The stable id of the kind of change.
    pub(crate) kind: &'static str,
    /// The impact of the change.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["patch", "minor", "major"])))]
    pub(crate) impact: &'static str,
    /// Whether the change is not allowed, not even in a new major version.
    pub(crate) forbidden: bool,
    /// Whether a release needs an answer to the question whether the error is still the same, regardless of the
    /// version.
    pub(crate) asked: bool,
    /// The key of the error in the new catalog, or in the old catalog if the error was removed; null if the change
    /// affects every error.
    pub(crate) key: Option<&'a str>,
    /// The code of the error that `key` names.
    pub(crate) code: Option<&'a str>,
    /// Whether the change concerns a violation code and not an error. Then `key` and `code` are those of the violation.
    pub(crate) violation: bool,
    /// What changed, in one line.
    pub(crate) what: String,
    /// Which clients the change breaks and why, or why the change breaks no client, in one line.
    pub(crate) why: &'a str,
    /// The possible solutions, one per line, if the change is not allowed or has an uncertain meaning.
    pub(crate) advice: Vec<String>,
    /// The old value.
    pub(crate) old: Option<&'a str>,
    /// The new value.
    pub(crate) new: Option<&'a str>,
    /// How certain it is that the old error and the new error are the same; null unless the match was inferred.
    pub(crate) certainty: Option<Certainty<'a>>,
    /// The place of the change in the old catalog.
    pub(crate) old_place: Option<Place>,
    /// The place of the change in the new catalog.
    pub(crate) place: Option<Place>,
}

/// How certain it is that an error of the old catalog and an error of the new catalog are the same.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct Certainty<'a> {
    /// Whether the catalog itself states the match.
    pub(crate) is_certain: bool,
    /// The certainty in percent.
    #[cfg_attr(feature = "schema", schemars(range(max = 100)))]
    pub(crate) percent: u8,
    /// The evidence for the match.
    pub(crate) grounds: Option<&'a str>,
}

/// A summary of the changes.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct Summary {
    /// The number of changes that may break a client.
    pub(crate) major: usize,
    /// The number of changes that only add something.
    pub(crate) minor: usize,
    /// The number of changes that a client program cannot observe.
    pub(crate) patch: usize,
    /// The number of changes that are not allowed, not even in a new major version.
    pub(crate) forbidden: usize,
    /// The number of changes for which a release needs an answer, regardless of the version.
    pub(crate) asked: usize,
    /// The lowest version that may follow the old version, once every question is answered.
    pub(crate) needs_version: Option<String>,
    /// Whether `--allow` permits every change.
    pub(crate) is_allowed: bool,
    /// The same for Rust code that uses the generated code; null if these changes are unknown.
    pub(crate) rust: Option<RustSummary>,
}

/// A summary of the changes for Rust code that uses the generated code.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct RustSummary {
    /// The number of changes after which Rust code may not compile.
    pub(crate) major: usize,
    /// The number of changes after which all Rust code compiles.
    pub(crate) minor: usize,
    /// Whether `--allow-rust` permits every change.
    pub(crate) is_allowed: bool,
}

/// A change for Rust code that uses the generated code.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct RustChange<'a> {
    /// The stable id of the kind of change.
    pub(crate) kind: &'static str,
    /// The impact of the change.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["minor", "major"])))]
    pub(crate) impact: &'static str,
    /// The key of the error in the new catalog, or in the old catalog if the error was removed; null if the change does
    /// not concern one error.
    pub(crate) key: Option<&'a str>,
    /// Whether the change concerns a violation code and not an error. Then `key` is that of the violation.
    pub(crate) violation: bool,
    /// What changed, in one line.
    pub(crate) what: String,
    /// Which code no longer compiles, or why all code compiles, in one line.
    pub(crate) why: &'a str,
    /// The errors of rustc that a caller may see, such as `E0004`.
    pub(crate) errors: &'a [&'static str],
    /// The old value.
    pub(crate) old: Option<&'a str>,
    /// The new value.
    pub(crate) new: Option<&'a str>,
    /// The place of the error in the old catalog.
    pub(crate) old_place: Option<Place>,
    /// The place of the error in the new catalog.
    pub(crate) place: Option<Place>,
}
