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
//!     r#"{"type":"about:blank","title":"Not Found","status":404,"detail":"User usr_1 not found","code":"user_not_found"}"#
//! );
//! ```
//!
//! [`macro@error_catalog`] says what it makes of a catalog, and what it takes.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

mod code;
mod custom;
mod error;
mod json;
mod response;
mod row;
mod table;
mod terms;

pub use error_catalog_macros::error_catalog;
pub use error_catalog_wire::{
    Context, Encode, Json, ParseTimestampError, ParseUuidError, Slot, Timestamp, ToValue, Uuid, Value, Violation,
    Violations,
};

pub use crate::code::ParseCodeError;
pub use crate::error::CatalogError;
pub use crate::response::Response;
pub use crate::terms::{Grpc, Level, Retry, Strategy};

/// What generated code names, and nobody else: no promise is made about any of it.
#[doc(hidden)]
pub mod __private {
    pub use ::alloc::string::String;
    pub use ::alloc::vec::Vec;
    pub use ::core;
    pub use ::core::option::Option::{self, None, Some};
    pub use ::core::result::Result;
    pub use ::core::time::Duration;
    pub use ::serde_core::{Deserialize, Deserializer, Serialize, Serializer};

    pub use error_catalog_wire::{Json, Timestamp, ToValue, Uuid, Value, Violations};

    pub use crate::code::{ParseCodeError, deserialize_code};
    pub use crate::custom::Custom;
    pub use crate::row::{Row, fmt_debug, fmt_message};
    pub use crate::table::{Strings, Table};
    pub use crate::{CatalogError, Grpc, Level, Retry, Strategy};
}
