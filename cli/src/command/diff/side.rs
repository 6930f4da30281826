//! Reads one side of a comparison: a catalog, a lock, or a catalog at a revision.

use std::path::Path;

use error_catalog_codegen::{Folder, read_text};
use error_catalog_model::contract::{Change, Contract, RustChange, is_lock};
use error_catalog_model::keys::lock_path;
use error_catalog_model::{Catalog, Report, SpanMap};

use crate::args::main_file;
use crate::failure::Failure;
use crate::load::{LockChoice, LockFile, Revision, fail, open};
use crate::place::{Place, place_of};
use crate::suggest::Suggest;
use crate::terminal::Terminal;

pub(super) struct Side {
    pub(super) name: String,
    pub(super) contract: Contract,
    /// Whether the catalog did not exist, so that the contract is empty.
    is_absent: bool,
    /// The files that the contract was read from.
    report: Report,
    /// The places of the keys in these files.
    spans: SpanMap,
}

impl Side {
    /// Reads a catalog or a lock, and decides by the content which of the two it is.
    pub(super) fn read(path: &Path, suggest: &Suggest, terminal: &mut Terminal<'_>) -> Result<Self, Failure> {
        let path = main_file(path);
        let (folder, name) = open(path.clone())?;
        if let Some(text) = read_text(&path).ok().filter(|text| holds_lock(&path, text)) {
            let (contract, mut report) = Contract::parse_lock(&name, &text);
            suggest.complete_report(&mut report);
            let contract = contract.ok_or_else(|| fail(&report, &name, terminal))?;
            let spans = contract.lock.as_ref().map(|lock| lock.spans.clone()).unwrap_or_default();
            return Ok(Self { name, contract, is_absent: false, report, spans });
        }
        let (catalog, mut report) = Catalog::parse(folder.main(), &folder);
        folder.locate(&mut report);
        let catalog = catalog.ok_or_else(|| fail(&report, &name, terminal))?;
        let mut contract = Contract::of(&catalog);
        // An answer counts as soon as the lock has it.
        if let Ok(Some(lock)) = LockFile::of(&folder, &LockChoice::Default).read()
            && let Some(lock) = &lock.contract
        {
            contract.recall(lock);
        }
        Ok(Self { name, contract, is_absent: false, report, spans: catalog.spans })
    }

    /// Reads the catalog at `path` as it was at a revision. If the catalog did not exist at the revision, the result
    /// is [absent](Self::is_absent); but if `revision` also names the path (`REV:PATH`), this function fails.
    pub(super) fn at_revision(path: &Path, revision: &str, terminal: &mut Terminal<'_>) -> Result<Self, Failure> {
        let path = main_file(path);
        let (folder, _) = open(path.clone())?;
        let files = Revision::open(path.parent().unwrap_or(Path::new("")), folder.main(), revision)?;
        let (revision, is_named) = revision.split_once(':').map_or((revision, false), |(revision, _)| (revision, true));
        let name_of = |path: &str| format!("{revision}:{}", files.path(path));
        let name = name_of(&files.main);
        // If the user named the path, a typing mistake must not be reported as "nothing broke".
        if is_named && !files.has_main() {
            return Err(Failure::Fatal(format!("{name} does not exist")));
        }
        if !files.has_main() {
            terminal.say_note(format!("{name} does not exist, so every error is new"))?;
            writeln!(terminal.err)?;
            let report = Report::new(Vec::new(), Vec::new());
            let (contract, spans) = (Contract::default(), SpanMap::default());
            return Ok(Self { name, contract, is_absent: true, report, spans });
        }
        let (catalog, mut report) = Catalog::parse(&files.main, &files);
        report.files.iter_mut().for_each(|file| file.path = name_of(&file.path));
        let catalog = catalog.ok_or_else(|| fail(&report, &name, terminal))?;
        Ok(Self { name, contract: Contract::of(&catalog), is_absent: false, report, spans: catalog.spans })
    }

    /// Prepares an absent catalog for the comparison with its first state, so that the errors are the only additions.
    /// Nobody depends on a catalog that did not exist: everything that is not an error becomes the same as in `first`.
    pub(super) fn precede(&mut self, first: &Contract) {
        if !self.is_absent {
            return;
        }
        self.contract = first.clone();
        self.contract.version = None;
        self.contract.errors.clear();
        self.contract.removed.clear();
        self.contract.removed_numbers.clear();
    }

    /// The places of some changes in this side: in the new catalog, or otherwise in the old one.
    pub(super) fn places(&self, changes: &[Change], is_new: bool) -> Vec<Option<Place>> {
        let span = |change: &Change| if is_new { change.span(&self.spans) } else { change.old_span(&self.spans) };
        changes.iter().map(|change| place_of(&self.report, span(change)?)).collect()
    }

    /// The places of some changes for Rust callers in this side.
    pub(super) fn rust_places(&self, changes: &[RustChange], is_new: bool) -> Vec<Option<Place>> {
        let span = |it: &RustChange| if is_new { it.span(&self.spans) } else { it.old_span(&self.spans) };
        changes.iter().map(|change| place_of(&self.report, span(change)?)).collect()
    }
}

/// The commands to suggest for a comparison: those for the new catalog, with the old lock. If both sides are locks, the
/// commands are for the catalog next to the new lock.
pub(super) fn suggest(old: Option<&Path>, new: &Path, program: &str) -> Suggest {
    let new = main_file(new);
    let is_lock = |path: &Path| read_text(path).is_ok_and(|text| holds_lock(path, &text));
    if is_lock(&new) {
        return Suggest::new(program, &new.with_extension("toml"), None);
    }
    let folder = Folder::of(new.clone());
    let usual = folder.path(&lock_path(folder.main()));
    Suggest::new(program, &new, old.filter(|old| **old != *usual && is_lock(old)))
}

/// Whether a file is a lock. A lock may have any name. A lock that is not TOML, for example because of merge markers,
/// is recognized by its extension.
fn holds_lock(path: &Path, text: &str) -> bool {
    path.extension().is_some_and(|extension| extension == "lock") || is_lock(text)
}
