//! The documentation of HTTP statuses, and the errors that replace the responses of a framework.

use error_catalog_wire::RejectionCause;

use super::{Error, Field, Literal, TextTemplate};

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
    /// The errors that are sent when the framework itself rejects a request with this status. An error for every cause
    /// comes first. The errors for single causes follow, in the order of [`RejectionCause::ALL`].
    pub rejections: Vec<RejectionDoc>,
}

/// The error that is sent when the framework itself rejects a request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RejectionDoc {
    /// The cause for which this error is sent; `None` if the error is sent for every cause that has no separate
    /// error.
    pub cause: Option<RejectionCause>,
    /// The index of the error.
    pub error: usize,
    /// The values of the error's fields. There is one value for each field, including internal fields. Only the value
    /// of an optional field may be `None`.
    pub values: Vec<Option<RejectionValue>>,
}

/// The value of a field in an error that is sent for a rejection.
#[derive(Clone, Debug, PartialEq)]
pub enum RejectionValue {
    /// A value that is the same for every rejection.
    Literal(Literal),
    /// The value of a field of type `string` that contains the text of the rejection. Every slot is
    /// [`SLOT`](Self::SLOT).
    Text(TextTemplate),
}

impl StatusDoc {
    /// Whether the error with this index is sent for a rejection with this status.
    #[must_use]
    pub fn sends(&self, error: usize) -> bool {
        self.rejections.iter().any(|rejection| rejection.error == error)
    }

    /// The error for rejections with this cause: the cause's own error, or the error for every cause if the cause has
    /// no separate error.
    #[must_use]
    pub fn rejection(&self, cause: Option<RejectionCause>) -> Option<&RejectionDoc> {
        let of = |cause| self.rejections.iter().find(|rejection| rejection.cause == cause);
        of(cause).or_else(|| of(None))
    }
}

impl RejectionDoc {
    /// The members of the error's variant with their values, in the response for this status.
    #[must_use]
    pub fn members<'a>(&self, status: u16, error: &'a Error) -> Vec<(&'a Field, Option<RejectionValue>)> {
        let mut values = self.values.iter().cloned();
        let chosen = RejectionValue::Literal(Literal::Integer(i128::from(status)));
        let mut value = |field: &Field| if field.is_status() { Some(chosen.clone()) } else { values.next().flatten() };
        error.members().map(|field| (field, value(field))).collect()
    }
}

impl RejectionValue {
    /// The name of the slot for the text of a rejection.
    pub const SLOT: &str = "rejection";
}
