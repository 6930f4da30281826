//! The error of a response, which the middleware reads from the extensions of the response.

use alloc::sync::Arc;

use super::written::Written;
use crate::error::CatalogError;
use crate::middleware::subject::AnyError;

/// An error, with which the middleware can write the error's response again.
#[derive(Clone)]
pub(super) struct Carried {
    pub(super) error: Arc<dyn AnyError>,
    pub(super) written: Written,
}

/// Puts an error into the extensions of its response.
pub(super) fn carry<B>(
    error: impl CatalogError + Send + Sync,
    written: Written,
    mut response: http::Response<B>,
) -> http::Response<B> {
    response.extensions_mut().insert(Carried { error: Arc::new(error), written });
    response
}
