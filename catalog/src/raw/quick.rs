//! Parses the part of TOML that most catalogs consist of.
//!
//! The attribute parses its catalog at every build of its crate, and runs without optimizations. The parser of the
//! crate toml then takes a third of the attribute's time, because it looks at each byte several times. The parser below
//! looks at each byte once, and returns `None` for every text that it does not understand or that has an error.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};
use toml_parser::Source;

type Key<'i> = Spanned<DeString<'i>>;
type Value<'i> = Spanned<DeValue<'i>>;

/// The maximum depth of arrays, inline tables and dotted keys, which is less than the maximum depth of the crate toml.
const MAX_DEPTH: usize = 16;

/// Parses a text into the same table as the crate toml, spans included.
pub(super) fn parse_quickly(text: &str) -> Option<DeTable<'_>> {
    Parser { text, bytes: text.as_bytes(), at: 0 }.document()
}

/// The header of a table: its keys, and the offset of its opening bracket.
struct Header<'i> {
    path: Vec<Key<'i>>,
    start: usize,
    end: usize,
}

struct Parser<'i> {
    text: &'i str,
    bytes: &'i [u8],
    at: usize,
}

impl<'i> Parser<'i> {
    /// The next byte, or 0 at the end of the text.
    fn peek(&self) -> u8 {
        if self.at < self.bytes.len() { self.bytes[self.at] } else { 0 }
    }

    fn skip(&mut self, byte: u8) -> Option<()> {
        if self.peek() != byte {
            return None;
        }
        self.at += 1;
        Some(())
    }

    fn skip_spaces(&mut self) {
        while matches!(self.peek(), b' ' | b'\t') {
            self.at += 1;
        }
    }

    /// Skips spaces, comments and line breaks.
    fn skip_lines(&mut self) {
        loop {
            match self.peek() {
                b' ' | b'\t' | b'\n' => self.at += 1,
                b'#' => self.skip_comment(),
                _ => return,
            }
        }
    }

    /// Skips a comment, up to the end of the line or to a control character, which no comment contains.
    fn skip_comment(&mut self) {
        while matches!(self.peek(), b'\t' | b' '..=b'~' | 0x80..) {
            self.at += 1;
        }
    }

    /// Skips the rest of a line, which contains at most a comment.
    fn end_line(&mut self) -> Option<()> {
        self.skip_spaces();
        if self.peek() == b'#' {
            self.skip_comment();
        }
        matches!(self.peek(), b'\n' | 0).then_some(())
    }

