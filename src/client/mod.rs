//! Reading error responses in a client.

mod agreement;
#[cfg(feature = "backon")]
mod backon;
mod body;
mod family;
mod format;
mod lookup;
mod matching;
mod places;
mod read;
#[cfg(feature = "reqwest")]
mod reqwest;
mod retry;
mod split;
mod template;
mod violation;

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Debug, Display, Formatter, Write};
use core::time::Duration;

use error_catalog_wire::{Json, Retry, Violations, is_unprintable};

use self::places::Place;
use self::read::Contents;
pub use self::retry::RetryAdvice;
use crate::error::CatalogError;
use crate::sensitive::Redacted;

/// An error response that a client received.
///
/// [`parse`](Self::parse) accepts any response and never fails. The status and the text are always available, even if
/// the code is unknown or the body is a proxy's page or arbitrary bytes. If the catalog's own server wrote the
/// response, the typed error is available too. The client reads a response with the same templates that the server used
/// to write the response.
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
/// `Received` implements `Error`, so `?` can return a `Received`. A `Received` has the size of a pointer.
pub struct Received<E: CatalogError>(Box<Inner<E>>);

struct Inner<E: CatalogError> {
    status: u16,
    contents: Contents<E>,
}

impl<E: CatalogError> Received<E> {
    /// Reads a response: its HTTP status, its headers and its body.
    ///
    /// A header is a pair of a name and a value. Upper and lower case are the same in a name. A reference to an
    /// [`http::HeaderMap`](https://docs.rs/http) is an iterator of such pairs. If several headers have the same name,
    /// the first value is used.
    ///
    /// If the catalog sends errors with a 2xx status, successes can have the same status. Check the body first, or
    /// treat a response without a [`code`](Self::code) as a success.
    ///
    /// - The **code** is read from the place of the slot `code` in the catalog's body. If the response format has no
    ///   code, or the error sends no code, the body is compared with all errors of this status. The client chooses the
    ///   error whose constant text is completely present in the body. If two errors match equally well, neither is
    ///   chosen.
    /// - If several errors of the catalog send the code, the client chooses the only error with the status of the
    ///   response. Otherwise, the client compares the body with these errors as if the body had no code. If the
    ///   response does not show which of the errors it is, [`code`](Self::code) is the code's owner, and there is no
    ///   [`error`](Self::error).
    /// - **Fields** are read from the places in which the error's templates contain the slots of the fields: members of
    ///   the body, texts such as `User {user_id} not found`, and headers. Unknown members are ignored.
    /// - A body is not read if the body is not JSON in UTF-8, has 4 GiB or more, is nested more than 127 levels deep or
    ///   contains a number that is too large for an `f64`. The function [`body`](Self::body) always returns the bytes.
    #[must_use]
    pub fn parse<N, V>(status: u16, headers: impl IntoIterator<Item = (N, V)>, body: &[u8]) -> Self
    where
        N: AsRef<str>,
        V: AsRef<[u8]>,
    {
        let headers: Vec<(N, V)> = headers.into_iter().collect();
        let header = |name: &str| {
            let found = headers.iter().find(|header| header.0.as_ref().eq_ignore_ascii_case(name));
            found.map(|header| String::from_utf8_lossy(header.1.as_ref()))
        };
        Self(Box::new(Inner { status, contents: Contents::read(status, &header, body) }))
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// The error's code, if the code is in the catalog. If an alias was sent, the result is the current code.
    #[must_use]
    pub fn code(&self) -> Option<E::Code> {
        let row = self.0.contents.row?;
        E::code_of_row(E::tables().map_or(row, |table| table.base(row)))
    }

    /// The code as it was sent, even if the code is not in the catalog.
    #[must_use]
    pub fn code_text(&self) -> Option<&str> {
        self.text_at(self.0.contents.code_text)
    }

    /// The title as it was sent. If the body has no title, the result is the title of the [`code`](Self::code).
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        let title = || self.0.contents.entry().map(|(table, row)| table.title(row));
        self.text_at(self.0.contents.title).or_else(title)
    }

