//! One TOML catalog describes every error response of an HTTP API. From the catalog, error-catalog generates typed Rust
//! errors, the exact body of each response, and a reference page.
//!
//! ```
//! # mod example {
//! #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
//! pub mod errors {}
//! # }
//! # use example::errors;
//!
//! use error_catalog::{CatalogError, Context};
//!
//! let error = errors::Error::user_not_found("usr_1");
//! assert_eq!(error.code(), errors::Code::UserNotFound);
//! assert_eq!(error.to_string(), "User usr_1 not found");
//!
//! let response = error.to_response(&Context::new());
//! assert_eq!(response.status, 404);
//! assert_eq!(
//!     response.body,
//!     r#"{"title":"Not Found","status":404,"detail":"User usr_1 not found","code":"user_not_found"}"#
//! );
//! ```
//!
//! See [`macro@error_catalog`] for the generated code and for the arguments of the attribute.
//!
//! # References
//!
//! - [The catalog format](_documentation::format) describes every table and key of `errors.toml`.
//! - [Your own enum](_documentation::bound_enums) describes enums of errors that you write.
//! - [The middleware](_documentation::middleware) describes the setup for each framework.
//! - [Observability](_documentation::observability) describes metrics, traces, error trackers and logs.
//! - [Move a service to a catalog](_documentation::adopting) describes the steps for a service that already has errors.
//! - [Test errors](_documentation::testing) shows assertions on errors and on responses.
//! - [The command line](_documentation::cli) describes every command, and the use in an editor and in CI.
//! - [The contract](_documentation::contract) describes `errors.lock`, and which changes break clients.
//! - [Build systems](_documentation::build_systems) describes builds without cargo and with a shared cache.
//!
//! # Features
//!
//! No feature is on by default. Without features, the crate is `no_std` and needs only an allocator. If code names
//! `Middleware`, `Received` or another item whose feature is missing, the compiler names the feature. If no code
//! names such an item, the compiler reports that one of these traits is not implemented:
//!
//! | trait that is not implemented | feature to enable |
//! |---|---|
//! | `Handler<_, _>` for a handler of axum, or `IntoResponse` for `Error` | `axum` |
//! | `ResponseError` for `Error` | `actix-web` or `poem` |
//! | `From<Error>` for `Status` | `tonic` |
//! | `From<…>` for `Violations` | `garde`, `validator` or `serde_path_to_error` |
//! | `From<…>` for `Uuid`, `Timestamp` or `Json` | the feature with the name of the other crate |
//!
//! All features:
//!
//! | feature | what it adds |
//! |---|---|
//! | `std` | a `SystemTime` converts to a [`Timestamp`], and serde uses std; most other features enable `std` |
//! | `serde` | the body of a response, and the types of fields, for formats other than JSON |
//! | `examples` | `Error::example(code)`: the documented example of each error, as a value |
//! | `tracing` | `CatalogError::log`, which middleware calls: one event for each error response |
//! | `from-parts` | `Error::from_parts`, which creates an error from a code and values that are known only at run time |
//! | `record` | the codes of all errors that the application answers with, in the file that `ERROR_CATALOG_SEEN` names |
//! | `openapi` | [`openapi::document`](crate::openapi): components of OpenAPI for all errors, as a `serde_json::Value` |
//! | `utoipa` | errors implement `ToSchema` and `IntoResponses` of utoipa 5; includes `openapi` |
//! | `client` | `Received`, which reads an error response and says how long to wait before the next attempt |
//! | `reqwest` | `Received::from_response`, which reads a response of reqwest; includes `client` and `http` |
//! | `garde`, `validator` | reports of garde or validator convert to [`Violations`] |
//! | `serde_path_to_error` | errors of serde_path_to_error convert to [`Violations`] |
//! | `uuid` | `uuid::Uuid` and [`Uuid`] convert to each other |
//! | `chrono`, `jiff`, `time` | times of chrono 0.4, jiff 1 or time 0.3 and [`Timestamp`] convert to each other |
//! | `serde_json` | `serde_json::Value` and [`Json`] convert to each other; maps and numbers of serde_json convert to [`Json`] |
//! | `url` | `url::Url` converts to [`Json`]; a `Url` converts to a `String` without this feature |
//! | `rust_decimal` | `rust_decimal::Decimal` is a [type for a field](FieldOf) `string` |
//! | `backon` | `RetryAdvice` is a backoff of backon 1; includes `client` |
//! | `http` | errors and [`Response`] convert to `http::Response` (1.x), with any body that can be made from a string |
//! | `tower` | `Middleware` is a layer of tower (`tower-layer` 0.3, `tower-service` 0.3) |
//! | `axum` | handlers of axum 0.8 return errors directly; includes `tower` |
//! | `actix-web` | handlers of actix-web 4 return errors directly, and `Middleware` is middleware of actix-web |
//! | `poem` | handlers of poem 3 return errors directly, and `Middleware` is middleware of poem; includes `http` |
//! | `tonic` | errors convert to the `Status` of tonic 0.14 with the details of `google.rpc` (`grpc_status`), and `Middleware::grpc` is a layer around services of tonic; includes `http` |
//!
//! With `http` or a framework, errors must be `Send`. The Rust types that a catalog names for fields must also be
//! `Send`.

