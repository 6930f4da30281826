//! Responses of `reqwest`.

use alloc::vec::Vec;

use super::Received;
use crate::error::CatalogError;

impl<E: CatalogError> Received<E> {
    /// The maximum number of bytes of a body that [`from_response`](Self::from_response) reads: one mebibyte.
    pub const MAX_BODY: usize = 1024 * 1024;

    /// Reads a response of `reqwest`, with the feature `reqwest`.
    ///
    /// This function does not distinguish errors from successes, so check
    /// [`status()`](https://docs.rs/reqwest/latest/reqwest/struct.Response.html#method.status) first, unless the
    /// catalog sends errors with a 2xx status. The function reads at most [`MAX_BODY`](Self::MAX_BODY) bytes of the
    /// body. A longer body is truncated, so the body is not valid JSON and the code is unknown.
    ///
    /// ```no_run
    /// # mod example {
    /// #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
    /// pub mod errors {}
    /// # }
    /// # use example::errors::Error;
    /// use error_catalog::Received;
    ///
    /// async fn get_user(url: &str) -> Result<String, Box<dyn std::error::Error>> {
    ///     let response = reqwest::get(url).await?;
    ///     if response.status().is_success() {
    ///         return Ok(response.text().await?);
    ///     }
    ///     Err(Received::<Error>::from_response(response).await?)?
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the error of `reqwest` if the connection breaks while the body is read.
    pub async fn from_response(mut response: ::reqwest::Response) -> Result<Self, ::reqwest::Error> {
        let mut body = Vec::new();
        while body.len() < Self::MAX_BODY {
            let Some(chunk) = response.chunk().await? else { break };
            body.extend_from_slice(&chunk[..chunk.len().min(Self::MAX_BODY - body.len())]);
        }
        Ok(Self::parse(response.status().as_u16(), response.headers(), &body))
    }
}
