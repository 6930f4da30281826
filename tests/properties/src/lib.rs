//! Properties that hold for every input. The fuzzer in `fuzz/` looks for an input that breaks a property, and a test
//! checks the properties for the committed inputs in `fuzz/seeds/`.

#![forbid(unsafe_code)]
#![allow(clippy::panic, reason = "a broken property stops the fuzzer and the test")]

mod apis;
mod archive;
pub mod catalog;
pub mod client;
pub mod encoder;
pub mod format;
pub mod import;
pub mod lock;
mod mutate;
mod response;
mod text;
pub mod usage;

pub use crate::mutate::mutate_files;

/// A property.
#[derive(Debug)]
pub struct Property {
    /// The name of the property, of its fuzz target and of the folder of its inputs.
    pub name: &'static str,
    /// Checks the property for an input, and panics if the input breaks the property. Returns whether the input is
    /// valid, so that the check did not end early.
    pub check: fn(&[u8]) -> bool,
    /// Whether [`mutate_files`] produces further inputs, because the files of an input are catalogs.
    pub has_catalogs: bool,
}

/// Every property.
pub static PROPERTIES: &[Property] = &[
    Property { name: "catalog", check: catalog::check, has_catalogs: true },
    Property { name: "lock", check: lock::check, has_catalogs: true },
    Property { name: "client", check: client::check, has_catalogs: false },
    Property { name: "encoder", check: encoder::check, has_catalogs: false },
    Property { name: "format", check: format::check, has_catalogs: true },
    Property { name: "import", check: import::check, has_catalogs: false },
    Property { name: "usage", check: usage::check, has_catalogs: false },
];
