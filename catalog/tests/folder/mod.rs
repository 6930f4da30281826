//! Catalogs on disk.
#![allow(dead_code, reason = "each test binary uses its part")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use error_catalog_model::{Source, SourceError};

/// A folder that contains a catalog.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Source for Folder {
    fn read(&self, path: &str) -> Result<String, SourceError> {
        let bytes = std::fs::read(self.0.join(path)).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => SourceError::NotFound,
            // The text of the same error differs between operating systems.
            _ => SourceError::Unreadable("it is a folder".to_owned()),
        })?;
        String::from_utf8(bytes).map_err(|error| SourceError::NotUtf8 { offset: error.utf8_error().valid_up_to() })
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.0.join(folder)) else { return Vec::new() };
        let entries = entries.map(|entry| entry.unwrap());
        let name = |entry: std::fs::DirEntry| {
            let slash = if entry.file_type().unwrap().is_dir() { "/" } else { "" };
            format!("{}{slash}", entry.file_name().to_string_lossy())
        };
        entries.map(name).collect()
    }
}

/// The corrected fixture: the files of its folder `good/` replace its own.
pub(crate) struct Good(pub(crate) PathBuf);

impl Source for Good {
    fn read(&self, path: &str) -> Result<String, SourceError> {
        match Folder(self.0.join("good")).read(path) {
            Err(SourceError::NotFound) => Folder(self.0.clone()).read(path),
            found => found,
        }
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let (bad, good) = (Folder(self.0.clone()), Folder(self.0.join("good")));
        [bad.list(folder), good.list(folder)].concat()
    }
}

/// The folders of `fixtures/`, by name.
pub(crate) fn fixtures() -> BTreeMap<String, PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), path)).collect()
}

/// All TOML files in a folder and below it, by path.
pub(crate) fn read_all(root: &Path) -> BTreeMap<String, String> {
    let folder = Folder(root.to_owned());
    let mut files = BTreeMap::new();
    let mut folders = vec![String::new()];
    while let Some(path) = folders.pop() {
        for name in folder.list(&path) {
            let name = format!("{path}{name}");
            if name.ends_with('/') {
                folders.push(name);
            } else if let (true, Ok(text)) = (name.ends_with(".toml"), folder.read(&name)) {
                files.insert(name, text);
            }
        }
    }
    files
}
