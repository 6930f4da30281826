//! The standard output and the standard error of a command.

mod stream;

use std::cell::Cell;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use anstyle::{AnsiColor, Style};
use error_catalog_codegen::program::pretty_json;
use error_catalog_model::printable_line;
use serde::Serialize;

pub(crate) use self::stream::{Human, UntilClosed};

use crate::prose::{styled, wrap};

/// The output streams of a command, and the properties of the terminal.
///
/// Results for people go to `out`, diagnostics to `err`. Both streams accept ANSI styles, and remove the styles if
/// color is off. Neither stream prints text that a terminal or a build server would run as a command. Data for programs
/// goes to `data`, which is stdout without any change.
pub(crate) struct Terminal<'a> {
    /// The program's name as the user types it: `error-catalog` or `cargo error-catalog`.
    pub(crate) name: &'a str,
    pub(crate) out: &'a mut dyn Write,
    pub(crate) err: &'a mut dyn Write,
    pub(crate) data: &'a mut dyn Write,
    /// Whether the reader of `out` or `err` has closed the pipe.
    pub(crate) is_closed: &'a Cell<bool>,
}

impl Terminal<'_> {
    /// The width for prose, in columns.
    pub(crate) fn width(&self) -> usize {
        width()
    }

    /// The width of stdout, in columns. If stdout is a pipe or a file, no line is broken, so that a search finds whole
    /// lines.
    pub(crate) fn out_width(&self) -> usize {
        if io::stdout().is_terminal() { width() } else { usize::MAX }
    }

    /// The width of stderr, in columns. If stderr is a pipe or a file, no line is broken.
    pub(crate) fn err_width(&self) -> usize {
        if io::stderr().is_terminal() { width() } else { usize::MAX }
    }

    /// The name of the program's executable: `cargo-error-catalog` for `cargo error-catalog`.
    pub(crate) fn program(&self) -> String {
        self.name.replace(' ', "-")
    }

    /// Prints a line of text without styles on stdout.
    pub(crate) fn print(&mut self, line: impl Display) -> io::Result<()> {
        writeln!(self.out, "{}", printable_line(&line.to_string()))
    }

    /// Prints a line of text without styles on stderr.
    pub(crate) fn print_err(&mut self, line: impl Display) -> io::Result<()> {
        writeln!(self.err, "{}", printable_line(&line.to_string()))
    }

    /// Prints an error message on stderr, after the word `error`.
    pub(crate) fn say_error(&mut self, message: impl Display) -> io::Result<()> {
        self.say("error", AnsiColor::BrightRed, &message.to_string())
    }

    /// Prints on stderr what the user can do, after the word `help`.
    pub(crate) fn say_help(&mut self, message: impl Display) -> io::Result<()> {
        self.say("help", AnsiColor::BrightCyan, &message.to_string())
    }

    /// Prints a remark on stderr, after the word `note`.
    pub(crate) fn say_note(&mut self, message: impl Display) -> io::Result<()> {
        self.say("note", AnsiColor::BrightGreen, &message.to_string())
    }

    /// Prints a message after a word, which is styled as in clap's messages and in diagnostics.
    fn say(&mut self, word: &str, color: AnsiColor, message: &str) -> io::Result<()> {
        let first = format!("{}: ", styled(color.on_default().bold(), word));
        let rest = " ".repeat(word.len() + 2);
        writeln!(self.err, "{}", wrap(&printable_line(message), self.err_width(), &first, &rest))
    }

    /// Prints a document for programs.
    pub(crate) fn print_json(&mut self, document: &impl Serialize) -> io::Result<()> {
        writeln!(self.data, "{}", pretty_json(&serde_json::to_string(document)?))
    }

    /// Shows a unified diff.
    pub(crate) fn show_diff(&mut self, diff: &str) -> io::Result<()> {
        for line in diff.lines() {
            let style = match line.as_bytes().first() {
                Some(b'+') => AnsiColor::Green.on_default(),
                Some(b'-') => AnsiColor::Red.on_default(),
                Some(b'@') => AnsiColor::Cyan.on_default(),
                _ => Style::new(),
            };
            writeln!(self.err, "{style}{line}{style:#}")?;
        }
        Ok(())
    }

    /// Whether the program can ask questions, because stdin and stderr are a terminal.
    pub(crate) fn is_interactive(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }
}

/// The width for prose, in columns: the width of the terminal, but at least 20 and at most 100; 80 without a terminal.
pub(crate) fn width() -> usize {
    terminal_size::terminal_size().map_or(80, |(terminal_size::Width(width), _)| usize::from(width).clamp(20, 100))
}
