//! The input of a program.

use crate::context::Context;
use crate::slot::{Builtin, Slot};
use crate::value::Value;

/// All values that a run of a [`Program`](crate::Program) may use.
#[derive(Clone, Copy)]
pub struct Args<'a> {
    fields: &'a [Value<'a>],
    context: &'a Context<'a>,
    /// The bits of the context's slots that have a value. Most responses use few of them.
    present: u32,
}

impl<'a> Args<'a> {
    /// Combines the public fields of an error, in the order of their declaration, with the context of the response.
    #[inline]
    #[must_use]
    pub fn new(fields: &'a [Value<'a>], context: &'a Context<'a>) -> Self {
        Self { fields, context, present: context.present() }
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
    pub(crate) fn with<T>(&self, slot: u8, see: impl FnOnce(&Value<'a>) -> T) -> T {
        // The bytes of fields are below the bytes of built-in slots, and no error has so many fields that they meet.
        match self.fields.get(usize::from(slot)) {
            Some(value) => see(value),
            None => see(&self.builtin(slot)),
        }
    }

    pub(crate) fn is_absent(&self, slot: u8) -> bool {
        self.with(slot, Value::is_absent)
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
}
