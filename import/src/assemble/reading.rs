//! What a body says, once it is known which member holds what.

use serde_json::Value;

use crate::facts::{Example, Notes};
use crate::infer::body::value_at;
use crate::infer::shape::{Role, Shape};
use crate::infer::types::without_nulls;

/// One body, read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) line: usize,
    pub(super) status: Option<u16>,
    pub(super) code: Option<String>,
    pub(super) number: Option<u32>,
    pub(super) message: Option<String>,
    pub(super) title: Option<String>,
    pub(super) details: Option<Value>,
    pub(super) violations: Option<Value>,
    /// Slots of the response's context, and their values.
    pub(super) context: Vec<(String, Value)>,
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
            let Some(value) = value_at(&example.body, &member.path) else { continue };
            let path = member.path.join(".");
            if value.is_null() {
                notes.loss(example.line, format!("`{path}` is null, which TOML cannot write: left out"));
                continue;
            }
            let (value, is_less) = without_nulls(value);
            if is_less {
                notes.loss(example.line, format!("`{path}` holds null, which TOML cannot write: left out"));
            }
            reading.take(&member.role, value);
        }
        for member in shape.members.iter().filter(|member| value_at(&example.body, &member.path).is_none()) {
            if matches!(member.role, Role::Message | Role::Constant(_) | Role::Reason) {
                let path = member.path.join(".");
                notes.loss(example.line, format!("this body lacks `{path}`, which the catalog's always has"));
            }
        }
        reading
    }

    fn take(&mut self, role: &Role, value: Value) {
        let text = || value.as_str().map(str::to_owned);
        match role {
            Role::Code => self.code = text(),
            Role::Number => self.number = value.as_u64().and_then(|number| u32::try_from(number).ok()),
            Role::Message => self.message = text(),
            Role::Title => self.title = text(),
            Role::DocsUrl(prefix) if self.code.is_none() => {
                self.code = value.as_str().and_then(|url| url.strip_prefix(prefix.as_str())).map(str::to_owned);
            }
            Role::Status | Role::StatusText if self.status.is_none() => {
                let number = value.as_u64().or_else(|| value.as_str()?.parse().ok());
                self.status = number.and_then(|number| u16::try_from(number).ok());
            }
            Role::Details => self.details = Some(value),
            Role::Violations => self.violations = Some(value),
            Role::Context(slot) => self.context.push(((*slot).to_owned(), value)),
            Role::Field(name) => self.fields.push((name.clone(), value)),
            Role::Status | Role::StatusText | Role::DocsUrl(_) | Role::Constant(_) | Role::Reason => {}
        }
    }

    pub(super) fn retry_after(&self) -> Option<u64> {
        self.context.iter().find(|(slot, _)| slot == "retry_after").and_then(|(_, value)| value.as_u64())
    }
}
