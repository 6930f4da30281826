//! For people.

use std::io;

use super::Comparison;
use crate::report::changes;
use crate::terminal::Terminal;

pub(super) fn show(comparison: &Comparison, terminal: &mut Terminal<'_>) -> io::Result<()> {
    let changes: Vec<_> = comparison.changes.iter().collect();
    let width = changes::width(terminal);
    changes::show(&changes, |change| comparison.place(change), width, terminal.out)?;
    writeln!(terminal.out, "{} to {}: {}", comparison.old, comparison.new, comparison.summary())
}
