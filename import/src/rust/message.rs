//! A format string as a message.

use crate::facts::{FieldFact, Notes};
use crate::infer::names::{field_of, literal};

/// What a format string may show.
pub(super) struct Known<'a> {
    /// What each field is called in it, and in the catalog.
    pub(super) fields: Vec<(&'a str, &'a str)>,
    /// What the source is called in it.
    pub(super) source: Option<&'a str>,
}

#[derive(Debug, Default)]
pub(super) struct Message {
    pub(super) template: String,
    /// The fields that it shows.
    pub(super) slots: Vec<String>,
    /// Fields for what is computed.
    pub(super) extra: Vec<FieldFact>,
}

impl Message {
    pub(super) fn plain(text: &str) -> Self {
        Self { template: literal(text), ..Self::default() }
    }
}

/// What stands between the texts of a format string.
enum Part {
    Text(String),
    /// What is shown, and how.
    Shown(String, String),
}

pub(super) fn read_message(
    format: &str,
    arguments: &[String],
    known: &Known<'_>,
    line: usize,
    notes: &mut Notes,
) -> Message {
    let mut message = Message::default();
    let mut next = 0;
    for part in parts(format) {
        match part {
            Part::Text(text) => message.template.push_str(&literal(&text)),
            Part::Shown(name, how) => {
                let called = resolve(&name, arguments, &mut next);
                if how.contains('?') || how.contains(|c: char| c.is_ascii_alphanumeric()) {
                    notes.loss(line, format!("`{{{name}:{how}}}`: how a value is shown; it is shown as it is"));
                }
                message.show(&called, known, line, notes);
            }
        }
    }
    message
}

impl Message {
    fn show(&mut self, called: &str, known: &Known<'_>, line: usize, notes: &mut Notes) {
        if known.source.is_some_and(|source| source == called) {
            notes.loss(line, "the source's text is not for clients: the message does without it");
            let end = self.template.trim_end_matches([' ', ':', '-', '(', '"', '\'']).len();
            self.template.truncate(end);
            return;
        }
        let field = known.fields.iter().find(|(name, _)| *name == called).map(|(_, field)| (*field).to_owned());
        let slot = field.unwrap_or_else(|| {
            let name = Some(field_of(called)).filter(|name| !name.is_empty()).unwrap_or_else(|| "value".to_owned());
            let is_new = !known.fields.iter().any(|(_, field)| *field == name) && !self.slots.contains(&name);
            let name = if is_new { name } else { format!("{name}_{}", self.extra.len() + 2) };
            notes.guess(line, format!("field `{name}` is a string: the message computes it"));
            self.extra.push(FieldFact::new(&name, "string".to_owned(), None));
            name
        });
        self.template.push_str(&format!("{{{slot}}}"));
        self.slots.push(slot);
    }
}

/// What a slot shows: a field by its name or place, or what an argument says.
fn resolve(name: &str, arguments: &[String], next: &mut usize) -> String {
    let argument = match name {
        "" => {
            *next += 1;
            arguments.iter().filter(|argument| !argument.contains('=')).nth(*next - 1)
        }
        name => arguments.iter().find(|argument| argument.split('=').next() == Some(name)),
    };
    match argument {
        Some(argument) => {
            argument.split('=').next_back().unwrap_or_default().trim_start_matches(['.', '&', '*']).to_owned()
        }
        None if name.is_empty() => (*next - 1).to_string(),
        None => name.trim_start_matches("r#").to_owned(),
    }
}

fn parts(format: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut chars = format.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' | '}' if chars.peek() == Some(&c) => text.extend(chars.next()),
            '{' => {
                let shown: String = chars.by_ref().take_while(|c| *c != '}').collect();
                let (name, how) = shown.split_once(':').unwrap_or((&shown, ""));
                parts.push(Part::Text(std::mem::take(&mut text)));
                parts.push(Part::Shown(name.trim().to_owned(), how.trim().to_owned()));
            }
            c => text.push(c),
        }
    }
    parts.push(Part::Text(text));
    parts
}
