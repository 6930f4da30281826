//! Headers of an error's responses that a catalog may set.

use error_catalog_model::{toml_key, toml_string};
use serde_json::{Value, json};

use super::draft::Drafter;
use crate::facts::FieldFact;
use crate::infer::names::{field_of, is_error};
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
        let number = value.parse::<u32>().ok().map(u64::from);
        if name.eq_ignore_ascii_case("retry-after") {
            *wait = wait.or(number);
            return Some("{retry_after}".to_owned());
        }
        let field = match number.is_some() || value.is_empty() || value.starts_with(['<', '{', '$']) {
            true => Some(field_of(name.strip_prefix("X-").or(name.strip_prefix("x-")).unwrap_or(name), "string")?),
            false => None,
        };
        let ty = if number.is_some() { "u64" } else { "string" };
        let template = field.as_ref().map_or_else(|| literal(value.trim()), |field| format!("{{{field}}}"));
        let fields = field.as_ref().map(|field| format!("fields.{field} = \"{ty}\", ")).unwrap_or_default();
        let header =
            format!("message = \"m\", {fields}headers = {{ {} = {} }}", toml_key(name), toml_string(&template));
        let is_valid = is_error(&header);
        if let Some(field) = field.filter(|field| is_valid && !self.has_field(field)) {
            self.fields.push(FieldFact::new(&field, ty, number.map(Value::from)));
        }
        is_valid.then_some(template)
    }
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
