//! An error, with the facts that the source states about the error and the bodies that show the error.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::document::text_of;
use crate::facts::{ErrorFact, Notes};
use crate::infer::columns::value_at;
use crate::infer::names::{Keys, key_of, key_of_sentence};
use crate::infer::shape::Shape;
use crate::infer::status::is_error_status;
use crate::infer::types::without_nulls;
use crate::infer::violation::{Violations, named_shape};
use crate::render::Table;
use crate::text::{one_line, some_line};

pub(super) struct Entry {
    pub(super) fact: ErrorFact,
    /// For each body, the values of the format's slots and of fields, by their names.
    pub(super) bodies: Vec<Table>,
    /// For each body, the values that become an example in the catalog.
    pub(super) examples: Vec<Table>,
    /// The position of the error that owns the code or number of this error, if this is another error.
    pub(super) owner: Option<usize>,
}

/// What identifies an error: its code, its number, or the status and the texts of its body.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Id {
    Code(String),
    Number(u32),
    Text(Option<u16>, String),
}

impl Entry {
    /// Reads the body of an example.
    pub(super) fn of_body(example: &ErrorFact, shape: &Shape, notes: &mut Notes) -> Self {
        let line = example.line;
        let mut values = Table::new();
        for member in &shape.members {
            let path = member.path.join(".");
            let Some(value) = value_at(&example.body, &member.path) else {
                if member.is_always() {
                    notes.loss(line, format!("this body has no `{path}`, but every body of the catalog has it"));
                }
                continue;
            };
            let plain = without_nulls(value);
            if plain.is_null() && !member.may_be_null() || plain != *value {
                notes.loss(line, format!("`{path}` is or contains null, which TOML cannot write: left out"));
            }
            if !plain.is_null() && !member.slot().is_empty() {
                values.entry(member.slot().trim_end_matches(":string")).or_insert(plain);
            }
        }
        let text = |slot: &str| values.get(slot).and_then(Value::as_str);
        let by_url = || shape.code_of_url(text("docs_url")?);
        let number = |slot: &str| text_of(values.get(slot)?).parse::<u32>().ok();
        let fact = ErrorFact {
            code: text("code").or_else(by_url).map(str::to_owned),
            number: number("number"),
            status: example.status.or_else(|| number("status")?.try_into().ok()),
            ..example.clone()
        };
        Self { fact, bodies: vec![values], examples: Vec::new(), owner: None }
    }

    /// The values of a slot or field, for each body.
    pub(super) fn values(&self, name: &str) -> impl Iterator<Item = Option<&Value>> {
        self.bodies.iter().map(move |body| body.get(name))
    }

    /// The text of a slot in the first body that has this text.
    pub(super) fn shown(&self, slot: &str) -> Option<&str> {
        self.values(slot).find_map(|value| value?.as_str())
    }

