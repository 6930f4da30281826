//! An error of any catalog, as middleware passes it on.

use core::error::Error;

use crate::error::CatalogError;
use crate::row::Row;

/// The data of a response's error. There is no error value if the catalog names no error for the status of a rejection.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) row: &'a dyn Row,
    pub(crate) error: Option<&'a (dyn Error + 'static)>,
}

impl<'a, E: CatalogError> From<&'a E> for Subject<'a> {
    fn from(error: &'a E) -> Self {
        Self { row: error, error: Some(error) }
    }
}

/// An error of a catalog whose type is not known, because a response of any catalog may contain it.
#[cfg(feature = "tower")]
pub(crate) trait AnyError: Send + Sync {
    fn subject(&self) -> Subject<'_>;
}

#[cfg(feature = "tower")]
impl<E: CatalogError + Send + Sync> AnyError for E {
    fn subject(&self) -> Subject<'_> {
        Subject::from(self)
    }
}
