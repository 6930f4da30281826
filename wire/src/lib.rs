//! The encoder of [error-catalog](https://docs.rs/error-catalog): it turns a [`Program`], made once from a
//! catalog's templates, and the [`Value`]s of one error into a response body, a header or a message.
//!
//! The same code answers requests at run time and renders every documented example at generation time, so
//! that a reference page cannot show what a server would not send. It writes straight into any
//! [`core::fmt::Write`] and allocates nothing of its own.
//!
//! Users meet this crate through `error_catalog`, which re-exports what an application needs.

#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(any(test, feature = "std"))]
extern crate std;

mod context;
mod encode;
mod escape;
mod hash;
mod header;
mod json;
mod program;
#[cfg(feature = "serde")]
mod serialize;
mod timestamp;
mod uuid;
mod value;
mod violations;

pub use crate::context::{Args, Context};
pub use crate::escape::{Escaped, write_json_escaped, write_json_string};
pub use crate::hash::fnv1a;
pub use crate::json::Json;
pub use crate::program::{Op, Program, Slot};
pub use crate::timestamp::{ParseTimestampError, Timestamp};
pub use crate::uuid::{ParseUuidError, Uuid};
pub use crate::value::{Encode, ToValue, Value};
pub use crate::violations::{Shape, Violation, Violations};
