//! What the name of a slot stands for where a template is compiled.

use error_catalog_model::{Builtin, Catalog, Error, FieldType, Target, TextTemplate, ValueTemplate, reason_phrase};
use error_catalog_wire::{Slot, ViolationsShape};

/// What a slot stands for.
#[derive(Clone, Copy)]
pub(super) enum Meaning<'a> {
    /// It never has a value.
    Absent,
    /// A string that is known already.
    Text(&'a str),
    /// A number that is known already.
    Number(u32),
    /// A value that each response brings anew.
    Open {
        /// Its place.
        slot: Slot,
        /// Whether it may be missing.
        optional: bool,
        /// How it is shown, if it holds violations.
        shape: Option<ViolationsShape>,
    },
    /// A string made of further slots.
    Message(&'a TextTemplate),
    /// A value made of further slots.
    Template(&'a ValueTemplate),
}

/// A place where the names of slots have a meaning.
pub(super) trait Scope {
    fn meaning(&self, name: &str) -> Meaning<'_>;
}

/// Whether a slot has a value in at least some response.
pub(super) fn can_be_present(scope: &dyn Scope, name: &str) -> bool {
    collect_conditions(scope, name, &mut Vec::new())
}

/// Adds to `found` the slots that must have a value for the slot `name` to have one; `false` if it never has.
pub(super) fn collect_conditions(scope: &dyn Scope, name: &str, found: &mut Vec<Slot>) -> bool {
    match scope.meaning(name) {
        Meaning::Absent => false,
        Meaning::Open { slot, optional: true, .. } => {
            if !found.contains(&slot) {
                found.push(slot);
            }
            true
        }
        Meaning::Template(template) => {
            let mut possible = true;
            template.needed_slots(&mut |name| possible &= collect_conditions(scope, name, found));
            possible
        }
        Meaning::Open { .. } | Meaning::Text(_) | Meaning::Number(_) | Meaning::Message(_) => true,
    }
}

/// The slots of one error.
#[derive(Clone, Copy)]
pub(super) struct ErrorScope<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) error: &'a Error,
}

impl Scope for ErrorScope<'_> {
    fn meaning(&self, name: &str) -> Meaning<'_> {
        match self.error.target(name) {
            None => Meaning::Absent,
            Some(Target::Field(index)) => self.field(index),
            Some(Target::Builtin(builtin)) => self.builtin(builtin),
        }
    }
}

impl ErrorScope<'_> {
    fn field(&self, index: usize) -> Meaning<'_> {
        let (Some(field), Ok(slot)) = (self.error.public_fields().nth(index), u8::try_from(index)) else {
            return Meaning::Absent;
        };
        let shape = (field.ty == FieldType::Violations).then_some(self.catalog.wire.violations);
        Meaning::Open { slot: Slot(slot), optional: field.optional, shape }
    }

    fn builtin(&self, builtin: Builtin) -> Meaning<'_> {
        let error = self.error;
        let known = match builtin {
            Builtin::Code => error.sends_code.then_some(Meaning::Text(&error.code)),
            Builtin::Number => error.number.map(Meaning::Number),
            Builtin::Status => Some(Meaning::Number(u32::from(error.status))),
            Builtin::Reason => Some(Meaning::Text(reason_phrase(error.status))),
            Builtin::Title => Some(Meaning::Text(&error.title)),
            Builtin::Message => Some(Meaning::Message(&error.message)),
            Builtin::UserMessage => error.user_message.as_ref().map(Meaning::Message),
            Builtin::Category => {
                let category = error.category.and_then(|index| self.catalog.categories.get(index));
                category.map(|category| Meaning::Text(&category.key))
            }
            Builtin::DocsUrl => error.docs_url.as_deref().map(Meaning::Text),
            Builtin::Details => error.details.as_ref().map(Meaning::Template),
            Builtin::Metadata => error.metadata.as_ref().map(Meaning::Template),
            Builtin::Grpc => Some(Meaning::Text(error.grpc.as_str())),
            Builtin::Catalog => error.catalog.as_deref().map(Meaning::Text),
            Builtin::Violations => None,
            Builtin::RequestId => context(Slot::REQUEST_ID),
            Builtin::Instance => context(Slot::INSTANCE),
            Builtin::Timestamp => context(Slot::TIMESTAMP),
            Builtin::Debug => context(Slot::DEBUG),
            Builtin::RetryAfter => context(Slot::RETRY_AFTER),
        };
        known.unwrap_or(Meaning::Absent)
    }
}

/// The slots of one error where a log shows it: its internal fields come after the public ones.
pub(super) struct LogScope<'a>(pub(super) ErrorScope<'a>);

impl Scope for LogScope<'_> {
    fn meaning(&self, name: &str) -> Meaning<'_> {
        let error = self.0.error;
        let internal = error.internal_fields().position(|field| field.name == name);
        match internal.map(|index| u8::try_from(error.public_fields().count() + index)) {
            Some(Ok(slot)) => Meaning::Open { slot: Slot(slot), optional: true, shape: None },
            Some(Err(_)) => Meaning::Absent,
            None => self.0.meaning(name),
        }
    }
}

fn context(slot: Slot) -> Option<Meaning<'static>> {
    Some(Meaning::Open { slot, optional: true, shape: None })
}
