//! Components of [OpenAPI](https://spec.openapis.org/oas/v3.1.0) for the errors of a catalog, at run time.
//!
//! The components have the names and the content of an output of kind `openapi`, as described in
//! [OpenAPI](crate::_documentation::openapi).

#[cfg(feature = "utoipa")]
pub mod utoipa;
pub mod v3_0;

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::{String, ToString};
use core::fmt::{self, Debug, Formatter};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use error_catalog_model::Catalog;
use error_catalog_outputs::openapi::{Components, Version};
use serde_json::{Map, Value};

use crate::error::CatalogError;

/// The errors that this module can describe: the errors of the attribute [`macro@crate::error_catalog`]. A file that a
/// build script or `error-catalog generate` wrote does not contain its catalog, so its errors do not implement this
/// trait.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be described at run time, because it does not contain its catalog",
    label = "not an enum of the attribute `#[error_catalog]`",
    note = "the attribute `#[error_catalog]` includes the catalog; a file that a build script or `error-catalog generate` \
            wrote does not"
)]
pub trait Described: CatalogError {
    /// The names of the catalog's files, and their texts. The first file is the main file.
    #[doc(hidden)]
    const FILES: &'static [(&'static str, &'static str)];

    /// The codes of the enum.
    #[doc(hidden)]
    fn codes() -> &'static [Self::Code];

    #[doc(hidden)]
    fn parsed() -> &'static OnceLock<Parsed>;
}

/// A catalog that was read at run time.
#[doc(hidden)]
pub struct Parsed {
    // A view caches what it computes.
    components: Mutex<Components<'static>>,
    v3_0: OnceLock<Value>,
    v3_1: OnceLock<Value>,
}

impl Parsed {
    fn components(&self) -> MutexGuard<'_, Components<'static>> {
        self.components.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn responses<E: Described>(&self, version: Version, codes: &[E::Code]) -> Map<String, Value> {
        let codes = texts::<E>(codes);
        let responses = self.components().responses(version, &|error| codes.contains(error.code.as_str()));
        responses.into_iter().map(|(status, response)| (status.to_string(), read(&response))).collect()
    }
}

impl Debug for Parsed {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parsed").finish_non_exhaustive()
    }
}

/// Returns a document of OpenAPI 3.1 with components for all errors of the catalog. The document has no paths.
///
/// The first call for a catalog reads the catalog, and later calls return the same document.
#[must_use]
pub fn document<E: Described>() -> &'static Value {
    let parsed = parsed::<E>();
    parsed.v3_1.get_or_init(|| read(&parsed.components().document(Version::V3_1)))
}

/// Returns the responses of an operation that answers only with the errors with these codes, by their HTTP status. The
/// responses refer to components of [`document`]. Errors that share a code are all included.
#[must_use]
pub fn responses<E: Described>(codes: &[E::Code]) -> Map<String, Value> {
    parsed::<E>().responses::<E>(Version::V3_1, codes)
}

fn parsed<E: Described>() -> &'static Parsed {
    E::parsed().get_or_init(|| {
        let files = E::FILES.iter().map(|(name, text)| ((*name).to_string(), (*text).to_string()));
        let files: BTreeMap<String, String> = files.collect();
        let main = E::FILES.first().map_or("", |(name, _)| name);
        // The compiler has already rejected a catalog with problems. The components live as long as the program.
        let catalog: &Catalog = Box::leak(Box::new(Catalog::parse_without_locales(main, &files).0));
        let codes = texts::<E>(E::codes());
        let components = Components::of(catalog, &|error| codes.contains(error.code.as_str()));
        Parsed { components: Mutex::new(components), v3_0: OnceLock::new(), v3_1: OnceLock::new() }
    })
}

fn texts<E: Described>(codes: &[E::Code]) -> BTreeSet<String> {
    codes.iter().map(ToString::to_string).collect()
}

/// Reads a part of a document, which is always JSON.
fn read(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_default()
}

/// Implements [`Described`] and the traits of utoipa for an error enum.
#[doc(hidden)]
#[macro_export]
macro_rules! __described {
    ($error:ident, $code:ident, $files:tt) => {
        impl $crate::__private::openapi::Described for $error {
            const FILES: &'static [(&'static $crate::__private::str, &'static $crate::__private::str)] = &$files;

            fn codes() -> &'static [$code] {
                $code::ALL
            }

            fn parsed() -> &'static $crate::__private::openapi::OnceLock<$crate::__private::openapi::Parsed> {
                static PARSED: $crate::__private::openapi::OnceLock<$crate::__private::openapi::Parsed> =
                    $crate::__private::openapi::OnceLock::new();
                &PARSED
            }
        }

        $crate::__private::utoipa! {
            impl $crate::__private::utoipa::PartialSchema for $error {
                fn schema() -> $crate::__private::utoipa::RefOr<$crate::__private::utoipa::Schema> {
                    $crate::__private::utoipa::schema::<$error>()
                }
            }

            impl $crate::__private::utoipa::ToSchema for $error {
                fn name() -> $crate::__private::utoipa::Cow<'static, $crate::__private::str> {
                    $crate::__private::utoipa::Cow::Borrowed("ErrorBody")
                }

                fn schemas(
                    schemas: &mut $crate::__private::Vec<(
                        $crate::__private::String,
                        $crate::__private::utoipa::RefOr<$crate::__private::utoipa::Schema>,
                    )>,
                ) {
                    $crate::__private::utoipa::add_schemas::<$error>(schemas)
                }
            }

            impl $crate::__private::utoipa::IntoResponses for $error {
                fn responses() -> $crate::__private::utoipa::Responses {
                    $crate::__private::utoipa::all_responses::<$error>()
                }
            }
        }
    };
}
