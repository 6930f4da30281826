//! For people.

use std::io;

use anstyle::Style;

use super::Comparison;
use crate::report::changes;
use crate::terminal::Terminal;

pub(super) fn show(comparison: &Comparison, terminal: &mut Terminal<'_>) -> io::Result<()> {
    let changes: Vec<_> = comparison.changes.iter().collect();
    let width = changes::width(terminal, &io::stdout());
    changes::show(&changes, |change| comparison.place(change), width, terminal.out)?;
    let versions = comparison.versions().map(|versions| format!(": {versions}")).unwrap_or_default();
    let summary =
        format!("{} to {}: {}{versions}", comparison.old, comparison.new, changes::count_changes(&comparison.changes));
    changes::write_wrapped(&summary, "", "", Style::new(), width, terminal.out)
}
