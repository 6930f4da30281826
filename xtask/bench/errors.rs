//! The errors of both sides, and the order in which a row uses them.

use crate::generated::values;
use crate::lookup::shuffled;
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
