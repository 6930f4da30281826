//! The response of an error.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Display, Formatter};

/// The response of an error, for any HTTP library.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Response {
    /// The HTTP status, 400 to 599.
    pub status: u16,
    /// The reason phrase of the status, or the name of its class, such as `Client Error`, if it has none.
    pub reason: &'static str,
    /// The headers, in order, `Content-Type` first. Names are valid tokens. Values have no control characters, no space
    /// at either end and at most 8,000 bytes, whatever the values of an error's fields are: a control character becomes
    /// a space, and a header that would be longer is left out.
    pub headers: Vec<(&'static str, String)>,
    /// The body: compact JSON.
    pub body: String,
}

/// Formats the response as in HTTP/1.1, but with plain line breaks, for logs, tests and demonstrations.
impl Display for Response {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "HTTP/1.1 {} {}", self.status, self.reason)?;
        for (name, value) in &self.headers {
            writeln!(f, "{name}: {value}")?;
        }
        write!(f, "\n{}", self.body)
    }
}
