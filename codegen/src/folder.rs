//! The files of a catalog on disk.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use error_catalog_model::{Report, Source, SourceError, sort_by};

use crate::read::{MAX_OUTPUT_SIZE, MAX_SIZE, read_file};

/// The folder of a catalog on the file system. The attribute, build scripts and the command line all read catalogs
/// through this [`Source`].
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
    main: PathBuf,
    name: String,
    /// The path of the main file in messages.
    shown: String,
}

impl Folder {
    /// Creates the folder of the catalog whose main file is `main`. This function does not read any file.
    #[must_use]
    pub fn of(main: impl Into<PathBuf>) -> Self {
        let main = main.into();
        let root = main.parent().unwrap_or(Path::new("")).to_owned();
        let name = main.file_name().unwrap_or(OsStr::new("")).to_string_lossy().into_owned();
        let shown = main.display().to_string();
        Self { root, main, name, shown }
    }

    /// Sets the path of the main file in messages, which is the path on disk by default.
    #[must_use]
    pub(crate) fn with_name(self, shown: &str) -> Self {
        Self { shown: shown.to_owned(), ..self }
    }

    /// The name of the main file, which is the path that [`Catalog::parse`](error_catalog_model::Catalog::parse) takes.
    #[must_use]
    pub fn main(&self) -> &str {
        &self.name
    }

    /// Returns the path on disk of a file, from the file's path in the folder. The result is absolute only if the path
    /// of the main file is absolute.
    #[must_use]
    pub fn path(&self, path: &str) -> PathBuf {
        // If the name of the main file is not UTF-8, `name` is only an approximation of that name.
        if path == self.name { self.main.clone() } else { self.root.join(path) }
    }

    /// Replaces the path of each file in `report`, which is relative to the catalog's folder, with the file's path on
    /// disk.
    pub fn locate(&self, report: &mut Report) {
        for file in &mut report.files {
            file.path = self.path(&file.path).display().to_string();
        }
    }

    /// The folder, after all symbolic links are resolved.
    ///
    /// # Errors
    ///
    /// Fails if the folder does not exist.
    pub fn real_root(&self) -> io::Result<PathBuf> {
        fs::canonicalize(if self.root.as_os_str().is_empty() { Path::new(".") } else { &self.root })
    }

    /// Returns the path relative to the folder, after all symbolic links are resolved. `real` is the path on disk to
    /// which the links in `path` lead.
    fn real_path<'p>(&self, path: &'p str, real: &'p Path) -> Result<&'p Path, SourceError> {
        if let Ok(below) = real.strip_prefix(self.real_root().map_err(source_error)?) {
            return Ok(below);
        }
        let main = self.real_main().ok_or(SourceError::Outside)?;
        let is_safe = self.is_mirrored(&main, Path::new(path), real) || is_stored(&main, real);
        if is_safe { Ok(Path::new(path)) } else { Err(SourceError::Outside) }
    }

    fn read_at_most(&self, path: &str, limit: u64) -> Result<String, SourceError> {
        let file = self.path(path);
        if path != self.name {
            self.real_path(path, &fs::canonicalize(&file).map_err(source_error)?)?;
        }
        let bytes = read_file(&file, limit).map_err(source_error)?;
        String::from_utf8(bytes).map_err(|error| SourceError::NotUtf8 { offset: error.utf8_error().valid_up_to() })
    }

    /// The part of a path that should be a folder, but is something else.
    fn file_above<'p>(&self, path: &'p str) -> Option<&'p str> {
        let parents = path.rmatch_indices('/').filter_map(|(end, _)| path.get(..end));
        let mut existing = parents.filter_map(|parent| Some((parent, fs::metadata(self.path(parent)).ok()?)));
        existing.next().filter(|(_, metadata)| !metadata.is_dir()).map(|(parent, _)| parent)
    }

    fn real_main(&self) -> Option<PathBuf> {
        fs::canonicalize(&self.main).ok()
    }

    /// Whether a link leads to the same path in the folder of `main`, the real main file.
    ///
    /// Build tools such as Bazel and Buck2 let the compiler see a *link farm*, in which each source is a link to the
    /// real file. A catalog in a link farm can contain the same files as the real catalog.
    fn is_mirrored(&self, main: &Path, path: &Path, real: &Path) -> bool {
        main.ends_with(&self.name) && main.parent().is_some_and(|root| root.join(path) == real)
    }
}

