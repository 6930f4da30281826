//! Converts format strings and their arguments into templates of messages.

use std::collections::BTreeMap;

use crate::facts::{FieldFact, Notes};
use crate::infer::names::field_of;
use crate::text::{literal, split_template};

/// The maximum number of words in the name of a value that an argument computes.
const WORDS: usize = 4;

/// A format string, and what its slots may refer to.
#[derive(Clone, Debug, Default)]
pub(super) struct Format {
    pub(super) text: String,
    /// For each argument, its name, if the argument has one, and the words of its value.
    pub(super) arguments: Vec<(Option<String>, String)>,
    /// For each name in a pattern, the field to which the name refers.
    pub(super) bindings: BTreeMap<String, String>,
}

/// A field of a variant, or a value that the message computes.
pub(super) struct Member {
    /// The name of the field in a format string: its Rust name, or its index in a tuple.
    pub(super) called: String,
    /// The field, which is internal unless the message shows it.
    pub(super) fact: FieldFact,
}

impl Format {
    /// Reads a string and the arguments after the string.
    pub(super) fn new(words: &[String]) -> Self {
        let mut parts = words.split(|word| word == ",");
        let text = parts.next().and_then(|words| words.first()?.strip_prefix('"')).unwrap_or_default();
        let mut format = Self { text: text.to_owned(), ..Self::default() };
        parts.for_each(|words| format.add_argument(words));
        format
    }

    /// Adds an argument such as `self.limit` or `limit = .1`.
    pub(super) fn add_argument(&mut self, words: &[String]) {
        let (name, value) = match words {
            [name, equals, value @ ..] if equals == "=" => (Some(name.clone()), value),
            value => (None, value),
        };
        let value = value.iter().map(String::as_str).filter(|word| *word != "self");
        let value: Vec<&str> = value.take(WORDS).collect();
        // A slot separates the elements of a list by commas, as `names.join(", ")` does.
        let value = match value.as_slice() {
            [list @ .., "join", "\", "] => list.to_vec(),
            _ => value,
        };
        if !value.is_empty() {
            self.arguments.push((name, value.join("_")));
        }
    }

    /// The field or the computed value that a slot refers to, by name or by position.
    fn resolve(&self, name: &str, position: &mut usize) -> String {
        let mut arguments = self.arguments.iter();
        let argument = if name.is_empty() {
            *position += 1;
            arguments.filter(|(name, _)| name.is_none()).nth(*position - 1)
        } else {
            arguments.find(|(other, _)| other.as_deref() == Some(name))
        };
        let called = match argument {
            Some((_, value)) => value.clone(),
            None if name.is_empty() => (*position - 1).to_string(),
            None => name.trim_start_matches("r#").to_owned(),
        };
        // derive_more calls the fields of a tuple `_0`, `_1`.
        let index = called.strip_prefix('_').filter(|index| index.parse::<usize>().is_ok());
        let called = index.map_or(called.clone(), str::to_owned);
        self.bindings.get(&called).cloned().unwrap_or(called)
    }

    /// The template of the message, without the source. Adds members for the values that the arguments compute.
    pub(super) fn read_message(
        &self,
        members: &mut Vec<Member>,
        source: Option<&str>,
        line: usize,
        notes: &mut Notes,
    ) -> String {
        let mut template = String::new();
        let mut position = 0;
        for (text, slot) in split_template(&self.text) {
            template.push_str(&literal(&text));
            let Some(slot) = slot else { continue };
            let (name, how) = slot.split_once(':').unwrap_or((&slot, ""));
            let (name, how) = (name.trim(), how.trim());
            if how.contains(|c: char| c == '?' || c.is_ascii_alphanumeric()) {
                let text = "a catalog cannot format values, so the message shows the plain value";
                notes.loss(line, format!("`{{{name}:{how}}}`: {text}"));
            }
            let called = self.resolve(name, &mut position);
            if source == Some(&called) || called == "source" {
                notes.loss(line, "the text of the source is not for clients: the message leaves it out");
                template.truncate(template.trim_end_matches([' ', ':', '-', '(', '"', '\'']).len());
                continue;
            }
            let at = members.iter().position(|member| member.called == called).unwrap_or_else(|| {
                let name = field_of(&called, "string").unwrap_or_else(|| "value".to_owned());
                let is_taken = members.iter().any(|member| member.fact.name == name);
                let name = if is_taken { format!("{name}_{}", members.len() + 1) } else { name };
                notes.guess(line, format!("field `{name}` is a string: the message computes it"));
                let fact = FieldFact::new(&name, "string", None);
                members.push(Member { called, fact });
                members.len() - 1
            });
            members[at].fact.is_internal = false;
            template.push_str(&format!("{{{}}}", members[at].fact.name));
        }
        template
    }
}
