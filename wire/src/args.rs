//! The input of a program.

use crate::context::Context;
use crate::slot::Slot;
use crate::value::Value;

/// All values that a run of a [`Program`](crate::Program) may use.
#[derive(Clone, Copy)]
pub struct Args<'a> {
    fields: &'a [Value<'a>],
    context: &'a Context<'a>,
}

impl<'a> Args<'a> {
    /// Combines the public fields of an error, in the order of their declaration, with the context of the response.
    #[inline]
    #[must_use]
    pub fn new(fields: &'a [Value<'a>], context: &'a Context<'a>) -> Self {
        Self { fields, context }
    }

    /// The context of the response.
    #[must_use]
    pub fn context(&self) -> &'a Context<'a> {
        self.context
    }

    #[inline]
    pub(crate) fn get(&self, slot: Slot) -> Value<'a> {
        match slot {
            Slot::Field(index) => self.fields.get(usize::from(index)).copied().unwrap_or_default(),
            Slot::Builtin(builtin) => self.context.value(builtin),
        }
    }
}
