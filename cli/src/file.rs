//! Files to disk: whole or not at all, and only when their bytes change.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::Builder;

use crate::Stop;

/// Writes a file, and makes the folders that it lies in. It is replaced as a whole, with the permissions that it had:
/// nobody ever reads half of it. Returns whether it was written: a file that holds this text already is not touched.
pub(crate) fn write_file(path: &Path, text: &str) -> Result<bool, Stop> {
    replace(path, text).map_err(|error| Stop::Trouble(format!("cannot write {}: {error}", path.display())))
}

fn replace(path: &Path, text: &str) -> io::Result<bool> {
    // A link stays a link, to the new text.
    let target = if path.exists() { fs::canonicalize(path)? } else { path.to_owned() };
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if fs::read(&target).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(false);
    }
    fs::create_dir_all(parent)?;
    let mut draft = new_draft().tempfile_in(parent)?;
    draft.write_all(text.as_bytes())?;
    if let Ok(old) = fs::metadata(&target) {
        draft.as_file().set_permissions(old.permissions())?;
    }
    draft.as_file().sync_all()?;
    draft.persist(&target)?;
    Ok(true)
}

fn new_draft<'a>() -> Builder<'a, 'a> {
    let mut builder = Builder::new();
    builder.prefix(".error-catalog-");
    // A draft would be for its owner alone; a file is for whom the umask says.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}
