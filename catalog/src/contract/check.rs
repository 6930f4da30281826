//! A catalog against its lock: what it would break, at its place in the catalog.

use super::{Change, ChangeKind, Contract, Impact, is_smaller, next_version, version_allows};
use crate::diagnostic::{Diagnostic, rules};
use crate::{Catalog, Fix, Literal, Location, SourceFile, Span};

/// What `changes` from the lock to `catalog` break, each at its place in the catalog: what no version allows, and what
/// the catalog's version does not announce.
///
/// A place in the lock is in a file that follows those of the catalog: push [`Contract::lock`] to
/// [`Report::files`](crate::Report::files), and reports show it.
#[must_use]
pub fn check_contract(catalog: &Catalog, lock: &Contract, changes: &[Change]) -> Vec<Diagnostic> {
    let versions = lock.version.as_deref().zip(catalog.version.as_deref());
    if let Some((released, version)) = versions.filter(|(released, version)| is_smaller(version, released)) {
        return vec![diagnose_older(catalog, lock, version, released)];
    }
    let broken = changes.iter().filter(|change| change.impact == Impact::Major);
    let announced = lock.version.as_deref().zip(catalog.version.as_deref());
    let allows = announced.is_some_and(|(old, new)| version_allows(old, new, Impact::Major));
    let mut broken = broken.filter(|change| change.forbidden || !allows).peekable();
    if broken.peek().is_none() {
        return Vec::new();
    }
    let places = Places {
        catalog: catalog.files.iter().map(|file| Lines::of(&file.text)).collect(),
        lock: lock.lock.iter().map(|file| Lines::of(&file.text)).collect(),
    };
    broken.map(|change| diagnose(&places, lock, change)).collect()
}

/// The catalog is older than its lock. What is new in the lock is no loss then, and nothing is to be mended.
fn diagnose_older(catalog: &Catalog, lock: &Contract, version: &str, released: &str) -> Diagnostic {
    let find = |file: Option<&SourceFile>| {
        let lines = Lines::of(&file?.text);
        lines.0.iter().find(|(_, line)| is_key(line, "version")).map(|line| span_of(0, line))
    };
    let now = find(catalog.files.first()).unwrap_or(Span { file: 0, start: 0, end: 0 });
    let message = format!("the catalog has version {version}, and {released} is released");
    let mut diagnostic = Diagnostic::new(&rules::LOCK_NEWER, now, message);
    if let Some(then) = find(lock.lock.as_ref()) {
        diagnostic = diagnostic.related(Span { file: catalog.files.len(), ..then }, "the lock is newer");
    }
    diagnostic
        .help("take the lock that belongs to this catalog, or set the catalog's version to that of the lock or above")
}

/// Where things stand in the files of the catalog, and then of the lock.
struct Places<'a> {
    catalog: Vec<Lines<'a>>,
    lock: Vec<Lines<'a>>,
}

fn diagnose(places: &Places<'_>, lock: &Contract, change: &Change) -> Diagnostic {
    let now = change.location.and_then(|location| places.catalog.get(location.file)?.find(location, change));
    let then = change.old_location.and_then(|location| {
        let span = places.lock.get(location.file)?.find(location, change)?;
        Some(Span { file: places.catalog.len() + span.file, ..span })
    });
    let nowhere = Span { file: 0, start: 0, end: 0 };
    let span = now.or(then).or_else(|| places.catalog.first()?.find_common(change)).unwrap_or(nowhere);
    let mut diagnostic = Diagnostic::new(change.kind.rule(), span, change.to_string());
    if let (Some(_), Some(then)) = (now, then) {
        let why = match change.kind {
            ChangeKind::CodeReused | ChangeKind::NumberReused => "what it meant",
            _ => "as it was released",
        };
        diagnostic = diagnostic.related(then, why);
    }
    diagnostic = diagnostic.help(change.why);
    if let (Some(certainty), Some(grounds)) = (change.certainty, &change.grounds) {
        diagnostic = diagnostic.help(format!("that it is the same error is {certainty}: {grounds}"));
    }
    diagnostic = diagnostic.help(remedy(lock, change));
    diagnostic.fix = fix_of(lock, change);
    diagnostic
}

/// What to do about it, in one line.
fn remedy(lock: &Contract, change: &Change) -> String {
    let code = change.old.as_deref().unwrap_or_default();
    match change.kind {
        ChangeKind::CodeReused => "give the new error a code that was never used".to_owned(),
        ChangeKind::NumberReused => match lock.free_number() {
            Some(number) => format!("give the new error a number that was never used, such as {number}"),
            None => "give the new error a number that was never used".to_owned(),
        },
        ChangeKind::CodeRemoved => "give the code a row in `[retired]` that says what replaces it".to_owned(),
        ChangeKind::CodeRenamed => format!("add `aliases = [\"{code}\"]`, or keep the code with `code = \"{code}\"`"),
        _ => match lock.version.as_deref().and_then(|version| Some((version, next_version(version, Impact::Major)?))) {
            Some((version, next)) => {
                format!(
                    "{version} is released: set the catalog's `version` to {next} or above, or take the change back"
                )
            }
            None => "take the change back, or release it with a version".to_owned(),
        },
    }
}

