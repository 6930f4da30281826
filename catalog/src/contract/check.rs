//! Compares a catalog with its lock, and reports each change that would break clients.

use super::{Change, ChangeKind, Contract, Impact, is_smaller, next_version, version_allows};
use crate::diagnostic::{Diagnostic, Fix, Span, rules};
use crate::literal::Literal;
use crate::model::Catalog;

/// Returns a diagnostic for each rejected change. `changes` are the changes from `lock` to `catalog`. Each diagnostic
/// points at the change in the catalog, or in the lock if the catalog does not show the change.
///
/// A change that breaks clients is rejected if the change is [`forbidden`](Change::forbidden), or if the catalog's
/// version does not announce such a change. A message that may have a new meaning causes a warning, and the next
/// release asks whether the meaning is new.
///
/// The caller's report must list the file of [`Contract::lock`] after the files of the catalog.
#[must_use]
pub fn check_contract(catalog: &Catalog, lock: &Contract, changes: &[Change]) -> Vec<Diagnostic> {
    let versions = lock.version.as_deref().zip(catalog.version.as_deref());
    if let Some((released, version)) = versions.filter(|(released, version)| is_smaller(version, released)) {
        return vec![diagnose_older(catalog, lock, version, released)];
    }
    let broken = changes.iter().filter(|change| change.impact == Impact::Major);
    let announced = lock.version.as_deref().zip(catalog.version.as_deref());
    let allows = announced.is_some_and(|(old, new)| version_allows(old, new, Impact::Major));
    let broken = broken.filter(|change| change.forbidden || !allows || change.is_asked());
    broken.map(|change| diagnose(catalog, lock, change)).collect()
}

/// Reports that the catalog is older than its lock. Errors that only the lock contains were not removed, so there is
/// nothing to fix.
fn diagnose_older(catalog: &Catalog, lock: &Contract, version: &str, released: &str) -> Diagnostic {
    let now = catalog.spans.in_top(&["catalog", "version"]).unwrap_or(NOWHERE);
    let message = format!("the catalog has version {version}, but {released} is already released");
    let mut diagnostic = Diagnostic::new(&rules::LOCK_NEWER, now, message);
    if let Some(then) = lock.lock.as_ref().and_then(|lock| lock.spans.in_top(&["version"])) {
        diagnostic = diagnostic.with_related(in_lock(catalog, then), "the lock records a newer version");
    }
    diagnostic.with_help(format!(
        "use the lock that belongs to this catalog, or set the catalog's `version` to {released} or higher"
    ))
}

/// The span of a change that has no key in the catalog.
const NOWHERE: Span = Span { file: 0, start: 0, end: 0 };

/// Moves a span of the lock to the lock's file in a report, in which the lock follows the files of the catalog.
fn in_lock(catalog: &Catalog, span: Span) -> Span {
    Span { file: catalog.files.len(), ..span }
}

fn diagnose(catalog: &Catalog, lock: &Contract, change: &Change) -> Diagnostic {
    let now = change.span(&catalog.spans);
    let then = lock.lock.as_ref().and_then(|lock| change.old_span(&lock.spans)).map(|span| in_lock(catalog, span));
    let span = now.or(then).unwrap_or(NOWHERE);
    let mut diagnostic = Diagnostic::new(change.kind.rule(), span, change.to_string());
    if let (Some(_), Some(then)) = (now, then) {
        let why = match change.kind {
            ChangeKind::CodeReused | ChangeKind::NumberReused => "this was the old meaning",
            _ => "the released version",
        };
        diagnostic = diagnostic.with_related(then, why);
    }
    diagnostic = diagnostic.with_help(change.why);
    if let (Some(certainty), Some(grounds)) = (change.certainty, &change.grounds) {
        let it = if change.is_violation { "violation" } else { "error" };
        diagnostic = diagnostic.with_help(format!("the match with the old {it} is {certainty}: {grounds}"));
    }
    for way in &change.advice {
        diagnostic = diagnostic.with_help(way.clone());
    }
    if change.advice.is_empty() {
        diagnostic = diagnostic.with_help(raise_version(lock));
    }
    diagnostic.fix = fix_of(lock, change);
    diagnostic
}

/// Says how to resolve a change that a higher version would allow, in one line.
fn raise_version(lock: &Contract) -> String {
    match lock.version.as_deref().and_then(|version| Some((version, next_version(version, Impact::Major)?))) {
        Some((version, next)) => {
            format!("version {version} is already released: set `version` to {next} or higher, or undo the change")
        }
        None => "undo the change, or give the catalog a version and release it".to_owned(),
    }
}

/// A row of `[retired]`, if the change needs only that.
fn fix_of(lock: &Contract, change: &Change) -> Option<Fix> {
    let code = change.code.clone().filter(|_| change.kind == ChangeKind::CodeRemoved)?;
    let note = match &lock.version {
        Some(version) => format!("Removed after version {version}."),
        None => "Removed.".to_owned(),
    };
    let what = if change.is_violation { "violation code" } else { "code" };
    let message = format!("retire the {what} `{code}`");
    Some(Fix { file: 0, path: vec![change.retired_table().to_owned(), code], value: Literal::String(note), message })
}
