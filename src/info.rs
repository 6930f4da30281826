//! What layers of an application can learn about an error response.

use error_catalog_wire::Retry;

#[cfg(feature = "record")]
use crate::record::record;
use crate::row::Row;

/// The data of the error that a response answers with.
///
/// Each error response of a catalog has an `ErrorInfo` among its extensions, with or without the middleware. A response
/// that `Middleware` makes for a rejection or a panic also has an `ErrorInfo`. With poem, only the middleware adds an
/// `ErrorInfo`, to the data of the response. With tonic, only the layer adds an `ErrorInfo`, and only to a response
/// without messages. Any layer can therefore count error responses without reading their bodies:
///
#[cfg_attr(feature = "axum", doc = "```")]
#[cfg_attr(not(feature = "axum"), doc = "```ignore")]
/// # mod example {
/// #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
/// pub mod errors {}
/// # }
/// # use example::errors;
///
/// use axum::response::IntoResponse;
/// use error_catalog::ErrorInfo;
///
/// let response = errors::Error::user_not_found("usr_1").into_response();
/// let info: &ErrorInfo = response.extensions().get().unwrap();
/// assert_eq!((info.code, info.status), (Some("user_not_found"), 404));
/// ```
///
/// All values come from the catalog, so a client cannot choose them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ErrorInfo {
    /// The name of the catalog, or an empty string if the catalog has no name.
    pub catalog: &'static str,
    /// The code; `None` if the catalog names no error for the status of a rejection or a panic.
    pub code: Option<&'static str>,
    /// The status of the error, 400 to 599, even if the catalog sends the error with another status, or the application
    /// has changed the status of the response.
    pub status: u16,
    /// The key of the category, if the error has a category.
    pub category: Option<&'static str>,
    /// Whether and how a client may send the same request again.
    pub retry: Retry,
}

impl ErrorInfo {
    /// The data of an error that the application answers with.
    pub(crate) fn answered(error: &(impl Row + ?Sized)) -> Self {
        let info = Self::of(error);
        #[cfg(feature = "record")]
        if info.code.is_some() {
            record(error.table(), error.row());
        }
        info
    }

    pub(crate) fn of(error: &(impl Row + ?Sized)) -> Self {
        let (table, row) = (error.table(), error.row());
        Self {
            catalog: table.name,
            code: Some(table.code(row)).filter(|code| !code.is_empty()),
            status: table.status(row),
            category: table.category_key(row),
            retry: table.retry(row),
        }
    }
}
