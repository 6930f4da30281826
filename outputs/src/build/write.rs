//! Writes the outputs of a plan.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use error_catalog_codegen::{Folder, follow_links};
use error_catalog_model::SourceFile;

use super::file::{Old, replace_in};
use super::open_folder::OpenFolder;
use super::together::together;
use super::{Plan, PlannedFile};

/// The fewest bytes for which it is worth to write files at the same time.
const LARGE: usize = 1 << 20;

/// The error that occurs if a file cannot be written.
#[derive(Debug)]
#[non_exhaustive]
pub struct WriteError {
    /// The path of the file, relative to the catalog's folder.
    pub path: String,
    /// The cause of the error.
    pub error: io::Error,
}

/// What [`write_outputs`] did.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Written<'a> {
    /// The paths of the written files, relative to the catalog's folder.
    pub paths: Vec<&'a str>,
    /// An error for each file that could not be written.
    pub errors: Vec<WriteError>,
}

/// The modification times of written files and of their folders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// The time of the write, as for any file. Tools such as `make` recognize new content by its time.
    OfWriting,
    /// For build scripts: a file has the modification time of the newest input, which is the catalog, the old file or
    /// this program, and a folder keeps its time. Otherwise they would be newer than the build that wrote them, and
    /// cargo would run the build script again.
    OfInputs,
}

/// Writes the stale files of a plan, each one as [`replace_file`](super::replace_file) does.
///
/// A file that cannot be written does not stop the others. Its error has the kind
/// [`io::ErrorKind::PermissionDenied`] or [`io::ErrorKind::ReadOnlyFilesystem`] if the file is read-only, or is a link
/// out of the catalog's folder.
#[must_use]
pub fn write_outputs<'a>(plan: &'a Plan, folder: &Folder, times: Times) -> Written<'a> {
    let times = match times {
        Times::OfWriting => None,
        Times::OfInputs => Some(InputTimes { newest: newest(&plan.report.files, folder), folders: Mutex::default() }),
    };
    let stale: Vec<&PlannedFile> = plan.files.iter().filter(|file| file.is_stale()).collect();
    let size: usize = stale.iter().map(|file| file.new.len()).sum();
    let results = together(&stale, size >= LARGE, |file| write_file(file, folder, times.as_ref()));
    let mut written = Written::default();
    for (file, result) in stale.into_iter().zip(results) {
        match result {
            Ok(()) => written.paths.push(&file.path),
            Err(error) => written.errors.push(WriteError { path: file.path.clone(), error }),
        }
    }
    written
}

fn newest(files: &[SourceFile], folder: &Folder) -> Option<SystemTime> {
    let files = files.iter().map(|file| folder.path(&file.path));
    files.chain(env::current_exe()).filter_map(|path| modified(&path)).max()
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

fn write_file(file: &PlannedFile, folder: &Folder, times: Option<&InputTimes>) -> io::Result<()> {
    let (parent, path) = open_parent(folder, &file.path)?;
    let parent_time = times.and_then(|times| times.before(&parent, &path));
    let written = replace_in(&parent, name_of(&path)?, Old::read(file.old.as_deref()), &file.new)?;
    if let (Some(written), Some(time)) = (written, times.and_then(|times| times.newest)) {
        written.set_modified(time)?;
    }
    // The draft changed the time of the folder too, and a build script may watch the folder. If a system does not allow
    // the time of a folder to be set, the script runs once more, without writing anything.
    if let (Some(time), Some(parent)) = (parent_time, parent.file()) {
        let _ = parent.set_modified(time);
    }
    Ok(())
}

/// The times for [`Times::OfInputs`].
struct InputTimes {
    /// The modification time of the newest input.
    newest: Option<SystemTime>,
    /// The modification time of each folder before the first file was written to it.
    folders: Mutex<BTreeMap<PathBuf, Option<SystemTime>>>,
}

impl InputTimes {
    /// Returns the time of the folder of the file at `path`.
    fn before(&self, folder: &OpenFolder, path: &Path) -> Option<SystemTime> {
        let mut times = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let now = || folder.file().and_then(|folder| folder.metadata().ok()?.modified().ok());
        *times.entry(path.parent()?.to_owned()).or_insert_with(now)
    }
}

/// Replaces the content of a file in a catalog's folder, as [`replace_file`](super::replace_file) does.
///
/// # Errors
///
/// Fails as `replace_file` does. Also fails with the kind [`io::ErrorKind::PermissionDenied`] if a symbolic link leads
/// out of the folder.
pub fn replace_inside(folder: &Folder, path: &str, old: Old<'_>, text: &str) -> io::Result<Option<File>> {
    let (parent, path) = open_parent(folder, path)?;
    replace_in(&parent, name_of(&path)?, old, text)
}

/// Opens the real folder of a file in a catalog's folder. Also returns the real path of the file, relative to the
/// catalog's folder.
fn open_parent(folder: &Folder, path: &str) -> io::Result<(OpenFolder, PathBuf)> {
    let (root, real) = (folder.real_root()?, follow_links(&folder.path(path))?);
    // A build in a link farm must not change the real files.
    let Ok(path) = real.strip_prefix(&root) else {
        let why = "a symbolic link leads outside the catalog's folder";
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, why));
    };
    let parent = path.parent().ok_or(io::ErrorKind::IsADirectory)?;
    Ok((OpenFolder::open(&root)?.below(parent)?, path.to_owned()))
}

fn name_of(path: &Path) -> io::Result<&OsStr> {
    path.file_name().ok_or_else(|| io::ErrorKind::IsADirectory.into())
}
