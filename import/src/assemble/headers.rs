//! Headers of an error's responses that a catalog may set.

use serde_json::{Value, json};

use super::draft::Drafter;
use crate::facts::FieldFact;
use crate::infer::names::{field_of, is_catalog};
use crate::render::Table;
use crate::text::literal;

/// Headers that belong to any HTTP message, so a catalog does not set them.
const OF_MESSAGES: &[&str] =
    &["content-type", "content-length", "date", "server", "connection", "transfer-encoding", "vary", "etag"];

impl Drafter<'_> {
    /// The templates of the headers, and the message. A number in a header becomes a field, and so does the time to
    /// wait. If the message contains the time to wait exactly once, a slot for that field replaces it in the message.
    pub(super) fn read_headers(&mut self, message: String) -> (Table, String) {
        let entry = self.entry;
        let mut headers = Table::default();
        let waits: Vec<u64> = entry.values("retry_after").filter_map(|wait| wait?.as_u64()).collect();
        let mut wait = waits.first().copied();
        for (name, value) in &entry.fact.headers {
            let is_known = headers.keys().any(|other| other.eq_ignore_ascii_case(name));
            if is_known || OF_MESSAGES.contains(&name.to_ascii_lowercase().as_str()) {
                continue;
            }
            match self.read_header(name, value, &mut wait) {
                Some(template) => drop(headers.insert(name.clone(), template.into())),
                None => {
                    let text = format!("header `{name}` of `{}`: a catalog cannot set it", entry.name());
                    self.notes.loss(entry.fact.line, text);
                }
            }
        }
        let has_header = headers.keys().any(|name| name.eq_ignore_ascii_case("retry-after"));
        if self.has_field("retry_after") || wait.is_none() && !has_header {
            return (headers, message);
        }
        let is_always = has_header || waits.len() == entry.bodies.len();
        let ty = if is_always { "duration" } else { "duration?" };
        self.fields.push(FieldFact::new("retry_after", ty, wait.map(|seconds| json!(seconds))));
        let slotted = wait.filter(|_| is_always).and_then(|seconds| with_slot(&message, seconds));
        (headers, slotted.unwrap_or(message))
    }

    fn has_field(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name)
    }

    /// The template of a header, unless a catalog may not set this header to this value.
    fn read_header(&mut self, name: &str, value: &str, wait: &mut Option<u64>) -> Option<String> {
        if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
            return None;
        }
        let number = value.parse::<u64>().ok().filter(|number| u32::try_from(*number).is_ok());
        if name.eq_ignore_ascii_case("retry-after") {
            *wait = wait.or(number);
            return Some("{retry_after}".to_owned());
        }
        let is_placeholder = value.is_empty() || value.starts_with(['<', '{', '$']);
        if number.is_none() && !is_placeholder {
            let template = literal(value.trim());
            return is_valid(name, &template, "").then_some(template);
        }
        let field = field_of(name.strip_prefix("X-").or(name.strip_prefix("x-")).unwrap_or(name), "string")?;
        let template = format!("{{{field}}}");
        let ty = if number.is_some() { "u64" } else { "string" };
        if !is_valid(name, &template, &format!("{field} = \"{ty}\"")) {
            return None;
        }
        if !self.has_field(&field) {
            self.fields.push(FieldFact::new(&field, ty, number.map(Value::from)));
        }
        Some(template)
    }
}

/// Whether a catalog may set a header to this template, whose slots are these fields.
fn is_valid(name: &str, template: &str, fields: &str) -> bool {
    let template = Value::from(template);
    is_catalog(format!(
        "errors.e = {{ status = 400, message = \"M\", headers = {{ {name} = {template} }}, fields = {{ {fields} }} }}"
    ))
}

/// The message with a slot in place of the time to wait, if the message contains that number exactly once.
fn with_slot(message: &str, seconds: u64) -> Option<String> {
    let number = seconds.to_string();
    let is_whole = |(at, _): &(usize, &str)| {
        let neighbours = [message[..*at].chars().next_back(), message[at + number.len()..].chars().next()];
        neighbours.iter().flatten().all(|c| !c.is_alphanumeric() && *c != '_')
    };
    let mut places = message.match_indices(&number).filter(is_whole);
    let (at, _) = places.next().filter(|_| !message.contains(['{', '}']))?;
    let text = format!("{}{{retry_after}}{}", &message[..at], &message[at + number.len()..]);
    places.next().is_none().then_some(text)
}
