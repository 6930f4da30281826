//! What joins an error at the response.

use crate::program::Slot;
use crate::{ToValue, Value};

/// What a response adds to an error: the request's id, the occurrence's URI, the time, and, only where the
/// application asks for it, debugging data.
///
/// A slot that is not set has no value: its member or header is left out.
///
/// ```
/// use error_catalog_wire::Context;
///
/// let context = Context::new().request_id("req_abc123xyz").retry_after(30);
/// # let _ = context;
/// ```
#[derive(Clone, Copy, Default)]
pub struct Context<'a> {
    values: [Value<'a>; Slot::CONTEXT.len()],
}

impl<'a> Context<'a> {
    /// A context in which nothing is set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `{request_id}`: the id by which a request is found in the logs.
    #[must_use]
    pub fn request_id(self, id: &'a str) -> Self {
        self.set(Slot::REQUEST_ID, Value::Str(id))
    }

    /// Sets `{instance}`: a URI reference for this very occurrence ([RFC 9457, section 3.1.5]).
    ///
    /// [RFC 9457, section 3.1.5]: https://www.rfc-editor.org/rfc/rfc9457#section-3.1.5
    #[must_use]
    pub fn instance(self, uri: &'a str) -> Self {
        self.set(Slot::INSTANCE, Value::Str(uri))
    }

    /// Sets `{timestamp}`: when the response was made, in the form of RFC 3339.
    #[must_use]
    pub fn timestamp(self, time: &'a dyn ToValue) -> Self {
        self.set(Slot::TIMESTAMP, time.to_value())
    }

    /// Sets `{debug}`. Off unless it is called: what is given here reaches the client.
    #[must_use]
    pub fn debug(self, data: &'a dyn ToValue) -> Self {
        self.set(Slot::DEBUG, data.to_value())
    }

    /// Sets `{retry_after}`, in whole seconds, for an error that has no field of that name.
    #[must_use]
    pub fn retry_after(self, seconds: u64) -> Self {
        self.set(Slot::RETRY_AFTER, Value::Unsigned(seconds))
    }

    /// Sets any context slot to any value; a slot that is not one of [`Slot::CONTEXT`] changes nothing.
    #[must_use]
    pub fn set(mut self, slot: Slot, value: Value<'a>) -> Self {
        if let Some(place) = Self::place(slot).and_then(|place| self.values.get_mut(place)) {
            *place = value;
        }
        self
    }

    /// This context, and from `other` what it lacks.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        for (value, other) in self.values.iter_mut().zip(other.values) {
            if matches!(value, Value::Absent) {
                *value = other;
            }
        }
        self
    }

    fn get(&self, slot: Slot) -> Value<'a> {
        Self::place(slot).and_then(|place| self.values.get(place)).copied().unwrap_or_default()
    }

    fn place(slot: Slot) -> Option<usize> {
        slot.0.checked_sub(Slot::CONTEXT[0].0).map(usize::from)
    }
}

/// All values that one run of a [`Program`](crate::Program) may use.
#[derive(Clone, Copy)]
pub struct Args<'a> {
    fields: &'a [Value<'a>],
    context: &'a Context<'a>,
}

impl<'a> Args<'a> {
    /// The public fields of an error, in the order in which it declares them, and the response's context.
    #[must_use]
    pub fn new(fields: &'a [Value<'a>], context: &'a Context<'a>) -> Self {
        Self { fields, context }
    }

    pub(crate) fn get(&self, slot: Slot) -> Value<'a> {
        match self.fields.get(usize::from(slot.0)) {
            Some(value) => *value,
            None => self.context.get(slot),
        }
    }
}
