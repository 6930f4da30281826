//! Determines what the name of a slot means in an error. Only this module turns names into values.

use error_catalog_wire::{Builtin, Slot, SlotFormat, ViolationPart};

use super::{
    Catalog, Error, FieldType, Guard, PropertyValue, TextTemplate, ValueTemplate, ViolationsFormat, reason_phrase,
};

/// What a slot is bound to in the responses of one error.
#[derive(Clone, Copy, Debug)]
pub enum SlotBinding<'a> {
    /// The slot never has a value.
    Absent,
    /// The slot's value is a string that is the same in every response.
    Text(&'a str),
    /// The slot's value is a number that is the same in every response.
    Number(u32),
    /// The slot's value differs from response to response.
    Open {
        /// Where the value is found.
        slot: Slot,
        /// Whether the value can be absent.
        optional: bool,
        /// Whether the value is a list of field-level validation errors.
        is_violations: bool,
    },
    /// The slot's value is a string with slots in it.
    Message(&'a TextTemplate),
    /// The slot's value is a JSON value with slots in it.
    Template(&'a ValueTemplate),
}

/// Whether a slot has a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// The slot has a value in every response.
    Always,
    /// The slot has a value in some responses, because the slot is an optional field or a slot of the response's
    /// context.
    Sometimes,
    /// The slot has a value in no response.
    Never,
}

impl SlotBinding<'_> {
    /// The binding of a slot that the response's context can fill.
    #[must_use]
    pub const fn context(builtin: Builtin) -> Self {
        SlotBinding::Open { slot: Slot::Builtin(builtin), optional: true, is_violations: false }
    }

    fn of_property(property: &PropertyValue) -> SlotBinding<'_> {
        match &property.value {
            None => SlotBinding::Absent,
            Some(ValueTemplate::Text(text)) => text.as_constant().map_or(SlotBinding::Absent, SlotBinding::Text),
            Some(value) => SlotBinding::Template(value),
        }
    }

    /// The binding of a slot of violations, in a part of a template that is written for each violation.
    #[must_use]
    pub fn violation(name: &str) -> Option<Self> {
        let part = ViolationPart::from_term(name)?;
        Some(SlotBinding::Open { slot: Slot::Violation(part), optional: part.is_optional(), is_violations: false })
    }

    /// The format of the value. A slot of a violation already has its own formats.
    #[must_use]
    pub fn format_of_value(&self, format: Option<SlotFormat>) -> Option<SlotFormat> {
        let is_part = matches!(self, SlotBinding::Open { slot: Slot::Violation(_), .. });
        format.filter(|format| !is_part || *format == SlotFormat::String)
    }

    /// The binding of the same slot with a format.
    #[must_use]
    pub fn with_format(self, format: Option<SlotFormat>) -> Self {
        match (self, format) {
            (SlotBinding::Open { slot: Slot::Violation(part), optional, is_violations }, Some(format)) => {
                let slot = Slot::Violation(part.with_format(format).unwrap_or(part));
                SlotBinding::Open { slot, optional, is_violations }
            }
            (binding, _) => binding,
        }
    }
}

impl Catalog {
    /// Returns the binding of the slot `name` in the responses of `error`, which is an error of this catalog. The
    /// result is [`Absent`](SlotBinding::Absent) if the slot never has a value in this error, for example because only
    /// other errors have a field with this name.
    #[must_use]
    pub fn binding<'a>(&'a self, error: &'a Error, name: &str) -> SlotBinding<'a> {
        error.bind(name, |category| self.categories.get(category).map_or("", |category| &category.key))
    }

    /// The templates that a response contains once for each violation: the elements that are repeated, and the template
    /// of a list of violations.
    #[must_use]
    pub fn violation_templates(&self) -> Vec<ValueTemplate> {
        let mut templates = self.repeated_elements();
        if templates.is_empty() || self.has_violations_value() {
            templates.extend(self.wire.violations.template());
        }
        templates
    }

    /// The elements of the body that are repeated for each violation.
    pub(crate) fn repeated_elements(&self) -> Vec<ValueTemplate> {
        let mut elements = Vec::new();
        self.wire.body.visit(&mut |template| {
            if let ValueTemplate::List(items) = template {
                let repeated = items.iter().filter(|item| matches!(item.guard, Guard::Each(_)));
                elements.extend(repeated.map(|item| item.value.clone()));
            }
        });
        elements
    }

    /// Whether a body or details contain violations as one value.
    #[must_use]
    pub fn has_violations_value(&self) -> bool {
        let details = self.errors.iter().filter_map(|error| error.details.as_ref());
        std::iter::once(&self.wire.body).chain(details).any(|template| {
            let mut has_value = false;
            template.visit(&mut |value| {
                has_value |= matches!(value, ValueTemplate::Slot(slot) if self.is_violations(&slot.name));
            });
            has_value
        })
    }

    /// Whether the slot `name` contains violations in an error.
    fn is_violations(&self, name: &str) -> bool {
        let has_violations = |error: &Error| error.slot_type(name) == Some(&FieldType::Violations);
        name == Builtin::Violations.as_str() || self.errors.iter().any(has_violations)
    }

    /// Whether `name` is a part of violations, or a field of a violation.
    #[must_use]
    pub fn has_violation_slot(&self, name: &str) -> bool {
        ViolationPart::from_term(name).is_some() || self.violations.iter().any(|kind| kind.field(name).is_some())
    }

