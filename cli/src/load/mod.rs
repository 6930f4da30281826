//! Reads the catalog at a path, and reports its problems.

mod inspect;
mod lock;
mod revision;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use error_catalog_codegen::Folder;
use error_catalog_model::contract::{Contract, is_lock};
use error_catalog_model::{Catalog, Location, Report, Source, SourceError};
use error_catalog_outputs::json::{ErrorDocument, Internal};
use error_catalog_outputs::view::{ErrorView, View};

pub(crate) use self::inspect::{Inspected, Subject};
pub(crate) use self::lock::{LockChoice, LockFile};
pub(crate) use self::revision::Revision;

use crate::failure::Failure;
use crate::place::Place;
use crate::report::Counts;
use crate::report::human::show;
use crate::suggest::Suggest;
use crate::terminal::Terminal;

/// A valid catalog.
pub(crate) struct Loaded {
    pub(crate) catalog: Catalog,
    pub(crate) folder: Folder,
    /// The main file, as the user would type it.
    pub(crate) name: String,
    lock: OnceLock<Option<Contract>>,
}

impl Loaded {
    /// The file and line of a location.
    pub(crate) fn place(&self, location: Location) -> Place {
        let file = self.catalog.files.get(location.file).map_or("", |file| &file.path);
        Place::line(self.folder.path(file).display().to_string(), location.line)
    }

    /// The document of an error for programs, with the path of the error's file as the user would write it.
    pub(crate) fn error_document<'a>(
        &self,
        view: &View<'a>,
        error: &ErrorView<'a>,
        internal: Internal,
    ) -> ErrorDocument<'a> {
        ErrorDocument::of(view, error, self.place(error.error.location).file, internal)
    }

    /// The commands that messages suggest.
    pub(crate) fn suggest(&self, program: &str) -> Suggest {
        Suggest::new(program, Path::new(&self.name), None)
    }

    /// The lock next to the catalog. A lock that cannot be read is ignored here; `check` reports it.
    pub(crate) fn lock(&self) -> Option<&Contract> {
        let read = || LockFile::of(&self.folder, &LockChoice::Default).read().ok().flatten()?.contract;
        self.lock.get_or_init(read).as_ref()
    }
}

/// Reads the catalog whose main file is `path`, and shows every problem.
pub(crate) fn load(path: PathBuf, terminal: &mut Terminal<'_>) -> Result<Loaded, Failure> {
    let (loaded, report) = read(path, terminal)?;
    show(&report, terminal)?;
    Ok(loaded)
}

/// Reads the catalog whose main file is `path` for a lookup, without showing warnings.
pub(crate) fn load_for_lookup(path: PathBuf, terminal: &mut Terminal<'_>) -> Result<Loaded, Failure> {
    read(path, terminal).map(|(loaded, _)| loaded)
}

/// Reads the catalog whose main file is `path` if it exists and is valid, and shows nothing.
pub(crate) fn load_if_valid(path: PathBuf) -> Option<Loaded> {
    let (folder, name) = open_catalog(path).ok()?;
    let (catalog, _) = Catalog::parse(folder.main(), &folder);
    Some(Loaded { catalog: catalog?, folder, name, lock: OnceLock::new() })
}

fn read(path: PathBuf, terminal: &mut Terminal<'_>) -> Result<(Loaded, Report), Failure> {
    let (folder, name) = open_catalog(path)?;
    let (catalog, mut report) = Catalog::parse(folder.main(), &folder);
    folder.locate(&mut report);
    match catalog {
        Some(catalog) => Ok((Loaded { catalog, folder, name, lock: OnceLock::new() }, report)),
        None => Err(fail(&report, &name, terminal)),
    }
}

/// Returns the folder of the catalog whose main file is `path`, and the path as the user wrote it. Fails if there is no
/// such file.
pub(crate) fn open(path: PathBuf) -> Result<(Folder, String), Failure> {
    let name = path.display().to_string();
    let folder = Folder::of(path);
    match folder.read(folder.main()) {
        Err(SourceError::NotFound) => Err(Failure::Fatal(missing(&name))),
        Err(SourceError::Unreadable(why)) => Err(Failure::Fatal(format!("cannot read {name}: {why}"))),
        // Invalid content is a problem of the catalog, so the report contains it.
        Ok(_) | Err(SourceError::NotUtf8 { .. } | SourceError::Outside) => Ok((folder, name)),
    }
}

/// Opens a catalog as [`open`] does, and also fails if the file is a lock: every key would be reported as unknown.
pub(crate) fn open_catalog(path: PathBuf) -> Result<(Folder, String), Failure> {
    // The key `format`, by which a lock is recognized, is only a mistake in a file with the extension of a catalog.
    let is_toml = path.extension().is_some_and(|extension| extension == "toml");
    let (folder, name) = open(path)?;
    match folder.read(folder.main()) {
        Ok(text) if !is_toml && is_lock(&text) => Err(Failure::Fatal(format!("{name} is a lock; expected a catalog"))),
        _ => Ok((folder, name)),
    }
}

/// The message for a catalog that does not exist. If the path is the default, the message suggests `init`.
pub(crate) fn missing(name: &str) -> String {
    let hint = if name == "errors.toml" { "; `error-catalog init` creates a catalog" } else { "" };
    format!("{name} does not exist{hint}")
}

/// Shows a report that contains errors, then the number of problems.
pub(crate) fn fail(report: &Report, name: &str, terminal: &mut Terminal<'_>) -> Failure {
    let shown = show(report, terminal);
    match shown.and_then(|()| terminal.print_err(format_args!("{name}: {}", Counts::of(report)))) {
        Ok(()) => Failure::Findings,
        Err(error) => Failure::Output(error),
    }
}
