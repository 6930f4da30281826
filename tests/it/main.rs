//! Tests that need several packages: the code that the attribute generates, and the examples in the documentation.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]
// Clippy allows this only in functions that are tests themselves.
#![allow(clippy::panic, clippy::unwrap_used)]

mod allocation;
#[cfg(feature = "serde")]
mod body;
mod bound;
mod bound_debug;
mod bound_names;
mod bound_several;
mod bound_types;
mod builds;
mod callers;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
mod client_hostile;
#[cfg(feature = "client")]
mod client_unknown;
#[cfg(feature = "client")]
mod codes;
mod conversions;
#[cfg(feature = "client")]
mod details;
mod docs;
#[cfg(all(feature = "client", feature = "examples"))]
mod families;
mod forms;
mod hostile;
#[cfg(feature = "client")]
mod inherited;
#[cfg(all(feature = "client", feature = "examples"))]
mod instances;
mod lints;
mod lookup;
#[cfg(all(feature = "client", feature = "examples"))]
mod many;
#[cfg(feature = "client")]
mod names;
mod nested;
#[cfg(feature = "client")]
mod null;
mod one_of;
#[cfg(feature = "openapi")]
mod openapi;
#[cfg(feature = "from-parts")]
mod parts;
mod presets;
mod properties;
mod rendered;
mod rust_changes;
mod seeds;
mod sensitive;
#[cfg(feature = "client")]
mod sent_status;
mod shop;
mod sources;
mod statuses;
#[cfg(feature = "utoipa")]
#[path = "../../outputs/tests/support/mod.rs"]
mod support;
#[cfg(feature = "client")]
mod times;
mod ui;
#[cfg(feature = "utoipa")]
mod utoipa;
#[cfg(feature = "client")]
mod vectors;
#[cfg(feature = "client")]
mod violation_codes;
#[cfg(feature = "client")]
mod violation_templates;
