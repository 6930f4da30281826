//! A catalog's files on disk.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use error_catalog_model::{Report, Source, SourceError};

/// The largest file that is read, in bytes. A device may have no end.
const LIMIT: u64 = 64 * 1024 * 1024;

/// The folder of a catalog on the file system: the one [`Source`] of the attribute, of build scripts and of the
/// command line.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
    main: PathBuf,
    name: String,
}

impl Folder {
    /// The folder of the catalog whose main file is `main`. Nothing is read yet.
    #[must_use]
    pub fn of(main: impl Into<PathBuf>) -> Self {
        let main = main.into();
        let root = main.parent().unwrap_or(Path::new("")).to_owned();
        let name = main.file_name().unwrap_or(OsStr::new("")).to_string_lossy().into_owned();
        Self { root, main, name }
    }

    /// The name of the main file within the folder: what [`Catalog::parse`](error_catalog_model::Catalog::parse)
    /// takes as its path.
    #[must_use]
    pub fn main(&self) -> &str {
        &self.name
    }

    /// Where a file of the folder lies on disk; absolute only if the main file's path was.
    #[must_use]
    pub fn path(&self, path: &str) -> PathBuf {
        // The main file's name may be no UTF-8, and `name` with it not the whole truth.
        if path == self.name { self.main.clone() } else { self.root.join(path) }
    }

    /// Makes the paths of a report's files such that a person finds them from where the main file was named.
    pub fn locate(&self, report: &mut Report) {
        for file in &mut report.files {
            file.path = self.path(&file.path).display().to_string();
        }
    }

    /// Where a file has to be written, with every symbolic link on the way followed.
    ///
    /// # Errors
    ///
    /// The place is outside the catalog's folder, or the system does not say where it is.
    pub fn target(&self, path: &str) -> io::Result<PathBuf> {
        let file = self.path(path);
        let existing = file.ancestors().find(|path| path.exists());
        if !existing.map_or(Ok(true), |path| self.holds(path))? {
            return Err(io::Error::other("it lies outside the catalog's folder, behind a link"));
        }
        Ok(if file.exists() { fs::canonicalize(file)? } else { file })
    }

    /// Whether a path that exists stays in the folder once every symbolic link is followed.
    fn holds(&self, path: &Path) -> io::Result<bool> {
        let root = if self.root.as_os_str().is_empty() { Path::new(".") } else { &self.root };
        Ok(fs::canonicalize(path)?.starts_with(fs::canonicalize(root)?))
    }
}

impl Source for Folder {
    fn read(&self, path: &str) -> Result<String, SourceError> {
        let file = self.path(path);
        // Whoever names the main file means what lies behind it: build tools put links in the place of sources.
        if path != self.name && !self.holds(&file).map_err(refuse)? {
            return Err(SourceError::Outside);
        }
        let mut bytes = Vec::new();
        let read = File::open(file).and_then(|file| file.take(LIMIT + 1).read_to_end(&mut bytes)).map_err(refuse)?;
        if read as u64 > LIMIT {
            return Err(SourceError::Unreadable(format!("it is larger than {} MiB", LIMIT / 1024 / 1024)));
        }
        String::from_utf8(bytes).map_err(|error| SourceError::NotUtf8 { offset: error.utf8_error().valid_up_to() })
    }

    /// The names are sorted. Linked folders are left out, as they may lead in a circle, and so are caches, such as the
    /// `target` of cargo, which every build changes.
    fn list(&self, folder: &str) -> Vec<String> {
        let folder = if folder.is_empty() && self.root.as_os_str().is_empty() { "." } else { folder };
        let folder = self.root.join(folder);
        if !self.holds(&folder).unwrap_or(false) {
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

fn refuse(error: io::Error) -> SourceError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => SourceError::NotFound,
        _ => SourceError::Unreadable(error.to_string()),
    }
}
