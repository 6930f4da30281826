//! Reads TOML tables key by key, and reports unknown keys and wrong types.

use error_catalog_wire::is_invisible;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics, Reported, Rule, Span, rules};
use crate::interner::sort_by;
use crate::names::nearest;
use crate::raw::LeftOut;

/// A value and its span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sp<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

impl<T> Sp<T> {
    pub(crate) fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A file that is being read.
pub(crate) struct Reader<'a> {
    pub(crate) file: usize,
    pub(crate) text: &'a str,
    pub(crate) diagnostics: &'a mut Diagnostics,
    /// The offsets of lines that were blanked because they are not TOML.
    pub(super) blanks: Vec<(usize, Reported)>,
    /// The keys of the errors that a blanked line may have belonged to.
    pub(super) suspects: Vec<(Span, Reported)>,
    pub(super) left_out: LeftOut,
    pub(super) gap: Option<Reported>,
}

/// A TOML table whose keys are known.
pub(crate) struct Table<'a> {
    /// The name of the table in messages: ``error `user_not_found` ``.
    pub(crate) what: String,
    /// The span of the table's key.
    pub(crate) span: Span,
    entries: Vec<Entry<'a>>,
    /// The known keys that an unknown key was most likely meant to be. A report that such a key is missing would only
    /// repeat the problem.
    mistyped: Vec<(&'static str, Reported)>,
}

