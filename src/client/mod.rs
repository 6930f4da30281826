//! The client's side: from a response back to the error.

mod matching;
mod outline;
mod read;
#[cfg(feature = "reqwest")]
mod reqwest;
mod retry;

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Debug, Display, Formatter, Write};
use core::time::Duration;

use error_catalog_wire::{Json, Violations};

use self::read::Contents;
pub use self::retry::RetryAdvice;
use crate::CatalogError;

/// An error response, as a client got it.
///
/// [`parse`](Self::parse) takes any response and never fails: a code that the catalog does not know, a page of a proxy
/// or bytes that mean nothing are an error too, of which the status and the text are known. What the catalog's own
/// server wrote is read with the templates that wrote it, and gives the typed error back.
///
/// ```
/// # mod example {
/// #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
/// pub mod errors {}
/// # }
/// # use example::errors::{Code, Error};
/// use error_catalog::Received;
///
/// let headers = [("Content-Type", "application/problem+json"), ("X-Request-ID", "req_1")];
/// let body = br#"{"title":"Not Found","status":404,"detail":"User usr_1 not found","code":"user_not_found"}"#;
/// let received = Received::<Error>::parse(404, headers, body);
///
/// assert_eq!(received.code(), Some(Code::UserNotFound));
/// assert_eq!(received.message(), Some("User usr_1 not found"));
/// assert_eq!(received.request_id(), Some("req_1"));
/// assert!(!received.retry().is_retryable());
/// match received.error() {
///     Some(Error::UserNotFound { user_id }) => assert_eq!(user_id, "usr_1"),
///     _ => unreachable!(),
/// }
///
/// let received = Received::<Error>::parse(502, [("Content-Type", "text/html")], b"<h1>Bad Gateway</h1>");
/// assert_eq!((received.code(), received.text()), (None, "<h1>Bad Gateway</h1>".into()));
/// assert!(received.retry().is_retryable());
/// ```
///
/// It is an error itself, so that `?` hands it on, and as small as a pointer.
pub struct Received<E: CatalogError>(Box<Inner<E>>);

struct Inner<E: CatalogError> {
    status: u16,
    body: Vec<u8>,
    contents: Contents<E>,
}

impl<E: CatalogError> Received<E> {
    /// Reads a response: its HTTP status, its headers and its body.
    ///
    /// Headers are pairs of a name, in any case, and a value; an [`http::HeaderMap`](https://docs.rs/http) by
    /// reference is an iterator of such pairs. Of two headers of one name the first one counts.
    ///
    /// - The **code** is where the catalog's body has it. A body that has none, because the format or the error sends
    ///   none, is compared with the errors of this status: the one whose constant text is all there is it, and if two
    ///   of them are alike it is neither.
    /// - **Fields** are read where the error's templates put them: out of members of the body, out of the middle of
    ///   texts such as `User {user_id} not found`, and out of headers. Members that no template knows do no harm.
    /// - A body that is no JSON in UTF-8, is nested more than 127 levels deep or has a number that is too large for
    ///   an `f64` is not read; [`body`](Self::body) has it.
    #[must_use]
    pub fn parse<N, V>(status: u16, headers: impl IntoIterator<Item = (N, V)>, body: &[u8]) -> Self
    where
        N: AsRef<str>,
        V: AsRef<[u8]>,
    {
        let owned =
            |(name, value): (N, V)| (name.as_ref().into(), String::from_utf8_lossy(value.as_ref()).into_owned());
        let headers = headers.into_iter().map(owned).collect();
        let contents = Contents::read(status, &headers, body);
        Self(Box::new(Inner { status, body: body.to_vec(), contents }))
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// Which error of the catalog it is, where the catalog knows it. An alias of a code is that code.
    #[must_use]
    pub fn code(&self) -> Option<E::Code> {
        self.0.contents.code
    }

    /// The code as it was sent, known or not.
    #[must_use]
    pub fn code_text(&self) -> Option<&str> {
        self.0.contents.code_text.as_deref()
    }

    /// The title, as it was sent; where the body has none, that of the [`code`](Self::code).
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.0.contents.title.as_deref()
    }

    /// The message, as it was sent; where the body has none, that of the [`error`](Self::error).
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.contents.message.as_deref()
    }

    /// The message that is safe to show to an end user, as it was sent; where the body has none, that of the
    /// [`error`](Self::error).
    #[must_use]
    pub fn user_message(&self) -> Option<&str> {
        self.0.contents.user_message.as_deref()
    }

    /// The details, whatever they are.
    #[must_use]
    pub fn details(&self) -> Option<&Json> {
        self.0.contents.details.as_ref()
    }

    /// The field-level errors of the request, in any of the shapes that a catalog can choose; empty where the
    /// response has none.
    #[must_use]
    pub fn violations(&self) -> &Violations {
        &self.0.contents.violations
    }

    /// The id by which the request is found in the server's logs: where the catalog puts it, else the header
    /// `X-Request-ID`.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.contents.request_id.as_deref()
    }

    /// How long the server asks to wait, one year at most: what the header `Retry-After` says
    /// ([RFC 9110, section 10.2.3](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)), as a number of seconds or
    /// as a date; else what the body says. A date is compared with the response's own `Date`, and is no wait at all
    /// where it has passed. It is the server's wish: how long a caller has the patience for, the caller says.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.contents.retry_after
    }

    /// Whether to send the same request again, and when: as the catalog says of the [`code`](Self::code), else by
    /// the status.
    #[must_use]
    pub fn retry(&self) -> RetryAdvice {
        self.0.contents.retry
    }

    /// The value of a field of a known error, where the response has it. What stands inside a text or a header is a
    /// string, whatever the type of the field.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Json> {
        self.0.contents.fields.iter().find(|field| field.0 == name).map(|field| &field.1)
    }

    /// The typed error, where the response has all that it needs. What no response shows, such as internal fields,
    /// can only be missing: where such a field is not optional there is no error. [`code`](Self::code) still says
    /// which it is.
    #[must_use]
    pub fn error(&self) -> Option<&E> {
        self.0.contents.error.as_ref()
    }

    /// [`error`](Self::error), given away, or else the response itself.
    ///
    /// # Errors
    ///
    /// The response, where there is no typed error.
    pub fn into_error(mut self) -> Result<E, Self> {
        self.0.contents.error.take().ok_or(self)
    }

    /// The body, byte for byte.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// The body as text; bytes that are no UTF-8 become `U+FFFD`.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.0.body)
    }
}

/// `404 user_not_found: User usr_1 not found`; the code and the message as far as they are known. It is one line,
/// whatever was sent: a control character is shown as a space.
impl<E: CatalogError> Display for Received<E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status())?;
        match (self.code_text(), self.code()) {
            (Some(code), _) => write_line(f, " ", code)?,
            (None, Some(code)) => write!(f, " {code}")?,
            (None, None) => {}
        }
        self.message().or(self.title()).map_or(Ok(()), |message| write_line(f, ": ", message))
    }
}

fn write_line(f: &mut Formatter<'_>, before: &str, text: &str) -> fmt::Result {
    f.write_str(before)?;
    text.chars().try_for_each(|c| f.write_char(if c.is_control() { ' ' } else { c }))
}

impl<E: CatalogError> Debug for Received<E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("status", &self.status())
            .field("code", &self.code())
            .field("error", &self.error())
            .field("retry", &self.retry())
            .field("body", &self.text())
            .finish()
    }
}

impl<E: CatalogError> core::error::Error for Received<E> {}
