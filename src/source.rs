//! The source of an error.

use alloc::boxed::Box;
use alloc::sync::Arc;
use core::error::Error;
use core::fmt::{self, Debug, Display};
use core::ops::Deref;
use core::panic::Location;

type BoxedError = Box<dyn Error + Send + Sync>;

/// The underlying error that caused an error of a catalog, for logs and for [`Error::source`]. Responses never contain
/// the source.
///
/// A `Source` can contain any error that is `Send`, `Sync` and `'static`, an `anyhow::Error`, an `eyre::Report`, a
/// `Box<dyn Error + Send + Sync>`, a [`String`](alloc::string::String) or a `&str`. A `Source` also contains the place
/// in the application's code where the value became a source. A `Source` implements [`Clone`] even if the contained
/// error does not implement [`Clone`]. Two sources are equal if they contain the same error in memory, such as a source
/// and its clone.
///
/// ```
/// use error_catalog::Source;
///
/// let source = Source::from("x".parse::<u8>().unwrap_err());
/// assert_eq!(source.to_string(), "invalid digit found in string");
/// assert!(source.is::<std::num::ParseIntError>());
/// assert_eq!(source.location().file(), file!());
///
/// assert_eq!(Source::from("the pool is empty").to_string(), "the pool is empty");
/// ```
///
/// A `Source` is not an [`Error`], but [dereferences](Deref) to an [`Error`].
#[derive(Clone)]
pub struct Source {
    error: Arc<dyn Error + Send + Sync>,
    location: &'static Location<'static>,
}

impl Source {
    /// Returns the place in the application's code where the value became a source: the `?`, or the call of the
    /// constructor.
    #[must_use]
    pub const fn location(&self) -> &'static Location<'static> {
        self.location
    }
}

/// This implementation requires that `Source` is not an [`Error`]. Otherwise, the conversion of a `Source` into a
/// `Source` would have two implementations.
#[diagnostic::do_not_recommend]
impl<E: Into<BoxedError>> From<E> for Source {
    #[track_caller]
    fn from(error: E) -> Self {
        Self { error: Arc::from(error.into()), location: Location::caller() }
    }
}

/// A value that becomes a source. Generated constructors use this trait instead of [`Into`], because [`Into::into`] is
/// not `#[track_caller]`, and because the message for this trait names the way out.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a source: expected an error, an `anyhow::Error`, a boxed error or a text",
    label = "cannot be the source of an error",
    note = "an error must be `Send`, `Sync` and `'static`, and a box must be a `Box<dyn Error + Send + Sync>`",
    note = "for a value that only implements `Display`, use the text of the value: `.to_string()`"
)]
pub trait IntoSource {
    /// Converts the value. The location of a new source is the caller.
    fn into_source(self) -> Source;
}

#[diagnostic::do_not_recommend]
impl<E: Into<BoxedError>> IntoSource for E {
    #[track_caller]
    fn into_source(self) -> Source {
        Source::from(self)
    }
}

/// A source keeps its location.
impl IntoSource for Source {
    fn into_source(self) -> Source {
        self
    }
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.error, &other.error)
    }
}

impl Eq for Source {}

impl Deref for Source {
    type Target = dyn Error + Send + Sync;

    fn deref(&self) -> &Self::Target {
        &*self.error
    }
}

impl Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.error, f)
    }
}

impl Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.error, f)
    }
}

/// A type that `?` converts into the error `E`, because the catalog lists the type. For another type, rustc shows the
/// name of this trait and the label. Without this trait, rustc would only say that `E` does not implement `From`.
#[diagnostic::on_unimplemented(
    message = "the catalog does not convert `{Self}` into `{E}`",
    label = "add `from = \"{Self}\"` to the `rust` of an error in the catalog, or call a constructor of `{E}`"
)]
pub trait ListedInRustFrom<E>: Sized {
    /// Converts the value. The location of the source is the caller.
    fn convert(source: Self) -> E;
}

/// What `downcast` returns for an error of the type `T`: `anyhow::Error` returns the error, and a box returns a box.
pub trait Unbox<T> {
    /// Returns the error itself.
    fn unbox(self) -> T;
}

impl<T> Unbox<T> for T {
    fn unbox(self) -> T {
        self
    }
}

impl<T> Unbox<T> for Box<T> {
    fn unbox(self) -> T {
        *self
    }
}

/// Creates a source for an example.
#[must_use]
pub fn sample_source() -> Source {
    Source::from(Sample)
}

#[derive(Debug)]
struct Sample;

impl Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an example")
    }
}

impl Error for Sample {}
