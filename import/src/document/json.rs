//! Finds the places of the parts of a JSON document.

use std::ops::Range;

use super::{Duplicate, Inner, Part};

/// The parts of a document that a JSON parser has accepted, and each member that an object has twice.
pub(super) fn find_parts(text: &str) -> (Inner, Vec<Duplicate>) {
    let mut scanner = Scanner { text, at: 0, line: 1, duplicates: Vec::new() };
    scanner.skip_between();
    let (_, inner) = scanner.scan_value();
    (inner, scanner.duplicates)
}

/// Reads a text that is known to be valid. The depth of the recursion is limited, because the parser limits it.
struct Scanner<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    duplicates: Vec<Duplicate>,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Skips white space, commas and colons.
    fn skip_between(&mut self) {
        while let Some(byte) = self.peek().filter(|byte| byte.is_ascii_whitespace() || matches!(byte, b',' | b':')) {
            self.line += usize::from(byte == b'\n');
            self.at += 1;
        }
    }

    /// The bytes of a scalar, or the empty range at the beginning of an object or a list, and the parts in the value.
    fn scan_value(&mut self) -> (Range<usize>, Inner) {
        let start = self.at;
        match self.peek() {
            Some(open @ (b'{' | b'[')) => (start..start, self.scan_inner(open == b'{')),
            Some(b'"') => (self.scan_string(), Inner::default()),
            _ => {
                let is_end = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b',' | b'}' | b']');
                while self.peek().is_some_and(|byte| !is_end(byte)) {
                    self.at += 1;
                }
                (start..self.at, Inner::default())
            }
        }
    }

    fn scan_inner(&mut self, is_object: bool) -> Inner {
        let mut inner = Inner::default();
        self.at += 1;
        loop {
            self.skip_between();
            match self.peek() {
                Some(b'}' | b']') => break self.at += 1,
                Some(b'"') => {}
                Some(_) if !is_object => {}
                _ => break,
            }
            let line = self.line;
            let (name, key) = match is_object {
                true => {
                    let key = self.scan_string();
                    // The parser has accepted the key.
                    let name = self.text.get(key.clone()).and_then(|text| serde_json::from_str(text).ok());
                    (Some(name.unwrap_or_default()), key)
                }
                false => (None, self.at..self.at),
            };
            self.skip_between();
            let (span, parts) = self.scan_value();
            inner.add(name, Part { line, key, span, inner: parts }, &mut self.duplicates);
        }
        inner
    }

    /// The bytes of the string that begins here, with its quotes.
    fn scan_string(&mut self) -> Range<usize> {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                break;
            }
        }
        start..self.at
    }
}
