//! What `error-catalog` and `cargo error-catalog` have in common: all but how they are called.

#![forbid(unsafe_code)]

mod args;
mod command;
mod edit;
mod file;
mod layout;
mod load;
mod lookup;
mod place;
mod prose;
mod report;
mod rust_source;
mod schemas;
mod terminal;

use std::ffi::OsString;
use std::io::{self, ErrorKind, LineWriter};
use std::process::ExitCode;

use anstream::AutoStream;
use clap::{CommandFactory, FromArgMatches};

pub use crate::report::diagnostic::render_diagnostic;

use crate::args::Args;
use crate::terminal::Terminal;

/// Runs a command. `name` is what the user calls the program by, and the first of `args` is the program itself.
#[must_use]
pub fn run(name: &str, args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let command = Args::command().bin_name(name).term_width(terminal::width()).color(args::find_color(&args));
    let matches = command::word_usage(command, name).try_get_matches_from(args);
    let args = match matches.and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => args,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    // Line by line: what another program of a pipeline says comes between lines, and not into one.
    let mut err = LineWriter::new(AutoStream::new(io::stderr(), args.color.into()));
    let mut out = AutoStream::new(io::stdout(), args.color.into());
    let mut terminal = Terminal { name, out: &mut out, err: &mut err };
    match command::run(&args.command, &mut terminal).and_then(|()| Ok(terminal.out.flush()?)) {
        Ok(()) => ExitCode::SUCCESS,
        // `error-catalog render json | head -1` has all that it wanted.
        Err(Stop::Output(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Stop::Output(error)) => trouble(&mut terminal, &format!("cannot print: {error}")),
        Err(Stop::Wrong) => ExitCode::from(1),
        Err(Stop::Trouble(message)) => trouble(&mut terminal, &message),
    }
}

fn trouble(terminal: &mut Terminal<'_>, message: &str) -> ExitCode {
    let _ = terminal.say_error(message);
    ExitCode::from(2)
}

/// Why a command ends early.
#[derive(Debug)]
enum Stop {
    /// The catalog is wrong, or an output is not up to date; the user has been told.
    Wrong,
    /// A file cannot be read or written.
    Trouble(String),
    /// What the command prints has nowhere to go.
    Output(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Stop::Output(error)
    }
}
