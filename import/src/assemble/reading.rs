//! The values in a body, after the role of each member has been inferred.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::facts::{Example, Notes};
use crate::infer::body::value_at;
use crate::infer::shape::{Role, Shape};
use crate::infer::types::without_nulls;

/// The values in one body.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) line: usize,
    pub(super) status: Option<u16>,
    pub(super) code: Option<String>,
    /// The values of the format's slots.
    pub(super) slots: BTreeMap<&'static str, Value>,
    /// Fields, and their values.
    pub(super) fields: Vec<(String, Value)>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) description: Option<String>,
}

impl Reading {
    pub(super) fn new(example: &Example, shape: &Shape, notes: &mut Notes) -> Self {
        let mut reading = Self {
            line: example.line,
            status: example.status,
            headers: example.headers.clone(),
            description: example.description.clone(),
            ..Self::default()
        };
        for member in &shape.members {
            let path = member.path.join(".");
            let is_always = matches!(member.role, Role::Slot("message" | "reason") | Role::Constant(_));
            let problem = match value_at(&example.body, &member.path) {
                None if is_always => Some(format!("this body has no `{path}`, but every body of the catalog has it")),
                None => None,
                Some(Value::Null) => Some(format!("`{path}` is null, which TOML cannot write: left out")),
                Some(value) => {
                    let plain = without_nulls(value);
                    let is_less = plain != *value;
                    reading.take(&member.role, plain);
                    is_less.then(|| format!("`{path}` contains null, which TOML cannot write: left out"))
                }
            };
            problem.into_iter().for_each(|problem| notes.loss(example.line, problem));
        }
        reading
    }

    fn take(&mut self, role: &Role, value: Value) {
        match role {
            Role::Slot("code") => self.code = value.as_str().map(str::to_owned),
            Role::DocsUrl(prefix) if self.code.is_none() => {
                self.code = value.as_str().and_then(|url| url.strip_prefix(prefix.as_str())).map(str::to_owned);
            }
            Role::Slot("status") | Role::StatusText if self.status.is_none() => {
                let number = value.as_u64().or_else(|| value.as_str()?.parse().ok());
                self.status = number.and_then(|number| u16::try_from(number).ok());
            }
            Role::Slot(slot) => drop(self.slots.insert(slot, value)),
            Role::Field(name) => self.fields.push((name.clone(), value)),
            Role::StatusText | Role::DocsUrl(_) | Role::Constant(_) => {}
        }
    }

    pub(super) fn text(&self, slot: &str) -> Option<&str> {
        self.slots.get(slot)?.as_str()
    }

    pub(super) fn details(&self) -> Option<&Value> {
        self.slots.get("details")
    }

    /// The value of a slot or a field.
    pub(super) fn value(&self, name: &str) -> Option<&Value> {
        let field = self.fields.iter().find(|(other, _)| other == name).map(|(_, value)| value);
        field.or_else(|| self.slots.get(name))
    }

    pub(super) fn retry_after(&self) -> Option<u64> {
        self.slots.get("retry_after")?.as_u64()
    }
}
