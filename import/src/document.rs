//! Parses documents in JSON and YAML: the value of a document, and the line of each part of the value.

mod json;

use std::collections::BTreeMap;
use std::ops::Range;

use granit_parser::{Event, Parser, Span};
use serde_json::{Map, Value};
use serde_saphyr::Error;
use serde_saphyr::budget::BudgetBreach;
use serde_saphyr::options::DuplicateKeyPolicy;

use crate::facts::Notes;

/// The maximum number of values that the aliases of a YAML document may repeat.
const MAX_REPEATED: usize = 250_000;
/// The maximum number of objects and lists of a YAML document that contain each other.
const MAX_DEPTH: usize = 64;

/// A part of a document, such as a member of an object: its line, the bytes of its key and of its value, and the parts
/// in it.
#[derive(Debug, Default)]
pub(crate) struct Part {
    line: usize,
    key: Range<usize>,
    /// The bytes of a scalar or an alias. Of an object or a list, only the beginning is known, so the range is empty.
    pub(crate) span: Range<usize>,
    inner: Inner,
}

/// The members of an object by their keys, or the elements of a list.
#[derive(Debug, Default)]
struct Inner {
    members: BTreeMap<String, Part>,
    elements: Vec<Part>,
}

impl Inner {
    /// Adds the member with this name. Without a name, adds an element.
    fn add(&mut self, name: Option<String>, part: Part, duplicates: &mut Vec<Duplicate>) {
        let Some(name) = name else { return self.elements.push(part) };
        let (line, second) = (part.line, part.key.clone());
        if let Some(first) = self.members.insert(name.clone(), part) {
            duplicates.push(Duplicate { key: name, line, first: first.key, second });
        }
    }
}

/// The reason why a document could not be parsed, and its line and column from 1, if they are known. A column is a
/// character.
#[derive(Debug)]
pub(crate) struct Unparsed {
    pub(crate) reason: String,
    pub(crate) place: Option<(usize, usize)>,
}

/// A key that an object has twice, and the bytes of both keys. The first value is lost.
#[derive(Debug)]
pub(crate) struct Duplicate {
    pub(crate) key: String,
    line: usize,
    pub(crate) first: Range<usize>,
    pub(crate) second: Range<usize>,
}

impl From<Unparsed> for String {
    fn from(unparsed: Unparsed) -> Self {
        unparsed.reason
    }
}

impl Part {
    fn of_root(inner: Inner) -> Self {
        Self { line: 1, key: 0..0, span: 0..0, inner }
    }

    /// The line of the part at a path of keys and indices, or of the innermost known part that contains it.
    pub(crate) fn line_of(&self, path: &[&str]) -> usize {
        let inner = path.split_first().and_then(|(key, rest)| Some(self.get(key)?.line_of(rest)));
        inner.unwrap_or(self.line)
    }

    /// The part with this key or index.
    pub(crate) fn get(&self, key: &str) -> Option<&Part> {
        self.inner.members.get(key).or_else(|| self.element(key.parse().ok()?))
    }

    /// The element of a list with this index.
    pub(crate) fn element(&self, index: usize) -> Option<&Part> {
        self.inner.elements.get(index)
    }
}

/// Parses a document. Notes each member that an object has twice, because its first value is lost.
pub(crate) fn parse_document(text: &str, notes: &mut Notes) -> Result<(Value, Part), Unparsed> {
    let (value, root, duplicates) = parse_with_duplicates(text)?;
    for Duplicate { key, line, .. } in duplicates {
        notes.loss(line, format!("the object has `{key}` twice: only the last value is kept"));
    }
    Ok((value, root))
}

/// Parses a document, and finds each member that an object has twice.
pub(crate) fn parse_with_duplicates(text: &str) -> Result<(Value, Part, Vec<Duplicate>), Unparsed> {
    // The parsers do not report lines.
    if text.trim_start().starts_with(['{', '[']) {
        let value = parse_json(text)?;
        let (inner, duplicates) = json::find_parts(text);
        return Ok((value, Part::of_root(inner), duplicates));
    }
    let value = parse_yaml(text)?;
    let events = Parser::new_from_str_with_options(text, granit_parser::options! { emit_comments: false });
    let mut events = events.map_while(Result::ok);
    let root = events.find(|(event, _)| !matches!(event, Event::StreamStart | Event::DocumentStart(..)));
    let mut duplicates = Vec::new();
    let inner = root.map(|(event, _)| read_inner(&event, &mut events, &mut duplicates)).unwrap_or_default();
    Ok((value, Part::of_root(inner), duplicates))
}

