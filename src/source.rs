//! The source of an error.

use alloc::sync::Arc;
use core::error::Error;
use core::fmt::{self, Debug, Display};
use core::ops::Deref;

/// The underlying error that caused an error of a catalog, for logs and for [`Error::source`]. Responses never contain
/// the source.
///
/// A `Source` can contain any error, and implements [`Clone`] even if the contained error does not implement [`Clone`].
/// Two sources are equal if they contain the same error in memory, such as a source and its clone.
///
/// ```
/// use error_catalog::Source;
///
/// let source = Source::from("x".parse::<u8>().unwrap_err());
/// assert_eq!(source.to_string(), "invalid digit found in string");
/// assert!(source.is::<std::num::ParseIntError>());
/// ```
#[derive(Clone)]
pub struct Source(Arc<dyn Error + Send + Sync>);

impl<E: Error + Send + Sync + 'static> From<E> for Source {
    fn from(error: E) -> Self {
        Self(Arc::new(error))
    }
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Source {}

impl Deref for Source {
    type Target = dyn Error + Send + Sync;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.0, f)
    }
}

impl Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, f)
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
