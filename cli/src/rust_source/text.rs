//! Finds codes in text: in JSON inside a string, and in code spans of a document.

use crate::place::{Columns, Place};

/// A word of a text that may be a code, and the offset of its first byte.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word<'a> {
    pub(super) at: usize,
    pub(super) text: &'a str,
    /// Whether the word is the value of the member that contains the code.
    pub(super) is_member: bool,
}

/// A position in a text, which moves forward, so that the text is read once for all places.
pub(super) struct Cursor<'a> {
    text: &'a str,
    line: usize,
    /// The offset and the column of the start of the line.
    start: (usize, usize),
    /// The offset and the column of the position.
    here: (usize, usize),
}

impl<'a> Cursor<'a> {
    /// The start of a text that begins at this line and column of a file.
    pub(super) fn new(text: &'a str, line: usize, column: usize) -> Self {
        Self { text, line, start: (0, column), here: (0, column) }
    }

    /// The place of a word in the file `name`. The word is not on an earlier line than the word before.
    pub(super) fn place(&mut self, name: &str, word: &Word<'_>) -> Place {
        if word.at < self.here.0 {
            self.here = self.start;
        }
        let passed = self.text.get(self.here.0..word.at).unwrap_or_default();
        self.line += passed.matches('\n').count();
        let last = passed.rsplit('\n').next().unwrap_or_default();
        if last.len() < passed.len() {
            self.start = (word.at - last.len(), 1);
            self.here = self.start;
        }
        self.here = (word.at, self.here.1 + last.chars().count());
        let (line, column) = (self.line, self.here.1);
        let columns = Columns { column, end_line: line, end_column: column + word.text.chars().count() };
        Place { file: name.to_owned(), line, columns: Some(columns) }
    }
}

/// The texts in quotation marks that could be codes. `member` is the key of the member that contains the code.
pub(super) fn quoted_words<'a>(text: &'a str, member: Option<&str>) -> Vec<Word<'a>> {
    let mut words = Vec::new();
    let mut key: Option<&str> = None;
    let mut rest = text;
    while let Some(start) = rest.find('"') {
        let before = &rest[..start];
        let inner = &rest[start + 1..];
        let Some(end) = inner.find(['"', '\n']) else { break };
        // JSON in a Rust string has escaped quotation marks.
        let word = inner[..end].trim_end_matches('\\');
        let is_value = before.trim().trim_end_matches('\\').trim_end() == ":" && key.is_some();
        if inner[end..].starts_with('"') {
            if is_word(word) {
                let at = text.len() - inner.len();
                words.push(Word { at, text: word, is_member: is_value && key == member });
            }
            key = Some(word).filter(|_| !is_value);
            rest = &inner[end + 1..];
        } else {
            key = None;
            rest = &inner[end..];
        }
    }
    words
}

/// The texts between backticks that could be codes, on one line of Markdown.
pub(super) fn code_spans(line: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut at = 0;
    for (index, part) in line.split('`').enumerate() {
        if index % 2 == 1 {
            let text = part.trim_matches('"');
            if is_word(text) {
                words.push(Word { at: at + part.find(text).unwrap_or(0), text, is_member: false });
            }
        }
        at += part.len() + 1;
    }
    words
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.len() <= 100 && text.chars().all(|c| c.is_ascii_graphic() && c != '"' && c != '\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_json() {
        let words = |text| {
            let words = quoted_words(text, Some("code"));
            words.into_iter().map(|word| (word.at, word.text, word.is_member)).collect::<Vec<_>>()
        };
        assert_eq!(words(r#"{"code":"a_b"}"#), [(2, "code", false), (9, "a_b", true)]);
        assert_eq!(words(r#"{"code": "x", "y": "z"}"#)[1..], [(10, "x", true), (15, "y", false), (20, "z", false)]);
        assert_eq!(words(r#"{\"code\":\"a_b\"}"#)[1], (12, "a_b", true));
        assert_eq!(words("\"not one word\" \"open"), []);
        assert_eq!(words("\"code\"\n:\n\"x\"")[1], (10, "x", true));
        assert_eq!(words("\"code\" and \"x\"")[1], (12, "x", false));
    }

    #[test]
    fn a_cursor_places_words() {
        let mut cursor = Cursor::new("é `a` `b`\n\n`ö` `c`", 3, 5);
        for (at, text, line, column) in
            [(4, "a", 3, 8), (8, "b", 3, 12), (4, "a", 3, 8), (13, "ö", 5, 2), (18, "c", 5, 6)]
        {
            let place = cursor.place("a.rs", &Word { at, text, is_member: false });
            let columns = Columns { column, end_line: line, end_column: column + 1 };
            assert_eq!(place, Place { file: "a.rs".to_owned(), line, columns: Some(columns) });
        }
    }

    #[test]
    fn words_of_markdown() {
        let words: Vec<_> = code_spans("A `user_gone` and `\"b\"`, ``x``, `a b` é `c`").into_iter().collect();
        let words: Vec<_> = words.iter().map(|word| (word.at, word.text)).collect();
        assert_eq!(words, [(3, "user_gone"), (20, "b"), (42, "c")]);
    }
}
