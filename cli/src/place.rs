//! Places in files, for users and for programs.

use std::path::{Component, Path};
use std::{env, fmt, fs};

use error_catalog_model::{Report, Span, printable_line};
use serde::Serialize;

/// A range of a file, or the line in which the range begins. Lines and columns count from 1; a column is a character.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Place {
    /// The path, as the user would write it.
    pub(crate) file: String,
    /// The line.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub(crate) line: usize,
    #[serde(flatten)]
    pub(crate) columns: Option<Columns>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Columns {
    /// The column of the first character.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub(crate) column: usize,
    /// The line that the range ends in.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub(crate) end_line: usize,
    /// The column after the last character.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub(crate) end_column: usize,
}

impl Place {
    /// The place of a whole line of a file.
    pub(crate) fn line(file: String, line: usize) -> Self {
        Self { file, line, columns: None }
    }
}

/// Displays a place as `src/main.rs:12:5`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A file name may contain control characters.
        write!(f, "{}:{}", printable_line(&self.file), self.line)?;
        self.columns.map_or(Ok(()), |columns| write!(f, ":{}", columns.column))
    }
}

/// The place of a span in the files of a report; `None` if the report lacks the span's file.
pub(crate) fn place_of(report: &Report, span: Span) -> Option<Place> {
    let file = report.files.get(span.file)?.path.clone();
    let (line, column) = report.position(span.file, span.start)?;
    let (end_line, end_column) = report.position(span.file, span.end.max(span.start))?;
    Some(Place { file, line, columns: Some(Columns { column, end_line, end_column }) })
}

/// A path relative to the root of the file's repository, with `/` between its parts. Outside a repository, the path is
/// relative to the current folder if possible, and otherwise unchanged.
pub(crate) fn path_in_repository(path: &str) -> String {
    let there = Path::new(path);
    let folder = there.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (Ok(folder), Some(name)) = (fs::canonicalize(folder), there.file_name()) else { return with_slashes(there) };
    let root = folder.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned);
    let root = root.or_else(|| fs::canonicalize(env::current_dir().ok()?).ok());
    let inside = root.and_then(|root| folder.strip_prefix(root).ok().map(|inside| inside.join(name)));
    with_slashes(&inside.unwrap_or_else(|| there.to_owned()))
}

fn with_slashes(path: &Path) -> String {
    let root = if path.has_root() { "/" } else { "" };
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        Component::ParentDir => Some("..".into()),
        Component::Prefix(_) | Component::RootDir | Component::CurDir => None,
    });
    format!("{root}{}", parts.collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use error_catalog_model::SourceFile;

    use super::*;

    #[test]
    fn a_file_name_cannot_control_the_terminal() {
        let place = Place { file: "a\u{1b}[2J\nb.toml".to_owned(), line: 3, columns: None };
        assert_eq!(place.to_string(), "a␛[2J␊b.toml:3");
    }

    #[test]
    fn counts_characters_over_lines() {
        let text = "é = 1\nb = 2\n".to_owned();
        let report = Report::new(vec![SourceFile { path: "errors.toml".to_owned(), text }], Vec::new());
        let place = |start, end| {
            let place = place_of(&report, Span { file: 0, start, end }).unwrap();
            place.columns.map(|columns| (columns.column, columns.end_line, columns.end_column))
        };
        assert_eq!(place(0, 2), Some((1, 1, 2)));
        assert_eq!(place(3, 8), Some((3, 2, 2)));
        assert_eq!(place(13, 13), Some((1, 3, 1)));
        assert_eq!(place(99, 99), Some((1, 3, 1)));
    }

    #[test]
    fn paths_start_at_the_root_of_the_repository() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("api/v1");
        fs::create_dir_all(&path).unwrap();
        fs::create_dir(folder.path().join(".git")).unwrap();
        let file = path.join("../v1/errors.toml");
        assert_eq!(path_in_repository(&file.display().to_string()), "api/v1/errors.toml");
        assert_eq!(path_in_repository("nowhere/at/./all.toml"), "nowhere/at/all.toml");
    }
}