#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;
// Generated code refers to this crate by its name, also in the crate's own tests.
#[cfg(test)]
extern crate self as error_catalog;

#[cfg(all(doc, not(doctest)))]
#[path = "documentation.rs"]
pub mod _documentation;
mod adapters;
#[cfg(feature = "serde")]
mod body;
mod bound;
#[cfg(feature = "client")]
mod client;
mod code;
mod custom;
mod error;
mod fields;
mod gates;
mod guard;
mod info;
mod json;
#[cfg(feature = "tracing")]
mod log;
#[cfg(any(feature = "actix-web", feature = "poem", feature = "tonic", feature = "tower"))]
mod middleware;
mod nested;
#[cfg(feature = "openapi")]
pub mod openapi;
mod origin;
#[cfg(feature = "std")]
mod panic;
#[cfg(feature = "from-parts")]
mod parts;
mod property;
#[cfg(feature = "record")]
mod record;
mod render;
mod response;
mod row;
mod sensitive;
mod shapes;
mod source;
mod table;
mod templates;
mod values;
mod violation;

/// Generates the errors of a catalog: typed errors, their codes and their categories.
///
/// ```
/// # mod example {
/// #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
/// pub mod errors {}
/// # }
/// ```
///
/// The path is relative to the folder of the package's `Cargo.toml`, and defaults to `errors.toml`. A build without
/// cargo need not set the environment variable `CARGO_MANIFEST_DIR`. In such a build, the path is relative to the
/// folder of the source file, which needs Rust 1.88 or later.
///
/// The package is rebuilt when a file of the catalog changes. A new file that matches an `include` pattern is noticed
/// only when another file changes, unless a build script generates outputs of the same catalog.
///
/// On a module, the attribute adds public items to the items of the module. On an empty enum such as `ApiError`, the
/// attribute turns the enum into the error enum, and adds two more enums with the same visibility. On an enum with
/// variants, the attribute [compares the variants with the catalog](#an-enum-with-variants):
///
/// | on `mod errors {}` | on `enum ApiError {}` | content |
/// |---|---|---|
/// | `errors::Error` | `ApiError` | One variant for each error, with its fields, and one constructor for each variant. |
/// | `errors::Code` | `ApiErrorCode` | The same variants without fields. |
/// | `errors::Category` | `ApiErrorCategory` | One variant for each category. |
/// | `errors::Violation` | `ApiErrorViolation` | One constructor for each violation code, if the catalog has violation codes. |
/// | `errors::ViolationCode` | `ApiErrorViolationCode` | One variant for each violation code. |
///
/// - The **errors** implement [`CatalogError`], [`Debug`], [`Display`](core::fmt::Display) and
///   [`Error`](core::error::Error). `Display` writes the public message, and `source` returns the source that the
///   catalog allows. `Debug` also shows internal fields, and shows sensitive values as `[redacted]`. The errors
///   implement [`From`] for each Rust type that the catalog converts into an error. With the [feature](crate#features)
///   of a framework, the errors also implement the framework's trait for responses. Constructors convert most arguments
///   with [`Into`]. A `#[derive(Clone, PartialEq)]` below the attribute, on the enum or on the module, applies to the
///   errors, so that a test can compare a result: `assert_eq!(find("x"), Err(Error::user_not_found("x")))`. Two
///   [sources](Source) are equal only if they are the same source.
/// - The **codes** can be copied, compared and hashed. [`Display`](core::fmt::Display), [`FromStr`](core::str::FromStr)
///   and serde convert the codes to and from strings. `ALL` contains all codes, and `lookup` finds the code with a
///   given spelling or alias. `as_str`, `status`, `title`, `category`, `retry`, `level`, `grpc`, `docs_url` and
///   `number` return data of the error from the catalog.
/// - The **categories** have `ALL`, `as_str` and `title`.
/// - The **violations** convert into [`Violation`], so [`Violations::add`] takes them. `code` returns the code, and
///   `with_location` sets the part of the request.
/// - The **violation codes** can be copied, compared, hashed and converted like the codes of errors. They have `ALL`,
///   `as_str`, `title` and `lookup`. [`Violation::code_as`] parses the code of a received violation.
///
/// # An enum with variants
///
/// An application can write the variants itself. The attribute keeps the enum, and implements the same traits for the
/// enum. [Your own enum](_documentation::bound_enums) describes the rules.
///
/// ```
/// # mod example {
/// #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
/// pub enum ApiError {
///     UserNotFound { user_id: &'static str },
/// }
/// # }
/// # use example::ApiError;
/// # use error_catalog::CatalogError;
///
/// let error = ApiError::UserNotFound { user_id: "usr_1" };
/// assert_eq!((error.status(), error.to_string().as_str()), (404, "User usr_1 not found"));
/// ```
///
/// - `#[key("…")]` on a variant gives the key of an error with a different name.
/// - `#[from]` and `#[source]` on a field mark the source, as in thiserror.
/// - `#[internal]` marks a field that only Rust has. `#[display]` shows a field as its [`Display`](core::fmt::Display)
///   writes the value. [`FieldOf`] lists the types of fields, and [`field_type!`] adds a type of the application.
/// - The argument `partial` allows an enum without variants for some of the errors.
///
/// # Lints and paths
///
/// No lint of rustc, clippy or rustdoc reports generated code. An application can also forbid all lints except
/// `clippy::exhaustive_enums`, `clippy::impl_trait_in_params`, `clippy::self_named_constructors`,
/// `clippy::too_many_arguments` and `deprecated`, which generated code allows where the code breaks them.
///
/// If this crate has a different name, or a different crate re-exports this crate, pass the path of this crate as
/// `crate`:
///
/// ```
/// # extern crate error_catalog as problems;
/// # mod example {
/// #[problems::error_catalog("tests/fixtures/smallest.toml", crate = "::problems")]
/// pub enum ApiError {}
/// # }
/// ```
pub use error_catalog_macros::error_catalog;
pub use error_catalog_wire::{
    Context, Grpc, Json, Level, OwnedContext, ParseTimestampError, ParseUuidError, RejectionCause, Retry, Strategy,
    Timestamp, Uuid, Violation, Violations,
};