/// A row of `[retired]`, where that is all that is missing.
fn fix_of(lock: &Contract, change: &Change) -> Option<Fix> {
    let code = change.code.clone().filter(|_| change.kind == ChangeKind::CodeRemoved)?;
    let note = match &lock.version {
        Some(version) => format!("Removed after version {version}."),
        None => "Removed.".to_owned(),
    };
    let message = format!("retire the code `{code}`");
    Some(Fix { file: 0, path: vec!["retired".to_owned(), code], value: Literal::String(note), message })
}

/// The key whose line shows the change best.
fn key_of(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::CodeRenamed | ChangeKind::CodeRenamedWithAlias | ChangeKind::CodeNoLongerSent => "code",
        ChangeKind::NumberChanged | ChangeKind::NumberReused => "number",
        ChangeKind::AliasRemoved => "aliases",
        ChangeKind::StatusChanged => "status",
        ChangeKind::RetryWeakened => "retry",
        ChangeKind::GrpcChanged => "grpc",
        ChangeKind::PlaceholderRemoved => "message",
        ChangeKind::CategoryChanged => "category",
        ChangeKind::BodyChanged => "details",
        ChangeKind::FieldRemoved
        | ChangeKind::FieldRetyped
        | ChangeKind::FieldMadeOptional
        | ChangeKind::FieldMadeInternal => "fields",
        ChangeKind::HeaderRemoved | ChangeKind::HeaderChanged => "headers",
        ChangeKind::UserMessageChanged => "user-message",
        _ => "",
    }
}

/// How many lines of a table are looked at.
const LONGEST: usize = 1000;

/// The lines of a file: where each starts, and what stands on it.
struct Lines<'a>(Vec<(usize, &'a str)>);

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        let mut at = 0;
        let lines = text.split('\n').map(|line| {
            let start = at;
            at += line.len() + 1;
            (start, line)
        });
        Self(lines.collect())
    }

    /// The line that shows a change best, in the table that begins at a location: that of a member, or of the key that
    /// it stands under, or where the table begins.
    fn find(&self, location: Location, change: &Change) -> Option<Span> {
        let (first, rest) = self.0.get(location.line.checked_sub(1)?..)?.split_first()?;
        // Tables of its own, such as its fields, are part of an error's. What is no table is its line.
        let header = first.1.trim_start().strip_prefix('[').and_then(|header| header.split(']').next());
        let Some(part) = header.map(|header| format!("[{header}.")) else { return Some(span_of(location.file, first)) };
        let is_own = |line: &str| !line.trim_start().starts_with('[') || line.trim_start().starts_with(&part);
        let member = change.member.as_deref().map(|member| member.rsplit('.').next().unwrap_or(member));
        let own = || rest.iter().take(LONGEST).take_while(|(_, line)| is_own(line));
        let find = |key: &str| own().find(|(_, line)| is_key(line, key));
        let key = key_of(change.kind);
        // `retry.base` is a line of `retry`.
        let find_part = || own().find(|(_, line)| line.strip_prefix(key).is_some_and(|rest| rest.starts_with('.')));
        let line = member.and_then(find).or_else(|| find(key)).or_else(find_part).unwrap_or(first);
        Some(span_of(location.file, line))
    }

    /// Where a catalog says what is common to all errors, or its first line.
    fn find_common(&self, change: &Change) -> Option<Span> {
        let table = match change.kind {
            ChangeKind::RefusalChanged => format!("[statuses.{}]", change.member.as_deref().unwrap_or_default()),
            ChangeKind::CatalogRenamed | ChangeKind::DocsUrlChanged => "[catalog".to_owned(),
            kind if key_of(kind) == "headers" => "[headers".to_owned(),
            _ => "[wire".to_owned(),
        };
        let line = self.0.iter().find(|(_, line)| line.trim_start().starts_with(&table)).or(self.0.first());
        line.map(|line| span_of(0, line))
    }
}

/// Whether a line gives a key its value; more keys may lead to it.
fn is_key(line: &str, key: &str) -> bool {
    let Some((path, _)) = line.split_once('=') else { return false };
    let path = path.trim();
    let last = path.strip_suffix('"').and_then(|path| path.rsplit('"').next()).or(path.rsplit('.').next());
    last.is_some_and(|last| last.strip_suffix('?').unwrap_or(last) == key)
}

fn span_of(file: usize, (start, line): &(usize, &str)) -> Span {
    let indent = line.len() - line.trim_start().len();
    Span { file, start: start + indent, end: start + line.trim_end().len() }
}
