//! The folder at which the path of the attribute starts.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use error_catalog_model::{Catalog, Report, printable, rules};

use crate::folder::Folder;

/// The folder at which the path of the attribute starts.
///
/// The same sources must compile to the same bytes in every folder. Generated source therefore does not contain the
/// path of this folder. Instead, generated source refers to the folder by a [`Reference`].
#[derive(Clone, Debug)]
pub struct Base {
    folder: PathBuf,
    reference: Reference,
    /// The words for the folder in messages.
    words: &'static str,
}

/// How generated source refers to the folder of a [`Base`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// `CARGO_MANIFEST_DIR` is the absolute path of the folder.
    ManifestDir,
    /// This prefix leads from the folder of the source file to the base. The prefix is empty, or ends with `/`.
    SourceFile(String),
    /// Generated source cannot refer to the folder, so the compiler does not track the catalog.
    Unknown,
}

impl Base {
    /// Returns the folder in the environment variable `CARGO_MANIFEST_DIR`, which cargo sets to the package's folder.
    /// Without this variable, the base is the folder of the source file, and `source_file` must be its path.
    #[must_use]
    pub fn find(manifest_dir: Option<OsString>, source_file: Option<PathBuf>) -> Option<Self> {
        let Some(folder) = manifest_dir.filter(|folder| !folder.is_empty()).map(PathBuf::from) else {
            let folder = source_file?.parent()?.to_owned();
            return Some(Self { folder, reference: Reference::SourceFile(String::new()), words: "the source file" });
        };
        let reference = match folder.to_str() {
            Some(_) if folder.is_absolute() => Some(Reference::ManifestDir),
            Some(path) => source_file.and_then(|file| path_between(file.parent()?, path)).map(Reference::SourceFile),
            // The compiler rejects `env!` if the variable is not UTF-8.
            None => None,
        };
        Some(Self { folder, reference: reference.unwrap_or(Reference::Unknown), words: "the package" })
    }

    /// Reads as much as possible of the catalog whose main file has this path, without the files of locales. In the
    /// report, the path of each file starts at the base.
    #[must_use]
    pub fn parse(&self, path: &str) -> (Catalog, Report) {
        let folder = Folder::of(self.folder.join(path)).with_name(path);
        let (catalog, mut report) = Catalog::parse_without_locales(folder.main(), &folder);
        self.explain_missing(Path::new(path), &mut report);
        let above = path.strip_suffix(folder.main()).unwrap_or_default();
        report.files.iter_mut().for_each(|file| file.path.insert_str(0, above));
        (catalog, report)
    }

    /// Returns how generated source refers to the folder at which `path` starts.
    #[must_use]
    pub fn reference(&self, path: &str) -> Reference {
        if is_absolute(Path::new(path)) { Reference::SourceFile(String::new()) } else { self.reference.clone() }
    }

    /// If the report says that the main file does not exist, adds a line of help about the folder in which the path of
    /// the main file starts.
    pub fn explain_missing(&self, main: &Path, report: &mut Report) {
        let folder = if self.folder.as_os_str().is_empty() { Path::new(".") } else { &self.folder };
        let help = format!("the path starts in the folder of {}, which is `{}`", self.words, folder.display());
        let missing = report.diagnostics.iter_mut().find(|it| it.rule.id == rules::FILE_NOT_FOUND.id);
        if let Some(missing) = missing.filter(|_| !is_absolute(main)) {
            missing.help.push(printable(&help).into());
        }
    }
}

fn is_absolute(path: &Path) -> bool {
    matches!(path.components().next(), Some(Component::Prefix(_) | Component::RootDir))
}

/// Returns the path from one folder to another. Both folders are relative to the folder in which the compiler runs. The
/// result is `None` if it is not certain.
fn path_between(from: &Path, to: &str) -> Option<String> {
    let parts = from.components().filter(|part| *part != Component::CurDir);
    let up: Option<Vec<_>> = parts.map(|part| matches!(part, Component::Normal(_)).then_some("../")).collect();
    let path = format!("{}{to}/", up?.concat());
    // If `from` is a link, `..` leads to a different folder.
    let same = from.join(&path).canonicalize().ok()? == Path::new(to).canonicalize().ok()?;
    same.then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The environment, the source file, and the expected reference and folder.
    #[test]
    #[cfg(unix)]
    fn cargo_or_the_source_file_gives_the_folder() {
        let source = |prefix: &str| Reference::SourceFile(prefix.to_owned());
        for (manifest_dir, source_file, expected) in [
            (Some("/home/me/api"), Some("api/src/lib.rs"), Some((Reference::ManifestDir, "/home/me/api"))),
            (Some("/home/me/api"), None, Some((Reference::ManifestDir, "/home/me/api"))),
            (Some("tests"), Some("src/rust/mod.rs"), Some((source("../../tests/"), "tests"))),
            (Some("src"), Some("./src/lib.rs"), Some((source("../src/"), "src"))),
            (Some("src"), Some("lib.rs"), Some((source("src/"), "src"))),
            (Some("src"), Some("../lib.rs"), Some((Reference::Unknown, "src"))),
            (Some("src"), Some("/src/lib.rs"), Some((Reference::Unknown, "src"))),
            (Some("src"), Some("none/lib.rs"), Some((Reference::Unknown, "src"))),
            (Some("src"), None, Some((Reference::Unknown, "src"))),
            (Some(""), Some("src/lib.rs"), Some((source(""), "src"))),
            (None, Some("src/lib.rs"), Some((source(""), "src"))),
            (None, Some("/src/lib.rs"), Some((source(""), "/src"))),
            (None, Some("lib.rs"), Some((source(""), ""))),
            (None, None, None),
        ] {
            let base = Base::find(manifest_dir.map(OsString::from), source_file.map(PathBuf::from));
            let found = base.map(|base| (base.reference("errors.toml"), base.folder));
            let expected = expected.map(|(reference, folder)| (reference, PathBuf::from(folder)));
            assert_eq!(found, expected, "{manifest_dir:?}, {source_file:?}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn an_absolute_path_does_not_start_in_the_folder() {
        let base = Base::find(Some("/home/me/api".into()), None);
        assert_eq!(base.map(|base| base.reference("/errors.toml")), Some(Reference::SourceFile(String::new())));
    }
}
