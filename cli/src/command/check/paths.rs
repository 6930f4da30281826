//! From what stands on the command line to main files of catalogs.

use std::fs;
use std::path::{Path, PathBuf};

use error_catalog_codegen::Folder;
use error_catalog_model::Catalog;

use crate::args::main_file;

/// The main files that are meant, each once. Tools such as pre-commit name whatever file of a catalog has changed.
pub(super) fn main_files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for path in paths {
        let main = main_file_of(path);
        if !found.iter().any(|other| *other == main || is_same(other, &main)) {
            found.push(main);
        }
    }
    found
}

fn is_same(a: &Path, b: &Path) -> bool {
    fs::canonicalize(a).is_ok_and(|a| fs::canonicalize(b).is_ok_and(|b| a == b))
}

/// A folder means its `errors.toml`; a locale, a lock, and a file that an `errors.toml` in its folder or above it
/// includes mean that catalog.
fn main_file_of(path: &Path) -> PathBuf {
    if path.is_dir() {
        return main_file(path);
    }
    beside(path).or_else(|| including(path)).unwrap_or_else(|| path.to_owned())
}

/// `errors.toml` for `errors.lock` and for `errors.fr.toml`, if it is there.
fn beside(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let stem = match name.strip_suffix(".lock") {
        Some(stem) => stem,
        None => name.strip_suffix(".toml")?.rsplit_once('.')?.0,
    };
    let main = path.with_file_name(format!("{stem}.toml"));
    main.is_file().then_some(main)
}

fn including(path: &Path) -> Option<PathBuf> {
    let file = fs::canonicalize(path).ok()?;
    path.ancestors().skip(1).find_map(|folder| {
        let main = folder.join("errors.toml");
        if !main.is_file() || is_same(&main, path) {
            return None;
        }
        let folder = Folder::of(main.clone());
        let (catalog, _) = Catalog::parse_lenient(folder.main(), &folder);
        let includes =
            catalog.files.iter().any(|it| fs::canonicalize(folder.path(&it.path)).is_ok_and(|it| it == file));
        includes.then_some(main)
    })
}
