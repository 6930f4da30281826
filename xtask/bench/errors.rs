//! The errors of both sides, and the order in which a row uses them.

use crate::generated::values;
pub use crate::generated::values::{CODES, MISSES};
use crate::theirs;

/// The errors of the catalog, with a body as many teams define it.
#[error_catalog::error_catalog("errors.toml")]
#[derive(Clone)]
pub mod ours {}

/// The same errors as Problem Details.
#[error_catalog::error_catalog("problem.toml")]
pub mod problem {}

/// A catalog with 40 codes.
#[error_catalog::error_catalog("codes40.toml")]
pub mod ours40 {}

/// A catalog with 10,000 codes.
#[error_catalog::error_catalog("codes10000.toml")]
pub mod ours10000 {}

/// Puts values into an order that looks random, but is the same in every run. A branch predictor then knows as little
/// of the next error as in a service.
pub fn shuffled<T>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.into_iter().collect();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for last in (1..values.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        values.swap(last, (state % (last as u64 + 1)) as usize);
    }
    values
}

/// The indices of the errors with a number of fields, in the order of their use.
fn with_fields(count: usize) -> Vec<usize> {
    shuffled((0..values::FIELDS.len()).filter(|index| values::FIELDS[*index] == count))
}

pub fn ours_with_fields(count: usize) -> Vec<ours::Error> {
    with_fields(count).into_iter().map(|index| values::OURS[index]()).collect()
}

pub fn problems_with_fields(count: usize) -> Vec<problem::Error> {
    with_fields(count).into_iter().map(|index| values::PROBLEMS[index]()).collect()
}

pub fn theirs_with_fields(count: usize) -> Vec<theirs::Error> {
    with_fields(count).into_iter().map(|index| values::THEIRS[index]()).collect()
}
