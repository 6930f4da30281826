//! The input of a program.

use crate::context::Context;
use crate::part::PartOf;
use crate::slot::{Builtin, Slot};
use crate::value::Value;
use crate::violations::Violation;

/// All values that a run of a [`Program`](crate::Program) may use.
#[derive(Clone, Copy)]
pub struct Args<'a> {
    fields: &'a [Value<'a>],
    context: &'a Context<'a>,
    /// The bits of the context's slots that have a value. Most responses use few of them.
    present: u32,
    /// The violation for which a part of a program runs.
    violation: Option<&'a Violation>,
}

impl<'a> Args<'a> {
    /// Combines the public fields of an error, in the order of their declaration, with the context of the response.
    #[inline]
    #[must_use]
    pub fn new(fields: &'a [Value<'a>], context: &'a Context<'a>) -> Self {
        Self { fields, context, present: context.present(), violation: None }
    }

    /// The same values, with the values of a violation.
    pub(crate) fn of_violation(self, violation: &'a Violation) -> Self {
        Self { violation: Some(violation), ..self }
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
            None => {
                let part = self.part(slot);
                see(&part.as_ref().map_or_else(|| self.builtin(slot), PartOf::as_value))
            }
        }
    }

    pub(crate) fn is_absent(&self, slot: u8) -> bool {
        match self.fields.get(usize::from(slot)) {
            Some(value) => value.is_absent(),
            None => self.part(slot).map_or_else(|| self.builtin(slot).is_absent(), PartOf::is_absent),
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

    /// The part of the current violation that fills the slot, if the slot is a slot of violations.
    #[inline]
    fn part(&self, slot: u8) -> Option<PartOf<'a>> {
        let violation = self.violation?;
        match Slot::from_byte(slot) {
            Slot::Violation(part) => Some(PartOf(violation, part)),
            _ => None,
        }
    }
}
