//! Writes files completely or not at all, and only if their content changes.

use std::path::Path;

pub(crate) use error_catalog_outputs::build::Old;

use error_catalog_outputs::build::replace_file;

use crate::failure::Failure;

/// Writes a file with [`replace_file`], and returns whether its content has changed.
pub(crate) fn write_file(path: &Path, old: Old<'_>, text: &str) -> Result<bool, Failure> {
    let written = replace_file(path, old, text);
    written
        .map(|file| file.is_some())
        .map_err(|error| Failure::Fatal(format!("cannot write {}: {error}", path.display())))
}
