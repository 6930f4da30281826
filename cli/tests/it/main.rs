//! Tests that cases in `cmd/` cannot express. Tests that are slow or must run alone are separate test binaries.

#![allow(clippy::panic, clippy::unwrap_used)]

#[cfg(unix)]
mod action;
mod adopt;
mod adopt_text;
mod against;
mod agreement;
#[cfg(unix)]
mod archive;
mod bounds;
mod closed_pipe;
mod color;
mod described;
mod families;
#[cfg(unix)]
#[path = "../../../outputs/tests/support/mod.rs"]
mod hostile;
mod limits;
mod machine;
#[cfg(unix)]
mod mentions;
#[path = "../../../tests/fixtures/nesting.rs"]
mod nesting;
mod odd_paths;
#[cfg(unix)]
mod printing;
mod program;
mod queries;
mod questions;
mod ratchet;
mod rules;
mod run_time_codes;
mod schema;
mod seen;
mod shells;
mod strict;
mod suggestions;
mod support;
mod swappable;
mod templates;
mod violation_codes;
