//! Reports why a catalog was not released, and suggests the command that releases the catalog.

use std::io;

use error_catalog_model::contract::{Change, Contract, version_allows};
use error_catalog_model::{Catalog, nearest, printable};

use super::inspect_version;
use crate::edit::Overlay;
use crate::failure::Failure;
use crate::load::{Inspected, Subject};
use crate::prose::count;
use crate::report::changes;
use crate::terminal::Terminal;

/// The answers of `--reworded` to questions about messages. Fails if an answer names an error that does not exist, and
/// reports each answer without a question.
pub(super) fn find_answers(
    subject: &Subject,
    catalog: &Catalog,
    terminal: &mut Terminal<'_>,
) -> Result<Vec<String>, Failure> {
    let names: Vec<&str> = catalog
        .errors
        .iter()
        .flat_map(|error| [&*error.key, &*error.code])
        .chain(catalog.violations.iter().flat_map(|violation| [&*violation.key, &*violation.code]))
        .collect();
    let has = |asked: &String| names.contains(&asked.as_str());
    if let Some(unknown) = subject.reworded.iter().find(|asked| !has(asked)) {
        terminal.say_error(format!("{} has no error `{}`", subject.name, printable(unknown)))?;
        if let Some(near) = nearest(unknown, &names) {
            terminal.say_help(format!("did you mean `{near}`?"))?;
        }
        return Err(Failure::Findings);
    }
    let lock = subject.lock.as_ref().and_then(|lock| lock.contract.as_ref());
    let is_asked = |name: &&String| lock.is_some_and(|lock| Contract::of(catalog).reword(lock, name));
    let (asked, other): (Vec<&String>, Vec<&String>) = subject.reworded.iter().partition(is_asked);
    for name in other {
        let why = "the comparison with the lock does not ask about this error";
        terminal.say_note(format!("`--reworded {name}` has no effect: {why}"))?;
    }
    Ok(asked.into_iter().cloned().collect())
}

/// Fails if a message may have a different meaning: the lock would record the new meaning without a word.
pub(super) fn refuse_questions(
    subject: &Subject,
    changes: &[Change],
    bump: bool,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let name = &subject.name;
    let asked = changes.iter().filter(|change| change.is_asked());
    let mut keys: Vec<&str> = asked.filter_map(|change| change.key.as_deref()).collect();
    // Several changes can ask about one message.
    keys.sort_unstable();
    keys.dedup();
    if keys.is_empty() {
        return Ok(());
    }
    let messages = count(keys.len(), "message", "messages");
    terminal.say_error(format!("{name} was not released: {messages} may have a different meaning"))?;
    // The command also repeats the options of this run, so that it does not end in the other refusal.
    let command = release_command(subject, bump, keys);
    terminal.say_help(format!("`{command}` releases it if only the words changed"))?;
    Err(Failure::Findings)
}

/// Reports that the version is too low, which changes require a higher version, and which version is sufficient.
pub(super) fn refuse_version(
    subject: &Subject,
    inspected: &Inspected,
    old: Option<&Contract>,
    needed: &str,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let name = &subject.name;
    let version = inspected.catalog.as_ref().and_then(|catalog| catalog.version.as_deref());
    let released = old.and_then(|old| old.version.as_deref());
    let because = match (version, released) {
        (None, None) => {
            format!("{name} has no version to release: set `version` in `[catalog]`, for example to {needed}")
        }
        (None, Some(released)) => format!("{name} has no version, but version {released} was released"),
        (Some(version), _) => format!("version {version} is too low for these changes"),
    };
    terminal.say_error(because)?;
    writeln!(terminal.err)?;
    let needs_more = |change: &&Change| {
        let versions = released.zip(version);
        !versions.is_some_and(|(released, version)| version_allows(released, version, change.impact))
    };
    let changes: Vec<&Change> = inspected.changes.iter().filter(needs_more).collect();
    let places = inspected.places(&changes);
    let changes: Vec<_> = changes.into_iter().zip(places.iter().map(Option::as_ref)).collect();
    changes::show(&changes, terminal.err_width(), terminal.err)?;
    suggest_bump(subject, needed, terminal)?;
    Err(Failure::Findings)
}

/// Suggests to raise the version, if the release would succeed with the version `needed`.
pub(super) fn suggest_sufficient(
    subject: &Subject,
    needed: Option<&str>,
    terminal: &mut Terminal<'_>,
) -> io::Result<()> {
    let Some(needed) = needed else { return Ok(()) };
    let mut files = Overlay::new(&subject.folder);
    let Ok(inspected) = inspect_version(subject, &mut files, needed) else { return Ok(()) };
    if inspected.report.is_refused() || inspected.changes.iter().any(Change::is_asked) {
        return Ok(());
    }
    suggest_bump(subject, needed, terminal)
}

fn suggest_bump(subject: &Subject, needed: &str, terminal: &mut Terminal<'_>) -> io::Result<()> {
    let command = release_command(subject, true, Vec::new());
    terminal.say_help(format!("`{command}` sets the version to {needed} and writes the lock"))
}

/// A command that releases the catalog, with the answers of this run and the answers about the errors `keys`.
fn release_command(subject: &Subject, bump: bool, keys: Vec<&str>) -> String {
    let answers = subject.reworded.iter().map(String::as_str).chain(keys).flat_map(|key| ["--reworded", key]);
    let options: Vec<&str> = bump.then_some("--bump").into_iter().chain(answers).collect();
    subject.suggest.command("release", &options)
}
