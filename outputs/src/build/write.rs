//! Files to disk.

use std::env;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::process;
use std::time::{Duration, SystemTime};

use error_catalog_codegen::Folder;
use error_catalog_model::SourceFile;

use super::{Plan, PlannedFile};

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
    let parent = target.parent().ok_or(io::ErrorKind::InvalidInput)?;
    fs::create_dir_all(parent)?;
    let parent_time = modified(parent);
    let written = replace_file(&target, &file.new)?;
    if let Some(time) = time {
        written.set_modified(time)?;
    }
    // The draft has made the folder newer too, and a build script may watch it. Not every system lets a program
    // set a folder's time; the script then runs once more, and writes nothing.
    if let (Some(time), Ok(parent)) = (parent_time, File::open(parent)) {
        let _ = parent.set_modified(time);
    }
    Ok(())
}

/// Puts a file with this text in the place of the one at `target`, with the permissions that it had: at any moment, a
/// power cut included, there is the old file or the new one. The folder is there already, and `target` is no link.
///
/// The text is first written to a draft in the same folder, `.NAME.NUMBER-NUMBER.tmp`. One that a killed process has
/// left is removed by the first write of the same file that comes an hour later.
///
/// # Errors
///
/// What the system says; the old file is then untouched.
pub fn replace_file(target: &Path, text: &str) -> io::Result<File> {
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Processes in containers may have the same number.
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let draft = parent.join(format!(".{name}.{}-{}.tmp", process::id(), now.as_nanos()));
    remove_left_drafts(parent, &name);
    let written = write_draft(&draft, target, text)
        .and_then(|file| fs::rename(&draft, target).map(|()| file))
        .inspect_err(|_| drop(fs::remove_file(&draft)))?;
    // Where folders cannot be opened, they need not be written through either.
    if let Ok(parent) = File::open(parent) {
        let _ = parent.sync_all();
    }
    Ok(written)
}

fn write_draft(draft: &Path, target: &Path, text: &str) -> io::Result<File> {
    let mut file = File::create_new(draft)?;
    file.write_all(text.as_bytes())?;
    if let Ok(old) = fs::metadata(target) {
        file.set_permissions(old.permissions())?;
    }
    file.sync_all()?;
    Ok(file)
}

fn remove_left_drafts(folder: &Path, name: &str) {
    const LONG_AGO: Duration = Duration::from_secs(60 * 60);
    let is_draft = |file: &str| {
        let rest = file.strip_prefix('.').and_then(|file| file.strip_prefix(name)?.strip_prefix('.'));
        let numbers = rest.and_then(|rest| rest.strip_suffix(".tmp")?.split_once('-'));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        numbers.is_some_and(|(process, time)| is_number(process) && is_number(time))
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(is_draft)
            && modified(&entry.path()).is_some_and(|time| time.elapsed().is_ok_and(|age| age > LONG_AGO))
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_of_killed_processes_go() {
        let folder = tempfile::tempdir().unwrap();
        let long_ago = SystemTime::now() - Duration::from_secs(2 * 60 * 60);
        let cases = [
            (".a.md.7-1.tmp", true, false),
            (".a.md.8-1.tmp", false, true),
            (".a.md.7.tmp", true, true),
            (".a.md.-.tmp", true, true),
            (".b.md.7-1.tmp", true, true),
            ("a.md.7-1.tmp", true, true),
        ];
        for (name, is_old, _) in cases {
            let file = File::create(folder.path().join(name)).unwrap();
            file.set_modified(if is_old { long_ago } else { SystemTime::now() }).unwrap();
        }
        replace_file(&folder.path().join("a.md"), "a").unwrap();
        for (name, _, stays) in cases {
            assert_eq!(folder.path().join(name).exists(), stays, "{name}");
        }
        assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), "a");
    }
}
