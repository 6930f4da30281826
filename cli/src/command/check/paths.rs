//! Finds the main files of the catalogs that the arguments name.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use error_catalog_codegen::Folder;
use error_catalog_model::Catalog;

use crate::args::main_file;

/// The main files that the paths select, without duplicates. Tools such as pre-commit pass every changed file of a
/// catalog.
pub(super) fn main_files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut known = BTreeSet::new();
    let mut found: Vec<PathBuf> = paths.iter().map(|path| main_file_of(path)).collect();
    found.retain(|path| known.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())));
    found
}

/// The main file that a path selects. A folder selects its `errors.toml`, and a lock selects the catalog next to it. A
/// locale selects its catalog. An included file selects the `errors.toml` that includes it, which is in the folder of
/// the included file or in a parent of that folder.
fn main_file_of(path: &Path) -> PathBuf {
    let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|_| !path.is_dir()) else {
        return main_file(path);
    };
    let sibling = |stem: &str| Some(path.with_file_name(format!("{stem}.toml"))).filter(|main| main.is_file());
    if let Some(stem) = name.strip_suffix(".lock") {
        return sibling(stem).unwrap_or_else(|| path.to_owned());
    }
    let translated = name.strip_suffix(".toml").and_then(|stem| sibling(stem.rsplit_once('.')?.0));
    let above = path.ancestors().skip(1).map(Path::to_owned).chain(folders_above(path));
    let above = above.map(|folder| folder.join("errors.toml"));
    translated.into_iter().chain(above).find(|main| is_part(path, main)).unwrap_or_else(|| path.to_owned())
}

/// The folders above the current folder, as a user would type them, if the path is relative: `..`, `../..` and so on.
fn folders_above(path: &Path) -> Vec<PathBuf> {
    let current = env::current_dir().ok().filter(|_| path.is_relative());
    let depth = current.map_or(0, |current| current.ancestors().count().saturating_sub(1));
    let parents = (0..depth).scan(PathBuf::new(), |folder, _| {
        folder.push("..");
        Some(folder.clone())
    });
    parents.collect()
}

/// Whether the file `path` belongs to the catalog whose main file is `main`. The main file itself does not count.
fn is_part(path: &Path, main: &Path) -> bool {
    let Ok(file) = fs::canonicalize(path) else { return false };
    if !main.is_file() || fs::canonicalize(main).is_ok_and(|main| main == file) {
        return false;
    }
    let folder = Folder::of(main);
    let (catalog, _) = Catalog::parse_lenient(folder.main(), &folder);
    catalog.files.iter().any(|part| fs::canonicalize(folder.path(&part.path)).is_ok_and(|part| part == file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_selects_its_catalog() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("parts/deep")).unwrap();
        for (path, text) in [
            ("errors.toml", "[catalog]\ninclude = [\"parts/**/*.toml\"]\n"),
            ("errors.fr.toml", ""),
            ("errors.v2.toml", ""),
            ("errors.lock", ""),
            ("other.lock", ""),
            ("Cargo.toml", ""),
            ("parts/deep/users.toml", ""),
        ] {
            fs::write(root.join(path), text).unwrap();
        }
        for (path, main) in [
            ("", "errors.toml"),
            ("errors.toml", "errors.toml"),
            ("errors.fr.toml", "errors.toml"),
            ("errors.v2.toml", "errors.v2.toml"),
            ("errors.lock", "errors.toml"),
            ("other.lock", "other.lock"),
            ("Cargo.toml", "Cargo.toml"),
            ("parts/deep/users.toml", "errors.toml"),
            ("parts", "parts/errors.toml"),
            ("nowhere.toml", "nowhere.toml"),
        ] {
            assert_eq!(main_file_of(&root.join(path)), root.join(main), "{path}");
        }
        let paths = ["", "errors.fr.toml", "Cargo.toml", "errors.toml"].map(|path| root.join(path));
        assert_eq!(main_files(&paths), [root.join("errors.toml"), root.join("Cargo.toml")]);
    }
}
