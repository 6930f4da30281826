//! The files of a catalog on disk.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use error_catalog_model::{Report, Source, SourceError};

/// The maximum size of a file, in bytes. Without this limit, reading a device such as `/dev/zero` would never end.
const LIMIT: u64 = 64 * 1024 * 1024;

/// The folder of a catalog on the file system. The attribute, build scripts and the command line all read catalogs
/// through this [`Source`].
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
    main: PathBuf,
    name: String,
}

impl Folder {
    /// Creates the folder of the catalog whose main file is `main`. This function does not read any file.
    #[must_use]
    pub fn of(main: impl Into<PathBuf>) -> Self {
        let main = main.into();
        let root = main.parent().unwrap_or(Path::new("")).to_owned();
        let name = main.file_name().unwrap_or(OsStr::new("")).to_string_lossy().into_owned();
        Self { root, main, name }
    }

    /// The name of the main file in the folder. [`Catalog::parse`](error_catalog_model::Catalog::parse) takes this
    /// path.
    #[must_use]
    pub fn main(&self) -> &str {
        &self.name
    }

    /// The path on disk of a file in the folder. The path is absolute only if the path of the main file is absolute.
    #[must_use]
    pub fn path(&self, path: &str) -> PathBuf {
        // If the name of the main file is not UTF-8, `name` is only an approximation of that name.
        if path == self.name { self.main.clone() } else { self.root.join(path) }
    }

    /// Replaces the paths of a report's files, which are relative to the catalog's folder, with their paths on disk.
    pub fn locate(&self, report: &mut Report) {
        for file in &mut report.files {
            file.path = self.path(&file.path).display().to_string();
        }
    }

    /// Returns the path to which a file must be written, after all symbolic links are resolved.
    ///
    /// # Errors
    ///
    /// Fails if the path is outside the catalog's folder, or cannot be resolved.
    pub fn target(&self, path: &str) -> io::Result<PathBuf> {
        let file = self.path(path);
        let existing = file.ancestors().find(|path| path.exists());
        if !existing.map_or(Ok(true), |path| self.contains(path))? {
            return Err(io::Error::other("a symbolic link leads outside the catalog's folder"));
        }
        Ok(if file.exists() { fs::canonicalize(file)? } else { file })
    }

    /// Whether an existing path is in the folder after all symbolic links are resolved.
    fn contains(&self, path: &Path) -> io::Result<bool> {
        let root = if self.root.as_os_str().is_empty() { Path::new(".") } else { &self.root };
        Ok(fs::canonicalize(path)?.starts_with(fs::canonicalize(root)?))
    }
}

impl Source for Folder {
    fn read(&self, path: &str) -> Result<String, SourceError> {
        let file = self.path(path);
        // Some build tools replace sources with links, so the main file may be a link to a file in another folder.
        if path != self.name && !self.contains(&file).map_err(source_error)? {
            return Err(SourceError::Outside);
        }
        let mut bytes = Vec::new();
        let read =
            File::open(file).and_then(|file| file.take(LIMIT + 1).read_to_end(&mut bytes)).map_err(source_error)?;
        if read as u64 > LIMIT {
            return Err(SourceError::Unreadable(format!("it is larger than {} MiB", LIMIT / 1024 / 1024)));
        }
        String::from_utf8(bytes).map_err(|error| SourceError::NotUtf8 { offset: error.utf8_error().valid_up_to() })
    }

    /// The names are sorted. Linked folders are left out because links can form a cycle. Caches, such as Cargo's
    /// `target`, are left out because every build changes them.
    fn list(&self, folder: &str) -> Vec<String> {
        let folder = if folder.is_empty() && self.root.as_os_str().is_empty() { "." } else { folder };
        let folder = self.root.join(folder);
        if !self.contains(&folder).unwrap_or(false) {
            return Vec::new();
        }
        let mut names: Vec<String> = fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| {
                let name = entry.file_name().into_string().ok()?;
                let kind = entry.file_type().ok()?;
                let linked_folder = kind.is_symlink() && entry.path().is_dir();
                let cache = kind.is_dir() && entry.path().join("CACHEDIR.TAG").exists();
                (!linked_folder && !cache).then(|| if kind.is_dir() { name + "/" } else { name })
            })
            .collect();
        names.sort();
        names
    }
}

fn source_error(error: io::Error) -> SourceError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => SourceError::NotFound,
        _ => SourceError::Unreadable(error.to_string()),
    }
}
