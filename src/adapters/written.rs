//! Remembers the response that an error was converted into.

use alloc::string::String;
use alloc::sync::{Arc, Weak};
use alloc::vec::Vec;
use core::str;

use crate::middleware::BODY_HEADERS;
use crate::response::Response;

/// The headers of a response of any framework.
pub(super) trait Headers {
    /// The values of a header, in order. `name` may be in any case.
    fn values<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a [u8]>;
}

/// The response that the conversion of an error wrote. If the response now differs, the application has changed the
/// response since.
#[derive(Clone, Debug)]
pub(super) struct Written {
    status: u16,
    headers: Vec<(&'static str, String)>,
    length: u64,
    /// The body, if its owner is known. The owner is dropped as soon as the response no longer contains the body.
    /// Another body of the same length is therefore not mistaken for it.
    body: Option<Weak<String>>,
}

impl Written {
    /// Takes the status and the headers from an answer, whose body has `length` bytes.
    pub(super) fn new(answer: Response, length: usize, body: Option<&Arc<String>>) -> Self {
        let Response { status, headers, .. } = answer;
        Self { status, headers, length: length as u64, body: body.map(Arc::downgrade) }
    }

    /// Whether a response still has the status and the body that were written. `length` is the length of its body, if
    /// that is known. Frameworks remove the body of a response to HEAD. That is not a change.
    pub(super) fn has_body_of(&self, status: u16, headers: &impl Headers, length: Option<u64>, is_head: bool) -> bool {
        let is_alive = self.body.as_ref().is_none_or(|body| body.strong_count() > 0);
        let is_same = is_head && length == Some(0) || is_alive && length == Some(self.length);
        // The framework adds the length.
        let is_length = |value: &[u8]| str::from_utf8(value).is_ok_and(|value| value.parse() == Ok(self.length));
        self.status == status
            && is_same
            && headers.values("content-length").all(is_length)
            && ["content-type", "content-encoding"].iter().all(|name| self.has_header(name, headers))
    }

    /// Whether a response has exactly the values that were written for a header.
    pub(super) fn has_header(&self, name: &str, headers: &impl Headers) -> bool {
        let written = self.headers.iter().filter(|(written, _)| written.eq_ignore_ascii_case(name));
        headers.values(name).eq(written.map(|(_, value)| value.as_bytes()))
    }

    /// Whether the application has changed a header that is still true of another body.
    pub(super) fn is_changed(&self, name: &str, headers: &impl Headers) -> bool {
        let is_of_old_body = BODY_HEADERS.iter().any(|header| header.eq_ignore_ascii_case(name));
        !is_of_old_body && !self.has_header(name, headers)
    }
}

/// The bytes of a body, which [`Written`] recognizes by their owner.
#[cfg(any(feature = "actix-web", feature = "axum"))]
pub(super) fn owned_bytes(body: Arc<String>) -> bytes::Bytes {
    struct Owner(Arc<String>);

    impl AsRef<[u8]> for Owner {
        fn as_ref(&self) -> &[u8] {
            self.0.as_bytes()
        }
    }

    bytes::Bytes::from_owner(Owner(body))
}
