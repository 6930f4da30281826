//! One error: what is told of it, and the bodies that show it.

use std::collections::BTreeSet;

use error_catalog_model::keys::to_code;
use serde_json::{Map, Value, json};

use super::reading::Reading;
use super::top::CodeRule;
use crate::draft::Table;
use crate::facts::{ErrorFact, FieldFact, Notes};
use crate::infer::message::unify_messages;
use crate::infer::names::{Keys, key_of, literal, one_line};
use crate::infer::shape::{Role, Shape};
use crate::infer::types::{join, type_of, violations_example, violations_shape};

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) fact: ErrorFact,
    pub(super) readings: Vec<Reading>,
}

/// An error, and which slots always have a value in it.
pub(super) struct Drafted {
    pub(super) table: Table,
    slots: BTreeSet<String>,
}

impl Drafted {
    pub(super) fn has(&self, role: &Role) -> bool {
        match role {
            Role::Code => self.slots.contains("code"),
            Role::Number => self.slots.contains("number"),
            Role::Details => self.slots.contains("details"),
            Role::Violations => self.slots.contains("violations"),
            Role::Field(name) => self.slots.contains(name),
            Role::Context(_) => false,
            _ => true,
        }
    }
}

impl Entry {
    /// What a person would call it.
    pub(super) fn name(&self) -> String {
        let name = self.fact.code.as_deref().or(self.fact.name.as_deref()).or_else(|| self.message_text());
        one_line(name.or(self.fact.description.as_deref()).unwrap_or("an error"))
    }

    pub(super) fn message_text(&self) -> Option<&str> {
        let shown = self.readings.iter().find_map(|reading| reading.message.as_deref().or(reading.title.as_deref()));
        shown.or(self.fact.message.as_deref())
    }

    /// The key that it would have, were it alone; of several texts the first whose key is free.
    pub(super) fn wanted_key(&self, keys: &Keys) -> String {
        if let Some(name) = self.fact.name.as_deref().or(self.fact.code.as_deref()) {
            return key_of(name);
        }
        let details = self.readings.iter().find_map(|reading| reading.details.as_ref()?.as_str());
        let description = self.fact.description.as_deref();
        let texts = [self.message_text(), details, description].into_iter().flatten().map(key_of);
        let mut texts: Vec<String> = texts.filter(|key| !key.is_empty()).collect();
        let free = texts.iter().position(|key| keys.is_free(key)).unwrap_or(0);
        if texts.is_empty() { String::new() } else { texts.swap_remove(free) }
    }

    /// Adds a body of this error.
    pub(super) fn take(&mut self, reading: Reading, notes: &mut Notes) {
        let name = self.name();
        match (self.fact.status, reading.status) {
            (Some(told), Some(shown)) if told != shown => {
                let text = format!("`{name}` is shown with status {shown} here, and {told} before: {told} is taken");
                notes.loss(reading.line, text);
            }
            (None, Some(shown)) => {
                self.fact.status = Some(shown);
                if reading.line != self.fact.line {
                    self.fact.status_guess = Some(format!("that of its body in line {}", reading.line));
                }
            }
            _ => {}
        }
        self.fact.number = self.fact.number.or(reading.number);
        self.readings.push(reading);
    }

