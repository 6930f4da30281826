//! Copies the comments of a lock into the next lock.

use std::collections::BTreeMap;
use std::rc::Rc;

use toml_parser::decoder::ScalarKind;
use toml_parser::parser::{Event, EventKind, parse_document};
use toml_parser::{Raw, Source};

use super::render::HEAD;

/// The keys of a header or an entry, without their quotation marks and escapes.
type Keys = Rc<[String]>;

/// A line that a comment can belong to.
#[derive(Debug, Default)]
struct Line<'a> {
    /// The keys of its table's header.
    table: Keys,
    /// The keys of the entry, which are empty for a header. For a line inside a list, these are the keys of the list
    /// and the line itself.
    name: Keys,
    /// The number of earlier lines with this name: a list may contain the same value twice.
    nth: usize,
    /// The first string on the line.
    string: Option<String>,
    /// The line without its comment; empty at the end of the text.
    text: &'a str,
    /// The comments above it, and the empty lines between them.
    above: Vec<&'a str>,
    /// The comment after the text on the same line.
    behind: Option<&'a str>,
}

/// Returns `new_text` with the comments of `old_text`. A comment above a header or a key stays above the same header or
/// key, and a comment at the end of a line stays at the end of that line.
///
/// The comments of a removed error move to `[gone.CODE]`, and the comments of an error with a new key stay with the
/// error's code. If the header or key of a comment is not in the new text, the comment moves above the header of the
/// table that the comment belongs to. If that header is not in the new text either, the comment moves to the end of the
/// new text. Both texts are locks in the form that [`render_lock`](crate::contract::Contract::render_lock) writes.
#[must_use]
pub fn carry_comments(old_text: &str, new_text: &str) -> String {
    let old_text = old_text.replace("\r\n", "\n");
    let old = parse_lines(&old_text);
    let mut new = parse_lines(new_text);
    let places: BTreeMap<(Keys, Keys, usize), usize> =
        new.iter().enumerate().map(|(at, line)| ((line.table.clone(), line.name.clone(), line.nth), at)).collect();
    let header_of = |table: &Keys| places.get(&(table.clone(), Keys::default(), 0));
    let tables = tables_by_code(&new);
    let codes = codes_by_table(&old);
    let end = new.len() - 1;
    for line in old {
        let (above, behind) = (trim(&line.above), line.behind);
        if above.is_empty() && behind.is_none() {
            continue;
        }
        let table = match header_of(&line.table) {
            Some(_) => Some(&line.table),
            None => codes.get(&line.table).and_then(|code| tables.get(code)),
        };
        let exact = table.and_then(|table| places.get(&(table.clone(), line.name.clone(), line.nth)));
        let is_end = line.text.is_empty();
        let at = exact.or_else(|| table.and_then(header_of)).copied().filter(|_| !is_end).unwrap_or(end);
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
    let source = Source::new(text);
    let (mut lines, mut above) = (Vec::new(), Vec::new());
    let (mut table, mut entry) = (Keys::default(), Keys::default());
    let mut counts = BTreeMap::new();
    for events in split_lines(text) {
        let (data, behind): (Vec<Event>, Vec<Event>) =
            events.into_iter().partition(|event| event.kind() != EventKind::Comment);
        let Some((first, last)) = data.first().zip(data.last()) else {
            above.push(behind.last().and_then(|comment| indented(text, comment, comment)).unwrap_or_default());
            continue;
        };
        let name = match first.kind() {
            EventKind::StdTableOpen => {
                table = keys_of(&source, &data);
                Keys::default()
            }
            EventKind::SimpleKey => {
                entry = keys_of(&source, &data);
                entry.clone()
            }
            _ => {
                let line = slice(text, first, last).unwrap_or_default().to_owned();
                entry.iter().cloned().chain([line]).collect()
            }
        };
        let count = counts.entry((table.clone(), name.clone())).or_insert(0);
        let nth = std::mem::replace(count, *count + 1);
        lines.push(Line {
            table: table.clone(),
            name,
            nth,
            string: first_string(&source, &data),
            text: indented(text, first, last).unwrap_or_default(),
            above: std::mem::take(&mut above),
            behind: behind.last().and_then(|comment| slice(text, comment, comment)),
        });
    }
    lines.push(Line { above, ..Line::default() });
    lines
}

/// The keys of a header, or the keys before the `=` of an entry.
fn keys_of(source: &Source<'_>, line: &[Event]) -> Keys {
    let keys = line.iter().take_while(|event| event.kind() != EventKind::KeyValSep);
    let keys = keys.filter(|event| event.kind() == EventKind::SimpleKey).filter_map(|event| source.get(event));
    let decode = |raw: Raw<'_>| {
        let mut key = String::new();
        raw.decode_key(&mut key, &mut ());
        key
    };
    keys.map(decode).collect()
}

fn first_string(source: &Source<'_>, line: &[Event]) -> Option<String> {
    let event = line.iter().find(|event| event.kind() == EventKind::Scalar)?;
    let mut string = String::new();
    let kind = source.get(event)?.decode_scalar(&mut string, &mut ());
    (kind == ScalarKind::String).then_some(string)
}

/// The events of each line of TOML, without whitespace. A multi-line string belongs to the line on which it starts.
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

/// Like [`slice`], but with the space before the first event on its line.
fn indented<'a>(text: &'a str, first: &Event, last: &Event) -> Option<&'a str> {
    let start = text.get(..first.span().start())?.rfind('\n').map_or(0, |at| at + 1);
    text.get(start..last.span().end())
}

/// The comments of a block, without the empty lines around it and without the first lines that every lock has.
fn trim<'a>(above: &[&'a str]) -> Vec<&'a str> {
    let mut block: Vec<&str> = above.iter().copied().filter(|line| !HEAD.lines().any(|head| head == *line)).collect();
    while block.last().is_some_and(|line| line.is_empty()) {
        block.pop();
    }
    block.into_iter().skip_while(|line| line.is_empty()).collect()
}

/// The code of each table, from its `code` or, without `code`, from its header.
fn codes_by_table(lines: &[Line<'_>]) -> BTreeMap<Keys, String> {
    let mut codes = BTreeMap::new();
    for line in lines {
        match (&*line.table, &*line.name) {
            ([_, code], []) => drop(codes.insert(line.table.clone(), code_in(&line.table, code))),
            (_, [name]) if name == "code" => {
                codes.extend(line.string.iter().map(|code| (line.table.clone(), code_in(&line.table, code))));
            }
            _ => {}
        }
    }
    codes
}

/// A name for a code in a table. An error and a violation may have the same code.
fn code_in(table: &Keys, code: &str) -> String {
    let of_violation = table.first().is_some_and(|first| first.ends_with("violations"));
    if of_violation { format!("violation {code}") } else { code.to_owned() }
}

/// The table that each code belongs to: that of the error with this code, otherwise that of the removed error with this
/// code, otherwise that of the error with this alias.
fn tables_by_code(lines: &[Line<'_>]) -> BTreeMap<String, Keys> {
    let mut tables = BTreeMap::new();
    // The alphabetical order of the tables is their order of precedence.
    for (table, code) in codes_by_table(lines) {
        tables.entry(code).or_insert(table);
    }
    for line in lines.iter().filter(|line| matches!(&*line.name, [list, _] if list == "aliases")) {
        let alias = line.string.as_ref().map(|alias| (code_in(&line.table, alias), line.table.clone()));
        alias.into_iter().for_each(|(alias, table)| _ = tables.entry(alias).or_insert(table));
    }
    tables
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
