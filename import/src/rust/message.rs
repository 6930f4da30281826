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
    pub(super) arguments: Vec<Argument>,
    /// For each name in a pattern, the field to which the name refers.
    pub(super) bindings: BTreeMap<String, String>,
}

/// An argument of a format string.
#[derive(Clone, Debug)]
pub(super) struct Argument {
    pub(super) name: Option<String>,
    /// The words of the value.
    pub(super) value: String,
    /// Whether a method converts the value, as `path.display()` does.
    is_converted: bool,
}

/// Methods whose results show their receivers.
pub(super) const CONVERSIONS: &[&str] = &["as_ref", "as_str", "clone", "display", "into", "to_owned", "to_string"];

/// A field of a variant, or a value that the message computes.
pub(super) struct Member {
    /// The name of the field in a format string: its Rust name, or its index in a tuple.
    pub(super) called: String,
    /// The field, which is internal unless the message shows it.
    pub(super) fact: FieldFact,
    pub(super) shown: Shown,
    /// Whether the text for logs shows the field.
    pub(super) is_logged: bool,
}

/// Where a template is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Audience {
    Clients,
    Logs,
}

impl Audience {
    /// The template, as the subject of a sentence.
    fn template(self) -> &'static str {
        match self {
            Self::Clients => "the message",
            Self::Logs => "the message for logs",
        }
    }
}

/// Whether a message can show a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    Always,
    /// If the format string of the source shows the field through `Display`.
    IfDisplayed,
    Never,
}

