//! Reads and writes the lock of a catalog.
//!
//! A lock in the catalog's folder follows the rules of the folder's other files: no link leads out of the folder. The
//! user chooses the path of a lock elsewhere, so this lock may be a link to any file.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf, absolute};

use error_catalog_codegen::{Folder, follow_links};
use error_catalog_model::contract::Contract;
use error_catalog_model::keys::{is_hidden, lock_path};
use error_catalog_model::{Report, Source, SourceError};
use error_catalog_outputs::build::replace_inside;

use crate::destination::check_visible;
use crate::failure::Failure;
use crate::file::{Old, write_file};

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

/// The file of a lock, which need not exist.
pub(crate) struct LockFile<'a> {
    folder: &'a Folder,
    choice: &'a LockChoice,
    /// The path as the user would write it.
    pub(crate) path: PathBuf,
    /// The path in the catalog's folder, if the lock is in this folder.
    inside: Option<String>,
}

/// A lock that exists.
pub(crate) struct Lock {
    pub(crate) text: String,
    /// The contract in the lock, unless the lock is invalid.
    pub(crate) contract: Option<Contract>,
    pub(super) report: Report,
}

impl LockChoice {
    /// The path that the user gave.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            LockChoice::At(path) | LockChoice::Existing(path) => Some(path),
            LockChoice::Default | LockChoice::Disabled => None,
        }
    }
}

impl<'a> LockFile<'a> {
    /// The file that is chosen for the catalog in `folder`.
    pub(crate) fn of(folder: &'a Folder, choice: &'a LockChoice) -> Self {
        let (path, inside) = match choice.path() {
            Some(path) => (path.to_owned(), path_inside(folder, path)),
            None => {
                let name = lock_path(folder.main());
                (folder.path(&name), Some(name))
            }
        };
        Self { folder, choice, path, inside }
    }

    /// Reads the lock. Returns `None` if the lock neither exists nor must exist.
    pub(crate) fn read(&self) -> Result<Option<Lock>, Failure> {
        let name = self.path.display().to_string();
        let text = match &self.inside {
            Some(inside) => self.folder.read(inside),
            None => {
                let alone = Folder::of(&self.path);
                alone.read(alone.main())
            }
        };
        let why = match text {
            Ok(text) => {
                let (contract, report) = Contract::parse_lock(&name, &text);
                return Ok(Some(Lock { text, contract, report }));
            }
            Err(SourceError::NotFound) => {
                let is_required = matches!(self.choice, LockChoice::Existing(_));
                return if is_required { Err(Failure::Fatal(format!("{name} does not exist"))) } else { Ok(None) };
            }
            Err(SourceError::Outside) => return Err(self.refuse(OUTSIDE)),
            Err(SourceError::NotUtf8 { .. }) => "it is not UTF-8".to_owned(),
            Err(SourceError::Unreadable(why)) => why,
        };
        Err(Failure::Fatal(format!("cannot read {name}: {why}")))
    }

    /// Fails if the lock must not be written: the lock is hidden, or a link leads to a hidden file or out of the
    /// catalog's folder.
    pub(crate) fn check_destination(&self) -> Result<(), Failure> {
        if self.choice.path().is_some() {
            check_visible(&self.path)?;
        }
        let Some(inside) = &self.inside else { return Ok(()) };
        let broken = |error| Failure::Fatal(format!("cannot write {}: {error}", self.path.display()));
        let real = follow_links(&self.path).map_err(broken)?;
        let Ok(real) = real.strip_prefix(self.folder.real_root().map_err(broken)?) else {
            return Err(self.refuse(OUTSIDE));
        };
        match real.to_string_lossy().replace('\\', "/") {
            real if real != *inside && is_hidden(&real) => {
                Err(self.refuse(&format!("to {real}, which is a hidden file or is in a hidden folder")))
            }
            _ => Ok(()),
        }
    }

    /// Replaces the content of the lock, unless the content is no longer `old`.
    pub(crate) fn write(&self, old: Option<&str>, text: &str) -> Result<(), Failure> {
        let Some(inside) = &self.inside else {
            return write_file(&self.path, Old::read(old), text).map(drop);
        };
        let written = replace_inside(self.folder, inside, Old::read(old), text);
        written.map(drop).map_err(|error| Failure::Fatal(format!("cannot write {}: {error}", self.path.display())))
    }

    fn refuse(&self, leads: &str) -> Failure {
        Failure::Fatal(format!("{} leads through a symbolic link {leads}", self.path.display()))
    }
}

const OUTSIDE: &str = "out of the catalog's folder";

/// The path of a file in a catalog's folder; `None` if the file is elsewhere. Links are not followed if the path is
/// written as a path below the folder, but must be followed before a `..` in any other path.
fn path_inside(folder: &Folder, path: &Path) -> Option<String> {
    let (main, written) = (absolute(folder.path(folder.main())).ok()?, absolute(path).ok()?);
    let is_plain = |path: &Path| path.components().all(|part| matches!(part, Component::Normal(_)));
    let below = match written.strip_prefix(main.parent()?) {
        Ok(below) if is_plain(below) => below.to_owned(),
        _ => {
            let parent = follow_links(written.parent()?).ok()?;
            parent.join(written.file_name()?).strip_prefix(folder.real_root().ok()?).ok()?.to_owned()
        }
    };
    let names: Option<Vec<&str>> = below.iter().map(OsStr::to_str).collect();
    Some(names?.join("/"))
}
