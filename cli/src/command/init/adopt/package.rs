//! Finds the package of an adopted file, and the path of the catalog as the attribute in that package expects it.

use std::fs;
use std::path::{Component, Path, PathBuf};

use error_catalog_codegen::read_text;
use toml_edit::DocumentMut;

use crate::command::init::folder_of;

/// The folder of the package that contains a file.
pub(super) struct Package {
    /// The folder without links.
    full: PathBuf,
    /// The folder as a path from the current folder, if the package contains either of them, otherwise `full`.
    pub(super) shown: PathBuf,
}

impl Package {
    pub(super) fn of(source: &Path) -> Option<Self> {
        let folder = folder_of(source);
        let full = fs::canonicalize(&folder).ok()?;
        let full = full.ancestors().find(|folder| is_package(folder))?.to_owned();
        let here = |folder: &&Path| fs::canonicalize(folder_or_here(folder)).is_ok_and(|other| other == full);
        let written =
            folder.ancestors().find(here).map(|folder| if folder == Path::new(".") { Path::new("") } else { folder });
        let above = || Some(ups(fs::canonicalize(".").ok()?.strip_prefix(&full).ok()?));
        let shown = written.map(Path::to_owned).or_else(above).unwrap_or_else(|| full.clone());
        Some(Self { full, shown })
    }

    /// The path of a catalog relative to the package, with `/` between its parts.
    pub(super) fn path_to(&self, main: &Path) -> Option<String> {
        let main = full_path(main)?;
        let shared = self.full.ancestors().find(|folder| main.starts_with(folder))?;
        let path = ups(self.full.strip_prefix(shared).ok()?).join(main.strip_prefix(shared).ok()?);
        Some(path.iter().map(std::ffi::OsStr::to_string_lossy).collect::<Vec<_>>().join("/"))
    }
}

/// The path `../..` for a path of two parts.
fn ups(path: &Path) -> PathBuf {
    path.iter().map(|_| "..").collect()
}

fn folder_or_here(folder: &Path) -> &Path {
    if folder == Path::new("") { Path::new(".") } else { folder }
}

/// A manifest without `[package]` is that of a workspace.
fn is_package(folder: &Path) -> bool {
    let manifest = read_text(&folder.join("Cargo.toml")).ok().and_then(|text| text.parse::<DocumentMut>().ok());
    manifest.is_some_and(|manifest| manifest.contains_key("package"))
}

/// The absolute path of a file that may not exist, and whose folder may not exist.
fn full_path(main: &Path) -> Option<PathBuf> {
    let folder = folder_of(main);
    let existing = folder.ancestors().find(|folder| folder_or_here(folder).exists())?;
    let mut full = fs::canonicalize(folder_or_here(existing)).ok()?;
    for part in folder.strip_prefix(existing).ok()?.components() {
        match part {
            Component::ParentDir => _ = full.pop(),
            Component::Normal(name) => full.push(name),
            _ => {}
        }
    }
    Some(full.join(main.file_name()?))
}
