//! The error of a response, which the middleware reads from the extensions of the response.

use alloc::sync::Arc;

use super::written::Written;
use crate::row::Row;

/// An error, with which the middleware can write the error's response again.
#[derive(Clone)]
pub(super) struct Carried {
    pub(super) error: Arc<dyn Row + Send + Sync>,
    pub(super) written: Written,
}

/// Puts an error into the extensions of its response.
pub(super) fn carry<B>(
    error: impl Row + Send + Sync + 'static,
    written: Written,
    mut response: http::Response<B>,
) -> http::Response<B> {
    response.extensions_mut().insert(Carried { error: Arc::new(error), written });
    response
}
