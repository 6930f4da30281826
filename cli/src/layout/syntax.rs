//! Parses TOML into keys, values and comments. The text of a key, value or comment is unchanged, and the white space
//! between them is dropped.

use toml_parser::parser::{Event, EventKind, RecursionGuard, parse_document as parse_events};
use toml_parser::{Raw, Source};

/// The maximum depth of nested values, the same as in the catalog's parser.
const MAX_DEPTH: u32 = 80;

/// The tree of a file.
#[derive(Debug)]
pub(super) struct Document<'a> {
    /// The comments at the top, with a blank line after them.
    pub(super) head: Vec<Line<'a>>,
    /// The sections. The first contains the entries before any header.
    pub(super) sections: Vec<Section<'a>>,
    /// The comments at the end, with a blank line before them.
    pub(super) tail: Vec<Line<'a>>,
}

/// A header and the entries below it.
#[derive(Debug, Default)]
pub(super) struct Section<'a> {
    /// The lines above the header.
    pub(super) before: Vec<Line<'a>>,
    pub(super) header: Option<Header<'a>>,
    /// Comments below the header that do not belong to an entry, with a blank line after them.
    pub(super) head: Vec<Line<'a>>,
    pub(super) entries: Vec<Entry<'a>>,
    /// Comments directly below the last entry, with a blank line after them.
    pub(super) after: Vec<Line<'a>>,
}

#[derive(Debug)]
pub(super) struct Header<'a> {
    pub(super) path: Vec<Key<'a>>,
    /// Whether the section is an element of an array of tables.
    pub(super) is_element: bool,
    pub(super) comment: Option<&'a str>,
}

/// A key with its value, or an element of an array, which has no key.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    pub(super) before: Vec<Line<'a>>,
    pub(super) key: Vec<Key<'a>>,
    pub(super) value: Value<'a>,
    /// The comment at the end of the entry's line, with the spaces before the comment.
    pub(super) comment: Option<&'a str>,
}

/// One part of a dotted key.
#[derive(Clone, Debug)]
pub(super) struct Key<'a> {
    pub(super) text: &'a str,
    pub(super) name: String,
}

#[derive(Debug)]
pub(super) enum Value<'a> {
    Scalar(&'a str),
    Array(Group<'a>),
    Table(Group<'a>),
}

/// The entries in brackets or braces.
#[derive(Debug, Default)]
pub(super) struct Group<'a> {
    pub(super) entries: Vec<Entry<'a>>,
    /// The lines before the closing bracket.
    pub(super) after: Vec<Line<'a>>,
    /// Whether the group has line breaks between its entries.
    pub(super) is_broken: bool,
}

/// A blank line or a comment. No two blank lines follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    Blank,
    Comment(&'a str),
}

pub(super) fn parse_document(text: &str) -> Document<'_> {
    Parser { source: Source::new(text), events: events_of(text).into_iter().peekable() }.document()
}

/// Every token of a text except white space.
fn events_of(text: &str) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    let mut guard = RecursionGuard::new(&mut events, MAX_DEPTH);
    parse_events(&Source::new(text).lex().into_vec(), &mut guard, &mut ());
    events.retain(|event| event.kind() != EventKind::Whitespace);
    events
}

/// The comments of a text, without the white space at their ends.
pub(super) fn comments_of(text: &str) -> impl Iterator<Item = &str> {
    let comments = events_of(text).into_iter().filter(|event| event.kind() == EventKind::Comment);
    comments.filter_map(|event| text.get(event.span().start()..event.span().end()).map(str::trim_end))
}

/// The first line break of a text that is not in a string.
pub(super) fn line_break_of(text: &str) -> &'static str {
    let first = events_of(text).into_iter().find(|event| event.kind() == EventKind::Newline);
    let is_windows =
        first.and_then(|event| text.get(event.span().start()..)).is_some_and(|rest| rest.starts_with('\r'));
    if is_windows { "\r\n" } else { "\n" }
}

struct Parser<'a> {
    source: Source<'a>,
    events: std::iter::Peekable<std::vec::IntoIter<Event>>,
}

