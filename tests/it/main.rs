//! What the attribute makes of a catalog, seen from the crate that uses it.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]
#![allow(clippy::unwrap_used)]

mod forms;
mod lookup;
mod shop;
mod ui;
