//! The rows that need 10,000 codes. They are in their own program, because they take minutes to compile, most of
//! them in one function of strum.

#![forbid(unsafe_code)]

#[path = "generated/codes.rs"]
mod codes;
mod lookup;
mod program;
mod timer;

use self::codes::{CODES, MISSES};
use self::lookup::look_up;
use self::timer::Row;

/// A catalog with 10,000 codes.
#[error_catalog::error_catalog("codes10000.toml")]
pub mod ours {}

fn main() {
    program::run(&[
        ("string to code, hit, 10,000 codes", || row(CODES)),
        ("string to code, miss, 10,000 codes", || row(MISSES)),
    ]);
}

/// The derive of strum asks the compiler to inline its function, which would compile it in this program again.
fn row(texts: &[&'static str]) -> Row {
    look_up(texts, |text| text.parse::<ours::Code>().ok(), theirs10000::find)
}
