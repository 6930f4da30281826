//! How the files of a catalog are read.

use std::collections::BTreeMap;

/// A source of a catalog's files, such as a folder.
///
/// Every path is relative to the folder of the catalog's main file, has `/` between its parts, and never leads out of
/// that folder. The model rejects any other path before the model calls the source.
pub trait Source {
    /// Returns the text of a file.
    ///
    /// # Errors
    ///
    /// Returns a [`SourceError`] that says why the file could not be read.
    fn read(&self, path: &str) -> Result<String, SourceError>;

    /// Returns the text of an earlier output, which can be larger than a file of a catalog.
    ///
    /// # Errors
    ///
    /// Returns a [`SourceError`] that says why the file could not be read.
    fn read_output(&self, path: &str) -> Result<String, SourceError> {
        self.read(path)
    }

    /// Returns the names of the entries of a folder, in any order.
    ///
    /// The name of a folder ends with `/`. The main folder is `""`. A folder that is missing or cannot be read has no
    /// entries.
    fn list(&self, folder: &str) -> Vec<String>;

    /// Returns the path to which `path` leads after all symbolic links are resolved. The file need not exist. A source
    /// without links returns the path itself.
    ///
    /// # Errors
    ///
    /// Returns a [`SourceError`] if the path leads out of the catalog's folder, or if the links cannot be resolved.
    fn resolve(&self, path: &str) -> Result<String, SourceError> {
        Ok(path.to_owned())
    }

    /// Returns the path of a file for messages that say that the file cannot be read. If the user wrote a different
    /// path for the file, this function returns the user's path.
    fn show(&self, path: &str) -> String {
        path.to_owned()
    }
}

/// A file of a catalog.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path relative to the folder of the catalog's main file, with `/` between its parts.
    pub path: String,
    /// The text of the file.
    pub text: String,
}

/// The reason why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceError {
    /// The file does not exist.
    NotFound,
    /// The file is not UTF-8.
    NotUtf8 {
        /// Offset of the first byte that is not valid UTF-8, counted from 0.
        offset: usize,
    },
    /// The path leads through a symbolic link to a file outside the catalog's folder.
    Outside,
    /// The system could not read the file, for this reason.
    Unreadable(String),
}

/// Files held in memory, by path, for tests and for catalogs that are not on a disk.
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
