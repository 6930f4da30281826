//! The catalog as a whole.

use error_catalog_wire::{Casing, ViolationsShape};

use super::{Error, Literal, TextTemplate, ValueTemplate};
use crate::diagnostic::LintSetting;
use crate::source::SourceFile;
use crate::spans::{Location, SpanMap};

/// A catalog that has passed every check.
///
/// [`Catalog::parse`] is the only way to one, which is why back ends that take it cannot fail.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Catalog {
    /// Its name: kebab-case, or that of a domain.
    pub name: Option<String>,
    /// The heading of its reference.
    pub title: String,
    /// Its version (SemVer).
    pub version: Option<String>,
    /// Markdown: the text under the heading.
    pub description: Option<String>,
    /// The URL of an error's documentation.
    pub docs_url: Option<TextTemplate>,
    /// How keys become codes. `None` leaves keys as they are.
    pub code_style: Option<Casing>,
    /// The response format.
    pub wire: Wire,
    /// Headers of every error, in the file's order.
    pub headers: Vec<Header>,
    /// The documentation of HTTP statuses, in ascending order.
    pub statuses: Vec<StatusDoc>,
    /// Its categories, in the file's order.
    pub categories: Vec<Category>,
    /// Its errors, in the file's order; an included file's come after those of the file that includes it.
    pub errors: Vec<Error>,
    /// Codes that may never be used again, in the file's order.
    pub retired: Vec<Retired>,
    /// Translations, by language tag.
    pub locales: Vec<Locale>,
    /// What to generate, in the file's order.
    pub outputs: Vec<Output>,
    /// The levels of lints, in the file's order.
    pub lints: Vec<LintSetting>,
    /// The files that it was read from, the main file first.
    pub files: Vec<SourceFile>,
    /// The places of all keys in these files.
    pub spans: SpanMap,
}

/// The response format.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Wire {
    /// The name of the preset, if the body is one.
    pub preset: Option<&'static str>,
    /// The body; its top is an object.
    pub body: ValueTemplate,
    /// The media type of a response.
    pub content_type: String,
    /// How field-level validation errors are shown.
    pub violations: ViolationsShape,
    /// Values for the slots of the body, by name, in the file's order: what the reference shows as the format, and
    /// the context of the response in every example.
    pub example: Vec<(String, Literal)>,
    /// What the catalog says about members of the body, in the file's order.
    pub members: Vec<WireMember>,
}

/// What a catalog says about one member of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireMember {
    /// The keys that lead to it, from the outside in.
    pub path: Vec<String>,
    /// Markdown.
    pub description: String,
}

/// A response header.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Header {
    /// Its name: a token of RFC 9110, as the catalog spells it.
    pub name: String,
    /// Its value: visible ASCII, spaces and slots.
    pub value: TextTemplate,
}

/// What a catalog says about an HTTP status.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StatusDoc {
    /// 100 to 599.
    pub status: u16,
    /// Markdown.
    pub description: Option<String>,
    /// Markdown: what causes such a response.
    pub causes: Vec<String>,
    /// Markdown: what to do about it.
    pub solutions: Vec<String>,
    /// The index of the error that stands for this status when the framework itself refuses a request.
    pub error: Option<usize>,
    /// The values of that error's fields where it stands for the status: one for each field, internal ones included;
    /// `None` only for an optional one.
    pub values: Vec<Option<Literal>>,
}

/// A group of errors.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Category {
    /// The key of its table.
    pub key: String,
    /// The name of its Rust variant, in PascalCase.
    pub variant: String,
    /// The heading of its table in the reference.
    pub title: String,
    /// Markdown.
    pub description: Option<String>,
    /// The place of its table.
    pub location: Location,
}

/// A code that may never be used again.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Retired {
    /// The code, as it was sent.
    pub code: String,
    /// Markdown: why, and what replaces it.
    pub note: String,
    /// The numeric id that it had.
    pub number: Option<u32>,
    /// The place of its row.
    pub location: Location,
}

/// The translations of one language.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Locale {
    /// The language tag (BCP 47).
    pub lang: String,
    /// Translations, in the order of the catalog's errors.
    pub translations: Vec<Translation>,
}

/// The translation of one error.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Translation {
    /// Index of the error.
    pub error: usize,
    /// The title.
    pub title: Option<String>,
    /// The public message; it uses the same slots as the original.
    pub message: Option<TextTemplate>,
    /// The message for an end user; it uses the same slots as the original.
    pub user_message: Option<TextTemplate>,
}

/// Something to generate. Which kinds there are, and which options they have, is for the crate to know that generates it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Output {
    /// Its key in `[outputs]`.
    pub name: String,
    /// What it is; its name, unless it has a `kind`.
    pub kind: String,
    /// Where it goes: relative to the folder of the catalog's main file, never outside it.
    pub path: String,
    /// The name of the region to write, between two markers; the whole file if there is none.
    pub region: Option<String>,
    /// The options of its kind, in the file's order.
    pub options: Vec<(String, Literal)>,
    /// The place of its key.
    pub location: Location,
}