/// Whether a real file is next to the real main file. Some build tools store all real files in one folder, and name
/// each file after its content.
fn is_stored(main: &Path, real: &Path) -> bool {
    let is_hidden = real.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    !is_hidden && real.is_file() && main.parent() == real.parent()
}

impl Source for Folder {
    fn read(&self, path: &str) -> Result<String, SourceError> {
        self.read_at_most(path, MAX_SIZE)
    }

    fn read_output(&self, path: &str) -> Result<String, SourceError> {
        self.read_at_most(path, MAX_OUTPUT_SIZE).map_err(|error| match error {
            // A missing output below a file could not be written.
            SourceError::NotFound => match self.file_above(path) {
                Some(file) => SourceError::Unreadable(format!("`{file}` is not a folder")),
                None => SourceError::NotFound,
            },
            error => error,
        })
    }

    fn resolve(&self, path: &str) -> Result<String, SourceError> {
        let real = follow_links(&self.path(path)).map_err(source_error)?;
        let names: Option<Vec<&str>> = self.real_path(path, &real)?.iter().map(OsStr::to_str).collect();
        names.map(|names| names.join("/")).ok_or_else(|| SourceError::Unreadable("its path is not UTF-8".to_owned()))
    }

    fn show(&self, path: &str) -> String {
        if path == self.name { self.shown.clone() } else { path.to_owned() }
    }

    /// The names are sorted. Linked folders are left out because links can form a cycle, except the folders of a link
    /// farm. Caches, such as Cargo's `target`, are left out because every build changes them.
    fn list(&self, folder: &str) -> Vec<String> {
        let on_disk = if folder.is_empty() && self.root.as_os_str().is_empty() { "." } else { folder };
        let on_disk = self.root.join(on_disk);
        if !fs::canonicalize(&on_disk).is_ok_and(|real| self.real_path(folder, &real).is_ok()) {
            return Vec::new();
        }
        let main = self.real_main();
        let is_mirrored =
            |path: &Path, real: &Path| main.as_ref().is_some_and(|main| self.is_mirrored(main, path, real));
        let mut names: Vec<String> = fs::read_dir(on_disk)
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| {
                let name = entry.file_name().into_string().ok()?;
                let path = entry.path();
                let kind = entry.file_type().ok()?;
                let is_link = kind.is_symlink();
                let is_folder = kind.is_dir() || (is_link && path.is_dir());
                if !is_folder {
                    return Some(name);
                }
                let leads_there = |real: PathBuf| is_mirrored(&Path::new(folder).join(&name), &real);
                let is_followed = !is_link || fs::canonicalize(&path).is_ok_and(leads_there);
                (is_followed && !path.join("CACHEDIR.TAG").exists()).then(|| name + "/")
            })
            .collect();
        sort_by(&mut names, String::cmp);
        names
    }
}

/// Returns `path` with all of its symbolic links resolved. The file and its folders need not exist.
///
/// # Errors
///
/// Fails if a link leads to itself, or if the system reports an error.
pub fn follow_links(path: &Path) -> io::Result<PathBuf> {
    const MAX_LINKS: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::canonicalize(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            real => return real,
        }
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        match fs::read_link(&path) {
            Ok(target) => path = folder.join(target),
            Err(_) => return Ok(follow_links(folder)?.join(path.file_name().ok_or(io::ErrorKind::NotFound)?)),
        }
    }
    Err(io::Error::other("it is a link to itself"))
}

fn source_error(error: io::Error) -> SourceError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => SourceError::NotFound,
        _ => SourceError::Unreadable(error.to_string()),
    }
}
