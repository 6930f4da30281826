//! Writes files completely or not at all, and only if their content changes.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use error_catalog_outputs::build::replace_file;
use tempfile::Builder;

use crate::failure::Failure;

/// Writes a file with [`replace_file`], and returns whether its content has changed.
pub(crate) fn write_file(path: &Path, text: &str) -> Result<bool, Failure> {
    let written = replace_file(path, text);
    written
        .map(|file| file.is_some())
        .map_err(|error| Failure::Fatal(format!("cannot write {}: {error}", path.display())))
}

/// Writes a file that does not exist yet.
pub(crate) fn create_file(path: &Path, text: &str) -> Result<(), Failure> {
    create(path, text).map_err(|error| Failure::Fatal(format!("cannot write {}: {error}", path.display())))
}

fn create(path: &Path, text: &str) -> io::Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    // If another process has created the file in the meantime, keep that file.
    let mut draft = new_draft().tempfile_in(parent)?;
    draft.write_all(text.as_bytes())?;
    draft.as_file().sync_all()?;
    draft.persist_noclobber(path)?;
    Ok(())
}

fn new_draft<'a>() -> Builder<'a, 'a> {
    let mut builder = Builder::new();
    builder.prefix(".error-catalog-");
    // By default, only the owner can read a temporary file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}