/// A key and its value.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) key: &'a str,
    pub(crate) key_span: Span,
    pub(crate) value: &'a DeValue<'a>,
    pub(crate) span: Span,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(file: usize, text: &'a str, diagnostics: &'a mut Diagnostics) -> Self {
        let (blanks, suspects, left_out) = (Vec::new(), Vec::new(), LeftOut::default());
        Self { file, text, diagnostics, blanks, suspects, left_out, gap: None }
    }

    /// The reported problem that may have removed a line from the table with this key.
    pub(super) fn suspected(&self, key: Span) -> Option<Reported> {
        self.suspects.iter().find(|(suspect, _)| *suspect == key).map(|(_, reported)| *reported)
    }

    pub(crate) fn span<T>(&self, spanned: &Spanned<T>) -> Span {
        let range = spanned.span();
        Span { file: self.file, start: range.start, end: range.end }
    }

    pub(crate) fn report(&mut self, rule: &'static Rule, span: Span, message: impl AsRef<str>) -> &mut Diagnostic {
        self.diagnostics.add(Diagnostic::new(rule, span, message))
    }

    /// The entries of a table, in the file's order.
    pub(crate) fn entries<'t>(&self, table: &'t DeTable<'t>) -> Vec<Entry<'t>> {
        let mut entries: Vec<Entry<'t>> = table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref(),
                key_span: self.span(key),
                value: value.get_ref(),
                span: self.span(value),
            })
            .collect();
        sort_by(&mut entries, |one, other| one.key_span.cmp(&other.key_span));
        entries
    }

    /// Opens a table that may contain only `keys`, and reports every other key.
    pub(crate) fn table<'t>(
        &mut self,
        entry: Entry<'t>,
        what: impl Into<String>,
        keys: &'static [&'static str],
    ) -> Option<Table<'t>> {
        let what = what.into();
        let DeValue::Table(table) = entry.value else {
            self.wrong_type(entry, "a table");
            return None;
        };
        let entries = self.entries(table);
        let mut mistyped = Vec::new();
        for entry in entries.iter().filter(|entry| !is_one_of(entry.key, keys)) {
            let before = self.diagnostics.len();
            self.unknown_key(entry, &what, keys);
            mistyped.extend(nearest(entry.key, keys).zip(self.diagnostics.reported_since(before)));
        }
        Some(Table { what, span: entry.key_span, entries, mistyped })
    }

    /// Opens a table that may also contain keys other than `keys`, and returns the entries with these other keys. A key
    /// that is most likely a misspelling of a missing key in `keys` is reported and not returned.
    pub(crate) fn open_table<'t>(
        &mut self,
        entry: Entry<'t>,
        what: impl Into<String>,
        keys: &'static [&'static str],
    ) -> Option<(Table<'t>, Vec<Entry<'t>>)> {
        let what = what.into();
        let DeValue::Table(table) = entry.value else {
            self.wrong_type(entry, "a table");
            return None;
        };
        let entries = self.entries(table);
        let is_lacking = |key: &&str| entries.iter().all(|entry| entry.key != *key);
        let (mut mistyped, mut others) = (Vec::new(), Vec::new());
        for entry in entries.iter().filter(|entry| !keys.contains(&entry.key)) {
            match nearest(entry.key, keys).filter(is_lacking) {
                Some(near) => {
                    let before = self.diagnostics.len();
                    self.unknown_key(entry, &what, keys);
                    mistyped.extend(Some(near).zip(self.diagnostics.reported_since(before)));
                }
                None => others.push(*entry),
            }
        }
        Some((Table { what, span: entry.key_span, entries, mistyped }, others))
    }

    pub(crate) fn unknown_key(&mut self, entry: &Entry<'_>, what: &str, keys: &[&str]) {
        self.report(&rules::UNKNOWN_KEY, entry.key_span, format!("unknown key `{}` in {what}", entry.key))
            .choice(entry.key, keys);
    }

    pub(crate) fn wrong_type(&mut self, entry: Entry<'_>, expected: &str) {
        self.report(&rules::WRONG_TYPE, entry.span, format!("`{}` must be {expected}", entry.key))
            .label(format!("this value is {}", describe(entry.value)));
    }

    pub(crate) fn as_table<'t>(&mut self, entry: Entry<'t>) -> Vec<Entry<'t>> {
        match entry.value {
            DeValue::Table(table) => self.entries(table),
            _ => {
                self.wrong_type(entry, "a table");
                Vec::new()
            }
        }
    }

    pub(crate) fn as_string(&mut self, entry: Entry<'_>) -> Option<Sp<String>> {
        match entry.value {
            DeValue::String(text) => Some(Sp::new(text.clone().into_owned(), entry.span)),
            _ => {
                self.wrong_type(entry, "a string");
                None
            }
        }
    }

    /// A string on one line, for a heading or for a cell of a table.
    pub(crate) fn as_line(&mut self, entry: Entry<'_>) -> Option<Sp<String>> {
        let line = self.as_string(entry)?;
        if has_control(&line.value) {
            let message = format!("`{}` contains a line break or another control character", entry.key);
            self.report(&rules::NOT_ONE_LINE, entry.span, message).label("expected one line of text");
            return None;
        }
        Some(line)
    }

    /// A text for people, which is not empty.
    pub(crate) fn as_prose(&mut self, entry: Entry<'_>) -> Option<Sp<String>> {
        let text = self.as_string(entry)?;
        self.check_not_empty(entry.key, text.span, &text.value).then_some(text)
    }

    /// A text for people on one line, which is not empty.
    pub(crate) fn as_heading(&mut self, entry: Entry<'_>) -> Option<Sp<String>> {
        let line = self.as_line(entry)?;
        self.check_not_empty(entry.key, line.span, &line.value).then_some(line)
    }

    /// Reports a text without visible characters.
    pub(super) fn check_not_empty(&mut self, key: &str, span: Span, text: &str) -> bool {
        let is_empty = text.chars().all(|c| c.is_whitespace() || is_invisible(c));
        if is_empty {
            let has = match text {
                "" => "is empty",
                _ if text.chars().all(char::is_whitespace) => "contains only white space",
                _ => "contains only invisible characters",
            };
            self.report(&rules::EMPTY_TEXT, span, format!("`{key}` {has}"))
                .label("expected a text with visible characters");
        }
        !is_empty
    }

    /// A whole number in a range.
    pub(crate) fn as_number(&mut self, entry: Entry<'_>, range: std::ops::RangeInclusive<i128>) -> Option<Sp<i128>> {
        let DeValue::Integer(number) = entry.value else {
            self.wrong_type(entry, "a whole number");
            return None;
        };
        let number = i128::from_str_radix(number.as_str(), number.radix()).unwrap_or(i128::MAX);
        if range.contains(&number) {
            return Some(Sp::new(number, entry.span));
        }
        let (low, high) = (range.start(), range.end());
        self.report(&rules::BAD_NUMBER, entry.span, format!("`{}` is out of range", entry.key))
            .label(format!("expected a number from {low} to {high}"));
        None
    }

    /// A string, or a list of strings.
    pub(crate) fn as_strings(&mut self, entry: Entry<'_>) -> Vec<Sp<String>> {
        match entry.value {
            DeValue::Array(elements) => {
                let elements = elements.iter().filter_map(|element| {
                    let element = Entry { value: element.get_ref(), span: self.span(element), ..entry };
                    match element.value {
                        DeValue::String(text) => Some(Sp::new(text.clone().into_owned(), element.span)),
                        _ => {
                            self.wrong_type(element, "a string or a list of strings");
                            None
                        }
                    }
                });
                elements.collect()
            }
            DeValue::String(text) => vec![Sp::new(text.clone().into_owned(), entry.span)],
            _ => {
                self.wrong_type(entry, "a string or a list of strings");
                Vec::new()
            }
        }
    }

    /// A string that is one of a fixed list of terms.
    pub(crate) fn as_term<T: Copy>(&mut self, entry: Entry<'_>, all: &[T], name: fn(T) -> &'static str) -> Option<T> {
        let text = self.as_string(entry)?;
        let found = all.iter().copied().find(|term| name(*term) == text.value);
        if found.is_none() {
            let terms: Vec<&str> = all.iter().map(|term| name(*term)).collect();
            self.report(&rules::UNKNOWN_VALUE, text.span, format!("unknown value `{}` of `{}`", text.value, entry.key))
                .choice(&text.value, &terms);
        }
        found
    }
}

