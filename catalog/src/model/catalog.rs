//! The catalog as a whole.

use std::fmt;

use error_catalog_wire::{Builtin, Casing, ERROR_STATUSES, StatusAnswer};

use super::{
    Error, Header, InputPaths, Literal, Property, StatusDoc, TextTemplate, ValueEnum, ValueTemplate, ViolationKind,
    ViolationsFormat,
};
use crate::diagnostic::LintSetting;
use crate::source::SourceFile;
use crate::spans::{Location, SpanMap};

/// The statuses with which web frameworks reject requests.
const FRAMEWORK_STATUSES: [u16; 8] = [400, 404, 405, 408, 413, 415, 422, 500];

/// A catalog that has passed every check.
///
/// [`Catalog::parse`] returns a catalog only if no problem has the severity `error`. Back ends that take this catalog
/// therefore cannot fail.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Catalog {
    /// The catalog's name: kebab-case, or a domain name.
    pub name: Option<String>,
    /// The heading of the generated reference.
    pub title: String,
    /// The catalog's version (SemVer).
    pub version: Option<String>,
    /// The text under the heading of the reference, in Markdown.
    pub description: Option<String>,
    /// The template for the URL of an error's documentation.
    pub docs_url: Option<TextTemplate>,
    /// Whether the Rust enums and variants are `#[non_exhaustive]`, unless an error decides for its own variant.
    pub non_exhaustive: bool,
    /// The style of the codes that are generated from keys. With `None`, each code is the unchanged key.
    pub code_style: Option<Casing>,
    /// The properties that errors set, in the file's order.
    pub properties: Vec<Property>,
    /// The response format.
    pub wire: Wire,
    /// The headers of every error, in the file's order.
    pub headers: Vec<Header>,
    /// The documentation of HTTP statuses, in ascending order.
    pub statuses: Vec<StatusDoc>,
    /// The categories, in the file's order.
    pub categories: Vec<Category>,
    /// The errors, in the file's order. The errors of an included file come after the errors of the file that includes
    /// it.
    pub errors: Vec<Error>,
    /// For each further status of an error, the error as if the status were its only one. In the order of the errors,
    /// and then of their statuses.
    pub further: Vec<FurtherStatus>,
    /// The Rust enums for the values of `one-of`: of properties, then of fields in the order of the errors.
    pub value_enums: Vec<ValueEnum>,
    /// The codes of field-level validation errors, in the order of [`errors`](Self::errors).
    pub violations: Vec<ViolationKind>,
    /// The codes that may never be used again, in the file's order.
    pub retired: Vec<Retired>,
    /// The numbers that no error may have, in the file's order. The ranges do not overlap.
    pub retired_numbers: Vec<RetiredNumbers>,
    /// The violation codes that may never be used again, in the file's order.
    pub retired_violations: Vec<Retired>,
    /// The translations, by language tag.
    pub locales: Vec<Locale>,
    /// The outputs to generate, in the file's order.
    pub outputs: Vec<Output>,
    /// The levels of lints, in the file's order.
    pub lints: Vec<LintSetting>,
    /// The limits of `[usage] at-most`, in the file's order.
    pub usage_limits: Vec<UsageLimit>,
    /// The errors in `[usage] no-test`, which no test can cause, as indices in [`errors`](Self::errors).
    pub no_test: Vec<usize>,
    /// The files that the catalog was read from, the main file first.
    pub files: Vec<SourceFile>,
    /// The places of all keys in these files.
    pub spans: SpanMap,
    /// The patterns of `include`, relative to the catalog's folder. A new file that matches becomes part of the
    /// catalog.
    pub(crate) patterns: Vec<String>,
}

impl Catalog {
    /// The rows of the tables in generated code: the errors, each with its first status, then the errors with their
    /// further statuses.
    pub fn rows(&self) -> impl Iterator<Item = &Error> {
        self.errors.iter().chain(self.further.iter().map(|further| &further.error))
    }

    /// The row with this index.
    #[must_use]
    pub fn row(&self, index: usize) -> Option<&Error> {
        let further = || Some(&self.further.get(index.checked_sub(self.errors.len())?)?.error);
        self.errors.get(index).or_else(further)
    }

    /// The declaration of the property with this name.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// The further statuses of an error.
    #[must_use]
    pub fn further_of(&self, error: usize) -> &[FurtherStatus] {
        // The further statuses are in the order of the errors.
        let start = self.further.partition_point(|further| further.of < error);
        let rest = self.further.get(start..).unwrap_or_default();
        rest.get(..rest.partition_point(|further| further.of == error)).unwrap_or_default()
    }

    /// The index of the row for an error with this status. If the error does not have the status, the result is the row
    /// for the first status.
    #[must_use]
    pub fn row_of(&self, error: usize, status: u16) -> usize {
        let start = self.further.partition_point(|further| further.of < error);
        let found = self.further_of(error).iter().position(|further| further.error.status == status);
        match self.errors.get(error) {
            Some(own) if own.status != status => found.map_or(error, |index| self.errors.len() + start + index),
            _ => error,
        }
    }

    /// The paths that are part of the catalog.
    #[must_use]
    pub fn input_paths(&self) -> InputPaths {
        InputPaths::new(&self.files, &self.patterns)
    }

    /// Whether a response contains a code if the catalog names no error for the HTTP status of the response. Such a
    /// response contains a code only if the body requires a code.
    #[must_use]
    pub fn sends_status_codes(&self) -> bool {
        self.wire.body.needs(Builtin::Code.as_str())
    }

