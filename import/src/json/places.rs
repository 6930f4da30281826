//! Finds the lines of members and the duplicate members of objects, because the JSON parser reports neither.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::Notes;
use crate::text::one_line;

/// The maximum depth of members whose lines are known.
const DEPTH: usize = 4;

/// The lines of the members and elements of a document, by their paths, such as `/errors/0`.
pub(crate) struct Places(BTreeMap<String, usize>);

impl Places {
    /// Reads a text that is valid JSON. Notes each member that an object has twice, because its first value is lost.
    pub(crate) fn new(text: &str, notes: &mut Notes) -> Self {
        let mut walk = Walk { text, at: 0, line: 1, lines: BTreeMap::new(), notes };
        walk.read_value("", 0);
        Self(walk.lines)
    }

    /// The line of a member or an element, or of the innermost known part of the document around it.
    pub(crate) fn find(&self, mut path: &str) -> usize {
        loop {
            match (self.0.get(path), path.rfind('/')) {
                (Some(line), _) => return *line,
                (None, Some(end)) => path = &path[..end],
                (None, None) => return 1,
            }
        }
    }
}

struct Walk<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    lines: BTreeMap<String, usize>,
    notes: &'a mut Notes,
}

impl<'a> Walk<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Skips spaces and separators, and returns the next character.
    fn peek(&mut self) -> char {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_whitespace() && !matches!(c, ',' | ':')).unwrap_or(rest.len());
        self.line += rest[..end].matches('\n').count();
        self.at += end;
        self.rest().chars().next().unwrap_or('}')
    }

    /// Reads a string, with its quotes.
    fn read_string(&mut self) -> &'a str {
        let rest = self.rest();
        let mut is_escaped = false;
        let end = rest.char_indices().skip(1).find(|(_, c)| {
            let is_end = *c == '"' && !is_escaped;
            is_escaped = *c == '\\' && !is_escaped;
            is_end
        });
        let end = end.map_or(rest.len(), |(end, _)| end + 1);
        self.at += end;
        &rest[..end]
    }

    fn read_value(&mut self, path: &str, depth: usize) {
        let open = self.peek();
        if depth <= DEPTH {
            self.lines.insert(path.to_owned(), self.line);
        }
        let close = match open {
            '{' => '}',
            '[' => ']',
            '"' => {
                self.read_string();
                return;
            }
            _ => {
                let rest = self.rest();
                self.at += rest.find([',', '}', ']', '\n']).unwrap_or(rest.len());
                return;
            }
        };
        self.at += 1;
        let mut keys = BTreeSet::new();
        for index in 0_usize.. {
            let next = self.peek();
            if matches!(next, '}' | ']') {
                self.at += usize::from(next == close).min(self.rest().len());
                return;
            }
            let key = if open == '{' { self.read_key(&mut keys) } else { index.to_string() };
            let inner = if depth < DEPTH { format!("{path}/{key}") } else { String::new() };
            self.read_value(&inner, depth + 1);
        }
    }

    fn read_key(&mut self, keys: &mut BTreeSet<String>) -> String {
        let line = self.line;
        let key: String = serde_json::from_str(self.read_string()).unwrap_or_default();
        if !keys.insert(key.clone()) {
            let text = format!("the object has `{}` twice: only the last value is kept", one_line(&key));
            self.notes.loss(line, text);
        }
        key
    }
}
