//! Where a command speaks to.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use anstyle::{AnsiColor, Style};
use error_catalog_codegen::program::pretty_json;
use error_catalog_model::printable;
use serde::Serialize;

use crate::prose::{styled, wrap};

/// The streams of a command, and what is known of the terminal behind them.
///
/// What a command makes goes to `out`, what it has to say about it to `err`. Both take ANSI styles, and drop them where
/// nobody wants colour.
pub(crate) struct Terminal<'a> {
    /// What the user calls the program by.
    pub(crate) name: &'a str,
    pub(crate) out: &'a mut dyn Write,
    pub(crate) err: &'a mut dyn Write,
}

impl Terminal<'_> {
    /// The columns to fill with prose.
    pub(crate) fn width(&self) -> usize {
        width()
    }

    /// The columns to fill in the standard output. Into a pipe or a file a line stays one, for those who search it.
    pub(crate) fn out_width(&self) -> usize {
        if io::stdout().is_terminal() { width() } else { usize::MAX }
    }

    /// The columns to fill in the standard error.
    pub(crate) fn err_width(&self) -> usize {
        if io::stderr().is_terminal() { width() } else { usize::MAX }
    }

    /// The name of the program's file: `cargo-error-catalog` for `cargo error-catalog`.
    pub(crate) fn program(&self) -> String {
        self.name.replace(' ', "-")
    }

    /// Says what went wrong, after the word `error`.
    pub(crate) fn say_error(&mut self, message: impl Display) -> io::Result<()> {
        self.say("error", AnsiColor::BrightRed, &message.to_string())
    }

    /// Says what to do about it, after the word `help`.
    pub(crate) fn say_help(&mut self, message: impl Display) -> io::Result<()> {
        self.say("help", AnsiColor::BrightCyan, &message.to_string())
    }

    /// Prints a remark on stderr, after the word `note`.
    pub(crate) fn say_note(&mut self, message: impl Display) -> io::Result<()> {
        self.say("note", AnsiColor::BrightGreen, &message.to_string())
    }

    /// The word has the look of clap's own messages and of diagnostics.
    fn say(&mut self, word: &str, color: AnsiColor, message: &str) -> io::Result<()> {
        let first = format!("{}: ", styled(color.on_default().bold(), word));
        let rest = " ".repeat(word.len() + 2);
        writeln!(self.err, "{}", wrap(&printable(message), self.err_width(), &first, &rest))
    }

    /// Prints a document for programs.
    pub(crate) fn print_json(&mut self, document: &impl Serialize) -> io::Result<()> {
        writeln!(self.out, "{}", pretty_json(&serde_json::to_string(document)?))
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

    /// Whether a person can be asked: the standard input and error are a terminal.
    pub(crate) fn is_interactive(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }
}

/// The columns to fill with prose: those of the terminal, and 80 where there is none; never more than 100.
pub(crate) fn width() -> usize {
    terminal_size::terminal_size().map_or(80, |(terminal_size::Width(width), _)| usize::from(width).clamp(20, 100))
}