    /// The names of the slots in the templates that a response contains once for each violation.
    #[must_use]
    pub fn violation_slots(&self) -> Vec<String> {
        let mut slots = Vec::new();
        for template in self.violation_templates() {
            template.all_slots(&mut |name| slots.push(name.to_owned()));
        }
        slots
    }

    /// The names of the fields of violations that fill slots of the template of a violation, without repetitions.
    #[must_use]
    pub fn violation_values(&self) -> Vec<&str> {
        if self.violations.is_empty() {
            return Vec::new();
        }
        let slots = self.violation_slots();
        let mut names: Vec<&str> = Vec::new();
        for field in self.violations.iter().flat_map(|kind| &kind.fields) {
            if slots.contains(&field.name) && !names.contains(&field.name.as_str()) {
                names.push(&field.name);
            }
        }
        names
    }

    /// The template of a violation, if the slot `name` contains violations that a template shows.
    #[must_use]
    pub fn violation_template(&self, name: &str) -> Option<&ValueTemplate> {
        let ViolationsFormat::Each(template) = &self.wire.violations else { return None };
        self.is_violations(name).then_some(template)
    }
}

impl Error {
    /// Returns the slot that `name` refers to in this error: a public field with this name, or, if there is none, a
    /// slot that every error has. The result is `None` if `name` is neither a public field of this error nor a slot of
    /// every error.
    #[must_use]
    pub fn slot(&self, name: &str) -> Option<Slot> {
        let field = self.public_fields().position(|field| field.name == name);
        field.and_then(Slot::field).or_else(|| Builtin::from_term(name).map(Slot::Builtin))
    }

    /// Whether the slot `name` has a value in the responses of this error.
    #[must_use]
    pub fn presence(&self, name: &str) -> Presence {
        match self.bind(name, |_| "") {
            SlotBinding::Absent => Presence::Never,
            SlotBinding::Open { optional: true, .. } => Presence::Sometimes,
            SlotBinding::Open { .. } | SlotBinding::Text(_) | SlotBinding::Number(_) | SlotBinding::Message(_) => {
                Presence::Always
            }
            SlotBinding::Template(template) => self.presence_of(template),
        }
    }

    /// A template has a value if every slot that the template needs has a value. `resolve` ensures that details do not
    /// contain themselves.
    fn presence_of(&self, template: &ValueTemplate) -> Presence {
        let mut presence = Presence::Always;
        template.needed_slots(&mut |name| {
            presence = match (presence, self.presence(name)) {
                (Presence::Never, _) | (_, Presence::Never) => Presence::Never,
                (Presence::Sometimes, _) | (_, Presence::Sometimes) => Presence::Sometimes,
                (Presence::Always, Presence::Always) => Presence::Always,
            }
        });
        presence
    }

    fn bind<'a>(&'a self, name: &str, category_key: impl FnOnce(usize) -> &'a str) -> SlotBinding<'a> {
        let known = match self.slot(name) {
            None => self.property(name).map(SlotBinding::of_property),
            Some(Slot::Violation(_) | Slot::Value(_)) => None,
            Some(Slot::Field(index)) => self.bind_field(index),
            Some(Slot::Builtin(builtin)) => match builtin {
                Builtin::Code => self.sends_code.then_some(SlotBinding::Text(&self.code)),
                Builtin::Number => self.number.map(SlotBinding::Number),
                Builtin::Status => Some(SlotBinding::Number(u32::from(self.status))),
                Builtin::Reason => Some(SlotBinding::Text(reason_phrase(self.status))),
                Builtin::Title => Some(SlotBinding::Text(&self.title)),
                Builtin::Message => Some(SlotBinding::Message(&self.message)),
                Builtin::UserMessage => self.user_message.as_ref().map(SlotBinding::Message),
                Builtin::Category => self.category.map(|index| SlotBinding::Text(category_key(index))),
                Builtin::DocsUrl => self.docs_url.as_deref().map(SlotBinding::Text),
                Builtin::Details => self.details.as_ref().map(SlotBinding::Template),
                Builtin::Metadata => self.metadata.as_ref().map(SlotBinding::Template),
                Builtin::Grpc => Some(SlotBinding::Text(self.grpc.as_str())),
                Builtin::Catalog => self.catalog.as_deref().map(SlotBinding::Text),
                Builtin::Key => self.has_key_slot.then_some(SlotBinding::Text(&self.key)),
                // Only a field named `violations` fills this slot.
                Builtin::Violations => None,
                Builtin::RequestId | Builtin::Instance | Builtin::Timestamp | Builtin::Debug | Builtin::RetryAfter => {
                    Some(SlotBinding::context(builtin))
                }
            },
        };
        known.unwrap_or(SlotBinding::Absent)
    }

    fn bind_field(&self, index: u8) -> Option<SlotBinding<'_>> {
        let field = self.public_fields().nth(usize::from(index))?;
        let is_violations = field.ty == FieldType::Violations;
        Some(SlotBinding::Open { slot: Slot::Field(index), optional: field.optional, is_violations })
    }

    /// The type of the field that the slot `name` refers to. The result is `None` if the slot does not refer to a
    /// field.
    #[must_use]
    pub fn slot_type(&self, name: &str) -> Option<&FieldType> {
        match self.slot(name)? {
            Slot::Field(index) => self.public_fields().nth(usize::from(index)).map(|field| &field.ty),
            Slot::Builtin(_) | Slot::Violation(_) | Slot::Value(_) => None,
        }
    }
}