/// A slot of a format string.
struct Slot {
    /// The name and the format, as the source writes them.
    text: String,
    /// The field or the computed value that the slot refers to.
    called: String,
    /// Whether the value implements `Display`.
    is_displayed: bool,
    /// Whether the slot formats the value.
    is_formatted: bool,
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
        let (value, is_converted) = match value.as_slice() {
            [value @ .., last] if !value.is_empty() && CONVERSIONS.contains(last) => {
                (value.to_vec(), *last != "to_string")
            }
            _ => (value, false),
        };
        if !value.is_empty() {
            self.arguments.push(Argument { name, value: value.join("_"), is_converted });
        }
    }

    /// The field or the computed value that a slot refers to, by name or by position.
    /// Also says whether a method converts the value.
    fn resolve(&self, name: &str, position: &mut usize) -> (String, bool) {
        let mut arguments = self.arguments.iter();
        let argument = if name.is_empty() {
            *position += 1;
            arguments.filter(|argument| argument.name.is_none()).nth(*position - 1)
        } else {
            arguments.find(|argument| argument.name.as_deref() == Some(name))
        };
        let called = match argument {
            Some(argument) => argument.value.clone(),
            None if name.is_empty() => (*position - 1).to_string(),
            None => name.trim_start_matches("r#").to_owned(),
        };
        // derive_more calls the fields of a tuple `_0`, `_1`.
        let index = called.strip_prefix('_').filter(|index| index.parse::<usize>().is_ok());
        let called = index.map_or(called.clone(), str::to_owned);
        let called = self.bindings.get(&called).cloned().unwrap_or(called);
        (called, argument.is_some_and(|argument| argument.is_converted))
    }

    /// The constant parts of the format string, each with the slot after it.
    fn slots(&self) -> Vec<(String, Option<Slot>)> {
        let mut position = 0;
        let parts = split_template(&self.text).into_iter().map(|(constant, slot)| {
            let slot = slot.map(|slot| {
                let (name, how) = slot.split_once(':').unwrap_or((&slot, ""));
                let (name, how) = (name.trim(), how.trim());
                let (called, is_converted) = self.resolve(name, &mut position);
                let is_displayed = !is_converted && !how.ends_with(['?', 'b', 'e', 'E', 'o', 'p', 'x', 'X']);
                let is_formatted = how.contains(|c: char| c == '?' || c.is_ascii_alphanumeric());
                Slot { text: format!("{{{slot}}}"), called, is_displayed, is_formatted }
            });
            (constant, slot)
        });
        parts.collect()
    }

    /// Whether the text shows a value.
    pub(super) fn has_slots(&self) -> bool {
        split_template(&self.text).iter().any(|(_, slot)| slot.is_some())
    }

    /// The template of the message, without the source. Adds members for the values that the arguments compute, if
    /// `is_bound` is not set. Otherwise, the template lacks each value that is not a field.
    pub(super) fn read_message(
        &self,
        members: &mut Vec<Member>,
        source: Option<&str>,
        (line, audience): (usize, Audience),
        is_bound: bool,
        notes: &mut Notes,
    ) -> String {
        let parts = self.slots();
        let slots = || parts.iter().filter_map(|(_, slot)| slot.as_ref());
        let is_displayed = |called: &str| slots().any(|slot| slot.called == called && slot.is_displayed);
        let mut template = Template::default();
        for (at, (text, slot)) in parts.iter().enumerate() {
            template.push(&literal(text));
            let Some(slot) = slot else { continue };
            let called = &slot.called;
            if source == Some(called) || called == "source" {
                if audience == Audience::Clients {
                    notes.loss(line, "the text of the source is not for clients: the message leaves it out");
                }
                template.leave_out();
                continue;
            }
            let known = members.iter().position(|member| member.called == *called);
            let is_lost = match known.map(|at| members[at].shown) {
                None => is_bound,
                Some(Shown::Always) => false,
                Some(Shown::IfDisplayed) => !is_displayed(called),
                Some(Shown::Never) => true,
            };
            if is_lost {
                let why = match known {
                    Some(_) => "a catalog cannot have a field with this name or of this type",
                    None => "the value is not a field",
                };
                notes.loss(line, format!("{} leaves out `{}`: {why}", audience.template(), slot.text));
                let is_text =
                    |(text, slot): &(String, Option<Slot>)| slot.is_some() || text.contains(char::is_alphanumeric);
                let is_last = slots().next_back().is_some_and(|last| std::ptr::eq(last, slot));
                match is_last && !parts[at + 1..].iter().any(is_text) {
                    true => template.leave_out(),
                    false => template.push("…"),
                }
                continue;
            }
            if slot.is_formatted {
                let text = format!("a catalog cannot format values, so {} shows the plain value", audience.template());
                notes.loss(line, format!("`{}`: {text}", slot.text));
            }
            let at = known.unwrap_or_else(|| {
                let name = field_of(called, "string").unwrap_or_else(|| "value".to_owned());
                let is_taken = members.iter().any(|member| member.fact.name == name);
                let name = if is_taken { format!("{name}_{}", members.len() + 1) } else { name };
                notes.guess(line, format!("field `{name}` is a string: {} computes it", audience.template()));
                let fact = FieldFact::new(&name, "string", None);
                members.push(Member { called: called.clone(), fact, shown: Shown::Always, is_logged: false });
                members.len() - 1
            });
            match audience {
                Audience::Clients => members[at].fact.is_internal = false,
                Audience::Logs => members[at].is_logged = true,
            }
            template.push(&format!("{{{}}}", members[at].fact.name));
        }
        template.text
    }
}

/// A template that lacks some slots of its format string.
#[derive(Default)]
struct Template {
    text: String,
    /// The marks around a slot that is left out, which close the marks before it.
    closing: Vec<char>,
}

impl Template {
    fn push(&mut self, mut text: &str) {
        while let Some(rest) = self.closing.pop().and_then(|mark| text.strip_prefix(mark)) {
            text = rest;
        }
        self.closing.clear();
        self.text += text;
    }

    /// Removes the marks before a slot, as in `failed: ` or `failed (`.
    fn leave_out(&mut self) {
        const MARKS: &[char] = &[' ', ':', '-', '(', '[', '"', '\'', '`', '<'];
        let kept = self.text.trim_end_matches(MARKS).len();
        let closing = self.text[kept..].chars().filter_map(|mark| match mark {
            '(' => Some(')'),
            '[' => Some(']'),
            '<' => Some('>'),
            '"' | '\'' | '`' => Some(mark),
            _ => None,
        });
        self.closing = closing.collect();
        self.text.truncate(kept);
    }
}
