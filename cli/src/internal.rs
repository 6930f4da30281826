//! Functions for the tests of this workspace.

use std::cell::Cell;

use anstream::StripStream;
use clap::Parser;

use crate::args::Args;
use crate::layout::{self, Role};
use crate::terminal::Terminal;

/// Formats a file of a catalog, as `fmt` does. Returns `None` if the text is not TOML, or if formatting would lose a
/// value or a comment.
#[must_use]
pub fn format_file(text: &str, is_locale: bool) -> Option<String> {
    layout::format_file(text, if is_locale { Role::Locale } else { Role::Catalog })
}

/// Runs `error-catalog` with these arguments. Returns the exit code, stdout and stderr. If the arguments are invalid,
/// stderr is the message of the parser.
#[must_use]
pub fn run_captured(arguments: &[&str]) -> (u8, Vec<u8>, Vec<u8>) {
    let name = "error-catalog";
    let args = match Args::try_parse_from(std::iter::once(&name).chain(arguments)) {
        Ok(args) => args,
        Err(error) => return (2, Vec::new(), error.to_string().into_bytes()),
    };
    let (mut out, mut err) = (StripStream::new(Vec::new()), StripStream::new(Vec::new()));
    let is_closed = &Cell::new(false);
    let code = crate::run_command(&args, &mut Terminal { name, out: &mut out, err: &mut err, is_closed });
    (code, out.into_inner(), err.into_inner())
}
