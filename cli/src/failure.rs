//! The ways in which a command can fail.

use std::io;

#[derive(Debug)]
pub(crate) enum Failure {
    /// The command has found and reported something, such as a problem of the catalog. Exit code 1.
    Findings,
    /// The command cannot do its work: wrong usage, or a file that cannot be read or written. Exit code 2.
    Fatal(String),
    /// The command cannot print its results.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}