    fn document(&mut self) -> Option<DeTable<'i>> {
        let (mut root, mut table, mut header) = (DeTable::new(), DeTable::new(), None);
        loop {
            self.skip_lines();
            match self.peek() {
                b'[' => {
                    let next = self.header()?;
                    self.finish(&mut root, header.replace(next), std::mem::take(&mut table))?;
                }
                0 if self.at == self.bytes.len() => {
                    self.finish(&mut root, header, table)?;
                    return Some(root);
                }
                _ => self.entry(&mut table, 0)?,
            }
            self.end_line()?;
        }
    }

    /// `[a.b]`
    fn header(&mut self) -> Option<Header<'i>> {
        let start = self.at;
        self.at += 1;
        let mut path = vec![self.spaced_key()?];
        while self.skip(b'.').is_some() {
            path.push(self.spaced_key()?);
        }
        self.skip(b']')?;
        Some(Header { path, start, end: self.at })
    }

    /// Adds a table that is complete to the root.
    fn finish(&self, root: &mut DeTable<'i>, header: Option<Header<'i>>, table: DeTable<'i>) -> Option<()> {
        let Some(Header { mut path, start, end }) = header else {
            *root = table;
            return Some(());
        };
        let key = path.pop()?;
        let parent = self.descend(root, path, true)?;
        let table = Spanned::new(start..end, DeValue::Table(table));
        // If there already is a table of the same name, the text is probably invalid.
        parent.insert(key, table).is_none().then_some(())
    }

    /// The table at a path. Tables that do not exist yet are created. A table has the span of its header or of its
    /// braces; a table without either has the span of the key that created the table.
    fn descend<'t>(
        &self,
        mut table: &'t mut DeTable<'i>,
        path: Vec<Key<'i>>,
        is_header: bool,
    ) -> Option<&'t mut DeTable<'i>> {
        if path.len() > MAX_DEPTH {
            return None;
        }
        for key in path {
            let span = key.span();
            let next = table.entry(key).or_insert_with(|| Spanned::new(span, DeValue::Table(DeTable::new())));
            match self.bytes[next.span().start] {
                b'{' => return None,
                b'[' if !is_header => return None,
                _ => {}
            }
            let DeValue::Table(next) = next.get_mut() else { return None };
            table = next;
        }
        Some(table)
    }

    /// `a.b = value`
    fn entry(&mut self, table: &mut DeTable<'i>, depth: usize) -> Option<()> {
        let (mut path, mut key) = (Vec::new(), self.spaced_key()?);
        while self.skip(b'.').is_some() {
            path.push(key);
            key = self.spaced_key()?;
        }
        self.skip(b'=')?;
        self.skip_spaces();
        let value = self.value(depth)?;
        let table = if path.is_empty() { table } else { self.descend(table, path, false)? };
        table.insert(key, value).is_none().then_some(())
    }

    /// A key and the spaces around it.
    fn spaced_key(&mut self) -> Option<Key<'i>> {
        self.skip_spaces();
        let key = self.key()?;
        self.skip_spaces();
        Some(key)
    }

    fn key(&mut self) -> Option<Key<'i>> {
        let start = self.at;
        let quote = self.peek();
        if quote == b'"' || quote == b'\'' {
            let text = self.quoted(quote)?;
            return Some(Spanned::new(start..self.at, text.into()));
        }
        while matches!(self.peek(), b'a'..=b'z' | b'_' | b'-' | b'0'..=b'9' | b'A'..=b'Z') {
            self.at += 1;
        }
        let key = &self.text[start..self.at];
        (!key.is_empty()).then(|| Spanned::new(start..self.at, key.into()))
    }

    /// A string in quotation marks, on one line and without escapes.
    fn quoted(&mut self, quote: u8) -> Option<&'i str> {
        let (bytes, start) = (self.bytes, self.at + 1);
        let mut at = start;
        while at < bytes.len() {
            let byte = bytes[at];
            at += 1;
            // Most bytes are letters.
            if byte > b'\'' && byte != b'\\' && byte != 0x7f {
                continue;
            }
            if byte == quote {
                self.at = at;
                return Some(&self.text[start..at - 1]);
            }
            if byte < b' ' && byte != b'\t' || byte == 0x7f || byte == b'\\' && quote == b'"' {
                return None;
            }
        }
        None
    }

    fn value(&mut self, depth: usize) -> Option<Value<'i>> {
        let start = self.at;
        let value = match self.peek() {
            quote @ (b'"' | b'\'') => match self.quoted(quote) {
                // Three quotation marks open a string of several lines.
                Some(text) if !text.is_empty() || self.peek() != quote => DeValue::String(text.into()),
                _ => {
                    self.at = start;
                    self.other_string()?
                }
            },
            b'[' => self.array(depth)?,
            b'{' => self.inline_table(depth)?,
            _ => self.other_scalar()?,
        };
        Some(Spanned::new(start..self.at, value))
    }

    fn array(&mut self, depth: usize) -> Option<DeValue<'i>> {
        let mut elements = toml::de::DeArray::new();
        self.at += 1;
        while !self.closes(b']', depth)? {
            elements.push(self.value(depth + 1)?);
            self.separate(b']')?;
        }
        Some(DeValue::Array(elements))
    }

    fn inline_table(&mut self, depth: usize) -> Option<DeValue<'i>> {
        let mut table = DeTable::new();
        self.at += 1;
        while !self.closes(b'}', depth)? {
            self.entry(&mut table, depth + 1)?;
            self.separate(b'}')?;
        }
        Some(DeValue::Table(table))
    }

    /// Skips lines and then the closing bracket, if it follows.
    fn closes(&mut self, bracket: u8, depth: usize) -> Option<bool> {
        self.skip_lines();
        if depth > MAX_DEPTH { None } else { Some(self.skip(bracket).is_some()) }
    }

    /// Skips lines and then a comma, which is optional only before the closing bracket.
    fn separate(&mut self, bracket: u8) -> Option<()> {
        self.skip_lines();
        if self.peek() == bracket { Some(()) } else { self.skip(b',') }
    }

    /// A string with escapes, or with several lines.
    fn other_string(&mut self) -> Option<DeValue<'i>> {
        let rest = &self.text[self.at..];
        let token = Source::new(rest).lex().next()?;
        let value = DeValue::parse(rest.get(..token.span().end())?).ok()?;
        self.at += token.span().end();
        Some(value.into_inner())
    }

    /// A number, a boolean or a date.
    fn other_scalar(&mut self) -> Option<DeValue<'i>> {
        let start = self.at;
        while matches!(self.peek(), b'a'..=b'z' | b'0'..=b'9' | b'A'..=b'Z' | b'+' | b'-' | b'.' | b':' | b'_') {
            self.at += 1;
        }
        match &self.text[start..self.at] {
            "true" => Some(DeValue::Boolean(true)),
            "false" => Some(DeValue::Boolean(false)),
            "" => None,
            text => DeValue::parse(text).ok().map(Spanned::into_inner),
        }
    }
}

#[cfg(test)]
mod tests;
