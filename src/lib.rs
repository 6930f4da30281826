//! One TOML catalog of every error that an HTTP API answers with, and from it: typed Rust errors, their statuses,
//! exact response bodies, and the reference page.
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
//! [`macro@error_catalog`] says what it makes of a catalog, and what it takes.
//!
//! # Features
//!
//! None is on by default, and then the crate is `no_std` and needs an allocator alone. Where the compiler misses
//! `Error: IntoResponse`, `Error: ResponseError`, `Status: From<Error>` or `Violations: From<…>`, it misses one of these:
//!
//! | feature | what it adds |
//! |---|---|
//! | `std` | a `SystemTime` becomes a [`Timestamp`], and std for serde; most of the others switch it on |
//! | `serde` | the body of a response, and the types of fields, for formats other than JSON |
//! | `examples` | `Error::example(code)`: the documented example of each error, as a value |
//! | `tracing` | `CatalogError::log`, and that middleware calls it: one event for each error response |
//! | `client` | `Received`: a response read back, and how long to wait before the next try |
//! | `reqwest` | `client` for responses of reqwest |
//! | `garde`, `validator` | a report of theirs as [`Violations`] |
//! | `serde_path_to_error` | an error of theirs as [`Violations`] |
//! | `http` | errors and [`Response`] become `http::Response` (1.x), with any body that can be text |
//! | `tower` | `Middleware` is a layer of tower (`tower-layer` 0.3, `tower-service` 0.3) |
//! | `axum` | handlers of axum 0.8 return errors as they are; with `tower` |
//! | `actix-web` | handlers of actix-web 4 return errors as they are, and `Middleware` is middleware of it |
//! | `poem` | handlers of poem 3 return errors as they are, and `Middleware` is middleware of it; with `http` |
//! | `tonic` | errors become the `Status` of tonic 0.14, with the details that `google.rpc` has for them: `grpc_status`; `Middleware::grpc` is a layer around its services; with `http` |
//!
//! With `http` or a framework, an error can be sent between threads: so can then the Rust types that a catalog names
//! for its fields.

#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;
// Generated code calls this crate by its name, in its own tests too.
#[cfg(test)]
extern crate self as error_catalog;

mod adapters;
#[cfg(feature = "serde")]
mod body;
#[cfg(feature = "client")]
mod client;
mod code;
mod custom;
mod error;
mod fields;
mod gates;
mod json;
#[cfg(feature = "tracing")]
mod log;
#[cfg(any(feature = "actix-web", feature = "poem", feature = "tonic", feature = "tower"))]
mod middleware;
mod render;
mod response;
mod row;
mod shapes;
mod source;
mod table;

/// Makes the errors of a catalog: typed errors, their codes and their categories.
///
/// ```
/// # mod example {
/// #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
/// pub mod errors {}
/// # }
/// ```
///
/// The path starts at the folder of the package's `Cargo.toml`; without one it is `errors.toml`. The package is
/// built anew when a file of the catalog changes; a file that is new to an `include` pattern is seen once another one
/// changes, or at once where a build script generates from the same catalog.
///
/// On a module it makes public items, beside those that the module holds already. On an empty enum `ApiError`, which
/// becomes the enum of errors, it makes two more enums of the same visibility:
///
/// | on `mod errors {}` | on `enum ApiError {}` | what it is |
/// |---|---|---|
/// | `errors::Error` | `ApiError` | One variant for each error, with its fields, and a constructor for each that converts its arguments. [`CatalogError`], [`Debug`], [`Display`](core::fmt::Display) (the public message) and [`Error`](core::error::Error), whose source is the one that the catalog lets it hold; with the [feature](crate#features) of a framework, a response of it; [`From`] for each Rust type that the catalog says becomes it; a derive that stands on the enum, such as `Clone`, comes on top. |
/// | `errors::Code` | `ApiErrorCode` | The same variants without fields. It can be compared, hashed and copied, and is a string to [`Display`](core::fmt::Display), [`FromStr`](core::str::FromStr) and serde; `ALL`, `lookup`, `as_str`, `status`, `title`, `category`, `retry`, `level`, `grpc`, `docs_url` and `number` say what the catalog says. |
/// | `errors::Category` | `ApiErrorCategory` | One variant for each category: `ALL`, `as_str`, `title`. |
///
/// Where this crate has another name, or comes by way of another one, `crate` says how to reach it:
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
    Context, Grpc, Json, Level, OwnedContext, ParseTimestampError, ParseUuidError, Retry, Strategy, Timestamp, Uuid,
    Violation, Violations,
};

#[cfg(feature = "tonic")]
pub use crate::adapters::tonic::{self, status::grpc_status};
#[cfg(feature = "tower")]
pub use crate::adapters::tower;
#[cfg(feature = "serde")]
pub use crate::body::Body;
#[cfg(feature = "client")]
pub use crate::client::{Received, RetryAdvice};
pub use crate::code::ParseCodeError;
pub use crate::error::CatalogError;
#[cfg(any(feature = "actix-web", feature = "poem", feature = "tonic", feature = "tower"))]
pub use crate::middleware::{Middleware, RequestHead};
pub use crate::response::Response;
pub use crate::source::Source;

/// The name by which generated code of this version finds [`__private`]: code of another version fails to compile with
/// one error that says so.
#[doc(hidden)]
pub use crate::__private as __private_0_1_0;

/// For generated code only. Nothing here is part of the public API.
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
        Casing, Grpc, Json, Level, Retry, Strategy, Timestamp, ToValue, Uuid, Value, Violations,
    };

    #[cfg(feature = "http")]
    pub use crate::adapters::http::http_response;
    pub use crate::code::{ParseCodeError, deserialize_code};
    pub use crate::custom::Custom;
    pub use crate::fields::{Fields, FromJson, decode};
    pub use crate::gates::*;
    pub use crate::row::{Row, fmt_debug, fmt_message};
    pub use crate::source::sample_source;
    pub use crate::table::{Strings, Table};
    pub use crate::{__adapters as adapters, __code as code, __error as error};
    pub use crate::{CatalogError, Source};

    #[cfg(feature = "actix-web")]
    pub mod actix_web {
        pub use crate::adapters::actix_web::{error_response, status_code};
        pub use ::actix_web::http::StatusCode;
        pub use ::actix_web::{HttpResponse, ResponseError};
    }

    #[cfg(feature = "poem")]
    pub mod poem {
        pub use crate::adapters::poem::{as_response, status};
        pub use ::poem::Response;
        pub use ::poem::error::ResponseError;
        pub use ::poem::http::StatusCode;
    }

    #[cfg(feature = "tonic")]
    pub mod tonic {
        pub use crate::adapters::tonic::status::status_of;
        pub use ::tonic::Status;
    }
}
