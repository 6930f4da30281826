//! Functions for the tests of this workspace.

use std::cell::Cell;
use std::ffi::OsString;

use anstream::adapter::strip_bytes;

use crate::layout::{self, Role};
use crate::terminal::{Human, Terminal};

/// Formats a file of a catalog, as `fmt` does. Returns `None` if the text is not TOML, or if formatting would lose a
/// value or a comment.
#[must_use]
pub fn format_file(text: &str, is_locale: bool) -> Option<String> {
    layout::format_file(text, if is_locale { Role::Locale } else { Role::Catalog })
}

/// The output of a command, without styles.
#[derive(Debug)]
pub struct Output {
    /// The exit code.
    pub code: u8,
    /// The results for people, and then the diagnostics.
    pub text: Vec<u8>,
    /// The data for programs.
    pub data: Vec<u8>,
}

/// Runs `error-catalog` with these arguments, and captures the output.
#[must_use]
pub fn run_captured(arguments: &[&str]) -> Output {
    let name = "error-catalog";
    let args: Vec<OsString> = std::iter::once(&name).chain(arguments).map(OsString::from).collect();
    let (mut out, mut err, mut data) = (Vec::new(), Vec::new(), Vec::new());
    let mut terminal = Terminal {
        name,
        out: &mut Human::new(&mut out),
        err: &mut Human::new(&mut err),
        data: &mut data,
        is_closed: &Cell::new(false),
    };
    let code = crate::run_parsed(crate::parse(name, &args), &mut terminal);
    let text = [out, err].map(|stream| strip_bytes(&stream).into_vec()).concat();
    Output { code, text, data }
}
