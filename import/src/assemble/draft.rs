//! Drafts the table of an error, with its fields and examples.

use std::collections::BTreeSet;

use error_catalog_model::keys::to_code;
use error_catalog_model::{Builtin, Level};
use serde_json::{Map, Value, json};

use super::entry::Entry;
use super::reading::Reading;
use super::top::CodeRule;
use crate::facts::{FieldFact, Notes};
use crate::infer::message::unify_messages;
use crate::infer::names::key_of;
use crate::infer::shape::{Role, Shape};
use crate::infer::types::{join, type_of, violations_example};
use crate::render::{COMMENT, Table, set};
use crate::text::{literal, one_line, plain_text, some_line};

/// The table of an error, and the slots that always have a value in this error.
pub(super) struct Drafted {
    pub(super) table: Table,
    slots: BTreeSet<String>,
}

impl Drafted {
    pub(super) fn has(&self, role: &Role) -> bool {
        match role {
            Role::Slot(slot @ ("code" | "number" | "details" | "violations")) => self.slots.contains(*slot),
            Role::Slot(slot) => !Builtin::CONTEXT.iter().any(|context| context.as_str() == *slot),
            Role::Field(name) => self.slots.contains(name),
            Role::StatusText | Role::DocsUrl(_) | Role::Constant(_) => true,
        }
    }
}

/// Collects the parts of an error's table.
pub(super) struct Drafter<'a> {
    pub(super) entry: &'a Entry,
    pub(super) fields: Vec<FieldFact>,
    /// For each body, the values of the slots.
    examples: Vec<Map<String, Value>>,
    pub(super) notes: &'a mut Notes,
}

impl Entry {
    pub(super) fn draft(
        &self,
        key: &str,
        shape: &Shape,
        codes: CodeRule,
        categories: &[String],
        notes: &mut Notes,
    ) -> Drafted {
        let fact = &self.fact;
        let examples = vec![Map::new(); self.readings.len()];
        let mut drafter = Drafter { entry: self, fields: fact.fields.clone(), examples, notes };
        let details = drafter.read_bodies(shape);
        let message = drafter.resolve_message();
        let (headers, message) = drafter.read_headers(message);
        let Drafter { fields, mut examples, .. } = drafter;
        let always = fields.iter().filter(|field| !field.ty.ends_with('?')).map(|field| field.name.as_str());
        let given = [("code", fact.code.is_some()), ("number", fact.number.is_some()), ("details", details.is_some())];
        let given = given.iter().filter(|(_, is_given)| *is_given).map(|(slot, _)| *slot);
        let slots = always.chain(given).map(str::to_owned).collect();

        let mut table = Table::default();
        match fact.code.as_deref() {
            Some(code) => set(&mut table, "code", (to_code(key, codes.style) != code).then_some(code)),
            None => set(&mut table, "code", codes.sends_codes.then_some(false)),
        }
        let shown = |slot: &str| self.readings.iter().find_map(|reading| reading.text(slot));
        let title = shown("title").or(fact.title.as_deref());
        let description = self.description().and_then(some_line);
        let rust = match fact.from.is_empty() {
            false => json!({ "from": fact.from }),
            true if fact.has_source => json!({ "source": true }),
            true => Value::Null,
        };
        let retry = match (fact.retry, fact.status) {
            (Some(false), _) => Some("no"),
            // The format's default for these statuses is to retry.
            (None, _) | (_, Some(408 | 429 | 500..=599)) => None,
            (Some(true), _) => Some("backoff"),
        };
        for (i, comment) in fact.comments.iter().enumerate() {
            set(&mut table, &format!("{COMMENT}{i}"), comment.as_str());
        }
        match fact.status {
            Some(status) => set(&mut table, "status", status),
            None => set(&mut table, COMMENT, "status = ?"),
        }
        // The formatter keeps the comment above the key that follows it.
        let description = description.filter(|text| literal(text) != message);
        set(&mut table, "message", message);
        set(&mut table, "category", fact.category.and_then(|i| categories.get(i)).cloned());
        set(&mut table, "title", title.and_then(some_line));
        set(&mut table, "description", description);
        set(&mut table, "number", fact.number);
        set(&mut table, "fields", field_table(fields));
        set(&mut table, "details", details);
        set(&mut table, "headers", headers);
        set(&mut table, "level", fact.level.map(Level::as_str));
        set(&mut table, "retry", retry);
        set(&mut table, "rust", rust);
        set(&mut table, "docs", fact.docs.clone());
        set(&mut table, "causes", fact.causes.clone());
        set(&mut table, "solutions", fact.solutions.clone());
        set(&mut table, "see", fact.see.clone());
        set(&mut table, "deprecated", fact.is_deprecated.then_some(true));
        examples.retain(|example| !example.is_empty());
        match examples.len() {
            1 => set(&mut table, "example", examples.remove(0)),
            _ => set(&mut table, "examples", examples.into_iter().map(Value::Object).collect::<Vec<_>>()),
        }
        Drafted { table, slots }
    }
}

