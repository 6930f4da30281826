//! Components of [OpenAPI 3.0](https://spec.openapis.org/oas/v3.0.3.html), for libraries that write this version.

use alloc::string::String;

use error_catalog_outputs::openapi::Version;
use serde_json::{Map, Value};

use super::{Described, parsed, read};

/// Returns a document of OpenAPI 3.0 with components for all errors of the catalog, as described in
/// [`document`](super::document).
#[must_use]
pub fn document<E: Described>() -> &'static Value {
    let parsed = parsed::<E>();
    parsed.v3_0.get_or_init(|| read(&parsed.components().document(Version::V3_0)))
}

/// Returns the responses of an operation that answers only with the errors with these codes, as described in
/// [`responses`](super::responses). The responses refer to components of [`document`].
#[must_use]
pub fn responses<E: Described>(codes: &[E::Code]) -> Map<String, Value> {
    parsed::<E>().responses::<E>(Version::V3_0, codes)
}
