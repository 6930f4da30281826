//! What a client can see of a catalog.

use std::collections::BTreeSet;

use crate::{Location, Retry, ValueTemplate, ViolationsShape};

/// What a catalog promises to clients.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Contract {
    /// The catalog's version (SemVer).
    pub version: Option<String>,
    /// The media type of a response.
    pub content_type: String,
    /// The body of every error; `None` only where there is no catalog at all.
    pub body: Option<ValueTemplate>,
    /// How field-level validation errors are shown.
    pub violations: Option<ViolationsShape>,
    /// What it promises of each error, by key.
    pub errors: Vec<Promise>,
    /// What was once promised, and is no more, by code.
    pub gone: Vec<Gone>,
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
    /// The message, as the catalog writes it; its slots are what is promised of it.
    pub message: String,
    /// The category's key.
    pub category: Option<String>,
    /// The public fields, in order.
    pub fields: Vec<PromisedField>,
    /// The headers: name and template.
    pub headers: Vec<(String, String)>,
    /// Whether and how to send the request again.
    pub retry: Retry,
    /// What its details hold.
    pub details: Option<ValueTemplate>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Its documentation, where it is known: a lock does not have it.
    pub docs: Option<Vec<String>>,
    /// Where it stands: in the catalog, or in the lock.
    pub location: Location,
}

/// A public field.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PromisedField {
    /// Its name.
    pub name: String,
    /// Its type, as the catalog writes it, without the `?`.
    pub ty: String,
    /// Whether it may have no value.
    pub optional: bool,
}

/// A code that was once sent, and may never mean anything else.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Gone {
    /// The code, as it was sent.
    pub code: String,
    /// The numeric id that it had.
    pub number: Option<u32>,
    /// What it meant: its status and message, or the note of `[retired]`.
    pub meaning: String,
    /// The version that no longer has it, where it is known.
    pub since: Option<String>,
    /// Where it stands: in the catalog, or in the lock.
    pub location: Location,
}
