//! The parts of a catalog that a client can see.

use std::collections::{BTreeMap, BTreeSet};

use super::RustContract;
use super::docs::{CatalogDocs, ErrorDocs, TranslatedTexts};
use crate::model::{
    Builtin, FieldType, Grpc, Header, RejectionCause, RetiredNumbers, Retry, TextTemplate, ValueTemplate,
    ViolationsFormat, reason_phrase,
};
use crate::ranges::Ranges;
use crate::source::SourceFile;
use crate::spans::{Location, SpanMap};

/// The status of a violation, which has no status.
pub(super) const NO_STATUS: u16 = 0;

/// The contract of a catalog: everything that a client can see, in canonical order. The canonical order does not depend
/// on the order in a file.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Contract {
    /// The catalog's version (SemVer).
    pub version: Option<String>,
    /// The catalog's name.
    pub name: Option<String>,
    /// The template for the URL of an error's documentation.
    pub docs_url: Option<TextTemplate>,
    /// The media type of a response.
    pub content_type: String,
    /// The HTTP status of every response, unless an error is sent with another status. With `None`, each error is sent
    /// with its own status.
    pub sent_status: Option<u16>,
    /// The body of every error; `None` only if the contract does not come from a catalog.
    pub body: Option<ValueTemplate>,
    /// How field-level validation errors are shown.
    pub violations: Option<ViolationsFormat>,
    /// For each HTTP status and cause, the key of the error that is sent when the framework itself rejects a request.
    pub rejections: BTreeMap<RejectionKey, String>,
    /// The headers of every error, sorted by name.
    pub headers: Vec<Header>,
    /// The contract of each error, sorted by key.
    pub errors: Vec<ErrorContract>,
    /// The removed codes, sorted by code.
    pub removed: Vec<RemovedError>,
    /// The removed numbers of errors that still exist, and of errors whose code was never sent, sorted by number.
    pub removed_numbers: Vec<RemovedError>,
    /// The numbers that no error may have, sorted.
    pub retired_numbers: Vec<RetiredNumbers>,
    /// The contract of the violation codes, in which each violation is an error without a status. `None` if there are
    /// no violation codes.
    pub violation_codes: Option<Box<Contract>>,
    /// What Rust callers can see; `None` if the contract comes from a lock without the names and types in Rust.
    pub rust: Option<RustContract>,
    /// The documentation of all errors; `None` if the contract comes from a lock, which contains no documentation.
    pub docs: Option<CatalogDocs>,
    /// The lock that the contract was read from, if it was read from a lock.
    pub lock: Option<LockFile>,
}

/// The status and the cause of a rejection. A row without a cause is for every cause that has no separate row.
pub type RejectionKey = (u16, Option<RejectionCause>);

/// The file that a contract was read from.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LockFile {
    /// The path and the text of the file.
    pub file: SourceFile,
    /// The places of all keys in the file.
    pub spans: SpanMap,
}

/// The contract of one error.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ErrorContract {
    /// The key of the error's table.
    pub key: String,
    /// The code that identifies the error.
    pub code: String,
    /// The key of the error whose code this error sends; `None` if the error has its own code.
    pub owner: Option<String>,
    /// Whether the code is sent.
    pub sends_code: bool,
    /// Further codes that clients accept for this error.
    pub aliases: BTreeSet<String>,
    /// The numeric id.
    pub number: Option<u32>,
    /// The HTTP status; the first one if the application chooses one of several statuses, and 0 for a violation, which
    /// has no status.
    pub status: u16,
    /// The other statuses that the application can choose, in order.
    pub other_statuses: Vec<u16>,
    /// The HTTP status of the error's responses, if it is not the error's own status.
    pub sent_status: Option<u16>,
    /// The title, which is empty for a violation without a title.
    pub title: String,
    /// The message; only its slots are part of the contract. A violation without a message has its title
    /// here.
    pub message: TextTemplate,
    /// Earlier messages with the same meaning, which [`Contract::reword`] recorded.
    pub reworded: Vec<TextTemplate>,
    /// The message for an end user.
    pub user_message: Option<TextTemplate>,
    /// The category's key.
    pub category: Option<String>,
    /// The values of properties, by the name of the property.
    pub properties: BTreeMap<String, ValueTemplate>,
    /// The public fields, sorted by name.
    pub fields: Vec<PublicField>,
    /// The names of the internal fields, in order. Internal fields are not part of the contract, and a lock does not
    /// contain them. The names distinguish a field that became internal from a field that was removed.
    pub internal: BTreeSet<String>,
    /// All headers, sorted by name, including the headers of every error.
    pub headers: Vec<Header>,
    /// The headers with each of the other statuses, if they are not `headers`.
    pub status_headers: Vec<(u16, Vec<Header>)>,
    /// Whether and how a client may send the request again.
    pub retry: Retry,
    /// The canonical gRPC code.
    pub grpc: Grpc,
    /// The URL of the error's documentation.
    pub docs_url: Option<String>,
    /// Whether the error or its category defines `docs_url`, and not the catalog.
    pub has_own_docs_url: bool,
    /// The template of the error's details.
    pub details: Option<ValueTemplate>,
    /// Whether the error is deprecated.
    pub deprecated: bool,
    /// The error's documentation; `None` if the contract comes from a lock, which contains no documentation.
    pub docs: Option<ErrorDocs>,
    /// The error's translations; `None` if the contract comes from a lock, which contains no translations.
    pub translations: Option<Vec<TranslatedTexts>>,
    /// The error's place in the catalog or in the lock.
    pub location: Location,
}

