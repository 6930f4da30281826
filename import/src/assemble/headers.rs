//! Headers of an error's responses, as far as a catalog may set them.

use std::collections::BTreeMap;

use error_catalog_model::Catalog;
use serde_json::{Value, json};

use super::entry::Entry;
use crate::facts::{FieldFact, Notes};
use crate::infer::names::{field_of, literal};

impl Entry {
    /// A body that says how long to wait has the header that says so too, if the source names it anywhere.
    pub(super) fn add_retry_after(&mut self, notes: &mut Notes) {
        let name = self.name();
        let Some(reading) = self.readings.iter_mut().find(|reading| reading.retry_after().is_some()) else { return };
        if !reading.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("retry-after")) {
            let seconds = reading.retry_after().unwrap_or_default().to_string();
            reading.headers.push(("Retry-After".to_owned(), seconds));
            notes.guess(reading.line, format!("`{name}` has `Retry-After`: its body says how long to wait"));
        }
    }

    /// The templates of the headers that are told or shown. A number in one becomes a field; so does the time to wait,
    /// whose number is a slot of the message too where it says it.
    pub(super) fn read_headers(
        &self,
        fields: &mut Vec<FieldFact>,
        message: &mut String,
        notes: &mut Notes,
    ) -> Vec<(String, String)> {
        let mut headers: Vec<(String, String)> = Vec::new();
        let in_bodies = self.readings.iter().filter(|reading| reading.retry_after().is_some()).count();
        let mut wait = self.readings.iter().find_map(super::reading::Reading::retry_after);
        let shown = self.readings.iter().flat_map(|reading| &reading.headers);
        for (name, value) in shown.chain(&self.fact.headers) {
            if headers.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)) || is_of_the_message(name) {
                continue;
            }
            let Some(template) = self.read_header(name, value, fields, &mut wait) else {
                notes.loss(self.fact.line, format!("header `{name}` of `{}`: a catalog cannot set it", self.name()));
                continue;
            };
            headers.push((name.clone(), template));
        }
        let has_header = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("retry-after"));
        if let Some(seconds) = wait.filter(|_| !fields.iter().any(|field| field.name == "retry_after")) {
            let is_always = has_header || in_bodies == self.readings.len();
            let ty = if is_always { "duration" } else { "duration?" };
            fields.push(FieldFact::new("retry_after", ty.to_owned(), Some(json!(seconds))));
            if let Some(text) = with_slot(message, seconds).filter(|_| is_always) {
                *message = text;
            }
        } else if has_header && !fields.iter().any(|field| field.name == "retry_after") {
            fields.push(FieldFact::new("retry_after", "duration".to_owned(), None));
        }
        headers
    }

    fn read_header(
        &self,
        name: &str,
        value: &str,
        fields: &mut Vec<FieldFact>,
        wait: &mut Option<u64>,
    ) -> Option<String> {
        let number = value.parse::<u64>().ok().filter(|number| *number <= u64::from(u32::MAX));
        if !may_set(name) {
            return None;
        }
        if name.eq_ignore_ascii_case("retry-after") {
            *wait = wait.or(number);
            return Some("{retry_after}".to_owned());
        }
        let is_placeholder = value.is_empty() || value.starts_with(['<', '{', '$']);
        if number.is_none() && !is_placeholder {
            let is_visible = value.bytes().all(|b| b == b' ' || b.is_ascii_graphic());
            return is_visible.then(|| literal(value.trim()));
        }
        let field = field_of(name.strip_prefix("X-").or(name.strip_prefix("x-")).unwrap_or(name));
        if field.is_empty() {
            return None;
        }
        if !fields.iter().any(|other| other.name == field) {
            let ty = if number.is_some() { "u64" } else { "string" };
            fields.push(FieldFact::new(&field, ty.to_owned(), number.map(Value::from)));
        }
        Some(format!("{{{field}}}"))
    }
}

/// Headers that every HTTP message has, and no catalog is asked for.
fn is_of_the_message(name: &str) -> bool {
    ["content-type", "content-length", "date", "server", "connection", "transfer-encoding", "vary", "etag"]
        .contains(&name.to_ascii_lowercase().as_str())
}

/// The format itself knows best which headers it sets.
fn may_set(name: &str) -> bool {
    let is_plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    let text = format!("headers = {{ {name} = \"x\" }}");
    is_plain && Catalog::parse("e.toml", &BTreeMap::from([("e.toml".to_owned(), text)])).0.is_some()
}

/// The message with a slot in the place of the one number that is the time to wait.
fn with_slot(message: &str, seconds: u64) -> Option<String> {
    let number = seconds.to_string();
    let mut places = message.match_indices(&number).filter(|(at, _)| {
        let before = message[..*at].chars().next_back();
        let after = message[at + number.len()..].chars().next();
        [before, after].iter().flatten().all(|c| !c.is_alphanumeric() && *c != '_')
    });
    let (at, _) = places.next().filter(|_| !message.contains(['{', '}']))?;
    let text = format!("{}{{retry_after}}{}", &message[..at], &message[at + number.len()..]);
    places.next().is_none().then_some(text)
}