fn parse_json(text: &str) -> Result<Value, Unparsed> {
    serde_json::from_str(text).map_err(|error| {
        // The parser counts columns in bytes.
        let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
        let column = line.char_indices().take_while(|(at, _)| at + 1 < error.column()).count() + 1;
        let reason = error.to_string();
        let reason = match reason.strip_prefix("recursion limit exceeded") {
            Some(place) => format!("expected at most 127 nested objects and lists{place}"),
            None => reason,
        };
        Unparsed { reason, place: (error.line() > 0).then_some((error.line(), column)) }
    })
}

fn parse_yaml(text: &str) -> Result<Value, Unparsed> {
    let options = serde_saphyr::options! {
        // The size of a file already limits its parts, and the limit of repeated values already limits its aliases.
        budget: serde_saphyr::budget! {
            max_events: usize::MAX,
            max_nodes: usize::MAX,
            max_aliases: usize::MAX,
            max_anchors: usize::MAX,
            max_merge_keys: usize::MAX,
            max_depth: MAX_DEPTH,
            enforce_alias_anchor_ratio: false,
        },
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: MAX_REPEATED },
        duplicate_keys: DuplicateKeyPolicy::LastWins,
        strict_booleans: true,
        with_snippet: false,
    };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| {
        let place = error.location().map(|place| (place.line() as usize, place.column() as usize));
        Unparsed { reason: explain(&error), place: place.filter(|(line, _)| *line > 0) }
    })
}

/// The reason why a YAML document could not be parsed. The parser explains some reasons to the author of a program.
fn explain(error: &Error) -> String {
    // The parser turns an error in the value of an alias into a text.
    let text = error.to_string();
    let reason = match error {
        Error::MultipleDocuments { .. } => "expected one YAML document, but a second one begins".to_owned(),
        Error::Budget { breach: BudgetBreach::Depth { .. }, .. } => {
            format!("expected at most {MAX_DEPTH} nested objects and lists")
        }
        Error::Budget { .. } => "expected a smaller document".to_owned(),
        _ if text.contains("recursive references") => {
            "expected an alias to another value, but this value contains the alias".to_owned()
        }
        _ if text.contains("alias replay limit") => {
            format!("expected at most {MAX_REPEATED} values that aliases repeat")
        }
        _ if text.contains("alias replay stack") => format!("expected at most {MAX_DEPTH} nested aliases"),
        // After the place of the error, the parser adds each place that an alias refers to.
        _ => return text.split(" (defined ").next().unwrap_or(&text).to_owned(),
    };
    match error.location().filter(|place| place.line() > 0) {
        Some(place) => format!("{reason} at line {} column {}", place.line(), place.column()),
        None => reason,
    }
}

/// The parts in the part that begins with the event `start`.
fn read_inner<'a, I>(start: &Event<'a>, events: &mut I, duplicates: &mut Vec<Duplicate>) -> Inner
where
    I: Iterator<Item = (Event<'a>, Span)>,
{
    let mut inner = Inner::default();
    let is_object = matches!(start, Event::MappingStart(..));
    if !is_object && !matches!(start, Event::SequenceStart(..)) {
        return inner;
    }
    while let Some((event, place)) = events.next() {
        let line = place.start.line();
        let name = match &event {
            Event::MappingEnd | Event::SequenceEnd => break,
            Event::Scalar(key, ..) if is_object => Some(key.to_string()),
            _ => is_object.then(|| inner.members.len().to_string()),
        };
        let key = range_of(&place);
        let Some((value, place)) = (if is_object { events.next() } else { Some((event, place)) }) else { break };
        let mut span = range_of(&place);
        if !matches!(value, Event::Scalar(..) | Event::Alias(..)) {
            span.end = span.start;
        }
        let part = Part { line, key, span, inner: read_inner(&value, events, duplicates) };
        inner.add(name, part, duplicates);
    }
    inner
}

fn range_of(place: &Span) -> Range<usize> {
    let start = place.start.byte_offset().unwrap_or_default();
    start..place.end.byte_offset().filter(|end| *end > start).unwrap_or(start)
}

/// The members of an object. A value that is not an object has none.
pub(crate) fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

/// A text as it is, and any other value as JSON.
pub(crate) fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
