//! From spans to places.

use std::env;
use std::fs;
use std::path::{Component, Path};

use error_catalog_model::{Report, Span};

use crate::place::{Columns, Place};

/// Where a span of a report stands.
pub(crate) fn place_of(report: &Report, span: Span) -> Option<Place> {
    let file = report.files.get(span.file)?;
    Some(place_in(&file.path, &file.text, span.start, span.end))
}

/// Where a stretch of a text stands.
pub(crate) fn place_in(path: &str, text: &str, start: usize, end: usize) -> Place {
    let position = |offset: usize| {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    };
    let ((line, column), (end_line, end_column)) = (position(start), position(end.max(start)));
    Place { file: path.to_owned(), line, columns: Some(Columns { column, end_line, end_column }) }
}

/// A path as it is seen from the root of the repository that the file lies in, with `/` between its parts. Where there
/// is no repository it is the path from the folder where the user stands, or else the path as it is.
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
    use super::*;

    #[test]
    fn counts_characters_over_lines() {
        let place = |start, end| {
            place_in("errors.toml", "é = 1\nb = 2\n", start, end)
                .columns
                .map(|it| (it.column, it.end_line, it.end_column))
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
