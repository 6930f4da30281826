//! The instructions of calls at run time: the rows of `cargo xtask bench --run`, except those with 10,000 codes, whose
//! program takes minutes to compile.

use std::path::Path;

use super::{Open, Unit};
use crate::Result;
use crate::bench::run::{Found, Program, find, of_one_call};

/// Rows of the benchmark that differ from another row only in the code that is written by hand.
const TWINS: &[&str] = &[
    "code to string, table",
    "code to status, table",
    "client, known code, Value",
    "client, unknown code, Value",
    "client, damaged JSON, Value",
    "axum, by hand in a layer",
];

pub(super) fn costs(root: &Path, target: &Path) -> Result<Vec<Open>> {
    let rows = find(Program::Usual, root, target)?.into_iter().filter(|row| !TWINS.contains(&row.name.as_str()));
    let cost = |row: Found| Open::new(Unit::Instructions, row.name.clone(), move || of_one_call(&row, "ours"));
    Ok(rows.map(cost).collect())
}
