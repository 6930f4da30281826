//! `error-catalog diff`

mod github;
mod human;
mod json;
mod markdown;
mod rust;
mod side;

use std::fmt;
use std::path::PathBuf;

use error_catalog_model::contract::{Change, Impact, diff, next_version, version_allows};

use self::rust::RustChanges;
use self::side::Side;
use crate::args::diff::{Format, Options};
use crate::failure::Failure;
use crate::place::Place;
use crate::prose::count;
use crate::report::changes::count_changes;
use crate::terminal::Terminal;

/// Two contracts and the changes between them.
struct Comparison {
    old: Side,
    new: Side,
    /// The changes, the most severe first.
    changes: Vec<Change>,
    /// The place of each change in the old and in the new catalog.
    places: [Vec<Option<Place>>; 2],
    /// The most severe impact that does not make the command fail; `None` if no change does.
    allowed: Option<Impact>,
    /// The changes for Rust callers, if both sides record the Rust code.
    rust: Option<RustChanges>,
}

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let (old, new, suggest) = match (&options.against, &options.first, &options.second) {
        (Some(revision), path, _) => {
            let path = path.clone().unwrap_or_else(|| PathBuf::from("errors.toml"));
            let suggest = side::suggest(None, &path, terminal.name);
            let mut old = Side::at_revision(&path, revision, terminal)?;
            let new = Side::read(&path, &suggest, terminal)?;
            old.precede(&new.contract);
            (old, new, suggest)
        }
        (None, Some(old), Some(new)) => {
            let suggest = side::suggest(Some(old), new, terminal.name);
            (Side::read(old, &suggest, terminal)?, Side::read(new, &suggest, terminal)?, suggest)
        }
        (None, ..) => return Err(Failure::Fatal("expected two catalogs, or `--against`".to_owned())),
    };
    let mut changes = diff(&old.contract, &new.contract);
    suggest.complete_changes(&mut changes);
    changes.sort_by_key(|change| std::cmp::Reverse(change.impact));
    let allowed = options.allow.map(Impact::from);
    let places = [old.places(&changes, false), new.places(&changes, true)];
    let rust = RustChanges::find(&old, &new, options.allow_rust.map(Impact::from))?;
    let comparison = Comparison { old, new, changes, places, allowed, rust };
    match options.format {
        Format::Human => human::show(&comparison, terminal)?,
        Format::Json => terminal.print_json(&json::document(&comparison))?,
        Format::Markdown => terminal.data.write_all(markdown::render(&comparison).as_bytes())?,
        Format::Github => github::print(&comparison, terminal.data)?,
    }
    let is_rejected = comparison.changes.iter().any(|change| comparison.rejects(change))
        || comparison.rust.as_ref().is_some_and(RustChanges::is_rejected);
    if is_rejected { Err(Failure::Findings) } else { Ok(()) }
}

impl Comparison {
    fn of_impact(&self, impact: Impact) -> Vec<&Change> {
        self.changes.iter().filter(|change| change.impact == impact).collect()
    }

    /// Whether `--allow` rejects a change: the impact is larger than allowed, or the change is not allowed in any
    /// version.
    fn rejects(&self, change: &Change) -> bool {
        self.allowed.is_some_and(|allowed| change.forbidden || change.impact > allowed)
    }

    /// Each change with its place in the old and in the new catalog.
    fn located(&self) -> impl Iterator<Item = (&Change, Option<&Place>, Option<&Place>)> {
        let [old, new] = &self.places;
        let places = old.iter().zip(new).map(|(old, new)| (old.as_ref(), new.as_ref()));
        self.changes.iter().zip(places).map(|(change, (old, new))| (change, old, new))
    }

    /// The impact that determines the version; `None` if no version allows any of the changes, or if there are no
    /// changes.
    fn version_impact(&self) -> Option<Impact> {
        self.changes.iter().filter_map(Change::version_impact).max()
    }

    /// The lowest version that permits the changes, except forbidden changes. The result is `None` if there are no
    /// other changes, or if the old catalog has no version.
    fn needed_version(&self) -> Option<String> {
        next_version(self.old.contract.version.as_deref()?, self.version_impact()?)
    }

    fn has_needed_version(&self) -> bool {
        let versions = self.old.contract.version.as_deref().zip(self.new.contract.version.as_deref());
        versions.zip(self.version_impact()).is_some_and(|((old, new), impact)| version_allows(old, new, impact))
    }

    /// What a release of the changes needs: `version 2.0.0 is needed, but the new catalog has version 1.5.0`
    fn needs(&self) -> Option<String> {
        let others = if self.forbidden() > 0 { " for the other changes" } else { "" };
        let versions = self.needed_version().map(|needed| match &self.new.contract.version {
            Some(version) => {
                let but = if self.has_needed_version() { "and" } else { "but" };
                format!("version {needed} is needed{others}, {but} the new catalog has version {version}")
            }
            None => format!("version {needed} is needed{others}"),
        });
        let forbidden = (self.forbidden() > 0).then(|| {
            let changes = count(self.forbidden(), "change is", "changes are");
            format!("{changes} not allowed, not even in a new major version")
        });
        let asked = (self.asked() > 0).then(|| {
            let changes = count(self.asked(), "change needs", "changes need");
            format!("{changes} an answer before the release")
        });
        let needs: Vec<String> = [forbidden, asked, versions].into_iter().flatten().collect();
        (!needs.is_empty()).then(|| needs.join("; "))
    }

    /// The number of changes for each audience: `1 minor change for HTTP clients; 1 major change for Rust callers`
    fn counts(&self) -> String {
        if self.changes.is_empty() && self.rust.as_ref().is_some_and(RustChanges::is_empty) {
            return "no changes for HTTP clients or Rust callers".to_owned();
        }
        let clients = count_changes(&self.changes);
        let callers = self.rust.as_ref().map_or_else(|| "an unknown number of changes".to_owned(), RustChanges::counts);
        format!("{clients} for HTTP clients; {callers} for Rust callers")
    }

    /// The summary in one line: the two sides, the number of changes, and what a release needs.
    fn summary(&self) -> String {
        let needs = self.needs().map(|needs| format!("; {needs}")).unwrap_or_default();
        format!("{} to {}: {}{needs}", self.old, self.new, self.counts())
    }

    /// The number of changes for which a release needs an answer.
    fn asked(&self) -> usize {
        self.changes.iter().filter(|change| change.is_asked()).count()
    }

    /// The number of changes that are forbidden in any version.
    fn forbidden(&self) -> usize {
        self.changes.iter().filter(|change| change.forbidden).count()
    }
}

/// Displays a side with its version: `errors.toml (1.4.0)`
impl fmt::Display for Side {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.name)?;
        self.contract.version.as_ref().map_or(Ok(()), |version| write!(out, " ({version})"))
    }
}