impl Drafter<'_> {
    /// Reads the members of the bodies other than the code and the message. Returns the template of the details.
    fn read_bodies(&mut self, shape: &Shape) -> Option<Value> {
        let readings = &self.entry.readings;
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in readings.iter().flat_map(|reading| &reading.fields) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names.into_iter().for_each(|name| self.read_field(name));
        for (reading, example) in readings.iter().zip(&mut self.examples) {
            let context =
                Builtin::CONTEXT.iter().filter(|slot| **slot != Builtin::RetryAfter).map(|slot| slot.as_str());
            example.extend(context.filter_map(|slot| Some((slot.to_owned(), reading.slots.get(slot)?.clone()))));
        }
        let has_violations = shape.violations.is_some() && self.entry.details_shape() == shape.violations;
        self.read_violations(if has_violations { "details" } else { "violations" });
        let shown: Vec<&Value> = readings.iter().filter_map(Reading::details).collect();
        match shown.as_slice() {
            [] => None,
            _ if has_violations => Some(json!("{violations}")),
            [Value::String(text), ..]
                if shown.len() == readings.len() && shown.iter().all(|other| other == &shown[0]) =>
            {
                Some(literal(text).into())
            }
            _ => {
                self.read_field("details");
                None
            }
        }
    }

    fn read_violations(&mut self, slot: &str) {
        let readings = &self.entry.readings;
        let count = readings.iter().filter(|reading| reading.slots.contains_key(slot)).count();
        if count == 0 {
            return;
        }
        let mark = if count < readings.len() { "?" } else { "" };
        self.fields.push(FieldFact::new("violations", format!("violations{mark}"), None));
        for (reading, example) in readings.iter().zip(&mut self.examples) {
            example.extend(reading.slots.get(slot).map(|value| ("violations".to_owned(), violations_example(value))));
        }
    }

    /// Adds a field. If the error has a single body, the field's value in that body becomes the field's example. If
    /// there are several bodies, each value becomes part of the example that is made from its body.
    fn read_field(&mut self, name: &str) {
        let readings = &self.entry.readings;
        let values: Vec<&Value> = readings.iter().filter_map(|reading| reading.value(name)).collect();
        let Some(ty) = values.iter().map(|value| type_of(value)).reduce(join) else { return };
        let mark = if values.len() < readings.len() { "?" } else { "" };
        let example = values.first().filter(|_| readings.len() == 1).map(|value| (*value).clone());
        if example.is_none() {
            for (reading, example) in readings.iter().zip(&mut self.examples) {
                example.extend(reading.value(name).map(|value| (name.to_owned(), value.clone())));
            }
        }
        self.fields.push(FieldFact::new(name, format!("{ty}{mark}"), example));
    }

    /// The template of the message, from the bodies if they show a message, otherwise from the source's text.
    fn resolve_message(&mut self) -> String {
        let (fact, readings, name) = (&self.entry.fact, &self.entry.readings, self.entry.name());
        let shown = readings.iter().filter_map(|reading| reading.text("message"));
        let shown: Vec<&str> = shown.filter(|text| some_line(text).is_some()).collect();
        let Some(first) = shown.first() else {
            let description = || self.entry.description().map(plain_text);
            let title = || fact.title.as_deref().or_else(|| readings.iter().find_map(|reading| reading.text("title")));
            let text = || description().or_else(|| title().map(str::to_owned)).map(|text| literal(&text));
            let told = fact.message.clone().or_else(text).filter(|text| !text.trim().is_empty());
            return told.unwrap_or_else(|| {
                self.notes
                    .guess(fact.line, format!("the message of `{name}` is made from its name: the source has none"));
                let words = key_of(&name).replace('_', " ");
                if words.is_empty() { literal(&name) } else { words }
            });
        };
        if let Some(told) = fact.message.as_ref().filter(|told| **told != literal(first)) {
            let text =
                format!("`{name}` has the message of its body; the other message is left out: {}", one_line(told));
            self.notes.loss(fact.line, text);
        }
        let Some(unified) = unify_messages(&shown).filter(|_| shown.len() == readings.len()) else {
            if shown.iter().any(|other| other != first) {
                let text = format!("`{name}` has several messages with too little in common: the first is kept");
                self.notes.loss(fact.line, text);
            }
            return literal(first);
        };
        for (i, slot) in unified.slots.iter().enumerate() {
            let ty = unified.values.iter().filter_map(|values| values.get(i)).map(type_of).reduce(join);
            self.fields.push(FieldFact::new(slot, ty.unwrap_or("string"), None));
            self.notes.guess(fact.line, format!("`{name}` has a field `{slot}`: its messages differ there"));
            for (example, values) in self.examples.iter_mut().zip(&unified.values) {
                example.extend(values.get(i).map(|value| (slot.clone(), value.clone())));
            }
        }
        unified.template
    }
}

fn field_table(fields: Vec<FieldFact>) -> Table {
    let mut table = Table::default();
    for field in fields {
        let mut value = Map::from_iter([("type".to_owned(), Value::from(field.ty.as_str()))]);
        set(&mut value, "internal", field.is_internal.then_some(true));
        set(&mut value, "description", field.description);
        // An empty list is an example too, but `set` would omit it.
        value.extend(field.example.map(|example| ("example".to_owned(), example)));
        let value = if value.len() == 1 { field.ty.into() } else { Value::Object(value) };
        table.entry(field.name).or_insert(value);
    }
    table
}
