//! A catalog with all that can be said against it: the rules, the lints, and what its lock holds.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use error_catalog_codegen::Folder;
use error_catalog_model::contract::{Change, Contract, check_contract, diff, lock_path};
use error_catalog_model::{Catalog, Frozen, LintSetting, Location, Report, Source};
use error_catalog_outputs::check::check_outputs;
use error_catalog_outputs::registry::KINDS;

use super::open;
use crate::failure::Failure;
use crate::place::Place;

/// Which lock a catalog is compared with.
#[derive(Clone, Debug)]
pub(crate) enum LockChoice {
    /// The one beside it, if there is one.
    Beside,
    /// This one, if it is there.
    At(PathBuf),
    /// This one, which is there.
    There(PathBuf),
    /// None.
    No,
}

/// A catalog's files and its lock, found but not yet read as a catalog.
pub(crate) struct Subject {
    pub(crate) folder: Folder,
    /// The main file, as the user would type it.
    pub(crate) name: String,
    pub(crate) lock: Option<Lock>,
}

/// A lock that is there.
pub(crate) struct Lock {
    pub(crate) text: String,
    /// What it holds, unless it is broken.
    pub(crate) contract: Option<Contract>,
    report: Report,
}

/// What is known of a catalog.
pub(crate) struct Inspected {
    /// Unless it cannot be used.
    pub(crate) catalog: Option<Catalog>,
    /// What changed since the lock.
    pub(crate) changes: Vec<Change>,
    /// The paths of the catalog's files in its folder, in the order of the report's.
    pub(crate) files: Vec<String>,
    /// All that is wrong, with the files as the user would type them; the lock is the last of them.
    pub(crate) report: Report,
}

impl Subject {
    pub(crate) fn open(main: PathBuf, lock: &LockChoice) -> Result<Self, Failure> {
        let (folder, name) = open(main)?;
        let mut subject = Self { folder, name, lock: None };
        if !matches!(lock, LockChoice::No) {
            subject.lock = Lock::read(&subject.lock_path(lock), matches!(lock, LockChoice::There(_)))?;
        }
        Ok(subject)
    }

    /// Where the lock lies, or would.
    pub(crate) fn lock_path(&self, lock: &LockChoice) -> PathBuf {
        match lock {
            LockChoice::At(path) | LockChoice::There(path) => path.clone(),
            LockChoice::Beside | LockChoice::No => self.folder.path(&lock_path(self.folder.main())),
        }
    }

    /// Reads the catalog from `source`, which has the files of the folder, edited ones among them.
    pub(crate) fn inspect(&self, source: &dyn Source, lints: &[LintSetting]) -> Inspected {
        let contract = self.lock.as_ref().and_then(|lock| lock.contract.as_ref());
        let frozen = contract.map(Frozen::from).unwrap_or_default();
        let (catalog, mut report) = Catalog::lint(self.folder.main(), source, lints, &frozen);
        if let Some(catalog) = &catalog {
            report.diagnostics.extend(check_outputs(catalog, KINDS));
        }
        let mut changes = Vec::new();
        if let (Some(catalog), Some(contract)) = (&catalog, contract) {
            changes = diff(contract, &Contract::of(catalog));
            report.diagnostics.extend(check_contract(catalog, contract, &changes));
        }
        report.diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.rule.id));
        let files = report.files.iter().map(|file| file.path.clone()).collect();
        self.folder.locate(&mut report);
        if let Some(lock) = &self.lock {
            append(&mut report, &lock.report);
        }
        Inspected { catalog, changes, files, report }
    }
}

impl Inspected {
    /// Where something stands in the catalog.
    pub(crate) fn place(&self, location: Location) -> Option<Place> {
        let file = self.report.files.get(location.file)?.path.clone();
        Some(Place::line(file, location.line))
    }
}

impl Lock {
    /// Reads a lock; `None` if it is not there, and need not be.
    pub(super) fn read(path: &Path, required: bool) -> Result<Option<Self>, Failure> {
        let name = path.display().to_string();
        let text = match fs::read(path) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| Failure::Fatal(format!("{name} is not UTF-8")))?,
            Err(error) if error.kind() == ErrorKind::NotFound && !required => return Ok(None),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(Failure::Fatal(format!("there is no {name}")));
            }
            Err(error) => return Err(Failure::Fatal(format!("cannot read {name}: {error}"))),
        };
        let (contract, report) = Contract::parse_lock(&name, &text);
        Ok(Some(Self { text, contract, report }))
    }
}

/// Appends the files and the diagnostics of another report.
fn append(report: &mut Report, other: &Report) {
    let files = report.files.len();
    report.files.extend(other.files.iter().cloned());
    for mut diagnostic in other.diagnostics.iter().cloned() {
        let spans = diagnostic.span.iter_mut().chain(diagnostic.related.iter_mut().map(|(span, _)| span));
        spans.for_each(|span| span.file += files);
        report.diagnostics.push(diagnostic);
    }
}
