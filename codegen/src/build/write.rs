//! Files to disk.

use std::env;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::process;
use std::time::SystemTime;

use error_catalog_model::SourceFile;

use super::{Plan, PlannedFile};
use crate::Folder;

/// A file that could not be written.
#[derive(Debug)]
#[non_exhaustive]
pub struct WriteError {
    /// Its path, relative to the catalog's folder.
    pub path: String,
    /// What the system says about it.
    pub error: io::Error,
}

/// Writes the stale files of a plan, and makes the folders that they lie in. A file that holds what it should is
/// not touched; another is replaced as a whole, so nobody ever reads half of it.
///
/// A written file takes the time of the newest of what it was made from: the catalog, the page it was, this very
/// program. Cargo thus finds it no newer than the build that wrote it, and does not run the build script again for it.
///
/// Returns the paths of the files that were written.
///
/// # Errors
///
/// The first file that could not be written; those before it are written.
pub fn write_outputs<'a>(plan: &'a Plan, folder: &Folder) -> Result<Vec<&'a str>, WriteError> {
    let mut written = Vec::new();
    for file in plan.files.iter().filter(|file| file.is_stale()) {
        let time = newest(&plan.report.files, folder);
        write_file(file, time, folder).map_err(|error| WriteError { path: file.path.clone(), error })?;
        written.push(file.path.as_str());
    }
    Ok(written)
}

fn newest(files: &[SourceFile], folder: &Folder) -> Option<SystemTime> {
    let files = files.iter().map(|file| folder.path(&file.path));
    files.chain(env::current_exe()).filter_map(|path| modified(&path)).max()
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

fn write_file(file: &PlannedFile, time: Option<SystemTime>, folder: &Folder) -> io::Result<()> {
    let target = folder.target(&file.path)?;
    let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
        return Err(io::ErrorKind::InvalidFilename.into());
    };
    fs::create_dir_all(parent)?;
    let parent_time = modified(parent);
    let draft = parent.join(format!(".{}.{}.tmp", name.to_string_lossy(), process::id()));
    write_draft(&draft, &target, &file.new, time).and_then(|()| fs::rename(&draft, &target)).inspect_err(|_| {
        let _ = fs::remove_file(&draft);
    })?;
    // The draft has made the folder newer too, and a build script may watch it. Not every system lets a program
    // set a folder's time; the script then runs once more, and writes nothing.
    if let (Some(time), Ok(parent)) = (parent_time, File::open(parent)) {
        let _ = parent.set_modified(time);
    }
    Ok(())
}

fn write_draft(draft: &Path, target: &Path, text: &str, time: Option<SystemTime>) -> io::Result<()> {
    let mut file = File::create(draft)?;
    file.write_all(text.as_bytes())?;
    if let Ok(old) = fs::metadata(target) {
        file.set_permissions(old.permissions())?;
    }
    if let Some(time) = time {
        file.set_modified(time)?;
    }
    Ok(())
}
