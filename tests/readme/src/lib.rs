//! Every block of Rust in the README is a test of documentation here, beside the catalog that it starts from.

#![forbid(unsafe_code)]

#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
