//! The documentation of HTTP statuses, and the errors that replace the responses of a framework.

use error_catalog_wire::{Casing, RejectionCause, StatusAnswer};

use super::{Catalog, Literal, TextTemplate};

/// The statuses with which web frameworks reject requests.
const FRAMEWORK_STATUSES: [u16; 8] = [400, 404, 405, 408, 413, 415, 422, 500];

/// The documentation of an HTTP status.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StatusDoc {
    /// The status, 100 to 599.
    pub status: u16,
    /// What the status means, in Markdown.
    pub description: Option<String>,
    /// What causes a response with this status, in Markdown.
    pub causes: Vec<String>,
    /// What to do about a response with this status, in Markdown.
    pub solutions: Vec<String>,
    /// The errors that are sent when the framework itself rejects a request with this status. The error for every
    /// cause, if there is such an error, precedes the errors for single causes, which are in the order of
    /// [`RejectionCause::ALL`].
    pub rejections: Vec<RejectionDoc>,
}

/// The error that is sent when the framework itself rejects a request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RejectionDoc {
    /// The cause for which this error is sent; `None` if it is sent for every cause that has no error of its own.
    pub cause: Option<RejectionCause>,
    /// The index of the error.
    pub error: usize,
    /// The values of the fields of the error. There is one value for each field, including internal fields. Only the
    /// value of an optional field may be `None`.
    pub values: Vec<Option<RejectionValue>>,
}

/// The value of a field of an error that is sent for a rejection.
#[derive(Clone, Debug, PartialEq)]
pub enum RejectionValue {
    /// A value that is the same for every rejection.
    Literal(Literal),
    /// The value of a field of type `string` that contains the text of the rejection. Every slot is
    /// [`SLOT`](Self::SLOT).
    Text(TextTemplate),
}

impl Catalog {
    /// The statuses with which web frameworks reject requests and for which the catalog names no error, if the
    /// responses then send a code that no error of the catalog sends. Each status is next to that code.
    #[must_use]
    pub fn unnamed_rejections(&self) -> Vec<(u16, String)> {
        let is_named = |status: u16| {
            let doc = self.statuses.iter().find(|doc| doc.status == status);
            doc.is_some_and(|doc| doc.rejection(None).is_some())
        };
        let is_known = |code: &str| self.errors.iter().any(|error| error.sends_code && error.code == code);
        let casing = self.code_style.unwrap_or(Casing::Snake);
        let statuses = FRAMEWORK_STATUSES.into_iter().filter(|status| self.sends_status_codes() && !is_named(*status));
        let codes = statuses.map(|status| (status, StatusAnswer::new(status, casing).code().to_string()));
        codes.filter(|(_, code)| !is_known(code)).collect()
    }
}

impl StatusDoc {
    /// Whether the error with this index is sent for a rejection with this status.
    #[must_use]
    pub fn sends(&self, error: usize) -> bool {
        self.rejections.iter().any(|rejection| rejection.error == error)
    }

    /// The error for rejections with this cause. A cause without an error of its own has the error for every cause.
    #[must_use]
    pub fn rejection(&self, cause: Option<RejectionCause>) -> Option<&RejectionDoc> {
        let of = |cause| self.rejections.iter().find(|rejection| rejection.cause == cause);
        of(cause).or_else(|| of(None))
    }
}

impl RejectionValue {
    /// The name of the slot for the text of a rejection.
    pub const SLOT: &str = "rejection";
}