impl<'a> Parser<'a> {
    fn document(mut self) -> Document<'a> {
        let mut sections = vec![Section::default()];
        let mut head = Vec::new();
        let tail = loop {
            let mut lines = self.lines(true);
            let is_start = sections.len() == 1 && sections.iter().all(|root| root.entries.is_empty());
            if is_start && head.is_empty() {
                head = split_head(&mut lines, Some("#:"));
            }
            let last = sections.last_mut();
            match self.peek() {
                None => {
                    if let (Some(last), false) = (last, is_start) {
                        last.after = split_after(&mut lines, true);
                    }
                    break lines;
                }
                Some(EventKind::StdTableOpen | EventKind::ArrayTableOpen) => {
                    if let (Some(last), false) = (last, is_start) {
                        last.after = split_after(&mut lines, false);
                    }
                    let header = Some(self.header());
                    sections.push(Section { before: lines, header, ..Section::default() });
                }
                Some(EventKind::SimpleKey) => {
                    let Some(last) = last else { continue };
                    if last.entries.is_empty() && last.header.is_some() {
                        last.head = split_head(&mut lines, None);
                    }
                    let mut entry = self.entry(lines);
                    entry.comment = self.end_comment();
                    self.end_line();
                    last.entries.push(entry);
                }
                // The text is not TOML.
                Some(_) => drop(self.events.next()),
            }
        };
        Document { head, sections, tail }
    }

    fn header(&mut self) -> Header<'a> {
        let is_element = self.peek() == Some(EventKind::ArrayTableOpen);
        self.events.next();
        let path = self.key();
        self.skip(EventKind::StdTableClose);
        self.skip(EventKind::ArrayTableClose);
        let comment = self.end_comment();
        self.end_line();
        Header { path, is_element, comment }
    }

    fn entry(&mut self, mut before: Vec<Line<'a>>) -> Entry<'a> {
        let key = self.key();
        // In an inline table, the parser accepts line breaks and comments on both sides of the `=`.
        let mut beside = self.lines(false);
        self.skip(EventKind::KeyValSep);
        beside.extend(self.lines(false));
        before.extend(beside.into_iter().filter(|line| *line != Line::Blank));
        Entry { before, key, value: self.value(), comment: None }
    }

    fn key(&mut self) -> Vec<Key<'a>> {
        let mut path = Vec::new();
        while let Some(event) =
            self.events.next_if(|event| matches!(event.kind(), EventKind::SimpleKey | EventKind::KeySep))
        {
            if event.kind() == EventKind::SimpleKey {
                let mut name = String::new();
                let text = self.text(event);
                Raw::new_unchecked(text, event.encoding(), event.span()).decode_key(&mut name, &mut ());
                path.push(Key { text, name });
            }
        }
        path
    }

    fn value(&mut self) -> Value<'a> {
        match self.peek() {
            Some(EventKind::ArrayOpen) => Value::Array(self.group(EventKind::ArrayClose)),
            Some(EventKind::InlineTableOpen) => Value::Table(self.group(EventKind::InlineTableClose)),
            Some(EventKind::Scalar) => Value::Scalar(self.events.next().map_or("", |event| self.text(event))),
            _ => Value::Scalar(""),
        }
    }

    fn group(&mut self, close: EventKind) -> Group<'a> {
        self.events.next();
        let mut group = Group { is_broken: self.peek() == Some(EventKind::Newline), ..Group::default() };
        let mut before = self.lines(false);
        while self.peek().is_some_and(|kind| kind != close) {
            let next = self.events.peek().map(Event::span);
            let mut entry = self.entry(before);
            entry.comment = self.end_comment();
            group.is_broken |= self.peek() == Some(EventKind::Newline);
            let mut lines = self.lines(false);
            self.skip(EventKind::ValueSep);
            // The comma may be on either side of the comment.
            if entry.comment.is_none() && lines.is_empty() {
                entry.comment = self.end_comment();
            }
            group.is_broken |= self.peek() == Some(EventKind::Newline);
            lines.extend(self.lines(false));
            group.entries.push(entry);
            before = lines;
            if self.events.peek().map(Event::span) == next {
                // The text is not TOML.
                self.events.next();
            }
        }
        self.events.next();
        group.after = before;
        group
    }

    /// The lines up to the next key, value or bracket. `fresh` means that the parser is at the start of a line.
    fn lines(&mut self, mut fresh: bool) -> Vec<Line<'a>> {
        let mut lines = Vec::new();
        loop {
            if let Some(comment) = self.comment() {
                lines.push(Line::Comment(comment));
                fresh = false;
            } else if self.skip(EventKind::Newline) {
                if fresh && lines.last() != Some(&Line::Blank) {
                    lines.push(Line::Blank);
                }
                fresh = true;
            } else {
                return lines;
            }
        }
    }

    fn comment(&mut self) -> Option<&'a str> {
        let event = self.events.next_if(|event| event.kind() == EventKind::Comment)?;
        Some(self.text(event).trim_end())
    }

    /// The comment at the end of a line, with the spaces before the comment: Taplo aligns comments, and Tombi writes
    /// two spaces.
    fn end_comment(&mut self) -> Option<&'a str> {
        let start = self.events.peek()?.span().start();
        let comment = self.comment()?;
        let before = self.source.input().get(..start)?;
        let spaces = before.len() - before.trim_end_matches(' ').len();
        self.source.input().get(start - spaces..start + comment.len())
    }

    fn end_line(&mut self) {
        self.skip(EventKind::Newline);
    }

    fn skip(&mut self, kind: EventKind) -> bool {
        self.events.next_if(|event| event.kind() == kind).is_some()
    }

    fn peek(&mut self) -> Option<EventKind> {
        self.events.peek().map(Event::kind)
    }

    fn text(&self, event: Event) -> &'a str {
        let span = event.span();
        self.source.input().get(span.start()..span.end()).unwrap_or_default()
    }
}

/// Takes the lines up to the last blank line. These lines are comments that do not belong to the next entry. If there
/// is no blank line, takes the lines that begin with `mark`, which are instructions for tools.
fn split_head<'a>(lines: &mut Vec<Line<'a>>, mark: Option<&str>) -> Vec<Line<'a>> {
    let is_marked =
        |line: &Line<'_>| matches!((line, mark), (Line::Comment(text), Some(mark)) if text.starts_with(mark));
    // A blank line at the start of the file or of the section does not separate anything.
    let start = usize::from(lines.first() == Some(&Line::Blank));
    let end = match lines[start..].iter().rposition(|line| *line == Line::Blank) {
        Some(last) => start + last + 1,
        None => start + lines[start..].iter().take_while(|line| is_marked(line)).count(),
    };
    if !lines[..end].iter().any(|line| matches!(line, Line::Comment(_))) {
        return Vec::new();
    }
    lines.drain(..end).collect()
}

/// Takes the comments directly below the previous entry, if a blank line or the end of the file follows them.
fn split_after<'a>(lines: &mut Vec<Line<'a>>, is_end: bool) -> Vec<Line<'a>> {
    match lines.iter().position(|line| *line == Line::Blank) {
        Some(end) => lines.drain(..end).collect(),
        None if is_end => std::mem::take(lines),
        None => Vec::new(),
    }
}
