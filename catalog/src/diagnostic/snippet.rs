//! Converts a span into a path, a line and a column.

use std::borrow::Cow;
use std::cell::OnceCell;

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

/// The number of bytes between two entries of [`LineStarts::chars`].
const BLOCK: usize = 256;

/// The offsets at which the lines of a text begin, and the number of characters before each block of bytes. Both are
/// computed once, because a file may have thousands of spans, and a line may be as long as the file. Only columns need
/// the characters.
#[derive(Clone, Debug)]
pub(crate) struct LineStarts {
    starts: Vec<usize>,
    chars: OnceCell<Vec<usize>>,
}

impl LineStarts {
    pub(crate) fn of(text: &str) -> Self {
        let (bytes, mut at, mut starts) = (text.as_bytes(), 0, vec![0]);
        // The attribute runs without optimizations, so the loop has no iterator.
        while at < bytes.len() {
            if bytes[at] == b'\n' {
                starts.push(at + 1);
            }
            at += 1;
        }
        Self { starts, chars: OnceCell::new() }
    }

    /// The number of the line that contains an offset, from 1.
    pub(crate) fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    /// The line and the column of an offset, both from 1, in the text from which the line starts were computed. An
    /// offset after the end of the text has the column of the end.
    pub(super) fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.line(offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        (line, 1 + self.chars_before(text, offset).saturating_sub(self.chars_before(text, start)))
    }

    fn chars_before(&self, text: &str, offset: usize) -> usize {
        let bytes = &text.as_bytes()[..offset.min(text.len())];
        let block = bytes.len() / BLOCK;
        let chars = self.chars.get_or_init(|| count_before_blocks(text));
        chars.get(block).copied().unwrap_or_default() + count_chars(&bytes[block * BLOCK..])
    }
}

/// The number of characters before each block of a text.
fn count_before_blocks(text: &str) -> Vec<usize> {
    let mut chars = vec![0];
    for block in text.as_bytes().chunks(BLOCK) {
        chars.push(chars.last().copied().unwrap_or_default() + count_chars(block));
    }
    chars
}

/// The number of bytes that begin a character.
fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| *byte & 0xc0 != 0x80).count()
}

impl<'a> Snippet<'a> {
    pub(super) fn new(file: &'a SourceFile, lines: &LineStarts, span: Span) -> Option<Self> {
        let text = file.text.as_str();
        text.get(..span.start)?;
        let line = lines.line(span.start);
        let line_start = *lines.starts.get(line.checked_sub(1)?)?;
        let rest = text.get(line_start..)?;
        let shown = rest.split('\n').next()?.trim_end_matches('\r');
        let end = span.end.clamp(span.start, (line_start + shown.len()).max(span.start));
        Some(Self {
            path: &file.path,
            line,
            column: lines.position(text, span.start).1,
            text: shown,
            width: text.get(span.start..end).map_or(1, |meant| meant.chars().count()).max(1),
        })
    }
}

impl Snippet<'_> {
    /// The maximum number of characters of a line that a message shows.
    const SHOWN: usize = 400;

    /// The part of the line that a message shows, the number of characters in this part before the marked ones, and the
    /// number of marked characters. An ellipsis stands for what is left out of a long line.
    #[must_use]
    pub fn window(&self) -> (Cow<'_, str>, usize, usize) {
        let before = self.column - 1;
        if self.text.len() <= Self::SHOWN {
            return (Cow::Borrowed(self.text), before, self.width);
        }
        let skipped = before.saturating_sub(Self::SHOWN / 2);
        let mut rest = self.text.chars().skip(skipped);
        let shown: String = rest.by_ref().take(Self::SHOWN).collect();
        let (start, end) = (if skipped > 0 { "…" } else { "" }, if rest.next().is_some() { "…" } else { "" });
        let at = before - skipped + start.chars().count();
        (Cow::Owned(format!("{start}{shown}{end}")), at, self.width.min(Self::SHOWN - (before - skipped)).max(1))
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

    #[test]
    fn shows_the_part_of_a_long_line_that_is_marked() {
        let text = format!("{}<é>{}", "é".repeat(5_000), "b".repeat(5_000));
        let file = SourceFile { path: "errors.toml".into(), text };
        let lines = LineStarts::of(&file.text);
        for (start, end, column, marked, shown) in [
            (10_000, 10_004, 5_001, "<é>", 402),
            (10_000, 15_004, 5_001, "<é>b", 402),
            (0, 2, 1, "é", 401),
            (0, 15_004, 1, "é", 401),
            (15_003, 15_004, 10_003, "b", 202),
        ] {
            let snippet = Snippet::new(&file, &lines, Span { file: 0, start, end }).unwrap();
            assert_eq!(snippet.column, column);
            let (text, at, width) = snippet.window();
            let found: String = text.chars().skip(at).take(width).collect();
            assert!(found.starts_with(marked), "{start}: {found}");
            assert_eq!(text.chars().count(), shown, "{start}: {text}");
            assert!(at + width <= shown, "{start}");
        }
    }
}
