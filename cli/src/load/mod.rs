//! A catalog from its path, and what is wrong with it on the screen.

mod inspect;
mod revision;

use std::cell::OnceCell;
use std::path::PathBuf;

use error_catalog_codegen::Folder;
use error_catalog_model::contract::{Contract, lock_path};
use error_catalog_model::{Catalog, Location, Report, Source, SourceError};

pub(crate) use self::inspect::{Inspected, LockChoice, Subject};
pub(crate) use self::revision::Revision;

use self::inspect::Lock;
use crate::Stop;
use crate::place::Place;
use crate::report::Counts;
use crate::report::human::show;
use crate::terminal::Terminal;

/// A catalog that can be used.
pub(crate) struct Loaded {
    pub(crate) catalog: Catalog,
    pub(crate) folder: Folder,
    /// The main file, as the user would type it.
    pub(crate) name: String,
    lock: OnceCell<Option<Contract>>,
}

impl Loaded {
    /// Where something stands in the catalog.
    pub(crate) fn place(&self, location: Location) -> Place {
        let file = self.catalog.files.get(location.file).map_or("", |file| &file.path);
        Place::line(self.folder.path(file).display().to_string(), location.line)
    }

    /// What the lock beside the catalog remembers. One that cannot be read is what `check` is for.
    pub(crate) fn lock(&self) -> Option<&Contract> {
        let read = || {
            let lock = Lock::read(&self.folder.path(&lock_path(self.folder.main())), false);
            lock.ok().flatten()?.contract
        };
        self.lock.get_or_init(read).as_ref()
    }
}

/// Reads the catalog whose main file is `path`, and shows what is wrong with it.
pub(crate) fn load(path: PathBuf, terminal: &mut Terminal<'_>) -> Result<Loaded, Stop> {
    let (loaded, report) = read(path, terminal)?;
    show(&report, terminal)?;
    Ok(loaded)
}

/// Reads the catalog whose main file is `path` for who only looks something up in it: what does not keep it from being
/// used is not shown.
pub(crate) fn consult(path: PathBuf, terminal: &mut Terminal<'_>) -> Result<Loaded, Stop> {
    read(path, terminal).map(|(loaded, _)| loaded)
}

fn read(path: PathBuf, terminal: &mut Terminal<'_>) -> Result<(Loaded, Report), Stop> {
    let (folder, name) = open(path)?;
    let (catalog, mut report) = Catalog::parse(folder.main(), &folder);
    folder.locate(&mut report);
    match catalog {
        Some(catalog) => Ok((Loaded { catalog, folder, name, lock: OnceCell::new() }, report)),
        None => Err(fail(&report, &name, terminal)),
    }
}

/// The folder of the catalog whose main file is `path`, and what the user calls that file; it is there.
pub(crate) fn open(path: PathBuf) -> Result<(Folder, String), Stop> {
    let name = path.display().to_string();
    let folder = Folder::of(path);
    match folder.read(folder.main()) {
        Err(SourceError::NotFound) => Err(Stop::Trouble(missing(&name))),
        Err(SourceError::Unreadable(why)) => Err(Stop::Trouble(format!("cannot read {name}: {why}"))),
        // A file with the wrong content is the catalog's own fault.
        Ok(_) | Err(SourceError::NotUtf8 { .. } | SourceError::Outside) => Ok((folder, name)),
    }
}

/// There is no catalog of this name; where none was named, it may be that there is none yet.
pub(crate) fn missing(name: &str) -> String {
    let hint = if name == "errors.toml" { "; `error-catalog init` writes one" } else { "" };
    format!("there is no {name}{hint}")
}

/// Shows a report with errors, and how many there are.
pub(crate) fn fail(report: &Report, name: &str, terminal: &mut Terminal<'_>) -> Stop {
    let shown = show(report, terminal);
    match shown.and_then(|()| writeln!(terminal.err, "{name}: {}", Counts::of(report))) {
        Ok(()) => Stop::Wrong,
        Err(error) => Stop::Output(error),
    }
}
