//! A module in a separate file. The first message is rustc's.

#[error_catalog::error_catalog]
#[path = "../in_a_file.rs"]
mod errors;

fn main() {}
