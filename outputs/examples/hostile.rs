//! Writes the hostile catalogs of the tests to a folder, one file for each hostile text, for checks in other languages.

// Helpers of tests may panic.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::PathBuf;
use std::{env, fs};

fn main() {
    let folder = PathBuf::from(env::args_os().nth(1).unwrap());
    for (number, text) in support::HOSTILE.iter().enumerate() {
        fs::write(folder.join(format!("hostile{number}.toml")), support::hostile(text)).unwrap();
    }
}
