//! From templates to programs of the encoder.

use error_catalog_wire::Op;

/// Every template of a catalog's errors, compiled; all programs share one text.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Compiled {
    /// What the programs copy from.
    pub text: String,
    /// One entry for each error, in the catalog's order.
    pub errors: Vec<CompiledError>,
}

/// The templates of one error, compiled. What is known already (code, status, title) is part of their text.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CompiledError {
    /// The response body.
    pub body: Vec<Op>,
    /// The public message.
    pub message: Vec<Op>,
    /// The message for an end user.
    pub user_message: Option<Vec<Op>>,
    /// The headers, in order: name and value. `Content-Type` is not among them.
    pub headers: Vec<(String, Vec<Op>)>,
}

/// A response as a client gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The headers that are there, in order, `Content-Type` first.
    pub headers: Vec<(String, String)>,
    /// The body: compact JSON.
    pub body: String,
}
