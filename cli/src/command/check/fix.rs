//! `error-catalog check --fix`

use std::collections::BTreeSet;

use error_catalog_model::{Fix, LintSetting, Report, Rule};

use crate::edit::{Edit, Overlay, render_value};
use crate::failure::Failure;
use crate::load::{Inspected, Subject};
use crate::terminal::Terminal;

/// The maximum number of rounds. Fixing one problem can reveal another problem, but cannot bring back the fixed
/// problem.
const MAX_ROUNDS: usize = 10;

/// Fixes every problem that has exactly one correct solution, reports each fix, and returns the remaining problems.
pub(super) fn fix(subject: &Subject, lints: &[LintSetting], terminal: &mut Terminal<'_>) -> Result<Inspected, Failure> {
    let mut files = Overlay::new(&subject.folder);
    let mut inspected = subject.inspect(&files, lints);
    // Without a valid lock, it is unknown which codes and numbers may be changed.
    if subject.lock.as_ref().is_some_and(|lock| lock.contract.is_none()) {
        return Ok(inspected);
    }
    let mut done: Vec<(Fix, &Rule)> = Vec::new();
    for _ in 0..MAX_ROUNDS {
        let fixes = new_fixes(&inspected.report, &done);
        if fixes.is_empty() {
            break;
        }
        if let Err(why) = files.edit(&edits(&inspected, &fixes)) {
            terminal.print_err(format_args!("nothing was fixed: {why}"))?;
            writeln!(terminal.err)?;
            return Ok(subject.inspect(&subject.folder, lints));
        }
        done.extend(fixes);
        inspected = subject.inspect(&files, lints);
    }
    files.write()?;
    for (place, (fix, rule)) in files.places(&edits(&inspected, &done)).iter().zip(&done) {
        terminal.print_err(format_args!("fixed: {place}: {} [{}]", fix.message, rule.id))?;
    }
    if !done.is_empty() {
        writeln!(terminal.err)?;
    }
    Ok(inspected)
}

/// The fixes that are not applied yet, without duplicates.
fn new_fixes(report: &Report, done: &[(Fix, &'static Rule)]) -> Vec<(Fix, &'static Rule)> {
    let key = |fix: &Fix| (fix.file, fix.path.clone(), render_value(&fix.value));
    let mut known: BTreeSet<_> = done.iter().map(|(fix, _)| key(fix)).collect();
    let fixes = report.diagnostics.iter().filter_map(|it| Some((it.fix.clone()?, it.rule)));
    fixes.filter(|(fix, _)| known.insert(key(fix))).collect()
}

fn edits<'a>(inspected: &'a Inspected, fixes: &'a [(Fix, &Rule)]) -> Vec<Edit<'a>> {
    let file = |fix: &Fix| inspected.files.get(fix.file).map_or("", String::as_str);
    fixes.iter().map(|(fix, _)| Edit { file: file(fix), path: &fix.path, value: &fix.value }).collect()
}
