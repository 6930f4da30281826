//! How the files of a catalog are read.

use std::collections::BTreeMap;

/// Gives the files of a catalog. Every path is relative to the folder of the catalog's main file, has `/` between
/// its parts, and never leads out of that folder: the model refuses such a path before it asks.
pub trait Source {
    /// The text of a file.
    ///
    /// # Errors
    ///
    /// [`SourceError`] says why there is none.
    fn read(&self, path: &str) -> Result<String, SourceError>;

    /// The names of the entries of a folder, in any order. The name of a folder ends with `/`. The main folder is `""`.
    /// A folder that is missing or cannot be read has no entries.
    fn list(&self, folder: &str) -> Vec<String>;
}

/// A file of a catalog.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path relative to the folder of the catalog's main file, with `/` between its parts.
    pub path: String,
    /// The text.
    pub text: String,
}

/// Why a file has no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceError {
    /// There is no such file.
    NotFound,
    /// It is not UTF-8.
    NotUtf8 {
        /// Offset of the first byte, counted from 0, that is not.
        offset: usize,
    },
    /// It is outside the catalog's folder, behind a symbolic link.
    Outside,
    /// The reason that the system gives.
    Unreadable(String),
}

/// Files held in memory, by path; for tests, and for catalogs that are on no disk.
impl Source for BTreeMap<String, String> {
    fn read(&self, path: &str) -> Result<String, SourceError> {
        self.get(path).cloned().ok_or(SourceError::NotFound)
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let mut names: Vec<String> = self
            .keys()
            .filter_map(|path| path.strip_prefix(&prefix))
            .map(|rest| match rest.split_once('/') {
                Some((folder, _)) => format!("{folder}/"),
                None => rest.to_owned(),
            })
            .collect();
        names.dedup();
        names
    }
}