    /// Whether its details look like field-level errors, and of which shape they are.
    pub(super) fn details_shape(&self) -> Option<&'static str> {
        let name = self.name().to_ascii_lowercase();
        let is_about_fields = ["valid", "field", "param", "input"].iter().any(|word| name.contains(word));
        let mut shapes = self.readings.iter().filter_map(|reading| reading.details.as_ref()).map(violations_shape);
        let first = shapes.next().flatten()?;
        let is_validation = is_about_fields && (first == "map" || first == "map-of-lists") || first == "list";
        (is_validation && shapes.all(|shape| shape == Some(first))).then_some(first)
    }

    pub(super) fn draft(
        &self,
        key: &str,
        shape: &Shape,
        codes: CodeRule,
        categories: &[String],
        notes: &mut Notes,
    ) -> Drafted {
        let fact = &self.fact;
        let mut fields = fact.fields.clone();
        let mut examples: Vec<Map<String, Value>> = vec![Map::new(); self.readings.len()];
        let has_violations = shape.violations.is_some() && self.details_shape() == shape.violations;
        let mut details = None;
        self.read_fields(&mut fields, &mut examples);
        self.read_violations(has_violations, &mut fields, &mut examples);
        let shown: Vec<&Value> = self.readings.iter().filter_map(|reading| reading.details.as_ref()).collect();
        match shown.as_slice() {
            [] => {}
            _ if has_violations => details = Some(json!("{violations}")),
            [Value::String(text), ..]
                if shown.len() == self.readings.len() && shown.iter().all(|other| *other == shown[0]) =>
            {
                details = Some(literal(text).into());
            }
            _ => self.read_field("details", &mut fields, &mut examples, |reading| reading.details.clone()),
        }
        let mut message = self.resolve_message(&mut fields, &mut examples, notes);
        let headers = self.read_headers(&mut fields, &mut message, notes);
        let has_details = details.is_some();
        let mut table = Table::default();
        if let Some(code) = fact.code.as_deref() {
            table.set("code", (to_code(key, codes.style) != code).then_some(code));
        } else if codes.sends_codes {
            table.set("code", false);
        }
        table.set("status", fact.status);
        table.set("category", fact.category.and_then(|i| categories.get(i)).cloned());
        let title = self.readings.iter().find_map(|reading| reading.title.clone()).or_else(|| fact.title.clone());
        table.set("title", title.map(|title| one_line(&title)).filter(|title| !title.is_empty()));
        let shown = self.readings.iter().find_map(|reading| reading.description.clone());
        let description = fact.description.clone().or(shown).map(|text| one_line(&text));
        table.set("description", description.filter(|text| !text.is_empty() && literal(text) != message));
        table.set("message", message);
        table.set("number", fact.number);
        let slots = slots_of(&fields, has_details, fact);
        set_fields(&mut table, fields);
        table.set("details", details);
        table.set("headers", Value::Object(headers.into_iter().map(|(name, value)| (name, value.into())).collect()));
        table.set("retry", fact.retry);
        let mut rust = Map::new();
        if !fact.from.is_empty() {
            rust.insert("from".to_owned(), fact.from.clone().into());
        } else if fact.has_source {
            rust.insert("source".to_owned(), true.into());
        }
        table.set("rust", Value::Object(rust));
        table.set("docs", fact.docs.clone());
        table.set("causes", fact.causes.clone());
        table.set("solutions", fact.solutions.clone());
        table.set("deprecated", fact.is_deprecated.then_some(true));
        examples.retain(|example| !example.is_empty());
        match examples.len() {
            0 => {}
            1 => table.set("example", Value::Object(examples.remove(0))),
            _ => table.set("examples", examples.into_iter().map(Value::Object).collect::<Vec<_>>()),
        }
        Drafted { table, slots }
    }

    /// The fields that bodies show beside the code and the message, and what the response's context gave them.
    fn read_fields(&self, fields: &mut Vec<FieldFact>, examples: &mut [Map<String, Value>]) {
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in self.readings.iter().flat_map(|reading| &reading.fields) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        for name in names {
            self.read_field(name, fields, examples, |reading| {
                reading.fields.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone())
            });
        }
        for (reading, example) in self.readings.iter().zip(examples) {
            for (slot, value) in reading.context.iter().filter(|(slot, _)| slot != "retry_after") {
                example.insert(slot.clone(), value.clone());
            }
        }
    }

    fn read_violations(&self, in_details: bool, fields: &mut Vec<FieldFact>, examples: &mut [Map<String, Value>]) {
        let of = |reading: &Reading| if in_details { reading.details.clone() } else { reading.violations.clone() };
        let count = self.readings.iter().filter_map(of).count();
        if count == 0 {
            return;
        }
        let mark = if count < self.readings.len() { "?" } else { "" };
        fields.push(FieldFact::new("violations", format!("violations{mark}"), None));
        for (reading, example) in self.readings.iter().zip(examples) {
            if let Some(value) = of(reading) {
                example.insert("violations".to_owned(), violations_example(&value));
            }
        }
    }

    /// One field; its value is its own example where there is one body, else that of each.
    fn read_field(
        &self,
        name: &str,
        fields: &mut Vec<FieldFact>,
        examples: &mut [Map<String, Value>],
        of: impl Fn(&Reading) -> Option<Value>,
    ) {
        let values: Vec<Value> = self.readings.iter().filter_map(&of).collect();
        let Some(ty) = values.iter().map(type_of).reduce(join) else { return };
        let mark = if values.len() < self.readings.len() { "?" } else { "" };
        let example = values.first().cloned().filter(|_| self.readings.len() == 1);
        if example.is_none() {
            for (reading, example) in self.readings.iter().zip(examples) {
                if let Some(value) = of(reading) {
                    example.insert(name.to_owned(), value);
                }
            }
        }
        fields.push(FieldFact::new(name, format!("{ty}{mark}"), example));
    }

    /// The message's template: what the bodies say, else what is told.
    fn resolve_message(
        &self,
        fields: &mut Vec<FieldFact>,
        examples: &mut [Map<String, Value>],
        notes: &mut Notes,
    ) -> String {
        let fact = &self.fact;
        let shown: Vec<&str> = self.readings.iter().filter_map(|reading| reading.message.as_deref()).collect();
        let Some(first) = shown.first() else {
            let told = fact.message.clone().or_else(|| fact.description.as_deref().map(|text| literal(&plain(text))));
            let told = told.or_else(|| fact.title.as_deref().map(literal));
            let title = || self.readings.iter().find_map(|reading| reading.title.as_deref()).map(literal);
            return told.or_else(title).filter(|text| !text.trim().is_empty()).unwrap_or_else(|| {
                let name = one_line(&key_of(&self.name()).replace('_', " "));
                notes.guess(fact.line, format!("`{}` has its name for a message: none is shown", self.name()));
                literal(&name)
            });
        };
        if let Some(told) = fact.message.as_ref().filter(|told| **told != literal(first)) {
            let text =
                format!("`{}` has the message of its body; told of it is another: {}", self.name(), one_line(told));
            notes.loss(fact.line, text);
        }
        let unified = unify_messages(&shown).filter(|_| shown.len() == self.readings.len());
        let Some(unified) = unified else {
            if shown.iter().any(|other| other != first) {
                let text = format!(
                    "`{}` has several messages that have too little in common: the first is taken",
                    self.name()
                );
                notes.loss(fact.line, text);
            }
            return literal(first);
        };
        for (i, slot) in unified.slots.iter().enumerate() {
            let ty = unified.values.iter().filter_map(|values| values.get(i)).map(type_of).reduce(join);
            fields.push(FieldFact::new(slot, ty.unwrap_or("string").to_owned(), None));
            let text = format!("`{}` has a field `{slot}`: its messages differ there", self.name());
            notes.guess(fact.line, text);
            for (example, values) in examples.iter_mut().zip(&unified.values) {
                example.extend(values.get(i).map(|value| (slot.clone(), value.clone())));
            }
        }
        unified.template
    }
}

