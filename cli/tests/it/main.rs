//! Tests that cases in `cmd/` cannot express. Tests that are slow or must run alone are separate test binaries.

#![allow(clippy::panic, clippy::unwrap_used)]

#[cfg(unix)]
mod action;
mod against;
mod agreement;
mod bounds;
mod closed_pipe;
mod color;
mod machine;
mod odd_paths;
mod program;
mod queries;
mod rules;
mod schema;
mod shells;
mod strict;
mod suggestions;
mod support;
