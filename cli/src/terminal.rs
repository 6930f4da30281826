//! Where a command speaks to.

use std::io::{self, IsTerminal, Write};

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
    /// The columns to fill with prose: those of the terminal, and 80 where there is none; never more than 100.
    pub(crate) fn width(&self) -> usize {
        terminal_size::terminal_size().map_or(80, |(terminal_size::Width(width), _)| usize::from(width).clamp(20, 100))
    }

    /// Whether a person can be asked: the standard input and error are a terminal.
    pub(crate) fn is_interactive(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }
}
