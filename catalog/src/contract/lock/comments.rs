//! Comments in a lock, carried over into the next lock.

use std::collections::BTreeMap;

use toml_parser::Source;
use toml_parser::parser::{Event, EventKind, parse_document};

use super::render::HEAD;

/// A line that a comment can belong to.
#[derive(Debug, Default)]
struct Line<'a> {
    /// The header of its table.
    table: &'a str,
    /// What it is called there; a header has no name, and an element of a list is called by its text.
    name: &'a str,
    /// How many lines before it are called the same: a list may hold one thing twice.
    nth: usize,
    /// The line without its comment; at the end of the text, nothing.
    text: &'a str,
    /// The comments above it, and the empty lines between them.
    above: Vec<&'a str>,
    /// The comment behind it.
    behind: Option<&'a str>,
}

/// `new_text` with the comments of `old_text`: those above a table's header or a key stay above the same header or key,
/// and those behind a line stay behind it.
///
/// Comments of an error that is gone go with it to `[gone.CODE]`, and those of an error with a new key stay with its
/// code.
/// If the new text does not have what they belonged to, they move above the header of its table, or to the end.
/// Both texts are locks as [`render_lock`](crate::contract::Contract::render_lock) writes them.
#[must_use]
pub fn carry_comments(old_text: &str, new_text: &str) -> String {
    let old_text = old_text.replace("\r\n", "\n");
    let old = parse_lines(&old_text);
    let mut new = parse_lines(new_text);
    let places: BTreeMap<(&str, &str, usize), usize> =
        new.iter().enumerate().map(|(at, line)| ((line.table, line.name, line.nth), at)).collect();
    let tables = Tables::of(&new);
    let codes = codes_of(&old);
    let end = new.len() - 1;
    for line in old {
        let (above, behind) = (trim(&line.above), line.behind);
        if above.is_empty() && behind.is_none() {
            continue;
        }
        let table = if places.contains_key(&(line.table, "", 0)) {
            Some(line.table)
        } else {
            codes.get(line.table).and_then(|code| tables.find(code))
        };
        let exact = table.and_then(|table| places.get(&(table, line.name, line.nth)));
        let header = || table.and_then(|table| places.get(&(table, "", 0)));
        let is_end = line.text.is_empty();
        let at = exact.or_else(header).copied().filter(|_| !is_end).unwrap_or(end);
        let target = &mut new[at];
        if at == end && target.above.is_empty() {
            target.above.push("");
        }
        target.above.extend(above);
        match behind {
            Some(behind) if exact.is_some() && target.behind.is_none() => target.behind = Some(behind),
            behind => target.above.extend(behind),
        }
    }
    render_lines(&new)
}

fn parse_lines(text: &str) -> Vec<Line<'_>> {
    let (mut lines, mut above, mut table, mut depth) = (Vec::new(), Vec::new(), "", 0);
    let mut counts = BTreeMap::new();
    for events in split_lines(text) {
        let (data, behind): (Vec<Event>, Vec<Event>) =
            events.into_iter().partition(|event| event.kind() != EventKind::Comment);
        let Some((first, last)) = data.first().zip(data.last()) else {
            above.push(behind.last().and_then(|comment| indented(text, comment, comment)).unwrap_or_default());
            continue;
        };
        let behind = behind.last().and_then(|comment| slice(text, comment, comment));
        let line = slice(text, first, last).unwrap_or_default();
        let name = match first.kind() {
            EventKind::StdTableOpen => {
                table = line;
                ""
            }
            EventKind::SimpleKey if depth == 0 => {
                let key = data.iter().take_while(|event| event.kind() != EventKind::KeyValSep).last();
                key.and_then(|key| slice(text, first, key)).unwrap_or_default()
            }
            _ => line,
        };
        depth += data.iter().filter(|event| event.kind() == EventKind::ArrayOpen).count();
        depth -= data.iter().filter(|event| event.kind() == EventKind::ArrayClose).count().min(depth);
        let count = counts.entry((table, name)).or_insert(0);
        let nth = std::mem::replace(count, *count + 1);
        let text = indented(text, first, last).unwrap_or_default();
        lines.push(Line { table, name, nth, text, above: std::mem::take(&mut above), behind });
    }
    lines.push(Line { above, ..Line::default() });
    lines
}

/// What the parser finds on each line of TOML, without the space between it. A string of several lines ends its line
/// at its
/// end.
fn split_lines(text: &str) -> Vec<Vec<Event>> {
    let mut lines = vec![Vec::new()];
    let mut receive = |event: Event| match event.kind() {
        EventKind::Newline => lines.push(Vec::new()),
        EventKind::Whitespace => {}
        _ => lines.last_mut().into_iter().for_each(|line: &mut Vec<Event>| line.push(event)),
    };
    parse_document(&Source::new(text).lex().into_vec(), &mut receive, &mut ());
    // A text ends with a line break, and no line follows it.
    if lines.last().is_some_and(Vec::is_empty) {
        lines.pop();
    }
    lines
}

fn slice<'a>(text: &'a str, first: &Event, last: &Event) -> Option<&'a str> {
    text.get(first.span().start()..last.span().end())
}

/// The same, with the space before it on its line.
fn indented<'a>(text: &'a str, first: &Event, last: &Event) -> Option<&'a str> {
    let start = text.get(..first.span().start())?.rfind('\n').map_or(0, |at| at + 1);
    text.get(start..last.span().end())
}

/// The comments of a block, without the empty lines around it and without what every lock begins with.
fn trim<'a>(above: &[&'a str]) -> Vec<&'a str> {
    let mut block: Vec<&str> = above.iter().copied().filter(|line| !HEAD.lines().any(|head| head == *line)).collect();
    while block.last().is_some_and(|line| line.is_empty()) {
        block.pop();
    }
    block.into_iter().skip_while(|line| line.is_empty()).collect()
}

/// The code of each table, as it is written between quotation marks.
fn codes_of<'a>(lines: &[Line<'a>]) -> BTreeMap<&'a str, &'a str> {
    let mut codes = BTreeMap::new();
    for line in lines {
        if let Some(code) = line.table.strip_prefix("[gone.").and_then(|rest| rest.strip_suffix(']')) {
            codes.insert(line.table, code.trim_matches('"'));
        } else if line.name == "code" {
            codes.insert(line.table, quoted(line.text));
        }
    }
    codes
}

fn quoted(text: &str) -> &str {
    text.split_once('"').and_then(|(_, rest)| rest.rsplit_once('"')).map_or("", |(code, _)| code)
}

/// Which table has a code: that of its error, or else that of what is gone.
struct Tables<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Tables<'a> {
    fn of(lines: &[Line<'a>]) -> Self {
        let mut tables = BTreeMap::new();
        for (table, code) in codes_of(lines) {
            tables.insert(code, table);
        }
        for line in lines.iter().filter(|line| line.text.starts_with("    \"")) {
            tables.entry(quoted(line.text)).or_insert(line.table);
        }
        Self(tables)
    }

    fn find(&self, code: &str) -> Option<&'a str> {
        self.0.get(code).copied()
    }
}

fn render_lines(lines: &[Line<'_>]) -> String {
    let mut out = String::new();
    for line in lines {
        for above in &line.above {
            out.push_str(above);
            out.push('\n');
        }
        if line.text.is_empty() {
            continue;
        }
        out.push_str(line.text);
        if let Some(behind) = line.behind {
            out.push(' ');
            out.push_str(behind);
        }
        out.push('\n');
    }
    out
}
