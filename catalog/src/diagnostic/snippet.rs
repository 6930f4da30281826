//! Converts a span into a path, a line and a column.

use super::Span;
use crate::source::SourceFile;

/// A place in a file: the path, line and column that a person can find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Snippet<'a> {
    /// The file's path, relative to the folder of the catalog's main file.
    pub path: &'a str,
    /// Line number, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The text of the line, without the line break.
    pub text: &'a str,
    /// The number of marked characters in the line; at least 1.
    pub width: usize,
}

/// The offsets at which the lines of a text begin. The offsets are computed once, because a file may have thousands of
/// spans.
#[derive(Clone, Debug)]
pub(crate) struct LineStarts(Vec<usize>);

impl LineStarts {
    pub(crate) fn of(text: &str) -> Self {
        Self(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    /// The number of the line that contains an offset, from 1.
    pub(crate) fn line(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset)
    }
}

impl<'a> Snippet<'a> {
    pub(super) fn new(file: &'a SourceFile, lines: &LineStarts, span: Span) -> Option<Self> {
        let text = file.text.as_str();
        text.get(..span.start)?;
        let line = lines.line(span.start);
        let line_start = *lines.0.get(line.checked_sub(1)?)?;
        let rest = text.get(line_start..)?;
        let shown = rest.split('\n').next()?.trim_end_matches('\r');
        let end = span.end.clamp(span.start, (line_start + shown.len()).max(span.start));
        Some(Self {
            path: &file.path,
            line,
            column: text.get(line_start..span.start)?.chars().count() + 1,
            text: shown,
            width: text.get(span.start..end).map_or(1, |meant| meant.chars().count()).max(1),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_characters() {
        let file = SourceFile { path: "errors.toml".into(), text: "a = 1\r\n\"é\" = \"x\ny\"\n".into() };
        let lines = LineStarts::of(&file.text);
        let place = |start, end| {
            let snippet = Snippet::new(&file, &lines, Span { file: 0, start, end }).unwrap();
            (snippet.line, snippet.column, snippet.text, snippet.width)
        };
        assert_eq!(place(0, 1), (1, 1, "a = 1", 1));
        assert_eq!(place(4, 5), (1, 5, "a = 1", 1));
        assert_eq!(place(7, 11), (2, 1, "\"é\" = \"x", 3));
        assert_eq!(place(14, 19), (2, 7, "\"é\" = \"x", 2));
        assert_eq!(place(20, 20), (4, 1, "", 1));
        assert_eq!(Snippet::new(&file, &lines, Span { file: 0, start: 99, end: 99 }), None);
    }
}