impl FieldFact {
    pub(crate) fn new(name: &str, ty: String, example: Option<Value>) -> Self {
        Self { name: name.to_owned(), ty, is_internal: false, description: None, example }
    }
}

/// The slots that an error always has a value for.
fn slots_of(fields: &[FieldFact], has_details: bool, fact: &ErrorFact) -> BTreeSet<String> {
    let fields = fields.iter().filter(|field| !field.ty.ends_with('?')).map(|field| field.name.clone());
    let given = [("code", fact.code.is_some()), ("number", fact.number.is_some()), ("details", has_details)];
    fields.chain(given.iter().filter(|(_, is_given)| *is_given).map(|(slot, _)| (*slot).to_owned())).collect()
}

fn set_fields(table: &mut Table, fields: Vec<FieldFact>) {
    let mut members = Map::new();
    for field in fields {
        let mut value = Map::from_iter([("type".to_owned(), Value::from(field.ty.as_str()))]);
        if field.is_internal {
            value.insert("internal".to_owned(), true.into());
        }
        value.extend(field.description.map(|text| ("description".to_owned(), text.into())));
        value.extend(field.example.map(|example| ("example".to_owned(), example)));
        let value = if value.len() == 1 { field.ty.into() } else { Value::Object(value) };
        members.entry(field.name).or_insert(value);
    }
    table.set("fields", Value::Object(members));
}

/// A line of Markdown without the marks that a message has no use for.
fn plain(text: &str) -> String {
    crate::markdown::inline::plain_text(text)
}
