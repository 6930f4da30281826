//! Converts a format string into the template of a message.

use super::attributes::Format;
use crate::facts::{FieldFact, Notes};
use crate::infer::names::field_of;
use crate::text::{literal, split_template};

/// The names that a format string may refer to.
pub(super) struct Known<'a> {
    /// For each field, its name in the format string and its name in the catalog.
    pub(super) fields: Vec<(&'a str, &'a str)>,
    /// The source's name in the format string.
    pub(super) source: Option<&'a str>,
}

#[derive(Debug, Default)]
pub(super) struct Message {
    pub(super) template: String,
    /// The fields that the message shows.
    pub(super) slots: Vec<String>,
    /// Fields for values that the format string's arguments compute.
    pub(super) extra: Vec<FieldFact>,
}

pub(super) fn read_message(format: &Format, known: &Known<'_>, line: usize, notes: &mut Notes) -> Message {
    let mut message = Message::default();
    let mut next = 0;
    for (text, shown) in split_template(&format.text) {
        message.template.push_str(&literal(&text));
        let Some(shown) = shown else { continue };
        let (name, how) = shown.split_once(':').unwrap_or((&shown, ""));
        let (name, how) = (name.trim(), how.trim());
        if how.contains(|c: char| c == '?' || c.is_ascii_alphanumeric()) {
            notes.loss(
                line,
                format!("`{{{name}:{how}}}`: a catalog cannot format values, so the message shows the plain value"),
            );
        }
        let mut called = resolve(name, &format.arguments, &mut next);
        // derive_more calls the fields of a tuple `_0`, `_1`.
        let index =
            called.strip_prefix('_').filter(|index| !index.is_empty() && index.bytes().all(|b| b.is_ascii_digit()));
        called = index.map_or(called.clone(), str::to_owned);
        // A pattern such as `Self::Gone(id)` gives names to the fields of a tuple.
        let binding = format.bindings.iter().position(|binding| *binding == called);
        message.show(&binding.map_or(called, |at| at.to_string()), known, line, notes);
    }
    message
}

impl Message {
    fn show(&mut self, called: &str, known: &Known<'_>, line: usize, notes: &mut Notes) {
        if known.source == Some(called) {
            notes.loss(line, "the text of the source is not for clients: the message leaves it out");
            let end = self.template.trim_end_matches([' ', ':', '-', '(', '"', '\'']).len();
            self.template.truncate(end);
            return;
        }
        let field = known.fields.iter().find(|(name, _)| *name == called).map(|(_, field)| (*field).to_owned());
        let slot = field.unwrap_or_else(|| {
            // Rust uses the name `source` for the source.
            let name = field_of(called).filter(|name| name != "source").unwrap_or_else(|| "value".to_owned());
            let is_taken = known.fields.iter().any(|(_, field)| *field == name) || self.slots.contains(&name);
            let name = if is_taken { format!("{name}_{}", self.extra.len() + 2) } else { name };
            notes.guess(line, format!("field `{name}` is a string: the message computes it"));
            self.extra.push(FieldFact::new(&name, "string", None));
            name
        });
        self.template.push_str(&format!("{{{slot}}}"));
        self.slots.push(slot);
    }
}

/// The field or argument that a slot of the format string refers to, by name or by position.
fn resolve(name: &str, arguments: &[String], next: &mut usize) -> String {
    let argument = if name.is_empty() {
        *next += 1;
        arguments.iter().filter(|argument| !argument.contains('=')).nth(*next - 1)
    } else {
        arguments.iter().find(|argument| argument.split('=').next() == Some(name))
    };
    match argument {
        Some(argument) => {
            argument.rsplit('=').next().unwrap_or_default().trim_start_matches(['.', '&', '*']).to_owned()
        }
        None if name.is_empty() => (*next - 1).to_string(),
        None => name.trim_start_matches("r#").to_owned(),
    }
}
