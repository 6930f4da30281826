//! `error-catalog release`

mod refuse;

use error_catalog_model::contract::{Change, Contract, carry_comments, is_smaller, next_version, version_allows};
use error_catalog_model::{Literal, Report, Severity};

use self::refuse::{find_answers, refuse_questions, refuse_version, suggest_sufficient};

use crate::args::release::Options;
use crate::edit::{Edit, Overlay};
use crate::failure::Failure;
use crate::load::{Inspected, LockChoice, LockFile, Subject, fail};
use crate::prose::count;
use crate::report::{changes, human};
use crate::terminal::Terminal;

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let choice = options.lock.clone().map_or(LockChoice::Default, LockChoice::At);
    let mut subject = Subject::open(options.catalog.main_file(), &choice, terminal.name)?;
    LockFile::of(&subject.folder, &choice).check_destination()?;
    subject.reworded.clone_from(&options.reworded);
    let mut inspected = subject.inspect(&subject.folder, &[]);
    if let Some(catalog) = &inspected.catalog {
        subject.reworded = find_answers(&subject, catalog, terminal)?;
    }
    let subject = subject;
    let lock = LockFile::of(&subject.folder, &choice);
    let old = subject.lock.as_ref().and_then(|lock| lock.contract.as_ref());
    let mut files = Overlay::new(&subject.folder);
    let mut bumped = None;
    if options.bump
        && let Some(needed) = needed_version(old, &inspected)
    {
        let before = inspected.catalog.as_ref().and_then(|catalog| catalog.version.clone());
        inspected = inspect_version(&subject, &mut files, &needed)?;
        bumped = Some((before, needed));
    }
    keep_refusals(&mut inspected.report);
    let needed = needed_version(old, &inspected);
    let Some(catalog) = inspected.catalog.as_ref().filter(|_| !inspected.report.is_refused()) else {
        let failure = fail(&inspected.report, &subject.name, terminal);
        suggest_sufficient(&subject, needed.as_deref(), terminal)?;
        return Err(failure);
    };
    human::show(&inspected.report, terminal)?;
    refuse_questions(&subject, &inspected.changes, options.bump || needed.is_some(), terminal)?;
    if let Some(needed) = needed {
        return refuse_version(&subject, &inspected, old, &needed, terminal);
    }
    let new = subject.contract_of(catalog).release(old.unwrap_or(&Contract::default()));
    let text = new.render_lock();
    let is_current = old.is_some_and(|old| old.render_lock() == text);
    if bumped.is_none() && is_current {
        return Ok(terminal.print(format_args!("{}: up to date", lock.path.display()))?);
    }
    let wrote = if options.dry_run { "would write" } else { "wrote" };
    if !options.dry_run {
        files.write()?;
        let old = subject.lock.as_ref().map(|lock| lock.text.as_str());
        lock.write(old, &carry_comments(old.unwrap_or_default(), &text))?;
    }
    let is_bumped = bumped.is_some();
    if let Some((before, now)) = bumped {
        let change = before.map_or(format!("version {now}"), |before| format!("version raised from {before} to {now}"));
        terminal.print(format_args!("{wrote} {}: {change}", subject.name))?;
    }
    match is_current {
        true => terminal.print(format_args!("{}: up to date", lock.path.display()))?,
        false => terminal.print(format_args!(
            "{wrote} {}: {}",
            lock.path.display(),
            summary(old, &new, &inspected.changes)
        ))?,
    }
    if is_bumped && !catalog.outputs.is_empty() {
        let generate = subject.suggest.command("generate", &[]);
        terminal.say_help(format!("the outputs may show the old version: `{generate}` updates them"))?;
    }
    Ok(())
}

/// Drops the findings of lints, except of lints that are denied. A release records what clients depend on; `check`
/// gives advice.
fn keep_refusals(report: &mut Report) {
    report.diagnostics.retain(|diagnostic| !diagnostic.rule.is_lint() || diagnostic.severity == Severity::Error);
}

/// The lowest version that the changes permit, if the catalog's version is lower. If the lock is newer than the
/// catalog, the two do not belong together, and no version is returned.
fn needed_version(old: Option<&Contract>, inspected: &Inspected) -> Option<String> {
    let version = inspected.catalog.as_ref()?.version.as_deref();
    let Some(released) = old.and_then(|old| old.version.as_deref()) else {
        return version.is_none().then(|| "1.0.0".to_owned());
    };
    let impact = inspected.changes.iter().filter_map(Change::version_impact).max();
    let is_enough = version.is_some_and(|version| {
        is_smaller(version, released) || impact.is_none_or(|impact| version_allows(released, version, impact))
    });
    let needed = impact.map_or_else(|| Some(released.to_owned()), |impact| next_version(released, impact));
    needed.filter(|_| !is_enough)
}

/// Sets the version of the catalog in `files`, and inspects the catalog with this version.
fn inspect_version(subject: &Subject, files: &mut Overlay<'_>, version: &str) -> Result<Inspected, Failure> {
    let path = ["catalog", "version"].map(str::to_owned);
    let edit = Edit { file: subject.folder.main(), path: &path, value: &Literal::String(version.to_owned()) };
    files.edit(&[edit]).map_err(|why| Failure::Fatal(format!("cannot set the version: {why}")))?;
    Ok(subject.inspect(files, &[]))
}

/// The summary of a lock: `version 1.5.0, 12 entries, 3 removed codes; 1 minor, 2 patch since 1.4.0`
fn summary(old: Option<&Contract>, new: &Contract, changes: &[Change]) -> String {
    let version = new.version.as_deref().unwrap_or_default();
    let mut summary = format!("version {version}, {}", count(new.errors.len(), "entry", "entries"));
    if !new.removed.is_empty() {
        summary += &format!(", {}", count(new.removed.len(), "removed code", "removed codes"));
    }
    if let Some(released) = old.and_then(|old| old.version.as_ref()) {
        summary += &format!("; {} since {released}", changes::count_changes(changes));
    }
    summary
}
