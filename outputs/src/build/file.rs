//! Writes a file atomically, and only if its content changes. Only this module writes files for a user.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::time::{Duration, SystemTime};

use error_catalog_codegen::{follow_links, read_file};

use super::open_folder::OpenFolder;

/// The condition under which the content of a file is replaced.
#[derive(Clone, Copy, Debug)]
pub enum Old<'a> {
    /// Any regular file, or no file.
    Any,
    /// No file.
    Absent,
    /// A regular file with this content. The new content was derived from the old content, and a change in the meantime
    /// would be lost.
    Text(&'a str),
}

impl<'a> Old<'a> {
    /// The content that was read; `Absent` if the file did not exist.
    #[must_use]
    pub fn read(text: Option<&'a str>) -> Self {
        text.map_or(Old::Absent, Old::Text)
    }
}

/// Replaces the content of a file atomically: even after a power failure, the file contains either the old content or
/// the new content. The new file keeps the permissions of the old file. Missing folders are created, and a link is
/// followed. Returns the new file, or `None` if the file already contained this text and was not touched.
///
/// The text is first written to a draft in the same folder, `.NAME.NUMBER-NUMBER.tmp`. A process that is killed may
/// leave its draft. Once the draft is more than an hour old, the next write of the same file removes the draft.
///
/// # Errors
///
/// Fails if the file does not match `old`, is read-only or is not a regular file, or if the system reports an error. In
/// that case, the old file is unchanged.
pub fn replace_file(path: &Path, old: Old<'_>, text: &str) -> io::Result<Option<File>> {
    let target = follow_links(path)?;
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let parent = target.parent().ok_or(io::ErrorKind::InvalidInput)?;
    replace_in(&OpenFolder::create(parent)?, name, old, text)
}

/// Replaces the content of the file `name` in a folder, as [`replace_file`] does.
pub(super) fn replace_in(folder: &OpenFolder, name: &OsStr, old: Old<'_>, text: &str) -> io::Result<Option<File>> {
    let target = folder.at(name);
    let metadata = match fs::symlink_metadata(&target) {
        Ok(metadata) if !metadata.is_file() => return Err(io::Error::other("it is not a regular file")),
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let content = metadata.as_ref().map(|_| read_file(&target, u64::MAX - 1)).transpose();
    // Another process may have written the same text in the meantime.
    let is_done =
        |content: &io::Result<Option<Vec<u8>>>| matches!(content, Ok(Some(content)) if content == text.as_bytes());
    match (&content, old) {
        (content, _) if is_done(content) => return Ok(None),
        (Ok(Some(_)), Old::Absent) => return Err(io::Error::new(io::ErrorKind::AlreadyExists, "it already exists")),
        (Ok(content), Old::Text(old)) if content.as_deref() != Some(old.as_bytes()) => {
            return Err(io::Error::other("it has changed since it was read"));
        }
        _ => {}
    }
    // A rename does not check the permission to write the file.
    if metadata.as_ref().is_some_and(|old| old.permissions().readonly()) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    content?;
    let name = name.to_string_lossy();
    // Processes in different containers may have the same id.
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let draft = folder.at(format!(".{name}.{}-{}.tmp", process::id(), now.as_nanos()));
    remove_left_drafts(folder.path(), &name);
    let written = write_draft(&draft, metadata.as_ref(), text)
        .and_then(|file| put_in_place(&draft, &target, metadata.is_some()).map(|()| file))
        .inspect_err(|_| drop(fs::remove_file(&draft)));
    let written = match written {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return if is_done(&read_file(&target, u64::MAX - 1).map(Some)) { Ok(None) } else { Err(error) };
        }
        written => written?,
    };
    // This makes the rename durable. Some systems cannot open folders, but these systems do not need it.
    if let Some(folder) = folder.file() {
        let _ = folder.sync_all();
    }
    Ok(Some(written))
}

fn write_draft(draft: &Path, old: Option<&fs::Metadata>, text: &str) -> io::Result<File> {
    let mut file = File::create_new(draft)?;
    file.write_all(text.as_bytes())?;
    if let Some(old) = old {
        file.set_permissions(old.permissions())?;
    }
    file.sync_all()?;
    Ok(file)
}

