//! The command line that `error-catalog` and `cargo error-catalog` share. The documentation of error-catalog describes
//! [every command](https://docs.rs/error-catalog/latest/error_catalog/_documentation/cli/).

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
use std::io;
use std::process::ExitCode;

use anstream::AutoStream;
use clap::FromArgMatches;
use error_catalog_model::printable_line;

#[cfg(feature = "schema")]
pub use crate::documents::schema::document_schemas;
pub use crate::report::diagnostic::render_diagnostic;

use crate::args::Args;
use crate::failure::Failure;
use crate::terminal::{Human, Terminal, UntilClosed};

/// Rendering allocates many small texts on several threads, for which the allocators of most systems are slow.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs a command. `name` is the name of the program that the user types. The first element of `args` is the program
/// itself.
#[must_use]
pub fn run(name: &str, args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let parsed = parse(name, &args);
    let color = parsed.as_ref().map_or_else(|_| args::find_color(&args), |args| args.color);
    let is_closed = &Cell::new(false);
    let mut out = Human::new(UntilClosed { stream: AutoStream::new(io::stdout(), color.into()), is_closed });
    let mut err = Human::new(UntilClosed { stream: AutoStream::new(io::stderr(), color.into()), is_closed });
    let mut data = UntilClosed { stream: io::stdout(), is_closed };
    let mut terminal = Terminal { name, out: &mut out, err: &mut err, data: &mut data, is_closed };
    ExitCode::from(run_parsed(parsed, &mut terminal))
}

fn parse(name: &str, args: &[OsString]) -> Result<Args, clap::Error> {
    let parse = |args: &[OsString]| {
        let command = args::command_line(name).term_width(terminal::width());
        Args::from_arg_matches(&command.try_get_matches_from(args)?)
    };
    parse(args).map_err(|error| {
        // The message quotes arguments, and an argument may contain control characters.
        let shown: Vec<OsString> = args.iter().map(|arg| printable_line(&arg.to_string_lossy()).into()).collect();
        if shown == args { error } else { parse(&shown).err().unwrap_or(error) }
    })
}

/// Runs a command, or shows why the arguments are invalid. Returns the exit code.
fn run_parsed(parsed: Result<Args, clap::Error>, terminal: &mut Terminal<'_>) -> u8 {
    let code = match parsed {
        Ok(args) => {
            let done = command::run(&args.command, terminal);
            match done.and_then(|()| Ok(terminal.out.flush().and_then(|()| terminal.data.flush())?)) {
                Ok(()) => 0,
                Err(Failure::Findings) => 1,
                Err(Failure::Output(error)) => show_fatal(terminal, &format!("cannot print: {error}")),
                Err(Failure::Fatal(message)) => show_fatal(terminal, &message),
            }
        }
        Err(error) => {
            let stream = if error.use_stderr() { &mut *terminal.err } else { &mut *terminal.out };
            match write!(stream, "{}", error.render().ansi()).and_then(|()| stream.flush()) {
                Ok(()) => u8::try_from(error.exit_code()).unwrap_or(2),
                Err(error) => show_fatal(terminal, &format!("cannot print: {error}")),
            }
        }
    };
    let _ = terminal.out.flush();
    let _ = terminal.err.flush();
    code
}

fn show_fatal(terminal: &mut Terminal<'_>, message: &str) -> u8 {
    let _ = terminal.say_error(message);
    2
}