#[cfg(feature = "tonic")]
pub use crate::adapters::tonic::{self, status::grpc_status};
#[cfg(feature = "tower")]
pub use crate::adapters::tower;
#[cfg(feature = "serde")]
pub use crate::body::Body;
pub use crate::bound::FieldOf;
#[cfg(feature = "client")]
pub use crate::client::{Received, RetryAdvice};
pub use crate::code::ParseCodeError;
pub use crate::error::CatalogError;
pub use crate::info::ErrorInfo;
#[cfg(any(feature = "axum", feature = "actix-web", feature = "poem", feature = "tonic", feature = "tower"))]
pub use crate::middleware::rejection::{Decision, Rejection};
#[cfg(any(feature = "axum", feature = "actix-web", feature = "poem", feature = "tonic", feature = "tower"))]
pub use crate::middleware::seen::Seen;
#[cfg(any(feature = "axum", feature = "actix-web", feature = "poem", feature = "tonic", feature = "tower"))]
pub use crate::middleware::{Middleware, RequestHead};
#[cfg(feature = "from-parts")]
pub use crate::parts::PartsError;
pub use crate::response::Response;
pub use crate::source::Source;
pub use crate::values::ParseValueError;

/// The name by which generated code of this version refers to [`__private`]. For code that a different version
/// generated, the compiler reports a single error, which names that version.
#[doc(hidden)]
pub use crate::__private as __private_0_1_0;

