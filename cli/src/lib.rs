//! The command line that `error-catalog` and `cargo error-catalog` share.

#![forbid(unsafe_code)]

mod args;
mod command;
mod destination;
mod documents;
mod edit;
mod failure;
mod file;
// For the tests of this workspace.
#[doc(hidden)]
pub mod internal;
mod layout;
mod load;
mod lookup;
mod place;
mod prose;
mod report;
mod rust_source;
mod schemas;
mod suggest;
mod terminal;

use std::cell::Cell;
use std::ffi::OsString;
use std::io::{self, LineWriter};
use std::process::ExitCode;

use anstream::AutoStream;
use clap::FromArgMatches;

#[cfg(feature = "schema")]
pub use crate::documents::schema::document_schemas;
pub use crate::report::diagnostic::render_diagnostic;

use crate::args::Args;
use crate::failure::Failure;
use crate::terminal::{Terminal, UntilClosed};

/// Runs a command. `name` is the name of the program that the user types. The first element of `args` is the program
/// itself.
#[must_use]
pub fn run(name: &str, args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let command = args::command_line(name).term_width(terminal::width()).color(args::find_color(&args));
    let args = match command.try_get_matches_from(args).and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => args,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let is_closed = &Cell::new(false);
    let err = AutoStream::new(io::stderr(), args.color.into());
    // Write whole lines, so that the output of another program in a pipeline never splits a line.
    let mut err = LineWriter::new(UntilClosed { stream: err, is_closed });
    let mut out = UntilClosed { stream: AutoStream::new(io::stdout(), args.color.into()), is_closed };
    let mut terminal = Terminal { name, out: &mut out, err: &mut err, is_closed };
    ExitCode::from(run_command(&args, &mut terminal))
}

/// Runs a command that was parsed. Returns the exit code.
fn run_command(args: &Args, terminal: &mut Terminal<'_>) -> u8 {
    let message = match command::run(&args.command, terminal).and_then(|()| Ok(terminal.out.flush()?)) {
        Ok(()) => return 0,
        Err(Failure::Findings) => return 1,
        Err(Failure::Output(error)) => format!("cannot print: {error}"),
        Err(Failure::Fatal(message)) => message,
    };
    let _ = terminal.say_error(message);
    2
}
