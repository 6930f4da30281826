//! Remembers the response that an error was converted into.

use core::str;

use bytes::Bytes;

use crate::middleware::BODY_HEADERS;
use crate::response::Answer;

/// The headers of a response of any framework.
pub(super) trait Headers {
    /// The values of a header, in order. `name` may be in any case.
    fn values<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a [u8]>;
}

/// The response that the conversion of an error wrote. If the response now differs, the application has changed the
/// response since.
#[derive(Debug)]
pub(super) struct Written {
    /// The status, the headers and the data of the error. The text of the body is missing.
    pub(super) answer: Answer,
    length: u64,
    /// The body, if it is shared with the response. As long as the response contains the body, the body has a second
    /// owner. Another body of the same length is therefore not mistaken for it.
    body: Option<Bytes>,
}

impl Written {
    /// Remembers an answer, whose body has `length` bytes. The caller has taken the body out of the answer.
    pub(super) fn new(answer: Answer, length: usize, body: Option<Bytes>) -> Self {
        Self { answer, length: length as u64, body }
    }

    /// Whether a response still has the status and the body that were written. `length` is the length of its body, if
    /// that is known. Frameworks remove the body of a response to HEAD. That is not a change.
    pub(super) fn has_body_of(&self, status: u16, headers: &impl Headers, length: Option<u64>, is_head: bool) -> bool {
        // The framework adds the length.
        let is_length = |value: &[u8]| str::from_utf8(value).is_ok_and(|value| value.parse() == Ok(self.length));
        (self.has_bytes_of(status, length) || self.answer.status == status && is_head && length == Some(0))
            && headers.values("content-length").all(is_length)
            && ["content-type", "content-encoding"].iter().all(|name| self.has_header(name, headers))
    }

    /// Whether a response still has the status and the bytes that were written, whatever its headers say.
    pub(super) fn has_bytes_of(&self, status: u16, length: Option<u64>) -> bool {
        let is_alive = self.body.as_ref().is_none_or(|body| !body.is_unique());
        self.answer.status == status && is_alive && length == Some(self.length)
    }

    /// Whether a response with the same body is known to have the body that was written, and not another one of the
    /// same length.
    #[cfg(feature = "tower")]
    pub(super) fn is_shared(&self) -> bool {
        self.body.is_some()
    }

    /// Whether a response has exactly the values that were written for a header.
    pub(super) fn has_header(&self, name: &str, headers: &impl Headers) -> bool {
        let written = self.answer.headers().filter(|(written, _)| written.eq_ignore_ascii_case(name));
        headers.values(name).eq(written.map(|(_, value)| value.as_bytes()))
    }

    /// Whether the application has changed a header that is still true of another body.
    pub(super) fn is_changed(&self, name: &str, headers: &impl Headers) -> bool {
        let is_of_old_body = BODY_HEADERS.iter().any(|header| header.eq_ignore_ascii_case(name));
        !is_of_old_body && !self.has_header(name, headers)
    }
}
