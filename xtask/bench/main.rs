//! The program that `cargo xtask bench --run` builds and runs. Both sides of a row are in this process.

#![forbid(unsafe_code)]

mod axum;
mod body;
mod client;
mod codes;
mod errors;
#[allow(dead_code, reason = "a row uses a part of each type")]
mod generated;
mod lookup;
mod program;
mod theirs;
mod timer;

fn main() {
    program::run(&[body::ROWS, codes::ROWS, client::ROWS, axum::ROWS].concat());
}
