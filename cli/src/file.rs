//! Files to disk: whole or not at all, and only when their bytes change.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use error_catalog_outputs::build::replace_file;
use tempfile::Builder;

use crate::failure::Failure;

/// Writes a file, and makes the folders that it lies in. It is replaced as a whole, with the permissions that it had:
/// nobody ever reads half of it. Returns whether it was written: a file that holds this text already is not touched.
pub(crate) fn write_file(path: &Path, text: &str) -> Result<bool, Failure> {
    replace(path, text).map_err(|error| Failure::Fatal(format!("cannot write {}: {error}", path.display())))
}

/// Writes a file that is not there yet, whole or not at all.
pub(crate) fn create_file(path: &Path, text: &str) -> Result<(), Failure> {
    create(path, text).map_err(|error| Failure::Fatal(format!("cannot write {}: {error}", path.display())))
}

fn create(path: &Path, text: &str) -> io::Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    // Whoever makes a file of this name in the meantime keeps it.
    let mut draft = new_draft().tempfile_in(parent)?;
    draft.write_all(text.as_bytes())?;
    draft.as_file().sync_all()?;
    draft.persist_noclobber(path)?;
    Ok(())
}

fn new_draft<'a>() -> Builder<'a, 'a> {
    let mut builder = Builder::new();
    builder.prefix(".error-catalog-");
    // A draft would be for its owner alone; a file is for whom the umask says.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

fn replace(path: &Path, text: &str) -> io::Result<bool> {
    let target = follow(path)?;
    // To read a pipe would be to wait for whoever writes it.
    if fs::metadata(&target).is_ok_and(|old| !old.is_file()) {
        return Err(io::Error::other("it is no file that could be replaced"));
    }
    if fs::read(&target).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(false);
    }
    // A rename asks for nobody's leave.
    if fs::metadata(&target).is_ok_and(|old| old.permissions().readonly()) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent)?;
    }
    replace_file(&target, text)?;
    Ok(true)
}

/// Where a path leads: a link stays a link, to the new text, even where it led to nothing.
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
    Err(io::Error::other("it is a link that leads in a circle"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn only_what_changes_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/a.toml");
        for (text, is_written) in [("a", true), ("a", false), ("b", true)] {
            assert_eq!(replace(&path, text).unwrap(), is_written, "{text}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 1, "no draft is left");
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert!(!replace(&path, "b").unwrap());
        assert_eq!(replace(&path, "c").unwrap_err().to_string(), "it is read-only");
        assert!(replace(&path.join("below a file"), "c").is_err());
    }

    #[test]
    #[cfg(unix)]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a"), "old").unwrap();
        fs::set_permissions(at("a"), fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a", at("to-a")).unwrap();
        symlink("to-b", at("to-to-b")).unwrap();
        symlink("b", at("to-b")).unwrap();
        symlink("circle", at("circle")).unwrap();
        assert!(replace(&at("to-a"), "new").unwrap());
        assert!(replace(&at("to-to-b"), "new").unwrap());
        assert!(replace(&at("circle"), "new").is_err());
        for name in ["a", "b", "to-a", "to-b", "to-to-b"] {
            assert_eq!(fs::read_to_string(at(name)).unwrap(), "new", "{name}");
            assert_eq!(fs::symlink_metadata(at(name)).unwrap().is_symlink(), name.starts_with("to-"), "{name}");
        }
        assert_eq!(fs::metadata(at("a")).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
