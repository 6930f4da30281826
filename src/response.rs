//! A response, as a client receives it.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Display, Formatter};

use crate::info::ErrorInfo;

/// The response of an error, ready for any HTTP library.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Response {
    /// The HTTP status, 400 to 599.
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
