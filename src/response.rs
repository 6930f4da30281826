//! A response, as a client receives it.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Display, Formatter};
#[cfg(any(feature = "actix-web", feature = "tower"))]
use core::iter::once;

use error_catalog_wire::reason_phrase;

use crate::info::ErrorInfo;

/// The response of an error, ready for any HTTP library.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Response {
    /// The HTTP status: 400 to 599, unless the catalog sends the error with another status.
    pub status: u16,
    /// The reason phrase of the status. If the status is not registered, the reason phrase is the name of the status's
    /// class, such as `Client Error`.
    pub reason: &'static str,
    /// The headers, in order, with `Content-Type` first. Header names are valid tokens. Header values are always valid,
    /// whatever the fields of the error contain. A control character becomes a space, and spaces at both ends are
    /// removed. A header of more than 8,000 bytes is left out.
    pub headers: Vec<(&'static str, String)>,
    /// The body: compact JSON.
    pub body: String,
    /// The data of the error. A conversion into the response of a framework puts this data into the extensions.
    pub info: ErrorInfo,
}

/// A response whose `Content-Type` is still the text in the tables of the catalog. Most errors have no other header, so
/// that their responses need no list of headers.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    /// The headers after `Content-Type`.
    pub(crate) more_headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
    pub(crate) info: ErrorInfo,
}

impl Answer {
    /// The names and values of all headers, in order.
    #[cfg(any(feature = "actix-web", feature = "tower"))]
    pub(crate) fn headers(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let more = self.more_headers.iter().map(|(name, value)| (*name, value.as_str()));
        once((CONTENT_TYPE, self.content_type)).chain(more)
    }
}

/// The name of the first header.
const CONTENT_TYPE: &str = "Content-Type";

impl From<Answer> for Response {
    fn from(mut answer: Answer) -> Self {
        let mut headers = Vec::with_capacity(1 + answer.more_headers.len());
        headers.push((CONTENT_TYPE, String::from(answer.content_type)));
        headers.append(&mut answer.more_headers);
        Self {
            status: answer.status,
            reason: reason_phrase(answer.status),
            headers,
            body: answer.body,
            info: answer.info,
        }
    }
}

/// Writes the response in the form of HTTP/1.1, with plain line breaks, for logs, tests and demonstrations.
impl Display for Response {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "HTTP/1.1 {} {}", self.status, self.reason)?;
        for (name, value) in &self.headers {
            writeln!(f, "{name}: {value}")?;
        }
        write!(f, "\n{}", self.body)
    }
}
