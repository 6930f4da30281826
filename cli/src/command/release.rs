//! `error-catalog release`

use error_catalog_model::contract::{Change, Contract, carry_comments, is_smaller, next_version, version_allows};
use error_catalog_model::{Catalog, Literal, Report, Severity, nearest, printable};

use crate::args::release::Options;
use crate::destination::check_visible;
use crate::edit::{Edit, Overlay};
use crate::failure::Failure;
use crate::file::{Old, write_file};
use crate::load::{Inspected, LockChoice, Subject, fail};
use crate::prose::count;
use crate::report::{changes, human};
use crate::terminal::Terminal;

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    if let Some(lock) = &options.lock {
        check_visible(lock)?;
    }
    let choice = options.lock.clone().map_or(LockChoice::Default, LockChoice::At);
    let mut subject = Subject::open(options.catalog.main_file(), &choice)?;
    let lock = subject.lock_path(&choice);
    subject.reworded.clone_from(&options.reworded);
    let subject = subject;
    let old = subject.lock.as_ref().and_then(|lock| lock.contract.as_ref());
    let mut files = Overlay::new(&subject.folder);
    let mut inspected = subject.inspect(&files, &[]);
    let mut bumped = None;
    if options.bump
        && let Some(needed) = needed_version(old, &inspected)
    {
        let before = inspected.catalog.as_ref().and_then(|catalog| catalog.version.clone());
        set_version(&mut files, subject.folder.main(), &needed)?;
        inspected = subject.inspect(&files, &[]);
        bumped = Some((before, needed));
    }
    keep_refusals(&mut inspected.report);
    let Some(catalog) = inspected.catalog.as_ref().filter(|_| !inspected.report.is_refused()) else {
        return Err(fail(&inspected.report, &subject.name, terminal));
    };
    check_reworded(&subject.name, catalog, &options.reworded, terminal)?;
    human::show(&inspected.report, terminal)?;
    refuse_questions(&subject, &inspected.changes, options.bump, terminal)?;
    if let Some(needed) = needed_version(old, &inspected) {
        return refuse(&subject, &inspected, old, &needed, terminal);
    }
    let new = subject.contract_of(catalog).release(old.unwrap_or(&Contract::default()));
    let text = new.render_lock();
    if bumped.is_none() && old.is_some_and(|old| old.render_lock() == text) {
        return Ok(writeln!(terminal.out, "{}: up to date", lock.display())?);
    }
    let wrote = if options.dry_run { "would write" } else { "wrote" };
    if !options.dry_run {
        files.write()?;
        let old = subject.lock.as_ref().map(|lock| lock.text.as_str());
        write_file(&lock, Old::read(old), &carry_comments(old.unwrap_or_default(), &text))?;
    }
    let is_bumped = bumped.is_some();
    if let Some((before, now)) = bumped {
        let change = before.map_or(format!("version {now}"), |before| format!("version raised from {before} to {now}"));
        writeln!(terminal.out, "{wrote} {}: {change}", subject.name)?;
    }
    writeln!(terminal.out, "{wrote} {}: {}", lock.display(), summary(old, &new, &inspected.changes))?;
    if is_bumped && !catalog.outputs.is_empty() {
        let path = path_argument(&subject.name);
        terminal.say_help(format!(
            "the outputs may show the old version: `{} generate{path}` updates them",
            terminal.name
        ))?;
    }
    Ok(())
}

/// Drops the findings of lints, except of lints that are denied. A release records what clients depend on; `check` gives
/// advice.
fn keep_refusals(report: &mut Report) {
    report.diagnostics.retain(|diagnostic| !diagnostic.rule.is_lint() || diagnostic.severity == Severity::Error);
}

/// The lowest version that the changes permit, if the catalog's version is lower.
fn needed_version(old: Option<&Contract>, inspected: &Inspected) -> Option<String> {
    let version = inspected.catalog.as_ref()?.version.as_deref();
    let Some(released) = old.and_then(|old| old.version.as_deref()) else {
        return version.is_none().then(|| "1.0.0".to_owned());
    };
    let impact = inspected.changes.iter().map(Change::version_impact).max();
    let is_enough = version.is_some_and(|version| match impact {
        Some(impact) => version_allows(released, version, impact),
        None => !is_smaller(version, released),
    });
    let needed = impact.map_or_else(|| Some(released.to_owned()), |impact| next_version(released, impact));
    needed.filter(|_| !is_enough)
}

/// Fails if `--reworded` names an error that does not exist.
fn check_reworded(
    name: &str,
    catalog: &Catalog,
    reworded: &[String],
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let has = |asked: &String| catalog.errors.iter().any(|error| error.key == *asked || error.code == *asked);
    let Some(unknown) = reworded.iter().find(|asked| !has(asked)) else { return Ok(()) };
    terminal.say_error(format!("{name} has no error `{}`", printable(unknown)))?;
    let keys: Vec<&str> = catalog.errors.iter().map(|error| error.key.as_str()).collect();
    if let Some(near) = nearest(unknown, &keys) {
        terminal.say_help(format!("did you mean `{near}`?"))?;
    }
    Err(Failure::Findings)
}

/// Fails if a message may have a different meaning: the lock would record the new meaning without a word.
fn refuse_questions(
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
    let path = path_argument(name);
    // The command also repeats the options of this run, so that it does not end in the other refusal.
    let answers = reworded(subject.reworded.iter().map(String::as_str).chain(keys));
    let bump = if bump { " --bump" } else { "" };
    let what = format!("`{} release{path}{bump}{answers}` releases it if only the words changed", terminal.name);
    terminal.say_help(what)?;
    Err(Failure::Findings)
}

fn set_version(files: &mut Overlay<'_>, main: &str, version: &str) -> Result<(), Failure> {
    let path = ["catalog", "version"].map(str::to_owned);
    let edit = Edit { file: main, path: &path, value: &Literal::String(version.to_owned()) };
    files.edit(&[edit]).map_err(|why| Failure::Fatal(format!("cannot set the version: {why}")))
}

/// Reports that the version is too low, which changes require a higher version, and which version is sufficient.
fn refuse(
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
    let path = path_argument(name);
    let answers = reworded(subject.reworded.iter().map(String::as_str));
    terminal.say_help(format!(
        "`{} release{path} --bump{answers}` sets the version to {needed} and writes the lock",
        terminal.name
    ))?;
    Err(Failure::Findings)
}

/// The options of `release` that answer the questions about these errors.
fn reworded<'a>(keys: impl Iterator<Item = &'a str>) -> String {
    keys.map(|key| format!(" --reworded {key}")).collect()
}

/// The path of a catalog as an argument of a command, after a space. It is empty for the catalog that is the default.
fn path_argument(name: &str) -> String {
    if name == "errors.toml" { String::new() } else { format!(" {name}") }
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
