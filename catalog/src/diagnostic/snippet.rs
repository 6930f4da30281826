//! From a span to a line and column that a person can find.

use super::Span;
use crate::SourceFile;

/// A place in a file, for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Snippet<'a> {
    /// The file's path, relative to the folder of the catalog's main file.
    pub path: &'a str,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The line itself, without its line break.
    pub text: &'a str,
    /// How many characters of the line are meant; at least 1.
    pub width: usize,
}

impl<'a> Snippet<'a> {
    pub(super) fn new(file: &'a SourceFile, span: Span) -> Option<Self> {
        let text = file.text.as_str();
        let before = text.get(..span.start)?;
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = text.get(line_start..)?;
        let line = rest.split('\n').next()?.trim_end_matches('\r');
        let end = span.end.clamp(span.start, (line_start + line.len()).max(span.start));
        Some(Self {
            path: &file.path,
            line: before.matches('\n').count() + 1,
            column: text.get(line_start..span.start)?.chars().count() + 1,
            text: line,
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
        let place = |start, end| {
            let snippet = Snippet::new(&file, Span { file: 0, start, end }).unwrap();
            (snippet.line, snippet.column, snippet.text, snippet.width)
        };
        assert_eq!(place(0, 1), (1, 1, "a = 1", 1));
        assert_eq!(place(4, 5), (1, 5, "a = 1", 1));
        assert_eq!(place(7, 11), (2, 1, "\"é\" = \"x", 3));
        assert_eq!(place(14, 19), (2, 7, "\"é\" = \"x", 2));
        assert_eq!(place(20, 20), (4, 1, "", 1));
        assert_eq!(Snippet::new(&file, Span { file: 0, start: 99, end: 99 }), None);
    }
}
