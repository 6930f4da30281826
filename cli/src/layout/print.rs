//! Prints the tree of a file in canonical layout.

use textwrap::core::display_width;

use super::syntax::{Document, Entry, Group, Key, Line, Section, Value};

/// The width above which an array or an inline table is split into lines. Taplo uses the same width and indentation, so
/// that the two formatters do not undo each other's changes.
const WIDTH: usize = 80;
const INDENT: usize = 2;

/// Prints a document whose lines end in `end`. A string of several lines keeps its own line breaks, which are part of
/// its value.
pub(super) fn print_document(document: &Document<'_>, end: &'static str) -> String {
    let mut printer = Printer { out: String::new(), indent: 0, end };
    printer.lines(&document.head);
    printer.blank();
    for section in &document.sections {
        printer.section(section);
        printer.blank();
    }
    printer.lines(&document.tail);
    // A file ends in exactly one line break.
    while printer.is_after_blank() {
        printer.out.truncate(printer.out.len() - end.len());
    }
    printer.out
}

struct Printer {
    /// The text printed so far. Its last line may be incomplete.
    out: String,
    indent: usize,
    /// The line break.
    end: &'static str,
}

impl Printer {
    fn section(&mut self, section: &Section<'_>) {
        self.lines(&section.before);
        if let Some(header) = &section.header {
            let (open, close) = if header.is_element { ("[[", "]]") } else { ("[", "]") };
            self.out += open;
            self.key(&header.path);
            self.out += close;
            self.end_line(header.comment);
        }
        self.entries_of(section);
        self.lines(&section.after);
    }

    fn entries_of(&mut self, section: &Section<'_>) {
        // Print no blank line between a header and its first key.
        self.lines(without_blank(&section.head));
        if !section.head.is_empty() {
            self.blank();
        }
        for (index, entry) in section.entries.iter().enumerate() {
            self.lines(if index == 0 { without_blank(&entry.before) } else { &entry.before });
            self.entry(entry, 0);
            self.end_line(entry.comment);
        }
    }

    /// Prints an entry and leaves `reserved` columns for the text after it.
    fn entry(&mut self, entry: &Entry<'_>, reserved: usize) {
        if !entry.key.is_empty() {
            self.key(&entry.key);
            self.out += " = ";
        }
        self.value(&entry.value, reserved);
    }

    fn key(&mut self, path: &[Key<'_>]) {
        self.out += &key_text(path);
    }

    fn value(&mut self, value: &Value<'_>, reserved: usize) {
        let flat = flat(value).filter(|text| {
            let is_line = !text.contains('\n') || matches!(value, Value::Table(_));
            is_line && self.column() + text.lines().next().map_or(0, display_width) + reserved <= WIDTH
        });
        match (value, flat) {
            (_, Some(text)) => self.out += &text,
            (Value::Scalar(text), None) => self.out += text,
            (Value::Array(group), None) => self.group(group, "[", "]"),
            // TOML 1.0 does not allow line breaks in an inline table, and some tools do not support a later version.
            (Value::Table(group), None) if group.is_broken || has_comments(group) => self.group(group, "{", "}"),
            (Value::Table(group), None) => self.long_table(group),
        }
    }

    /// Prints each entry of a group on a separate line.
    fn group(&mut self, group: &Group<'_>, open: &str, close: &str) {
        self.out += open;
        self.out += self.end;
        self.indent += INDENT;
        for (index, entry) in group.entries.iter().enumerate() {
            self.lines(if index == 0 { without_blank(&entry.before) } else { &entry.before });
            self.pad();
            self.entry(entry, 1);
            self.out.push(',');
            self.end_line(entry.comment);
        }
        let last = group.after.iter().rposition(|line| *line != Line::Blank).map_or(0, |last| last + 1);
        let after = &group.after[..last];
        self.lines(if group.entries.is_empty() { without_blank(after) } else { after });
        self.indent -= INDENT;
        self.pad();
        self.out += close;
    }

    /// Prints a table on one line, but may split the arrays in it.
    fn long_table(&mut self, group: &Group<'_>) {
        self.out += "{ ";
        for (index, entry) in group.entries.iter().enumerate() {
            if index > 0 {
                self.out += ", ";
            }
            self.entry(entry, 0);
        }
        self.out += " }";
    }

    fn lines(&mut self, lines: &[Line<'_>]) {
        for line in lines {
            match line {
                Line::Blank => self.blank(),
                Line::Comment(text) => {
                    self.pad();
                    self.out += text;
                    self.out += self.end;
                }
            }
        }
    }

    /// Prints a blank line, unless the last line is blank or the file is empty so far.
    fn blank(&mut self) {
        if !self.out.is_empty() && !self.is_after_blank() {
            self.out += self.end;
        }
    }

    fn is_after_blank(&self) -> bool {
        self.out.strip_suffix(self.end).is_some_and(|rest| rest.is_empty() || rest.ends_with(self.end))
    }

    fn end_line(&mut self, comment: Option<&str>) {
        if let Some(comment) = comment {
            if !comment.starts_with(' ') {
                self.out.push(' ');
            }
            self.out += comment;
        }
        self.out += self.end;
    }

    fn pad(&mut self) {
        self.out.extend(std::iter::repeat_n(' ', self.indent));
    }

    fn column(&self) -> usize {
        display_width(self.out.rsplit('\n').next().unwrap_or_default())
    }
}

fn without_blank<'l, 'a>(lines: &'l [Line<'a>]) -> &'l [Line<'a>] {
    lines.strip_prefix(&[Line::Blank]).unwrap_or(lines)
}

fn key_text(path: &[Key<'_>]) -> String {
    path.iter().map(|key| key.text).collect::<Vec<_>>().join(".")
}

fn has_comments(group: &Group<'_>) -> bool {
    let is_comment = |line: &Line<'_>| matches!(line, Line::Comment(_));
    group.after.iter().any(is_comment)
        || group.entries.iter().any(|entry| entry.comment.is_some() || entry.before.iter().any(is_comment))
}

/// Renders a value on one line, except for multi-line strings. Returns `None` if a comment would be lost.
fn flat(value: &Value<'_>) -> Option<String> {
    let (group, open, close) = match value {
        Value::Scalar(text) => return Some((*text).to_owned()),
        Value::Array(group) => (group, "[", "]"),
        Value::Table(group) if group.entries.is_empty() => (group, "{", "}"),
        Value::Table(group) => (group, "{ ", " }"),
    };
    if has_comments(group) {
        return None;
    }
    let entries: Option<Vec<String>> = group
        .entries
        .iter()
        .map(|entry| {
            let value = flat(&entry.value)?;
            Some(if entry.key.is_empty() { value } else { format!("{} = {value}", key_text(&entry.key)) })
        })
        .collect();
    Some(format!("{open}{}{close}", entries?.join(", ")))
}
