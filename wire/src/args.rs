//! The input of a program.

use crate::context::Context;
use crate::json::Json;
use crate::part::PartOf;
use crate::slot::{Builtin, Slot};
use crate::value::{ToValue, Value};
use crate::violations::Violation;

/// All values that a run of a [`Program`](crate::Program) may use.
#[derive(Clone, Copy)]
pub struct Args<'a> {
    fields: &'a [Value<'a>],
    context: &'a Context<'a>,
    /// The bits of the context's slots that have a value. Most responses use few of them.
    present: u32,
    /// The violation for which a part of a program runs, and the names of the values that fill slots.
    violation: Option<(&'a Violation, &'a str)>,
}

impl<'a> Args<'a> {
    /// Combines the public fields of an error, in the order of their declaration, with the context of the response.
    #[inline]
    #[must_use]
    pub fn new(fields: &'a [Value<'a>], context: &'a Context<'a>) -> Self {
        Self { fields, context, present: context.present(), violation: None }
    }

    /// The same values, with the values of a violation. Commas separate the names of the values that fill slots.
    pub(crate) fn of_violation(self, violation: &'a Violation, names: &'a str) -> Self {
        Self { violation: Some((violation, names)), ..self }
    }

    /// The context of the response.
    #[must_use]
    pub fn context(&self) -> &'a Context<'a> {
        self.context
    }

    /// Whether any slot of the context has a value.
    #[inline]
    pub(crate) const fn has_context(&self) -> bool {
        self.present != 0
    }

    /// Calls `see` with the value of the slot with this byte. A copy of the value would cost more than most uses of it.
    #[inline]
    pub(crate) fn with<T>(&self, slot: u8, see: impl FnOnce(&Value<'_>) -> T) -> T {
        // The bytes of fields are below the bytes of other slots, and no error has so many fields that they meet.
        match self.fields.get(usize::from(slot)) {
            Some(value) => see(value),
            None => match self.of_each(slot) {
                None => see(&self.builtin(slot)),
                Some(OfEach::Part(part)) => see(&part.as_value()),
                Some(OfEach::Value(value)) => see(&value.map_or(Value::Absent, ToValue::to_value)),
            },
        }
    }

    pub(crate) fn is_absent(&self, slot: u8) -> bool {
        match self.fields.get(usize::from(slot)) {
            Some(value) => value.is_absent(),
            None => match self.of_each(slot) {
                None => self.builtin(slot).is_absent(),
                Some(OfEach::Part(part)) => part.is_absent(),
                Some(OfEach::Value(value)) => value.is_none(),
            },
        }
    }

    #[inline]
    fn builtin(&self, slot: u8) -> Value<'a> {
        match slot.checked_sub(Slot::MAX_FIELDS as u8) {
            Some(builtin) if self.present.checked_shr(builtin.into()).is_some_and(|slots| slots & 1 > 0) => {
                self.context.value(Builtin::from_byte(builtin))
            }
            _ => Value::Absent,
        }
    }

    /// What fills the slot, if the slot is a slot of violations.
    #[inline]
    fn of_each(&self, slot: u8) -> Option<OfEach<'a>> {
        let (violation, names) = self.violation?;
        match Slot::from_byte(slot) {
            Slot::Violation(part) => Some(OfEach::Part(PartOf(violation, part))),
            Slot::Value(index) => {
                Some(OfEach::Value(names.split(',').nth(index.into()).and_then(|name| violation.value(name))))
            }
            Slot::Field(_) | Slot::Builtin(_) => None,
        }
    }
}

/// What fills a slot of violations.
enum OfEach<'a> {
    Part(PartOf<'a>),
    Value(Option<&'a Json>),
}