/// Code for use by generated code only. Nothing in this module is part of the public API.
#[doc(hidden)]
pub mod __private {
    pub use ::alloc::string::String;
    pub use ::alloc::vec::Vec;
    #[cfg(feature = "axum")]
    pub use ::axum_core;
    pub use ::core;
    pub use ::core::clone::Clone;
    pub use ::core::cmp::{Eq, Ord, PartialEq, PartialOrd};
    pub use ::core::convert::{From, Into};
    pub use ::core::fmt::{self, Debug};
    pub use ::core::hash::Hash;
    pub use ::core::iter::IntoIterator;
    pub use ::core::marker::Copy;
    pub use ::core::ops::FnMut;
    pub use ::core::option::Option::{self, None, Some};
    pub use ::core::primitive::*;
    pub use ::core::result::Result;
    pub use ::core::str::FromStr;
    pub use ::core::time::Duration;
    #[cfg(feature = "http")]
    pub use ::http;
    pub use ::serde_core::{Deserialize, Deserializer, Serialize, Serializer};

    pub use error_catalog_wire::{
        Casing, Grpc, Json, Level, RejectionCause, Retry, Strategy, Timestamp, ToValue, Uuid, Value, Violation,
        Violations,
    };

    #[cfg(feature = "openapi")]
    pub use crate::__described as described;
    #[cfg(feature = "http")]
    pub use crate::adapters::answer::{Answer, NotShared};
    #[cfg(feature = "axum")]
    pub use crate::adapters::axum::axum_response;
    #[cfg(feature = "http")]
    pub use crate::adapters::http::http_response;
    pub use crate::bound::kind;
    pub use crate::code::{ParseCodeError, deserialize_code};
    pub use crate::custom::Custom;
    pub use crate::error::CatalogError;
    pub use crate::fields::{Fields, FromJson, Values, decode, decode_or_default};
    pub use crate::gates::*;
    pub use crate::nested::{as_row, nested};
    pub use crate::origin::{AsOrigin, Origin};
    #[cfg(feature = "from-parts")]
    pub use crate::parts::from_parts as parts;
    pub use crate::property::Numbers;
    pub use crate::row::{Row, chosen_row, concat, construct, fmt_debug, fmt_message, fmt_variant};
    pub use crate::sensitive::Redacted;
    pub use crate::source::{IntoSource, ListedInRustFrom, Source, Unbox, sample_source};
    pub use crate::table::{Strings, Table};
    pub use crate::templates::Templates;
    pub use crate::values::{ParseValueError, deserialize_value};
    pub use crate::violation::ViolationTable;
    pub use crate::{__adapters as adapters, __code as code, __create as create, __debug as debug, __error as error};
    pub use crate::{__code_traits as code_traits, __violation as violation};
    pub use crate::{__property as property, __rows as rows, __show as show, __status as status, __values as values};

    #[cfg(feature = "actix-web")]
    pub mod actix_web {
        pub use crate::adapters::actix_web::{error_response, status_code};
        pub use ::actix_web::http::StatusCode;
        pub use ::actix_web::{HttpResponse, ResponseError};
    }

    pub mod field {
        pub use crate::bound::construct::{Convert, NoConversion, NoDefault, NotAField, Possible, Spare, convert};
        pub use crate::bound::expect::*;
        pub use crate::bound::kind::Kind;
        pub use crate::bound::shown::{NoDebug, Optional, Shown};
    }

    #[cfg(feature = "openapi")]
    pub mod openapi {
        pub use crate::openapi::{Described, Parsed};
        pub use ::std::sync::OnceLock;
    }

    #[cfg(feature = "poem")]
    pub mod poem {
        pub use crate::adapters::poem::{as_response, status};
        pub use ::poem::Response;
        pub use ::poem::error::ResponseError;
        pub use ::poem::http::StatusCode;
    }

    #[cfg(feature = "utoipa")]
    pub mod utoipa {
        pub use crate::openapi::utoipa::{Responses, add_schemas, all_responses, schema};
        pub use ::alloc::borrow::Cow;
        pub use ::utoipa::openapi::{RefOr, Schema};
        pub use ::utoipa::{IntoResponses, PartialSchema, ToSchema};
    }

    #[cfg(feature = "tonic")]
    pub mod tonic {
        pub use crate::adapters::tonic::status::status_of;
        pub use ::tonic::Status;
    }
}
