//! Reads one side of a comparison: a catalog, a lock, or a catalog at a revision.

use std::fs;
use std::path::Path;

use error_catalog_model::contract::{Contract, is_lock};
use error_catalog_model::{Catalog, Location};

use crate::args::main_file;
use crate::failure::Failure;
use crate::load::{Revision, fail, open};
use crate::place::Place;
use crate::terminal::Terminal;

pub(super) struct Side {
    pub(super) name: String,
    pub(super) contract: Contract,
    /// The files of the catalog, by their index in a location.
    files: Vec<String>,
}

impl Side {
    /// Reads a catalog or a lock, and decides by the content which of the two it is.
    pub(super) fn read(path: &Path, terminal: &mut Terminal<'_>) -> Result<Self, Failure> {
        let path = main_file(path);
        let (folder, name) = open(path.clone())?;
        if let Some(text) = fs::read_to_string(&path).ok().filter(|text| holds_lock(&path, text)) {
            let (contract, report) = Contract::parse_lock(&name, &text);
            let contract = contract.ok_or_else(|| fail(&report, &name, terminal))?;
            return Ok(Self { files: vec![name.clone()], name, contract });
        }
        let (catalog, mut report) = Catalog::parse(folder.main(), &folder);
        folder.locate(&mut report);
        let catalog = catalog.ok_or_else(|| fail(&report, &name, terminal))?;
        let files = report.files.into_iter().map(|file| file.path).collect();
        Ok(Self { name, contract: Contract::of(&catalog), files })
    }

    /// Reads the catalog at `path` as it was at a revision. If the catalog did not exist at the revision, the result
    /// has no errors; but if `revision` also names the path (`REV:PATH`), this function fails.
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
            return Ok(Self { name, contract: Contract::of(&Catalog::empty()), files: Vec::new() });
        }
        let (catalog, mut report) = Catalog::parse(&files.main, &files);
        report.files.iter_mut().for_each(|file| file.path = name_of(&file.path));
        let catalog = catalog.ok_or_else(|| fail(&report, &name, terminal))?;
        let files = report.files.into_iter().map(|file| file.path).collect();
        Ok(Self { name, contract: Contract::of(&catalog), files })
    }

    pub(super) fn place(&self, location: Option<Location>) -> Option<Place> {
        let Location { file, line, .. } = location?;
        Some(Place::line(self.files.get(file)?.clone(), line))
    }
}

/// Whether a file is a lock. A lock may have any name. A lock that is not TOML, for example because of merge markers,
/// is recognized by its extension.
fn holds_lock(path: &Path, text: &str) -> bool {
    path.extension().is_some_and(|extension| extension == "lock") || is_lock(text)
}
