//! The files that a catalog reads.

use crate::glob::matches;
use crate::interner::Interner;
use crate::paths::{locale_of, lock_path};
use crate::source::SourceFile;

/// The paths that are part of a catalog. Upper and lower case are the same, because many file systems do not
/// distinguish them.
#[derive(Clone, Debug)]
pub struct InputPaths {
    /// The path of the main file, in lower case.
    main: String,
    /// The paths of the catalog's files, in lower case.
    files: Interner<'static>,
    /// The patterns of `include`, in lower case.
    patterns: Vec<String>,
}

impl InputPaths {
    pub(super) fn new(files: &[SourceFile], patterns: &[String]) -> Self {
        let mut lowercase = Interner::default();
        files.iter().for_each(|file| _ = lowercase.insert(file.path.to_lowercase().into_bytes()));
        Self {
            main: files.first().map(|main| main.path.to_lowercase()).unwrap_or_default(),
            files: lowercase,
            patterns: patterns.iter().map(|pattern| pattern.to_lowercase()).collect(),
        }
    }

    /// What a path is to the catalog: `one of the catalog's files`, `the catalog's lock`, `a translation of the
    /// catalog`, or a file that `include` matches; `None` for any other path. The file need not exist.
    #[must_use]
    pub fn role_of(&self, path: &str) -> Option<&'static str> {
        let path = path.to_lowercase();
        if self.files.find(path.as_bytes()).is_some() {
            return Some("one of the catalog's files");
        }
        let other = (path == lock_path(&self.main)).then_some("the catalog's lock");
        let other = other.or_else(|| locale_of(&self.main, &path).map(|_| "a translation of the catalog"));
        let is_included = || self.patterns.iter().any(|pattern| matches(pattern, &path));
        other.or_else(|| is_included().then_some("a file that `include` matches"))
    }
}