/// Gives a draft its final name. If there was no file of this name, and another process has created one in the
/// meantime, that file is kept.
fn put_in_place(draft: &Path, target: &PathBuf, replace: bool) -> io::Result<()> {
    if replace {
        return fs::rename(draft, target);
    }
    match fs::hard_link(draft, target) {
        // A second name is as good as a new one, even if the first cannot be removed.
        Ok(()) => {
            let _ = fs::remove_file(draft);
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // Some file systems have no second names.
        Err(_) => fs::rename(draft, target),
    }
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
        replace_file(&folder.path().join("a.md"), Old::Any, "a").unwrap();
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
            assert_eq!(replace_file(&path, Old::Any, text).unwrap().is_some(), is_written, "{text}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 1, "no draft is left");
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert!(replace_file(&path, Old::Any, "b").unwrap().is_none());
        assert_eq!(replace_file(&path, Old::Any, "c").unwrap_err().to_string(), "it is read-only");
        assert!(replace_file(&path.join("below a file"), Old::Any, "c").is_err());
    }

    #[test]
    fn only_the_file_that_was_read_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        for (old, text, error) in [
            (Old::Text("a"), "b", Some("it has changed since it was read")),
            (Old::Absent, "a", None),
            (Old::Absent, "a", None),
            (Old::Absent, "b", Some("it already exists")),
            (Old::Text("b"), "c", Some("it has changed since it was read")),
            (Old::Text("a"), "b", None),
            (Old::Text("a"), "b", None),
            (Old::Any, "c", None),
        ] {
            let before = fs::read_to_string(&path).ok();
            let found = replace_file(&path, old, text);
            assert_eq!(found.err().map(|error| error.to_string()).as_deref(), error, "{old:?} {text}");
            let after = if error.is_some() { before } else { Some(text.to_owned()) };
            assert_eq!(fs::read_to_string(&path).ok(), after, "{old:?} {text}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no draft is left");
    }

    #[test]
    #[cfg(unix)]
    fn only_regular_files_are_replaced() {
        use std::os::unix::fs::{FileTypeExt, symlink};
        use std::os::unix::net::UnixListener;

        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        assert!(process::Command::new("mkfifo").arg(at("pipe")).status().unwrap().success());
        let _socket = UnixListener::bind(at("socket")).unwrap();
        symlink("pipe", at("to-pipe")).unwrap();
        fs::create_dir(at("folder")).unwrap();
        // Only the superuser can create the node of a device.
        let has_device = process::Command::new("mknod").arg(at("device")).args(["c", "1", "3"]).output();
        let has_device = has_device.is_ok_and(|output| output.status.success());
        let names = ["pipe", "socket", "to-pipe", "folder"].into_iter().chain(has_device.then_some("device"));
        for name in names {
            for old in [Old::Any, Old::Absent, Old::Text("")] {
                let error = replace_file(&at(name), old, "new").unwrap_err();
                assert_eq!(error.to_string(), "it is not a regular file", "{name}");
            }
        }
        assert!(fs::metadata(at("pipe")).unwrap().file_type().is_fifo());
        assert!(fs::metadata(at("socket")).unwrap().file_type().is_socket());
        assert!(!has_device || fs::metadata(at("device")).unwrap().file_type().is_char_device());
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
        assert!(replace_file(&at("to-a"), Old::Any, "new").unwrap().is_some());
        assert!(replace_file(&at("to-to-b"), Old::Any, "new").unwrap().is_some());
        assert!(replace_file(&at("circle"), Old::Any, "new").is_err());
        for name in ["a", "b", "to-a", "to-b", "to-to-b"] {
            assert_eq!(fs::read_to_string(at(name)).unwrap(), "new", "{name}");
            assert_eq!(fs::symlink_metadata(at(name)).unwrap().is_symlink(), name.starts_with("to-"), "{name}");
        }
        assert_eq!(fs::metadata(at("a")).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
