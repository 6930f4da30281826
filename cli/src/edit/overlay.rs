//! Keeps edited files of a catalog in memory until all of these files are valid.

use std::collections::BTreeMap;

use error_catalog_codegen::Folder;
use error_catalog_model::{Literal, Source, SourceError};

use super::{Document, span_of};
use crate::failure::Failure;
use crate::file::{Old, write_file};
use crate::place::Place;

/// A catalog's folder with edited texts for some of its files.
pub(crate) struct Overlay<'a> {
    folder: &'a Folder,
    texts: BTreeMap<String, String>,
    /// The texts of the edited files before the first edit.
    originals: BTreeMap<String, String>,
}

/// The new value at one path of keys.
pub(crate) struct Edit<'a> {
    /// The path of the file in the catalog's folder.
    pub(crate) file: &'a str,
    /// The keys that lead to the value.
    pub(crate) path: &'a [String],
    pub(crate) value: &'a Literal,
}

impl<'a> Overlay<'a> {
    pub(crate) fn new(folder: &'a Folder) -> Self {
        Self { folder, texts: BTreeMap::new(), originals: BTreeMap::new() }
    }

    /// Replaces the text of a file.
    pub(crate) fn set(&mut self, path: &str, text: &str) {
        self.texts.insert(path.to_owned(), text.to_owned());
    }

    /// Applies all edits or no edit.
    ///
    /// # Errors
    ///
    /// Fails if a file cannot be edited. The error is one line that names the file and the reason.
    pub(crate) fn edit(&mut self, edits: &[Edit<'_>]) -> Result<(), String> {
        let mut documents: BTreeMap<&str, Document> = BTreeMap::new();
        for edit in edits {
            let fail = |why: &str| format!("{} cannot be edited: {why}", self.folder.path(edit.file).display());
            if !documents.contains_key(edit.file) {
                let text = self.read(edit.file).map_err(|_| fail("it cannot be read"))?;
                documents.insert(edit.file, Document::parse(&text).map_err(|why| fail(&why))?);
                self.originals.entry(edit.file.to_owned()).or_insert(text);
            }
            if let Some(document) = documents.get_mut(edit.file) {
                document.set(edit.path, edit.value).map_err(|key| fail(&format!("`{key}` is not a table")))?;
            }
        }
        let texts = documents.iter().map(|(path, document)| ((*path).to_owned(), document.to_string()));
        self.texts.extend(texts.collect::<Vec<_>>());
        Ok(())
    }

    /// The current place of each edit: its line, and the path of its file as the user would type it.
    pub(crate) fn places(&self, edits: &[Edit<'_>]) -> Vec<Place> {
        let files = self.texts.iter().filter_map(|(path, text)| {
            let text = text.trim_start_matches('\u{feff}');
            let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
            Some((path.as_str(), (toml_edit::Document::parse(text).ok()?, ends)))
        });
        let files: BTreeMap<_, _> = files.collect();
        let line_of = |edit: &Edit<'_>| {
            let (toml, ends) = files.get(edit.file)?;
            let start = span_of(toml, edit.path)?.start;
            Some(ends.partition_point(|end| *end < start) + 1)
        };
        let file = |edit: &Edit<'_>| self.folder.path(edit.file).display().to_string();
        let place = |edit| Place::line(file(edit), line_of(edit).unwrap_or(1));
        edits.iter().map(place).collect()
    }

    /// Writes the files whose text has changed.
    pub(crate) fn write(&self) -> Result<(), Failure> {
        self.texts.iter().try_for_each(|(path, text)| {
            let old = Old::read(self.originals.get(path).map(String::as_str));
            write_file(&self.folder.path(path), old, text).map(drop)
        })
    }
}

impl Source for Overlay<'_> {
    fn read(&self, path: &str) -> Result<String, SourceError> {
        self.texts.get(path).map_or_else(|| self.folder.read(path), |text| Ok(text.clone()))
    }

    fn list(&self, folder: &str) -> Vec<String> {
        self.folder.list(folder)
    }

    fn resolve(&self, path: &str) -> Result<String, SourceError> {
        self.folder.resolve(path)
    }

    fn show(&self, path: &str) -> String {
        self.folder.show(path)
    }
}
