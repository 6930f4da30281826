//! Checks a catalog against all rules, its lints and its lock.

use std::path::PathBuf;

use error_catalog_codegen::Folder;
use error_catalog_model::contract::{Change, Contract, check_contract, diff};
use error_catalog_model::{Catalog, Diagnostic, LintSetting, Released, Report, Source, SourceFile, Span};
use error_catalog_outputs::build::{Replace, plan_outputs};
use error_catalog_outputs::registry::KINDS;

use super::lock::{Lock, LockChoice, LockFile};
use super::open_catalog;
use crate::failure::Failure;
use crate::place::{Place, place_of};
use crate::suggest::Suggest;

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
        let suggest = Suggest::new(program, &main, lock.path());
        let (folder, name) = open_catalog(main)?;
        let mut subject = Self { folder, name, lock: None, suggest, reworded: Vec::new() };
        if !matches!(lock, LockChoice::Disabled) {
            subject.lock = LockFile::of(&subject.folder, lock).read()?;
        }
        Ok(subject)
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
        if report.diagnostics.iter().flat_map(spans_of).any(|span| span.file >= report.files.len()) {
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

/// The place of a diagnostic, and the place that is shown with it, such as the place in a template.
fn spans_of(diagnostic: &Diagnostic) -> impl Iterator<Item = Span> {
    diagnostic.span.into_iter().chain(diagnostic.related.as_ref().map(|(span, _)| *span))
}

/// The diagnostics of another report, in which the files from the index `from` on move by `by`.
fn moved(report: &Report, from: usize, by: usize) -> impl Iterator<Item = Diagnostic> {
    report.diagnostics.iter().cloned().map(move |mut diagnostic| {
        let spans = diagnostic.span.iter_mut().chain(diagnostic.related.iter_mut().map(|(span, _)| span));
        spans.filter(|span| span.file >= from).for_each(|span| span.file += by);
        diagnostic
    })
}
