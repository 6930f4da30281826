//! A catalog with all that can be said against it: the rules, the lints, and what its lock holds.

use std::fs;
use std::path::PathBuf;

use error_catalog_codegen::Folder;
use error_catalog_model::contract::{Change, Contract, check_contract, diff, lock_path};
use error_catalog_model::{Catalog, Frozen, LintSetting, Report, Source};

use crate::Stop;
use crate::load::open;

/// Which lock a catalog is compared with.
#[derive(Clone, Debug)]
pub(crate) enum LockChoice {
    /// The one beside it, if there is one.
    Beside,
    /// This one.
    At(PathBuf),
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
    pub(crate) path: PathBuf,
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
    pub(crate) fn open(main: PathBuf, lock: &LockChoice) -> Result<Self, Stop> {
        let (folder, name) = open(main)?;
        let lock = match lock {
            LockChoice::Beside => Lock::read(folder.path(&lock_path(folder.main())), false)?,
            LockChoice::At(path) => Lock::read(path.clone(), true)?,
            LockChoice::No => None,
        };
        Ok(Self { folder, name, lock })
    }

    /// Reads the catalog from `source`, which has the files of the folder, edited ones among them.
    pub(crate) fn inspect(&self, source: &dyn Source, lints: &[LintSetting]) -> Inspected {
        let contract = self.lock.as_ref().and_then(|lock| lock.contract.as_ref());
        let frozen = contract.map(Frozen::from).unwrap_or_default();
        let (catalog, mut report) = Catalog::lint(self.folder.main(), source, lints, &frozen);
        let mut changes = Vec::new();
        if let (Some(catalog), Some(contract)) = (&catalog, contract) {
            changes = diff(contract, &Contract::of(catalog));
            report.diagnostics.extend(check_contract(catalog, contract, &changes));
            report.diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.rule.id));
        }
        let files = report.files.iter().map(|file| file.path.clone()).collect();
        self.folder.locate(&mut report);
        if let Some(lock) = &self.lock {
            append(&mut report, &lock.report);
        }
        Inspected { catalog, changes, files, report }
    }
}

impl Lock {
    fn read(path: PathBuf, required: bool) -> Result<Option<Self>, Stop> {
        let name = path.display().to_string();
        let text = match fs::read(&path) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| Stop::Trouble(format!("{name} is not UTF-8")))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !required => return Ok(None),
            Err(error) => return Err(Stop::Trouble(format!("cannot read {name}: {error}"))),
        };
        let (contract, report) = Contract::parse_lock(&name, &text);
        Ok(Some(Self { path, text, contract, report }))
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
