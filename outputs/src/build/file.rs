//! Writes a file atomically, and only if its content changes.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::time::{Duration, SystemTime};

/// Replaces the content of a file atomically: even after a power failure, the file contains either the old content or
/// the new content. The new file keeps the permissions of the old file. Missing folders are created, and a symbolic
/// link is followed. Returns the new file, or `None` if the file already contained this text and was not touched.
///
/// The text is first written to a draft in the same folder, `.NAME.NUMBER-NUMBER.tmp`. A process that is killed may
/// leave its draft behind. Once the draft is more than an hour old, the next write of the same file removes the draft.
///
/// # Errors
///
/// Fails if the file is read-only or not a regular file, or if the system reports an error. In that case, the old file
/// is unchanged.
pub fn replace_file(path: &Path, text: &str) -> io::Result<Option<File>> {
    let target = follow(path)?;
    // Reading a pipe would block.
    if fs::metadata(&target).is_ok_and(|old| !old.is_file()) {
        return Err(io::Error::other("it is not a regular file"));
    }
    if fs::read(&target).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(None);
    }
    // A rename does not check the permission to write the file.
    if fs::metadata(&target).is_ok_and(|old| old.permissions().readonly()) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    // Processes in different containers may have the same id.
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let draft = parent.join(format!(".{name}.{}-{}.tmp", process::id(), now.as_nanos()));
    remove_left_drafts(parent, &name);
    let written = write_draft(&draft, &target, text)
        .and_then(|file| fs::rename(&draft, &target).map(|()| file))
        .inspect_err(|_| drop(fs::remove_file(&draft)))?;
    // This makes the rename durable. Some systems cannot open folders, but these systems do not need it.
    if let Ok(parent) = File::open(parent) {
        let _ = parent.sync_all();
    }
    Ok(Some(written))
}

/// Resolves links. The file that the path leads to need not exist.
fn follow(path: &Path) -> io::Result<PathBuf> {
    const MAX_LINKS: usize = 40;
    if path.exists() {
        return fs::canonicalize(path);
    }
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        let Ok(link) = fs::read_link(&path) else { return Ok(path) };
        path = path.parent().unwrap_or(Path::new("")).join(link);
    }
    Err(io::Error::other("it is a link to itself"))
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
            && entry
                .metadata()
                .and_then(|it| it.modified())
                .is_ok_and(|time| time.elapsed().is_ok_and(|age| age > LONG_AGO))
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn drafts_of_killed_processes_are_removed() {
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

    #[test]
    fn only_changed_content_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/a.toml");
        for (text, is_written) in [("a", true), ("a", false), ("b", true)] {
            assert_eq!(replace_file(&path, text).unwrap().is_some(), is_written, "{text}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 1, "no draft is left");
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert!(replace_file(&path, "b").unwrap().is_none());
        assert_eq!(replace_file(&path, "c").unwrap_err().to_string(), "it is read-only");
        assert!(replace_file(&path.join("below a file"), "c").is_err());
    }

    #[test]
    #[cfg(unix)]
    fn links_and_permissions_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a"), "old").unwrap();
        fs::set_permissions(at("a"), fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a", at("to-a")).unwrap();
        symlink("to-b", at("to-to-b")).unwrap();
        symlink("b", at("to-b")).unwrap();
        symlink("circle", at("circle")).unwrap();
        assert!(replace_file(&at("to-a"), "new").unwrap().is_some());
        assert!(replace_file(&at("to-to-b"), "new").unwrap().is_some());
        assert!(replace_file(&at("circle"), "new").is_err());
        for name in ["a", "b", "to-a", "to-b", "to-to-b"] {
            assert_eq!(fs::read_to_string(at(name)).unwrap(), "new", "{name}");
            assert_eq!(fs::symlink_metadata(at(name)).unwrap().is_symlink(), name.starts_with("to-"), "{name}");
        }
        assert_eq!(fs::metadata(at("a")).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
