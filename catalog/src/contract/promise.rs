//! What a client can see of a catalog.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::{CatalogDocs, ErrorDocs, TranslatedTexts};
use crate::model::{FieldType, Grpc, Header, Retry, TextTemplate, ValueTemplate, ViolationsShape, reason_phrase};
use crate::source::SourceFile;
use crate::spans::{Location, SpanMap};

/// What a catalog promises to clients, in canonical order: that of a file does not matter.
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
    /// What it promises of each error, by key.
    pub errors: Vec<Promise>,
    /// What was removed, by code.
    pub gone: Vec<Gone>,
    /// Numbers that errors had which are still there, or whose code was never sent, by number.
    pub gone_numbers: Vec<Gone>,
    /// What the reference says about all errors, where it is known: a lock does not have it.
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

/// What a catalog promises of one error.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Promise {
    /// The key of its table.
    pub key: String,
    /// The code by which it is known.
    pub code: String,
    /// Whether the code is sent.
    pub sends_code: bool,
    /// Further codes that name it when they are read.
    pub aliases: BTreeSet<String>,
    /// The numeric id.
    pub number: Option<u32>,
    /// The HTTP status.
    pub status: u16,
    /// The title.
    pub title: String,
    /// The message; its slots are what is promised of it.
    pub message: TextTemplate,
    /// The message for end users.
    pub user_message: Option<TextTemplate>,
    /// The category's key.
    pub category: Option<String>,
    /// The public fields, by name.
    pub fields: Vec<PromisedField>,
    /// The names of internal fields, in order. They are not part of the promise, and a lock does not have them: they
    /// tell a field that has
    /// become internal from one that is gone.
    pub internal: BTreeSet<String>,
    /// All headers, by name; those of every error too.
    pub headers: Vec<Header>,
    /// Whether and how to send the request again.
    pub retry: Retry,
    /// The canonical gRPC code.
    pub grpc: Grpc,
    /// What its details hold.
    pub details: Option<ValueTemplate>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Its documentation, where it is known: a lock does not have it.
    pub docs: Option<ErrorDocs>,
    /// Its translations, where they are known: a lock does not have them.
    pub translations: Option<Vec<TranslatedTexts>>,
    /// Its place in the catalog or in the lock.
    pub location: Location,
}

/// A public field.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PromisedField {
    /// Its name.
    pub name: String,
    /// Its type, without the `?`.
    pub ty: FieldType,
    /// Whether it may have no value.
    pub optional: bool,
}

/// A code or a number that once meant something, and may never mean anything else.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Gone {
    /// The code, as it was sent; of a number, the code of the error that had it.
    pub code: String,
    /// The numeric id that it had.
    pub number: Option<u32>,
    /// The HTTP status that it had, where it is known.
    pub status: Option<u16>,
    /// The message that it had, where it is known.
    pub message: Option<TextTemplate>,
    /// What the row of `[retired]` says.
    pub note: Option<String>,
    /// The version that no longer has it, where it is known.
    pub since: Option<String>,
    /// Its place in the catalog or in the lock.
    pub location: Option<Location>,
}

impl Gone {
    /// What it meant, in one line: its status and message, or otherwise the note of its row.
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
    /// A number that no error has, and none ever had: the one after the highest.
    #[must_use]
    pub fn free_number(&self) -> Option<u32> {
        let errors = self.errors.iter().filter_map(|error| error.number);
        let gone = self.gone.iter().chain(&self.gone_numbers).filter_map(|gone| gone.number);
        errors.chain(gone).max().map_or(Some(1), |highest| highest.checked_add(1))
    }
}

impl Promise {
    /// What it means, in one line: its status and message.
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
