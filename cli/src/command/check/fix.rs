//! `error-catalog check --fix`

use error_catalog_model::{Fix, LintSetting, Report};

use crate::Stop;
use crate::edited::{Edit, Edited};
use crate::inspect::{Inspected, Subject};
use crate::report::place::place_of;
use crate::terminal::Terminal;

/// How often what is mended is looked at again: a fix may show another mistake, and none brings back its own.
const MOST_ROUNDS: usize = 10;

/// Mends what has one right answer, says what it did, and gives what is left.
pub(super) fn fix(subject: &Subject, lints: &[LintSetting], terminal: &mut Terminal<'_>) -> Result<Inspected, Stop> {
    let mut files = Edited::new(&subject.folder);
    let mut inspected = subject.inspect(&files, lints);
    // What a broken lock holds is not known, and with it not what may be changed.
    if subject.lock.as_ref().is_some_and(|lock| lock.contract.is_none()) {
        return Ok(inspected);
    }
    let mut done: Vec<(Fix, String)> = Vec::new();
    for _ in 0..MOST_ROUNDS {
        let fixes = new_fixes(&inspected.report, &done);
        if fixes.is_empty() {
            break;
        }
        let edits: Vec<Edit<'_>> = fixes.iter().filter_map(|(fix, _)| edit(&inspected, fix)).collect();
        if let Err(why) = files.edit(&edits) {
            writeln!(terminal.err, "nothing is fixed: {why}\n")?;
            return Ok(subject.inspect(&subject.folder, lints));
        }
        done.extend(fixes);
        inspected = subject.inspect(&files, lints);
    }
    files.write()?;
    for (_, line) in &done {
        writeln!(terminal.err, "{line}")?;
    }
    if !done.is_empty() {
        writeln!(terminal.err)?;
    }
    Ok(inspected)
}

fn edit<'a>(inspected: &'a Inspected, fix: &'a Fix) -> Option<Edit<'a>> {
    Some(Edit { file: inspected.files.get(fix.file)?, path: &fix.path, value: &fix.value })
}

/// The fixes that have not been made yet, each with the line that says so.
fn new_fixes(report: &Report, done: &[(Fix, String)]) -> Vec<(Fix, String)> {
    let mut fixes: Vec<(Fix, String)> = Vec::new();
    for diagnostic in &report.diagnostics {
        let Some(fix) = &diagnostic.fix else { continue };
        if done.iter().chain(&fixes).any(|(other, _)| other == fix) {
            continue;
        }
        let place = diagnostic.span.and_then(|span| place_of(report, span));
        let place = place.map(|place| format!("{}:{}: ", place.file, place.line)).unwrap_or_default();
        fixes.push((fix.clone(), format!("fixed: {place}{} [{}]", fix.message, diagnostic.rule.id)));
    }
    fixes
}