    /// Whether the message is the default of the details, because the body of the preset requires details.
    #[must_use]
    pub fn has_default_details(&self) -> bool {
        self.wire.preset.is_some() && self.wire.body.needs(Builtin::Details.as_str())
    }

    /// The codes that responses contain if the catalog names no error for the HTTP status. The catalog does not list
    /// these codes.
    pub fn status_codes(&self) -> impl Iterator<Item = String> {
        let casing = self.code_style.unwrap_or(Casing::Snake);
        let statuses = ERROR_STATUSES.iter().filter(|_| self.sends_status_codes());
        statuses.map(move |status| StatusAnswer::new(*status, casing).code().to_string())
    }

    /// The HTTP statuses with which web frameworks reject requests, each with the code that the response then contains.
    /// Only statuses without a named error are included, and only codes that no error of the catalog sends.
    #[must_use]
    pub fn unnamed_rejections(&self) -> Vec<(u16, String)> {
        let is_named = |status: u16| {
            let doc = self.statuses.iter().find(|doc| doc.status == status);
            doc.is_some_and(|doc| doc.rejection(None).is_some())
        };
        let is_known = |code: &str| self.errors.iter().any(|error| error.sends_code && error.code == code);
        let casing = self.code_style.unwrap_or(Casing::Snake);
        let mut rejections = Vec::new();
        for status in FRAMEWORK_STATUSES {
            if self.sends_status_codes() && !is_named(status) {
                let code = StatusAnswer::new(status, casing).code().to_string();
                if !is_known(&code) {
                    rejections.push((status, code));
                }
            }
        }
        rejections
    }
}

/// An error with one of its statuses other than the first.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FurtherStatus {
    /// The index of the error in [`Catalog::errors`].
    pub of: usize,
    /// The error, with the defaults of the status.
    pub error: Error,
}

/// The response format.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Wire {
    /// The name of the preset, if a preset defines the body.
    pub preset: Option<&'static str>,
    /// The body, which is an object at its top level.
    pub body: ValueTemplate,
    /// The media type of a response.
    pub content_type: String,
    /// The HTTP status of every response, unless an error is sent with another status. With `None`, each error is sent
    /// with its own status.
    pub status: Option<u16>,
    /// How field-level validation errors are shown.
    pub violations: ViolationsFormat,
    /// Values for the slots of the body, by name, in the file's order. The reference shows the format with these
    /// values, and every example takes the response's context from these values.
    pub example: Vec<(String, Literal)>,
    /// The descriptions of members of the body, in the file's order.
    pub members: Vec<WireMember>,
}

/// The description of one member of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireMember {
    /// The keys that lead to the member, from the outside in.
    pub path: Vec<String>,
    /// The description, in Markdown.
    pub description: String,
}

/// A group of errors.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Category {
    /// The key of the category's table.
    pub key: String,
    /// The name of the category's Rust variant, in PascalCase.
    pub variant: String,
    /// The heading of the category's table in the reference.
    pub title: String,
    /// The description, in Markdown.
    pub description: Option<String>,
    /// The place of the category's table.
    pub location: Location,
}

/// A code that may never be used again, or a number that an error no longer has.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Retired {
    /// The code, as it was sent.
    pub code: String,
    /// The reason, and what replaces the code, in Markdown.
    pub note: String,
    /// The numeric id of the error that had the code.
    pub number: Option<u32>,
    /// Whether only the number is retired, because an error still has the code.
    pub only_number: bool,
    /// The place of the row in `[retired]`.
    pub location: Location,
}

/// A number or a range of numbers that no error may have.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RetiredNumbers {
    /// The first number.
    pub first: u32,
    /// The last number, which is the first if only one number is retired.
    pub last: u32,
    /// The reason, in Markdown.
    pub note: String,
    /// The place of the row in `[retired-numbers]`.
    pub location: Location,
}

/// Writes `3227` or `2000-2999`, as the catalog does.
impl fmt::Display for RetiredNumbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.first == self.last {
            true => write!(f, "{}", self.first),
            false => write!(f, "{}-{}", self.first, self.last),
        }
    }
}

/// The translations of one language.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Locale {
    /// The language tag (BCP 47).
    pub lang: String,
    /// The translations, in the order of the catalog's errors.
    pub translations: Vec<Translation>,
}

/// The translation of one error.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Translation {
    /// Index of the error in [`Catalog::errors`].
    pub error: usize,
    /// The translated title.
    pub title: Option<String>,
    /// The public message, with the same slots as the original message.
    pub message: Option<TextTemplate>,
    /// The message for an end user, with the same slots as the original message.
    pub user_message: Option<TextTemplate>,
}

/// A file to generate. Only the crate that generates the file knows the kinds of outputs and their options.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Output {
    /// The output's key in `[outputs]`.
    pub name: String,
    /// The kind of output: the value of `kind`, or the output's name if `kind` is not set.
    pub kind: String,
    /// The path of the file, relative to the folder of the catalog's main file and never outside that folder.
    pub path: String,
    /// The name of the region to write, which is the part of the file between two markers. With `None`, the output is
    /// the whole file.
    pub region: Option<String>,
    /// The options of the output, in the file's order.
    pub options: Vec<(String, Literal)>,
    /// The place of the output's key.
    pub location: Location,
}

/// An entry of `[usage] at-most`: the maximum number of places outside tests that may construct an error.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UsageLimit {
    /// The index of the error in [`Catalog::errors`].
    pub error: usize,
    /// The name of the error in the entry: the error's key or code.
    pub name: String,
    /// The maximum number of places.
    pub most: u32,
    /// The place of the entry.
    pub location: Location,
}
