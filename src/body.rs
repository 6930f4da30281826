//! The body of an error's response, for formats other than JSON.

use alloc::string::String;
use core::fmt::{self, Debug, Display, Formatter};

use error_catalog_wire::{Context, Json};
use serde_core::ser::{Error, Serialize, Serializer};

use crate::render::write_body;
use crate::row::Row;

/// The body of an error's response, which [`CatalogError::body`](crate::CatalogError::body) returns.
///
/// [`Display`] writes the body as JSON, in the catalog's format. A serializer of any format gets the same value, with
/// the members in the same order. Integers stay integers, and the lengths of maps and lists are known.
///
/// ```
/// # mod example {
/// #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
/// pub mod errors {}
/// # }
/// # use example::errors;
/// use error_catalog::{CatalogError, Context};
///
/// let error = errors::Error::user_not_found("usr_1");
/// let mut cbor = Vec::new();
/// ciborium::into_writer(&error.body(&Context::new()), &mut cbor)?;
///
/// let body: serde_json::Value = ciborium::from_reader(cbor.as_slice())?;
/// assert_eq!(body["detail"], "User usr_1 not found");
/// assert_eq!(body["status"], 404);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct Body<'a> {
    error: &'a dyn Row,
    context: &'a Context<'a>,
}

impl<'a> Body<'a> {
    pub(crate) fn new(error: &'a dyn Row, context: &'a Context<'a>) -> Self {
        #[cfg(feature = "record")]
        crate::info::ErrorInfo::answered(error);
        Self { error, context }
    }
}

/// Writes the body as it is in the response: compact JSON.
impl Display for Body<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write_body(self.error, self.context, f)
    }
}

impl Debug for Body<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write_body(self.error, self.context, f)
    }
}

/// Serializes the body. The body is written as JSON and parsed again, so that only one place defines the shape of a
/// body.
impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut json = String::new();
        write_body(self.error, self.context, &mut json).map_err(S::Error::custom)?;
        serde_json::from_str::<Json>(&json).map_err(S::Error::custom)?.serialize(serializer)
    }
}