    /// The message as it was sent. If the body has no message, the result is the message of the [`error`](Self::error).
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.text_at(self.0.contents.message)
    }

    /// The message that is safe to show to an end user, as it was sent. If the body has no such message, the result is
    /// the user message of the [`error`](Self::error).
    #[must_use]
    pub fn user_message(&self) -> Option<&str> {
        self.text_at(self.0.contents.user_message).or_else(|| self.0.contents.own_user_message())
    }

    /// The details: any JSON value.
    #[must_use]
    pub fn details(&self) -> Option<&Json> {
        self.0.contents.details()
    }

    /// The field-level errors of the request, read from any of the shapes that a catalog can choose. The list is empty
    /// if the response has no field-level errors.
    #[must_use]
    pub fn violations(&self) -> &Violations {
        self.0.contents.violations()
    }

    /// The id that identifies the request in the server's logs. The id is read from its place in the catalog's format.
    /// If there is no id in that place, the id is read from the header `X-Request-ID`.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.text_at(self.0.contents.request_id)
    }

    /// The wait that the server asks for, at most a year. The wait is read from the header `Retry-After` ([RFC 9110,
    /// section 10.2.3](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)), or from the body if this header gives
    /// no wait. The header contains a number of seconds, or a date, which is compared with the response's own `Date`. A
    /// date in the past means a wait of zero. The caller decides whether to wait that long.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.contents.retry_after
    }

    /// Whether and when to send the same request again. The advice comes from the catalog's entry for the
    /// [`code`](Self::code). If the code is unknown, the advice depends only on the status.
    #[must_use]
    pub fn retry(&self) -> RetryAdvice {
        let entry = self.0.contents.entry();
        let retry = entry.map_or_else(|| Retry::from_status(self.status()), |(table, row)| table.retry(row));
        RetryAdvice::new(retry, self.retry_after())
    }

    /// The value of a field of a known error, if the response contains the value. A value that was read from a text or
    /// a header is a string, whatever the type of the field is.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Json> {
        self.0.contents.fields().iter().find(|field| field.0 == name).map(|field| &field.1)
    }

    /// The typed error, if the response contains all data of the error. The result is `None` for an error with a
    /// source, with a required internal field, or with a field that has a custom Rust type. [`code`](Self::code) still
    /// identifies the error.
    ///
    /// In an enum that the application writes itself, the result is also `None` if a field has the attribute
    /// `#[display]`, or a type to which the value in the response does not convert, such as `&'static str`. A source in
    /// an `Option` is `None`.
    #[must_use]
    pub fn error(&self) -> Option<&E> {
        self.0.contents.error.as_ref()
    }

    /// Converts the response into its [`error`](Self::error).
    ///
    /// # Errors
    ///
    /// Returns the response unchanged if there is no typed error.
    pub fn into_error(mut self) -> Result<E, Self> {
        self.0.contents.error.take().ok_or(self)
    }

    /// The body, byte for byte.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        self.0.contents.body.bytes()
    }

    /// The body as text. Invalid UTF-8 becomes `U+FFFD`.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        self.0.contents.body.text()
    }

    fn text_at(&self, place: Option<Place>) -> Option<&str> {
        Some(self.0.contents.places.text(place?, &self.0.contents.body))
    }
}

/// Writes `404 user_not_found: User usr_1 not found`, with the code and the message if they are known. The text is
/// always one line: a control character becomes a space.
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
    text.chars().try_for_each(|c| f.write_char(if is_unprintable(c) { ' ' } else { c }))
}

/// Shows the body, unless the error has a sensitive field.
impl<E: CatalogError> Debug for Received<E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let body = if self.0.contents.is_sensitive() { Redacted::TEXT.into() } else { self.text() };
        f.debug_struct("Received")
            .field("status", &self.status())
            .field("code", &self.code())
            .field("error", &self.error())
            .field("retry", &self.retry())
            .field("body", &body)
            .finish()
    }
}

impl<E: CatalogError> core::error::Error for Received<E> {}
