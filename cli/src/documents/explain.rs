//! The document of `explain --format json`.

use error_catalog_outputs::json::{ErrorDocument, RetiredNumbersDocument, ViolationDocument};
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Serialize;

use super::FormatVersion;

/// An error, a violation code, or a code that is no longer sent.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct ExplainDocument<'a> {
    pub(crate) format_version: FormatVersion,
    /// The catalog's main file, as the user wrote it.
    pub(crate) catalog: &'a str,
    /// The name that `explain` looked up.
    pub(crate) asked: &'a str,
    /// How the name matches the error or code that was found.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = MatchedBy::ALL.map(MatchedBy::as_str))))]
    pub(crate) found_by: &'static str,
    /// The error; null if the name is not that of an error.
    pub(crate) error: Option<ErrorDocument<'a>>,
    /// The violation code; null if the name is not that of a violation code, or is also that of an error.
    pub(crate) violation: Option<ViolationDocument<'a>>,
    /// The texts of the error in the language of `--locale`.
    pub(crate) locale: Option<LocaleTexts<'a>>,
    /// The code that is retired or removed; null for everything else.
    pub(crate) retired: Option<RemovedCode<'a>>,
    /// The row of `[retired-numbers]` that contains the number; null for everything else.
    pub(crate) retired_numbers: Option<RetiredNumbersDocument<'a>>,
}

/// The texts of an error in a language.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct LocaleTexts<'a> {
    /// The requested language.
    pub(crate) asked: &'a str,
    /// The title of the error.
    pub(crate) title: LocaleText<'a>,
    /// The public message, for developers of clients: a text template.
    pub(crate) message: LocaleText<'a>,
    /// The public message for end users: a text template.
    pub(crate) user_message: Option<LocaleText<'a>>,
}

/// A text in the language nearest to the requested language.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct LocaleText<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// The language tag of the text (BCP 47); null for the catalog's own text.
    pub(crate) lang: Option<&'a str>,
}

/// A code that is retired or removed.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct RemovedCode<'a> {
    /// The code.
    pub(crate) code: &'a str,
    /// The number of the error that had the code.
    pub(crate) number: Option<u32>,
    /// The note in `[retired]`, in Markdown.
    pub(crate) note: Option<&'a str>,
    /// The meaning of the code, according to the lock.
    pub(crate) meant: Option<String>,
    /// The first version without the code.
    pub(crate) until: Option<String>,
}

/// How a name matches its target. If several variants apply, the first of them is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MatchedBy {
    Code,
    Key,
    Alias,
    Retired,
    Number,
    RetiredNumber,
    Rust,
}

impl MatchedBy {
    pub(crate) const ALL: [MatchedBy; 7] = [
        MatchedBy::Code,
        MatchedBy::Key,
        MatchedBy::Alias,
        MatchedBy::Retired,
        MatchedBy::Number,
        MatchedBy::RetiredNumber,
        MatchedBy::Rust,
    ];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            MatchedBy::Code => "code",
            MatchedBy::Key => "key",
            MatchedBy::Alias => "alias",
            MatchedBy::Retired => "retired",
            MatchedBy::Number => "number",
            MatchedBy::RetiredNumber => "retired_number",
            MatchedBy::Rust => "rust",
        }
    }

    pub(crate) fn describe(self) -> &'static str {
        match self {
            MatchedBy::Code => "the code",
            MatchedBy::Key => "the key",
            MatchedBy::Alias => "an alias",
            MatchedBy::Retired => "the retired code",
            MatchedBy::Number => "the number",
            MatchedBy::RetiredNumber => "the retired number",
            MatchedBy::Rust => "the Rust name",
        }
    }
}
