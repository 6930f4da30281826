//! Prints the comparison for users.

use std::io;

use error_catalog_model::printable_line;

use super::Comparison;
use crate::prose::wrap;
use crate::report::changes;
use crate::terminal::Terminal;

pub(super) fn show(comparison: &Comparison, terminal: &mut Terminal<'_>) -> io::Result<()> {
    let changes: Vec<_> = comparison.located().map(|(change, old, new)| (change, new.or(old))).collect();
    let width = terminal.out_width();
    changes::show(&changes, width, terminal.out)?;
    match &comparison.rust {
        Some(rust) => rust.show(width, terminal.out)?,
        None => writeln!(
            terminal.out,
            "for Rust callers of generated enums: unknown, because a lock does not record the Rust code\n"
        )?,
    }
    writeln!(terminal.out, "{}", wrap(&printable_line(&comparison.summary()), width, "", ""))
}