/// A public field.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PublicField {
    /// The field's name.
    pub name: String,
    /// The field's type, without the `?` of an optional field.
    pub ty: FieldType,
    /// The only values that the field can have, or nothing if the field can have every value of its type.
    pub one_of: BTreeSet<String>,
    /// Whether the field's value may be missing.
    pub optional: bool,
}

/// An error, alias or number that was removed. A removed code or number may never have a different meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RemovedError {
    /// The code, as responses contained it. For a removed number, this is the code of the error that had the number.
    pub code: String,
    /// The numeric id of the error.
    pub number: Option<u32>,
    /// The HTTP status of the error, if it is known.
    pub status: Option<u16>,
    /// The message of the error, if it is known.
    pub message: Option<TextTemplate>,
    /// The note of the row in `[retired]`.
    pub note: Option<String>,
    /// The first version without the error, alias or number, if this version is known.
    pub since: Option<String>,
    /// The place of the row of `[retired]` in the catalog, or of the entry in the lock.
    pub location: Option<Location>,
}

impl RemovedError {
    /// The former meaning in one line: the status and the message if they are known, otherwise the note of the row in
    /// `[retired]`.
    #[must_use]
    pub fn meaning(&self) -> String {
        let mut meaning = meaning_of(self.status, self.message.as_ref());
        if meaning.is_empty() {
            meaning = self.note.clone().unwrap_or_else(|| "something unknown".to_owned());
        }
        meaning
    }
}

impl Contract {
    /// The key of the error that answers for a rejection. A cause without its own row has the row for every cause.
    pub(super) fn rejection(&self, (status, cause): RejectionKey) -> Option<&str> {
        self.rejections.get(&(status, cause)).or_else(|| self.rejections.get(&(status, None))).map(String::as_str)
    }

    /// The error with a key.
    pub(super) fn error(&self, key: &str) -> Option<&ErrorContract> {
        let at = self.errors.binary_search_by(|error| error.key.as_str().cmp(key)).ok()?;
        self.errors.get(at)
    }

    /// Whether an error has the number of the error whose code it sends.
    pub(super) fn shares_number(&self, error: &ErrorContract) -> bool {
        let owner = error.owner.as_ref().and_then(|owner| self.error(owner));
        owner.is_some_and(|owner| owner.number == error.number)
    }

    /// Returns a number that was never used or retired, and is higher than every number that is or was in use.
    #[must_use]
    pub fn free_number(&self) -> Option<u32> {
        let errors = self.errors.iter().filter_map(|error| error.number);
        let removed = self.removed.iter().chain(&self.removed_numbers).filter_map(|removed| removed.number);
        let free = errors.chain(removed).max().map_or(Some(1), |highest| highest.checked_add(1))?;
        self.retired_ranges().skip(free)
    }

    /// The retired numbers, for look-ups.
    pub(super) fn retired_ranges(&self) -> Ranges {
        Ranges::of(self.retired_numbers.iter().map(|row| (row.first, row.last)))
    }
}

impl ErrorContract {
    /// The meaning of the error in one line: the status and the message.
    #[must_use]
    pub fn meaning(&self) -> String {
        meaning_of(Some(self.status), Some(&self.message))
    }

    /// The URL of the error's documentation, from the template of the catalog.
    pub(super) fn fill_docs_url(&self, template: &TextTemplate, catalog: Option<&str>) -> Option<String> {
        template.fill_url(|builtin| match builtin {
            Builtin::Code => Some(self.code.clone()),
            Builtin::Key => Some(self.key.clone()),
            Builtin::Status => Some(self.status.to_string()),
            Builtin::Number => self.number.map(|number| number.to_string()),
            Builtin::Catalog => catalog.map(str::to_owned),
            Builtin::Category => self.category.clone(),
            _ => None,
        })
    }

    /// Every status of the error, the default first.
    pub(super) fn statuses(&self) -> impl Iterator<Item = u16> {
        std::iter::once(self.status).chain(self.other_statuses.iter().copied())
    }

    /// Whether both errors can have the same status.
    pub(super) fn shares_status(&self, other: &Self) -> bool {
        self.statuses().any(|status| other.has_status(status))
    }

    pub(super) fn has_status(&self, status: u16) -> bool {
        self.statuses().any(|own| own == status)
    }

    /// The headers of the response with one of the error's statuses.
    pub(super) fn headers_with(&self, status: u16) -> &[Header] {
        self.status_headers.iter().find(|(other, _)| *other == status).map_or(&self.headers, |(_, headers)| headers)
    }

    /// Every code that identifies the error, including aliases.
    pub(super) fn codes(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.code.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// Whether the error's title is only that of its status.
    pub(super) fn has_title_of_status(&self) -> bool {
        self.title == reason_phrase(self.status)
    }
}

fn meaning_of(status: Option<u16>, message: Option<&TextTemplate>) -> String {
    let status = status.filter(|status| *status != NO_STATUS).map(|status| status.to_string());
    let message = message.map(|message| format!("\"{message}\""));
    status.into_iter().chain(message).collect::<Vec<_>>().join(" ")
}
