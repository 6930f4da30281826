//! What the cases of `cmd/` cannot show. What takes its time, or must have the machine for itself, is a test of its own.

#![allow(clippy::panic, clippy::unwrap_used)]

#[cfg(unix)]
mod action;
mod against;
mod agreement;
mod color;
mod machine;
mod odd_paths;
mod program;
mod queries;
mod rules;
mod schema;
mod shells;
mod strict;
mod support;
