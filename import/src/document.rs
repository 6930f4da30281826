//! Parses documents in JSON and YAML: the value of a document, and the line of each part of the value.

use std::collections::BTreeMap;
use std::ops::Range;

use granit_parser::{Event, Parser, Span};
use serde_json::{Map, Value};
use serde_saphyr::options::DuplicateKeyPolicy;

use crate::facts::Notes;

/// A part of a document, such as a member of an object: its line, the bytes of its value, and the parts in it by their
/// keys or indices.
#[derive(Debug, Default)]
pub(crate) struct Part {
    line: usize,
    /// The bytes of a scalar or an alias. Of an object or a list, only the beginning is known, so the range is empty.
    pub(crate) span: Range<usize>,
    inner: BTreeMap<String, Part>,
}

/// The reason why a document could not be parsed, and its line and column from 1, if they are known. A column is a
/// character.
#[derive(Debug)]
pub(crate) struct Unparsed {
    pub(crate) reason: String,
    pub(crate) place: Option<(usize, usize)>,
}

impl From<Unparsed> for String {
    fn from(unparsed: Unparsed) -> Self {
        unparsed.reason
    }
}

impl Part {
    /// The line of the part at a path of keys and indices, or of the innermost known part that contains it.
    pub(crate) fn line_of(&self, path: &[&str]) -> usize {
        let inner = path.split_first().and_then(|(key, rest)| Some(self.inner.get(*key)?.line_of(rest)));
        inner.unwrap_or(self.line)
    }

    /// The part with this key or index.
    pub(crate) fn get(&self, key: &str) -> Option<&Part> {
        self.inner.get(key)
    }
}

/// Parses a document. Notes each member that an object has twice, because its first value is lost.
pub(crate) fn parse_document(text: &str, notes: &mut Notes) -> Result<(Value, Part), Unparsed> {
    let value = if text.trim_start().starts_with(['{', '[']) {
        serde_json::from_str(text).map_err(|error| {
            // The parser counts columns in bytes.
            let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
            let column = line.char_indices().take_while(|(at, _)| at + 1 < error.column()).count() + 1;
            Unparsed { reason: error.to_string(), place: (error.line() > 0).then_some((error.line(), column)) }
        })?
    } else {
        let options = serde_saphyr::options! {
            // A description of a large API has more parts than the parser allows by default.
            budget: serde_saphyr::budget! { max_events: 10_000_000, max_nodes: 5_000_000 },
            alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: 250_000 },
            duplicate_keys: DuplicateKeyPolicy::LastWins,
            strict_booleans: true,
            with_snippet: false,
        };
        // After the place of the error, the parser adds each place that an alias refers to.
        let shorten = |error: String| error.split(" (defined ").next().unwrap_or(&error).to_owned();
        serde_saphyr::from_str_with_options(text, options).map_err(|error| {
            let place = error.location().map(|place| (place.line() as usize, place.column() as usize));
            Unparsed { reason: shorten(error.to_string()), place: place.filter(|(line, _)| *line > 0) }
        })?
    };
    // The two parsers above do not report lines. JSON is YAML, apart from rare characters in strings.
    let events = Parser::new_from_str_with_options(text, granit_parser::options! { emit_comments: false });
    let mut events = events.map_while(Result::ok);
    let root = events.find(|(event, _)| !matches!(event, Event::StreamStart | Event::DocumentStart(..)));
    let inner = root.map(|(event, _)| read_inner(&event, &mut events, notes)).unwrap_or_default();
    Ok((value, Part { line: 1, span: 0..0, inner }))
}

/// The parts in the part that begins with the event `start`.
fn read_inner<'a, I>(start: &Event<'a>, events: &mut I, notes: &mut Notes) -> BTreeMap<String, Part>
where
    I: Iterator<Item = (Event<'a>, Span)>,
{
    let mut inner = BTreeMap::new();
    let is_object = matches!(start, Event::MappingStart(..));
    if !is_object && !matches!(start, Event::SequenceStart(..)) {
        return inner;
    }
    while let Some((event, place)) = events.next() {
        let line = place.start.line();
        let key = match &event {
            Event::MappingEnd | Event::SequenceEnd => break,
            Event::Scalar(key, ..) if is_object => key.to_string(),
            _ => inner.len().to_string(),
        };
        let Some((value, place)) = (if is_object { events.next() } else { Some((event, place)) }) else { break };
        let start = place.start.byte_offset().unwrap_or_default();
        let is_short = matches!(value, Event::Scalar(..) | Event::Alias(..));
        let end = place.end.byte_offset().filter(|end| is_short && *end > start).unwrap_or(start);
        let part = Part { line, span: start..end, inner: read_inner(&value, events, notes) };
        if inner.insert(key.clone(), part).is_some() {
            notes.loss(line, format!("the object has `{}` twice: only the last value is kept", key));
        }
    }
    inner
}

/// The members of an object. A value that is not an object has none.
pub(crate) fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

/// A text as it is, and any other value as JSON.
pub(crate) fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
