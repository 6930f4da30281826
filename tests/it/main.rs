//! What takes several packages to test: what the attribute makes of a catalog, and what the pages say.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]
// Helpers of tests fail as tests do.
#![allow(clippy::panic, clippy::unwrap_used)]

mod allocation;
#[cfg(feature = "serde")]
mod body;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
mod client_hostile;
#[cfg(feature = "client")]
mod client_unknown;
mod docs;
mod forms;
mod hostile;
#[cfg(all(feature = "client", feature = "examples"))]
mod instances;
mod lookup;
mod presets;
mod rendered;
mod seeds;
mod shop;
mod sources;
mod ui;
