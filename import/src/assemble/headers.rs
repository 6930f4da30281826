//! Headers of an error's responses that a catalog may set.

use error_catalog_model::{toml_key, toml_string};
use serde_json::Value;

use super::entry::Entry;
use crate::facts::{FieldFact, Notes};
use crate::infer::names::{field_of, is_error};
use crate::render::Table;
use crate::text::literal;

/// Headers that belong to any HTTP message, so a catalog does not set them.
const OF_MESSAGES: &[&str] =
    &["content-type", "content-length", "date", "server", "connection", "transfer-encoding", "vary", "etag"];

impl Entry {
    /// The templates of the headers. A number in a header becomes a field.
    pub(super) fn read_headers(&mut self, notes: &mut Notes) -> Table {
        let mut headers = Table::new();
        for (name, value) in std::mem::take(&mut self.fact.headers) {
            let is_known = headers.keys().any(|other| other.eq_ignore_ascii_case(&name));
            if is_known || OF_MESSAGES.contains(&name.to_ascii_lowercase().as_str()) {
                continue;
            }
            match self.read_header(&name, &value) {
                Some(template) => drop(headers.insert(name, template.into())),
                None => {
                    let text = format!("header `{name}` of `{}`: a catalog cannot set it", self.name());
                    notes.loss(self.fact.line, text);
                }
            }
        }
        headers
    }

    /// The template of a header, unless a catalog may not set this header to this value.
    fn read_header(&mut self, name: &str, value: &str) -> Option<String> {
        let number = value.parse::<u32>().ok();
        let is_wait = name.eq_ignore_ascii_case("retry-after");
        let ty = match number {
            _ if is_wait => "duration",
            Some(_) => "u64",
            None => "string",
        };
        let is_value = is_wait || number.is_some() || value.is_empty() || value.starts_with(['<', '{', '$']);
        let short = name.strip_prefix("X-").or(name.strip_prefix("x-")).unwrap_or(name);
        let field = if is_value { Some(field_of(short, ty)?) } else { None };
        let template = field.as_ref().map_or_else(|| literal(value.trim()), |field| format!("{{{field}}}"));
        let fields = field.as_ref().map(|field| format!("fields.{field} = \"{ty}\", ")).unwrap_or_default();
        let (header, text) = (toml_key(name), toml_string(&template));
        if !is_error(&format!("message = \"m\", {fields}headers = {{ {header} = {text} }}")) {
            return None;
        }
        if let Some(field) = field {
            match self.fact.fields.iter_mut().find(|known| known.name == field) {
                // The header makes the wait known even if a body does not say how long to wait.
                Some(known) if known.ty == "duration?" => known.ty.truncate(ty.len()),
                Some(_) => {}
                None => self.fact.fields.push(FieldFact::new(&field, ty, number.map(Value::from))),
            }
        }
        Some(template)
    }

    /// The message with a slot in place of the time to wait, if the message contains that number exactly once.
    pub(super) fn with_slot(&self, message: &str) -> Option<String> {
        let wait = self.fact.fields.iter().find(|field| field.name == "retry_after" && field.ty == "duration")?;
        let number = wait.example.as_ref()?.as_u64()?.to_string();
        let is_mark = |c: char| !c.is_alphanumeric() && c != '_';
        let words = message.split_inclusive(is_mark).map(|word| match word.trim_end_matches(is_mark) == number {
            true => word.replace(&number, "{retry_after}"),
            false => word.to_owned(),
        });
        let text: String = words.collect();
        (!message.contains(['{', '}']) && text.matches('{').count() == 1).then_some(text)
    }
}