impl<'a> Table<'a> {
    /// The entry of a key, if the table has it. The attribute runs without optimizations, and looks up each key of each
    /// error, so the loop has no iterator.
    pub(crate) fn get(&self, key: &'static str) -> Option<Entry<'a>> {
        let (entries, mut at) = (self.entries.as_slice(), 0);
        while at < entries.len() {
            if entries[at].key.len() == key.len() && entries[at].key == key {
                return Some(entries[at]);
            }
            at += 1;
        }
        None
    }

    /// The entry of a required key; reports the key if it is missing.
    pub(crate) fn require(&self, reader: &mut Reader<'_>, key: &'static str) -> Option<Entry<'a>> {
        let entry = self.get(key);
        if entry.is_none() && self.hidden(key, reader).is_none() {
            reader
                .report(&rules::MISSING_KEY, self.span, format!("{} has no `{key}`", self.what))
                .label(format!("`{key}` is required"));
        }
        entry
    }

    /// The reported problem that may hide a missing key: a line that is not TOML, or a mistyped key.
    pub(crate) fn hidden(&self, key: &'static str, reader: &Reader<'_>) -> Option<Reported> {
        let mistyped = || self.mistyped.iter().find(|(meant, _)| *meant == key).map(|(_, reported)| *reported);
        reader.suspected(self.span).or_else(mistyped)
    }

    pub(crate) fn string(&self, reader: &mut Reader<'_>, key: &'static str) -> Option<Sp<String>> {
        self.get(key).and_then(|entry| reader.as_string(entry))
    }

    pub(crate) fn line(&self, reader: &mut Reader<'_>, key: &'static str) -> Option<Sp<String>> {
        self.get(key).and_then(|entry| reader.as_line(entry))
    }

    pub(crate) fn heading(&self, reader: &mut Reader<'_>, key: &'static str) -> Option<Sp<String>> {
        self.get(key).and_then(|entry| reader.as_heading(entry))
    }

    pub(crate) fn strings(&self, reader: &mut Reader<'_>, key: &'static str) -> Vec<Sp<String>> {
        self.get(key).map_or_else(Vec::new, |entry| reader.as_strings(entry))
    }

    /// Prose: a string or a list of strings, without spans.
    pub(crate) fn prose(&self, reader: &mut Reader<'_>, key: &'static str) -> Vec<String> {
        let mut texts = self.strings(reader, key);
        texts.retain(|text| reader.check_not_empty(key, text.span, &text.value));
        texts.into_iter().map(|text| text.value).collect()
    }

    pub(crate) fn bool(&self, reader: &mut Reader<'_>, key: &'static str) -> Option<bool> {
        let entry = self.get(key)?;
        match entry.value {
            DeValue::Boolean(value) => Some(*value),
            _ => {
                reader.wrong_type(entry, "`true` or `false`");
                None
            }
        }
    }
}

/// Whether a key is one of some keys.
fn is_one_of(key: &str, keys: &[&str]) -> bool {
    let mut at = 0;
    while at < keys.len() {
        if keys[at].len() == key.len() && keys[at] == key {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether a text contains a control character. The attribute runs without optimizations, so the loop over the text,
/// which is mostly printable ASCII, has no iterator.
fn has_control(text: &str) -> bool {
    let (bytes, mut at) = (text.as_bytes(), 0);
    while at < bytes.len() && bytes[at] >= b' ' && bytes[at] < 0x7f {
        at += 1;
    }
    at < bytes.len() && text.contains(char::is_control)
}

pub(crate) fn describe(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
