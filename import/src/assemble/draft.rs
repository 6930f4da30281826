//! Drafts the table of an error, with its fields and examples.

use error_catalog_model::keys::to_code;
use error_catalog_model::{Builtin, Level};
use serde_json::{Value, json};

use super::entry::Entry;
use super::top::Rules;
use crate::facts::{FieldFact, Notes};
use crate::infer::message::unify_messages;
use crate::infer::names::key_of;
use crate::infer::shape::Shape;
use crate::infer::types::{join, type_of};
use crate::infer::violation::Violations;
use crate::render::{COMMENT, Table, table};
use crate::text::{literal, one_line, plain_text, some_line};

impl Entry {
    /// Drafts the error's table. Also returns the slots that always have a value in this error, but not in every error.
    pub(super) fn draft(&mut self, key: &str, shape: &Shape, rules: &Rules, notes: &mut Notes) -> (Table, Vec<String>) {
        self.examples.resize(self.bodies.len(), Table::new());
        let details = self.read_bodies(shape);
        self.list_values(rules);
        let message = self.resolve_message(rules, notes);
        let headers = self.read_headers(notes);
        let message = self.with_slot(&message).unwrap_or(message);
        self.examples.retain(|example| !example.is_empty());
        let (fact, examples) = (&self.fact, &self.examples);
        // The context of a response may lack the time to wait, although this error has a field for it.
        let always = fact.fields.iter().filter(|field| !field.ty.ends_with('?') && field.name != "retry_after");
        let given = [("code", fact.code.is_some()), ("number", fact.number.is_some()), ("details", details.is_some())];
        let given = given.iter().filter(|(_, is_given)| *is_given).map(|(slot, _)| *slot);
        let given = always.map(|field| field.name.as_str()).chain(given).map(str::to_owned).collect();

        let code = match fact.code.as_deref() {
            Some(code) => (to_code(key, rules.style) != code).then(|| code.into()),
            None => rules.sends_codes.then_some(Value::Bool(false)),
        };
        let has_source = fact.has_source && fact.from.is_empty() && fact.from_any.is_empty();
        let retry = match (fact.retry, fact.status) {
            (Some(false), _) => Some("no"),
            // The format's default for these statuses is to retry.
            (None, _) | (_, Some(408 | 429 | 500..=599)) => None,
            (Some(true), _) => Some("backoff"),
        };
        let title = self.shown("title").or(fact.title.as_deref()).and_then(some_line);
        let description = fact
            .description
            .as_deref()
            .and_then(some_line)
            .filter(|text| *text != message.replace("{{", "{").replace("}}", "}"));
        // The formatter keeps the comments above the key that follows them.
        let comments = fact.comments.iter().map(String::as_str).chain(fact.status.is_none().then_some("status = ?"));
        let comments = comments.enumerate().map(|(i, comment)| (format!("{COMMENT}{i}"), comment.into()));
        let mut error: Table = comments.collect();
        error.extend(table(json!({
            "status": match fact.other_statuses.as_slice() {
                [] => json!(fact.status),
                others => fact.status.iter().chain(others).copied().collect(),
            },
            "message": message,
            "internal": fact.internal,
            "code": code,
            "category": fact.category.and_then(|i| rules.categories.get(&i)),
            "title": title,
            "description": description,
            "number": fact.number,
            "fields": field_table(&fact.fields),
            "details": details,
            "headers": headers,
            "level": fact.level.map(Level::as_str),
            "retry": retry,
            "rust": table(json!({
                "from": fact.from,
                "from-any": fact.from_any,
                "source": has_source.then_some(true),
            })),
            "docs": fact.docs,
            "causes": fact.causes,
            "solutions": fact.solutions,
            "see": fact.see,
            "deprecated": fact.is_deprecated.then_some(true),
            "example": examples.first().filter(|_| examples.len() == 1),
            "examples": Some(examples).filter(|_| examples.len() > 1),
        })));
        (error, given)
    }

    /// Reads the members of the bodies other than the code and the message. Returns the template of the details.
    fn read_bodies(&mut self, shape: &Shape) -> Option<Value> {
        let violations = shape.violations.as_ref();
        let in_details = violations.filter(|shape| self.details_shape().as_ref() == Some(*shape));
        let mut details = None;
        let mut names = Table::new();
        self.bodies.iter().for_each(|body| names.extend(body.clone()));
        for name in names.keys() {
            let values: Vec<Option<Value>> = self.values(name).map(Option::<&Value>::cloned).collect();
            let is_same = values.iter().all(|value| *value == values[0]);
            let of_violations = match name.as_str() {
                "details" => in_details,
                "violations" => violations,
                _ => None,
            };
            if let Some(shape) = of_violations {
                details = details.or((name == "details").then(|| json!("{violations}")));
                self.add_violations(shape, &values);
                continue;
            }
            match (name.as_str(), &values[0], Builtin::from_term(name)) {
                ("details", Some(Value::String(text)), _) if is_same => details = Some(json!(literal(text))),
                ("details", ..) | (.., None) => self.add_field(name, None, values),
                (.., Some(Builtin::RetryAfter)) => {
                    let mark = if values.contains(&None) { "?" } else { "" };
                    let example = values.into_iter().flatten().next();
                    self.fact.fields.push(FieldFact::new(name, format!("duration{mark}"), example));
                }
                (.., Some(slot)) if Builtin::CONTEXT.contains(&slot) => self.add_examples(name, values),
                _ => {}
            }
        }
        details
    }

