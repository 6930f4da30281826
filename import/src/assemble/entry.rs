//! An error, with the facts that the source states about the error and the bodies that show the error.

use super::reading::Reading;
use crate::facts::{ErrorFact, Notes};
use crate::infer::names::{Keys, key_of, key_of_sentence};
use crate::infer::types::violations_shape;
use crate::text::{one_line, some_line};

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) fact: ErrorFact,
    pub(super) readings: Vec<Reading>,
}

impl Entry {
    pub(super) fn new(fact: ErrorFact) -> Self {
        Self { fact, readings: Vec::new() }
    }

    /// The name of the error in a note: its code, its name, or one of its texts.
    pub(super) fn name(&self) -> String {
        let name = self.fact.code.as_deref().or(self.fact.name.as_deref()).or_else(|| self.message_text());
        one_line(name.or(self.fact.description.as_deref()).unwrap_or("an error"))
    }

    /// The description in the source, or next to a body.
    pub(super) fn description(&self) -> Option<&str> {
        let beside = || self.readings.iter().find_map(|reading| reading.description.as_deref());
        self.fact.description.as_deref().or_else(beside)
    }

    pub(super) fn message_text(&self) -> Option<&str> {
        let shown = self.readings.iter().find_map(|reading| reading.text("message").or(reading.text("title")));
        shown.or(self.fact.message.as_deref()).filter(|text| some_line(text).is_some())
    }

    /// The preferred key of the error. If the error has no name or code, its key is made from the first of its
    /// texts that gives a free key.
    pub(super) fn wanted_key(&self, keys: &Keys) -> String {
        if let Some(name) = self.fact.name.as_deref().or(self.fact.code.as_deref()) {
            return key_of(name);
        }
        let details = self.readings.iter().find_map(|reading| reading.text("details"));
        let texts = [self.message_text(), details, self.description()];
        let texts: Vec<String> =
            texts.into_iter().flatten().map(key_of_sentence).filter(|key| !key.is_empty()).collect();
        let free = texts.iter().find(|key| keys.is_free(key));
        free.or(texts.first()).cloned().unwrap_or_default()
    }

    /// Adds a body to this error.
    pub(super) fn take(&mut self, reading: Reading, notes: &mut Notes) {
        let name = self.name();
        match (self.fact.status, reading.status) {
            (Some(told), Some(shown)) if told != shown => {
                let text = format!("`{name}` has status {told} elsewhere: the status {shown} of this body is left out");
                notes.loss(reading.line, text);
            }
            (Some(_), Some(_)) => self.fact.status_guess = None,
            (None, Some(shown)) => self.fact.status = Some(shown),
            _ => {}
        }
        let number = reading.slots.get("number").and_then(|number| u32::try_from(number.as_u64()?).ok());
        self.fact.number = self.fact.number.or(number);
        self.readings.push(reading);
    }

    /// The shape of the field-level errors that the error's details contain, if they look like field-level errors.
    pub(super) fn details_shape(&self) -> Option<&'static str> {
        let name = self.name().to_ascii_lowercase();
        let is_about_fields = ["valid", "field", "param", "input"].iter().any(|word| name.contains(word));
        let mut shapes = self.readings.iter().filter_map(Reading::details).map(violations_shape);
        let first = shapes.next().flatten()?;
        let is_validation = is_about_fields && matches!(first, "map" | "map-of-lists") || first == "list";
        (is_validation && shapes.all(|shape| shape == Some(first))).then_some(first)
    }
}
