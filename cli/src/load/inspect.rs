//! Checks a catalog against all rules, its lints and its lock.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use error_catalog_codegen::{Folder, read_text};
use error_catalog_model::contract::{Change, Contract, check_contract, diff};
use error_catalog_model::keys::lock_path;
use error_catalog_model::{Catalog, Diagnostic, LintSetting, Released, Report, Source, SourceFile};
use error_catalog_outputs::build::{Replace, plan_outputs};
use error_catalog_outputs::registry::KINDS;

use super::open_catalog;
use crate::failure::Failure;
use crate::place::{Place, place_of};
use crate::suggest::Suggest;

/// Which lock to compare a catalog with.
#[derive(Clone, Debug)]
pub(crate) enum LockChoice {
    /// The lock next to the catalog, if it exists.
    Default,
    /// The lock at this path, if it exists.
    At(PathBuf),
    /// The lock at this path, which must exist.
    Existing(PathBuf),
    /// No lock.
    Disabled,
}

/// A catalog's files and its lock, before the catalog is parsed.
pub(crate) struct Subject {
    pub(crate) folder: Folder,
    /// The main file, as the user would write it.
    pub(crate) name: String,
    pub(crate) lock: Option<Lock>,
    /// The commands that messages suggest.
    pub(crate) suggest: Suggest,
    /// The errors whose new messages have the old meaning, by key or code.
    pub(crate) reworded: Vec<String>,
}

/// A lock that exists.
pub(crate) struct Lock {
    pub(crate) text: String,
    /// The contract in the lock, unless the lock is invalid.
    pub(crate) contract: Option<Contract>,
    report: Report,
}

/// The result of inspecting a catalog.
pub(crate) struct Inspected {
    /// The catalog, unless it is invalid.
    pub(crate) catalog: Option<Catalog>,
    /// The changes since the lock.
    pub(crate) changes: Vec<Change>,
    /// The paths of the catalog's files in its folder, in the order of the report.
    pub(crate) files: Vec<String>,
    /// Every problem, with paths as the user would write them. The files of the report are those of the catalog, then
    /// the lock, then those of the outputs.
    pub(crate) report: Report,
}

impl Subject {
    /// Reads the files of the catalog `main`. `program` is the name of the program in suggested commands.
    pub(crate) fn open(main: PathBuf, lock: &LockChoice, program: &str) -> Result<Self, Failure> {
        let given = match lock {
            LockChoice::At(path) | LockChoice::Existing(path) => Some(path.as_path()),
            LockChoice::Default | LockChoice::Disabled => None,
        };
        let suggest = Suggest::new(program, &main, given);
        let (folder, name) = open_catalog(main)?;
        let mut subject = Self { folder, name, lock: None, suggest, reworded: Vec::new() };
        if !matches!(lock, LockChoice::Disabled) {
            subject.lock = Lock::read(&subject.lock_path(lock), matches!(lock, LockChoice::Existing(_)))?;
        }
        Ok(subject)
    }

    /// The path of the lock, whether or not it exists.
    pub(crate) fn lock_path(&self, lock: &LockChoice) -> PathBuf {
        match lock {
            LockChoice::At(path) | LockChoice::Existing(path) => path.clone(),
            LockChoice::Default | LockChoice::Disabled => self.folder.path(&lock_path(self.folder.main())),
        }
    }

    /// The contract of a catalog, with the answers about its messages.
    pub(crate) fn contract_of(&self, catalog: &Catalog) -> Contract {
        let mut contract = Contract::of(catalog);
        if let Some(lock) = self.lock.as_ref().and_then(|lock| lock.contract.as_ref()) {
            self.reworded.iter().for_each(|name| _ = contract.reword(lock, name));
        }
        contract
    }

    /// Inspects the catalog in `source`, which contains the files of the folder, possibly edited.
    pub(crate) fn inspect(&self, source: &dyn Source, lints: &[LintSetting]) -> Inspected {
        let contract = self.lock.as_ref().and_then(|lock| lock.contract.as_ref());
        let released = contract.map(Released::from).unwrap_or_default();
        let (catalog, mut report) = Catalog::lint(self.folder.main(), source, lints, &released);
        let mut pages = Vec::new();
        if let Some(catalog) = &catalog {
            let outputs = plan_outputs(catalog, source, KINDS, Replace::EarlierOutputs).report;
            // The files of the outputs come after the lock.
            let lock = self.lock.as_ref().map_or(0, |lock| lock.report.files.len());
            report.diagnostics.extend(moved(&outputs, catalog.files.len(), lock));
            pages = outputs.files.into_iter().skip(catalog.files.len()).collect();
        }
        let mut changes = Vec::new();
        if let (Some(catalog), Some(contract)) = (&catalog, contract) {
            changes = diff(contract, &self.contract_of(catalog));
            self.suggest.complete_changes(&mut changes);
            report.diagnostics.extend(check_contract(catalog, contract, &changes));
        }
        report.diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.rule.id));
        let files = report.files.iter().map(|file| file.path.clone()).collect();
        self.folder.locate(&mut report);
        if let Some(lock) = &self.lock {
            let first = report.files.len();
            let mut lock_report = lock.report.clone();
            self.suggest.complete_report(&mut lock_report);
            report.diagnostics.extend(moved(&lock_report, 0, first));
            report.files.extend(lock.report.files.iter().cloned());
        }
        // Only a diagnostic in such a file needs its text.
        if report
            .diagnostics
            .iter()
            .any(|diagnostic| diagnostic.span.is_some_and(|span| span.file >= report.files.len()))
        {
            pages
                .iter_mut()
                .for_each(|page: &mut SourceFile| page.path = self.folder.path(&page.path).display().to_string());
            report.files.extend(pages);
        }
        Inspected { catalog, changes, files, report }
    }
}

impl Inspected {
    /// The places of some changes in the catalog.
    pub(crate) fn places(&self, changes: &[&Change]) -> Vec<Option<Place>> {
        let spans = self.catalog.as_ref().map(|catalog| &catalog.spans);
        changes.iter().map(|change| place_of(&self.report, change.span(spans?)?)).collect()
    }
}

impl Lock {
    /// Reads a lock. If the lock does not exist, returns `None`, or fails if the lock is `required`.
    pub(crate) fn read(path: &Path, required: bool) -> Result<Option<Self>, Failure> {
        let name = path.display().to_string();
        let text = match read_text(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound && !required => return Ok(None),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(Failure::Fatal(format!("{name} does not exist")));
            }
            Err(error) => return Err(Failure::Fatal(format!("cannot read {name}: {error}"))),
        };
        let (contract, report) = Contract::parse_lock(&name, &text);
        Ok(Some(Self { text, contract, report }))
    }
}

/// The diagnostics of another report, in which the files from the index `from` on move by `by`.
fn moved(report: &Report, from: usize, by: usize) -> impl Iterator<Item = Diagnostic> {
    report.diagnostics.iter().cloned().map(move |mut diagnostic| {
        let spans = diagnostic.span.iter_mut().chain(diagnostic.related.iter_mut().map(|(span, _)| span));
        spans.filter(|span| span.file >= from).for_each(|span| span.file += by);
        diagnostic
    })
}