    /// The texts about the error, the best first.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let fact = &self.fact;
        let message = self.shown("message").or_else(|| self.shown("title")).or(fact.message.as_deref());
        let texts = [message, self.shown("details"), fact.title.as_deref(), fact.description.as_deref()];
        texts.into_iter().flatten().filter(|text| some_line(text).is_some())
    }

    /// The name of the error in a note: its code, its name, or one of its texts.
    pub(super) fn name(&self) -> String {
        let (code, own) = (self.fact.code.as_deref(), self.fact.name.as_deref());
        // The code does not name one of several errors that share it.
        let name = own.filter(|_| self.owner.is_some()).or(code).or(own).or_else(|| self.texts().next());
        one_line(name.unwrap_or("an error"))
    }

    /// The preferred key of the error. If the error has no name or code, its key is made from the first of its
    /// texts that gives a free key.
    pub(super) fn wanted_key(&self, keys: &Keys) -> String {
        if let Some(name) = self.fact.name.as_deref().or(self.fact.code.as_deref()) {
            return key_of(name);
        }
        let texts: Vec<String> = self.texts().map(key_of_sentence).filter(|key| !key.is_empty()).collect();
        let free = texts.iter().find(|key| keys.is_free(key));
        free.or(texts.first()).cloned().unwrap_or_default()
    }

    /// The shape of the field-level errors that the error's details contain, if they look like field-level errors.
    pub(super) fn details_shape(&self) -> Option<Violations> {
        let name = self.name().to_ascii_lowercase();
        let is_about_fields = ["valid", "field", "param", "input"].iter().any(|word| name.contains(word));
        let mut shapes = self.values("details").flatten().map(named_shape);
        let first = shapes.next().flatten()?;
        let is_validation = is_about_fields && matches!(first, "map" | "map-of-lists") || first == "list";
        (is_validation && shapes.all(|shape| shape == Some(first))).then_some(Violations::Named(first))
    }

    /// Adds `Retry-After` to the headers if a body says how long to wait.
    pub(super) fn add_retry_after(&mut self, notes: &mut Notes) {
        let Some(wait) = self.values("retry_after").flatten().next().map(Value::to_string) else { return };
        if !self.fact.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("retry-after")) {
            self.fact.headers.push(("Retry-After".to_owned(), wait));
            let text = format!("`{}` has `Retry-After`: its body says how long to wait", self.name());
            notes.guess(self.fact.line, text);
        }
    }

    /// The identity of the error. A fact without a code is about another error than any other fact.
    fn id(&self) -> Option<Id> {
        match (&self.fact.code, self.fact.number) {
            (Some(code), _) => Some(Id::Code(code.clone())),
            _ if self.bodies.is_empty() => None,
            (None, Some(number)) => Some(Id::Number(number)),
            (None, None) => {
                let details = self.values("details").flatten().find(|details| details.is_string());
                let text = format!("{:?}{:?}{details:?}", self.shown("message"), self.shown("title"));
                Some(Id::Text(self.fact.status, text))
            }
        }
    }

    /// Adds what the source says about this error in another place.
    fn merge(&mut self, other: Self, notes: &mut Notes) {
        let (known, new) = (&self.fact, &other.fact);
        // The search for a name can look at all bodies, so only a note makes the name.
        let name = || self.name();
        let (mut others, is_guess) = (Vec::new(), known.status_guess.is_some() || new.status_guess.is_some());
        if let (Some(first), Some(status)) = (known.status, new.status)
            && !is_guess
        {
            let stated = [status].into_iter().chain(new.other_statuses.iter().copied());
            others.extend(stated.filter(|status| *status != first && !known.other_statuses.contains(status)));
        } else if let (Some(first), Some(status)) = (known.status, new.status)
            && first != status
        {
            let text = format!("`{}` appears again with status {status}: its first status, {first}, is kept", name());
            notes.loss(new.line, text);
        }
        // The text next to a body is often only a heading, so the report omits this text.
        let differs =
            |a: &Option<String>, b: &Option<String>| other.bodies.is_empty() && a.is_some() && b.is_some() && a != b;
        if differs(&known.message, &new.message) || differs(&known.description, &new.description) {
            let text = format!("`{}` appears again with another text: the first text is kept", name());
            notes.loss(new.line, text);
        }
        self.fact.fill(other.fact);
        self.fact.other_statuses.extend(others.into_iter().filter(|status| is_error_status(*status)));
        self.bodies.extend(other.bodies);
    }
}

/// The errors found so far.
#[derive(Default)]
pub(super) struct Entries {
    pub(super) all: Vec<Entry>,
    by_id: BTreeMap<Id, usize>,
}

impl Entries {
    /// Adds an error, or adds what the source says about a known error. An error with another name is another error
    /// that shares the code or the number.
    pub(super) fn add(&mut self, mut entry: Entry, notes: &mut Notes) {
        let new = self.all.len();
        let by_number = || Some(Id::Number(entry.fact.number.filter(|_| entry.fact.code.is_none())?));
        let known = entry.id().or_else(by_number).and_then(|id| self.by_id.get(&id).copied());
        let known = known.and_then(|at| Some((at, &self.all.get(at)?.fact)));
        let known = known.filter(|(_, fact)| fact.code == entry.fact.code);
        let named = known.and_then(|(at, fact)| Some((at, fact.name.as_ref()?)));
        if let (Some((at, name)), Some(own)) = (named, &entry.fact.name)
            && name != own
        {
            let same = self.all.iter_mut().find(|other| other.owner == Some(at) && other.fact.name == entry.fact.name);
            match same {
                Some(same) => same.merge(entry, notes),
                None => {
                    entry.owner = Some(at);
                    self.all.push(entry);
                }
            }
            return;
        }
        let at = entry.id().map_or(new, |id| *self.by_id.entry(id).or_insert(new));
        if let Some(number) = entry.fact.number {
            self.by_id.entry(Id::Number(number)).or_insert(at);
        }
        match self.all.get_mut(at) {
            Some(known) => known.merge(entry, notes),
            None => self.all.push(entry),
        }
    }
}
