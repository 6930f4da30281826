//! The vocabulary and the encoder of [error-catalog](https://docs.rs/error-catalog).
//!
//! The catalog format and the runtime share the *vocabulary*: [`Grpc`], [`Level`], [`Retry`], [`ViolationsShape`], the
//! slots, the reason phrases, and the defaults for each HTTP status.
//!
//! The *encoder* runs a [`Program`] with the [`Value`]s of one error. Each template of a catalog is compiled to a
//! [`Program`] once. The output is a response body, a header or a message. The encoder writes responses at run time,
//! and renders the documented examples at generation time. A reference page therefore shows exactly what a server
//! sends. The encoder writes into any [`core::fmt::Write`] and allocates nothing itself.
//!
//! Applications use this crate through `error_catalog`, which re-exports the types that they need.

#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(any(test, feature = "std"))]
extern crate std;

mod terms;

mod args;
mod context;
mod convert;
mod display;
mod encode;
mod escape;
mod format;
mod hash;
mod header;
mod invisible;
mod json;
mod number;
mod owned_context;
mod part;
#[cfg(feature = "std")]
mod path;
mod program;
mod record;
#[cfg(feature = "serde")]
mod serialize;
mod slot;
mod status_answer;
mod timestamp;
mod uuid;
mod value;
mod violations;

pub use crate::args::Args;
pub use crate::context::Context;
pub use crate::escape::{Escaped, write_json_escaped, write_json_string};
pub use crate::hash::hash;
pub use crate::invisible::{is_invisible, is_printable, is_unprintable};
pub use crate::json::Json;
pub use crate::owned_context::OwnedContext;
pub use crate::program::{Op, Program, Slice};
pub use crate::record::Record;
pub use crate::slot::{Builtin, Slot};
pub use crate::status_answer::StatusAnswer;
pub use crate::terms::{
    Casing, ERROR_STATUSES, Grpc, Level, RejectionCause, Retry, SlotFormat, Strategy, ViolationPart, reason_phrase,
};
pub use crate::timestamp::{ParseTimestampError, Timestamp};
pub use crate::uuid::{ParseUuidError, Uuid};
pub use crate::value::{Encode, ToValue, Value};
pub use crate::violations::{Violation, Violations, ViolationsShape};
