//! Parses documents in JSON and YAML: the value of a document, and the line of each part of the value.

use std::collections::BTreeMap;

use granit_parser::{Event, Parser};
use serde_json::{Map, Value};
use serde_saphyr::options::DuplicateKeyPolicy;

use crate::facts::Notes;

/// A part of a document, such as a member of an object: its line, and the parts in it by their keys or indices.
#[derive(Debug, Default)]
pub(crate) struct Part {
    line: usize,
    inner: BTreeMap<String, Part>,
}

impl Part {
    /// The line of the part at a path of keys and indices, or of the innermost known part that contains it.
    pub(crate) fn line_of(&self, path: &[&str]) -> usize {
        let inner = path.split_first().and_then(|(key, rest)| Some(self.inner.get(*key)?.line_of(rest)));
        inner.unwrap_or(self.line)
    }
}

/// Parses a document. Notes each member that an object has twice, because its first value is lost.
pub(crate) fn parse_document(text: &str, notes: &mut Notes) -> Result<(Value, Part), String> {
    let value = if text.trim_start().starts_with(['{', '[']) {
        serde_json::from_str(text).map_err(|error| error.to_string())?
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
        serde_saphyr::from_str_with_options(text, options).map_err(|error| shorten(error.to_string()))?
    };
    // The two parsers above do not report lines. JSON is YAML, apart from rare characters in strings.
    let events = Parser::new_from_str_with_options(text, granit_parser::options! { emit_comments: false });
    let mut events = events.map_while(Result::ok).map(|(event, span)| (event, span.start.line()));
    let root = events.find(|(event, _)| !matches!(event, Event::StreamStart | Event::DocumentStart(..)));
    let inner = root.map(|(event, _)| read_inner(&event, &mut events, notes)).unwrap_or_default();
    Ok((value, Part { line: 1, inner }))
}

/// The parts in the part that begins with the event `start`.
fn read_inner<'a, I>(start: &Event<'a>, events: &mut I, notes: &mut Notes) -> BTreeMap<String, Part>
where
    I: Iterator<Item = (Event<'a>, usize)>,
{
    let mut inner = BTreeMap::new();
    let is_object = matches!(start, Event::MappingStart(..));
    if !is_object && !matches!(start, Event::SequenceStart(..)) {
        return inner;
    }
    while let Some((event, line)) = events.next() {
        let key = match &event {
            Event::MappingEnd | Event::SequenceEnd => break,
            Event::Scalar(key, ..) if is_object => key.to_string(),
            _ => inner.len().to_string(),
        };
        let Some(value) = (if is_object { events.next().map(|(value, _)| value) } else { Some(event) }) else { break };
        let part = Part { line, inner: read_inner(&value, events, notes) };
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
