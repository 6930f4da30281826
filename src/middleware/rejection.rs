//! Rejections: the responses that middleware may replace.

#[cfg(any(feature = "actix-web", feature = "poem"))]
use core::str;

use error_catalog_wire::RejectionCause;

/// An error response that contains no error of a catalog, and whose body is plain text or empty.
///
/// The function in [`Middleware::rejections`](crate::Middleware::rejections) decides whether a rejection is kept or
/// replaced.
#[derive(Clone, Copy, Debug)]
pub struct Rejection<'a> {
    pub(crate) status: u16,
    pub(crate) cause: Option<RejectionCause>,
    pub(crate) text: &'a str,
    pub(crate) is_own: bool,
}

impl<'a> Rejection<'a> {
    /// A rejection by the framework.
    pub(crate) fn new(status: u16, cause: Option<RejectionCause>, text: &'a str) -> Self {
        Self { status, cause, text, is_own: false }
    }

    /// A response that the application itself has written.
    #[cfg(any(feature = "actix-web", feature = "poem", feature = "tower"))]
    pub(crate) fn own(status: u16, text: &'a str) -> Self {
        Self { status, cause: None, text, is_own: true }
    }

    /// A response whose body has been read; `None` if the body is not a text. If the body has failed, `body` is `None`,
    /// and the response cannot be kept.
    #[cfg(any(feature = "actix-web", feature = "poem"))]
    pub(crate) fn of_body(status: u16, body: Option<&'a [u8]>) -> Option<Self> {
        match body {
            Some(body) => Some(Self::own(status, str::from_utf8(body).ok()?)),
            None => Some(Self::new(status, None, "")),
        }
    }

    /// The HTTP status, 400 to 599.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The part of the request that the framework rejected; `None` if this part is unknown.
    #[must_use]
    pub fn cause(&self) -> Option<RejectionCause> {
        self.cause
    }

    /// The text of the response or of the framework's error. The text is empty if neither the response nor the error
    /// contains a text.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Whether a handler or a layer of the application wrote the text, such as `(StatusCode::NOT_FOUND, "no such
    /// page")` or the response of a health check.
    ///
    /// An empty response, a rejection by an extractor, and an error value that is not in the catalog are not the
    /// application's own text.
    #[must_use]
    pub fn is_own_text(&self) -> bool {
        self.is_own
    }
}

/// What middleware does with a response.
///
/// A handler or a layer may also put a decision into the extensions of a response. A decision in the extensions takes
/// precedence over the function in [`Middleware::rejections`](crate::Middleware::rejections).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The response stays as it is. The middleware only adds the id of the request to its headers.
    Keep,
    /// The middleware answers with an error of the catalog, and logs the text of the response.
    Replace,
}

impl Decision {
    /// The decision of [`Middleware::new`](crate::Middleware::new): texts of the application are kept.
    pub(crate) fn default_for(rejection: &Rejection<'_>) -> Self {
        if rejection.is_own { Self::Keep } else { Self::Replace }
    }
}

/// The longest text, in bytes, that middleware reads from a response. A response with a longer text is kept.
#[cfg(any(feature = "actix-web", feature = "poem", feature = "tower"))]
pub(crate) const MAX_TEXT: u64 = 64 * 1024;

/// Whether the head of a response is that of a rejection: an error response whose body is plain text or has no media
/// type.
#[cfg(any(feature = "actix-web", feature = "poem", feature = "tower"))]
pub(crate) fn is_rejection(status: u16, content_type: Option<&[u8]>) -> bool {
    (400..600).contains(&status)
        && content_type.is_none_or(|media_type| {
            let media_type = media_type.split(|byte| *byte == b';').next().unwrap_or_default();
            media_type.trim_ascii().eq_ignore_ascii_case(b"text/plain")
        })
}