    /// Adds the values of the fields for which the source lists them.
    fn list_values(&mut self, rules: &Rules) {
        for field in self.fact.fields.iter_mut().filter(|field| field.ty.trim_end_matches('?') == "string") {
            let Some(values) = rules.values.get(&field.name) else { continue };
            let shown = self.examples.iter().filter_map(|example| example.get(&field.name));
            let is_listed = |shown: &Value| values.iter().any(|value| shown == value);
            if shown.chain(&field.example).all(is_listed) {
                field.one_of.clone_from(values);
            }
        }
    }

    fn add_violations(&mut self, shape: &Violations, values: &[Option<Value>]) {
        let values = values.iter().map(|value| value.as_ref().map(|value| shape.example(value))).collect();
        self.add_field("violations", Some("violations"), values);
    }

    /// Adds a field with these values in the bodies. Without `ty`, the type is inferred from the values, and the value
    /// in a single body becomes the field's example. Otherwise, each value becomes part of the example of its body.
    fn add_field(&mut self, name: &str, ty: Option<&str>, values: Vec<Option<Value>>) {
        let Some(inferred) = values.iter().flatten().map(type_of).reduce(join) else { return };
        let mark = if values.contains(&None) { "?" } else { "" };
        let mut field = FieldFact::new(name, format!("{}{mark}", ty.unwrap_or(inferred)), None);
        match values.as_slice() {
            [only] if ty.is_none() => field.example = only.clone(),
            _ => self.add_examples(name, values),
        }
        self.fact.fields.push(field);
    }

    fn add_examples(&mut self, name: &str, values: Vec<Option<Value>>) {
        for (example, value) in self.examples.iter_mut().zip(values) {
            example.extend(value.map(|value| (name.to_owned(), value)));
        }
    }

    /// The template of the message, from the bodies if they show a message, otherwise from the source's text.
    fn resolve_message(&mut self, rules: &Rules, notes: &mut Notes) -> String {
        let (fact, name) = (&self.fact, self.name());
        let shown = self.values("message").flatten().filter_map(Value::as_str);
        let shown: Vec<&str> = shown.filter(|text| some_line(text).is_some()).collect();
        let Some(first) = shown.first() else {
            let plain = if rules.is_plain { one_line } else { plain_text };
            let description = fact.description.as_deref().map(plain);
            let title = || fact.title.as_deref().or_else(|| self.shown("title")).map(str::to_owned);
            let text = || description.or_else(title).map(|text| literal(&text));
            let told = fact.message.clone().or_else(text).filter(|text| !text.trim().is_empty());
            return told.unwrap_or_else(|| {
                let text = format!("the message of `{name}` is made from its name: the source has none");
                notes.guess(fact.line, text);
                let words = key_of(&name).replace('_', " ");
                if words.is_empty() { literal(&name) } else { words }
            });
        };
        if let Some(told) = fact.message.as_ref().filter(|told| **told != literal(first)) {
            let text =
                format!("`{name}` has the message of its body; the other message is left out: {}", one_line(told));
            notes.loss(fact.line, text);
        }
        let Some((template, slots)) = unify_messages(&shown).filter(|_| shown.len() == self.bodies.len()) else {
            if shown.iter().any(|other| other != first) {
                let text = format!("`{name}` has several messages with too little in common: the first is kept");
                notes.loss(fact.line, text);
            }
            return literal(first);
        };
        for (slot, values) in slots {
            notes.guess(self.fact.line, format!("`{name}` has a field `{slot}`: its messages differ there"));
            self.add_field(&slot, None, values.into_iter().map(Some).collect());
        }
        template
    }
}

fn field_table(fields: &[FieldFact]) -> Table {
    let mut out = Table::new();
    for field in fields {
        let mut value = table(json!({
            "type": field.ty,
            "one-of": field.one_of,
            "internal": field.is_internal.then_some(true),
            "description": field.description,
        }));
        // An empty list is an example too.
        value.extend(field.example.clone().map(|example| ("example".to_owned(), example)));
        let value = if value.len() == 1 { field.ty.as_str().into() } else { Value::Object(value) };
        out.entry(field.name.as_str()).or_insert(value);
    }
    out
}
