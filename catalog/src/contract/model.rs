//! The parts of a catalog that a client can see.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::{CatalogDocs, ErrorDocs, TranslatedTexts};
use crate::model::{FieldType, Grpc, Header, Retry, TextTemplate, ValueTemplate, ViolationsShape, reason_phrase};
use crate::source::SourceFile;
use crate::spans::{Location, SpanMap};

/// The contract of a catalog with its clients, in canonical order: the order in a file does not matter.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Contract {
    /// The catalog's version (SemVer).
    pub version: Option<String>,
    /// The catalog's name.
    pub name: Option<String>,
    /// The URL of an error's documentation.
    pub docs_url: Option<TextTemplate>,
    /// The media type of a response.
    pub content_type: String,
    /// The body of every error; `None` only without a catalog.
    pub body: Option<ValueTemplate>,
    /// How field-level validation errors are shown.
    pub violations: Option<ViolationsShape>,
    /// The keys of the errors that stand for a status when the framework itself refuses a request.
    pub refusals: BTreeMap<u16, String>,
    /// The headers of every error, by name.
    pub headers: Vec<Header>,
    /// The contract of each error, by key.
    pub errors: Vec<ErrorContract>,
    /// The codes that were removed, by code.
    pub removed: Vec<RemovedError>,
    /// The numbers that were removed from errors which still exist or whose code was never sent, by number.
    pub removed_numbers: Vec<RemovedError>,
    /// The documentation of all errors, if it is known: a lock does not have it.
    pub docs: Option<CatalogDocs>,
    /// The lock that it was read from.
    pub lock: Option<LockFile>,
}

/// The file that a contract was read from.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LockFile {
    /// Its path and text.
    pub file: SourceFile,
    /// The places of its keys.
    pub spans: SpanMap,
}

/// The contract of one error.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ErrorContract {
    /// The key of its table.
    pub key: String,
    /// The code by which it is known.
    pub code: String,
    /// Whether the code is sent.
    pub sends_code: bool,
    /// Further codes that clients read as this error.
    pub aliases: BTreeSet<String>,
    /// The numeric id.
    pub number: Option<u32>,
    /// The HTTP status.
    pub status: u16,
    /// The title.
    pub title: String,
    /// The message; only its slots are part of the contract.
    pub message: TextTemplate,
    /// The message for end users.
    pub user_message: Option<TextTemplate>,
    /// The category's key.
    pub category: Option<String>,
    /// The public fields, by name.
    pub fields: Vec<PublicField>,
    /// The names of internal fields, in order. They are not part of the contract, and a lock does not have them. They
    /// distinguish a field that became internal from a removed field.
    pub internal: BTreeSet<String>,
    /// All headers, by name, including those of every error.
    pub headers: Vec<Header>,
    /// Whether and how to send the request again.
    pub retry: Retry,
    /// The canonical gRPC code.
    pub grpc: Grpc,
    /// The template of its details.
    pub details: Option<ValueTemplate>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Its documentation, if it is known: a lock does not have it.
    pub docs: Option<ErrorDocs>,
    /// Its translations, if they are known: a lock does not have them.
    pub translations: Option<Vec<TranslatedTexts>>,
    /// Its place in the catalog or in the lock.
    pub location: Location,
}

/// A public field.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PublicField {
    /// Its name.
    pub name: String,
    /// Its type, without the `?`.
    pub ty: FieldType,
    /// Whether its value may be missing.
    pub optional: bool,
}

/// An error, alias or number that was removed. Its code and number may never mean anything else.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RemovedError {
    /// The code as it was sent; for a number, the code of the error that had it.
    pub code: String,
    /// The numeric id that it had.
    pub number: Option<u32>,
    /// The HTTP status that it had, if it is known.
    pub status: Option<u16>,
    /// The message that it had, if it is known.
    pub message: Option<TextTemplate>,
    /// The note of its row in `[retired]`.
    pub note: Option<String>,
    /// The first version without it, if it is known.
    pub since: Option<String>,
    /// Its place in the catalog or in the lock.
    pub location: Option<Location>,
}

impl RemovedError {
    /// Its former meaning in one line: its status and message, or otherwise the note of its row.
    #[must_use]
    pub fn meaning(&self) -> String {
        let mut meaning = meaning_of(self.status, self.message.as_ref());
        if meaning.is_empty() {
            meaning = self.note.clone().unwrap_or_else(|| "its meaning is not known".to_owned());
        }
        meaning
    }
}

impl Contract {
    /// A number that was never used: the one after the highest.
    #[must_use]
    pub fn free_number(&self) -> Option<u32> {
        let errors = self.errors.iter().filter_map(|error| error.number);
        let removed = self.removed.iter().chain(&self.removed_numbers).filter_map(|removed| removed.number);
        errors.chain(removed).max().map_or(Some(1), |highest| highest.checked_add(1))
    }
}

impl ErrorContract {
    /// Its meaning in one line: its status and message.
    #[must_use]
    pub fn meaning(&self) -> String {
        meaning_of(Some(self.status), Some(&self.message))
    }

    /// Every code that names it.
    pub(super) fn codes(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.code.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// Whether its title is only that of its status.
    pub(super) fn has_title_of_status(&self) -> bool {
        self.title == reason_phrase(self.status)
    }
}

fn meaning_of(status: Option<u16>, message: Option<&TextTemplate>) -> String {
    let status = status.map(|status| status.to_string());
    let message = message.map(|message| format!("\"{message}\""));
    status.into_iter().chain(message).collect::<Vec<_>>().join(" ")
}
