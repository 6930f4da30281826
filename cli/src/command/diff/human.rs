//! Prints the comparison for users.

use std::io;

use super::Comparison;
use crate::prose::wrap;
use crate::report::changes;
use crate::terminal::Terminal;

pub(super) fn show(comparison: &Comparison, terminal: &mut Terminal<'_>) -> io::Result<()> {
    let changes: Vec<_> = comparison.changes.iter().collect();
    let width = terminal.out_width();
    changes::show(&changes, |change| comparison.place(change), width, terminal.out)?;
    let versions = comparison.versions().map(|versions| format!("; {versions}")).unwrap_or_default();
    let summary =
        format!("{} to {}: {}{versions}", comparison.old, comparison.new, changes::count_changes(&comparison.changes));
    writeln!(terminal.out, "{}", wrap(&summary, width, "", ""))
}
