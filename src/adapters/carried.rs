//! The error of a response, which the middleware reads from the extensions of the response.

use alloc::sync::Arc;

use super::written::Written;
use crate::error::CatalogError;
use crate::middleware::subject::AnyError;

/// An error, with which the middleware can write the error's response again. Clones of the extensions share the error.
#[derive(Clone)]
pub(super) struct Carried(pub(super) Arc<Converted<dyn AnyError>>);

/// An error, and the response that it was converted into.
pub(super) struct Converted<E: ?Sized> {
    pub(super) written: Written,
    pub(super) error: E,
}

/// Puts an error into the extensions of its response.
pub(super) fn carry<B>(
    error: impl CatalogError + Send + Sync,
    written: Written,
    mut response: http::Response<B>,
) -> http::Response<B> {
    response.extensions_mut().insert(Carried(Arc::new(Converted { written, error })));
    response
}
