//! The values that a response adds to an error.

use crate::json::Json;
use crate::slot::Builtin;
use crate::timestamp::Timestamp;
use crate::value::{ToValue, Value};

/// Defines `or` for a context, whose values may be borrowed or owned.
macro_rules! complete_from {
    () => {
        /// Returns this context, with the values of `other` for each slot that this context does not set.
        #[must_use]
        pub fn or(self, other: Self) -> Self {
            Self {
                request_id: self.request_id.or(other.request_id),
                instance: self.instance.or(other.instance),
                timestamp: self.timestamp.or(other.timestamp),
                debug: self.debug.or(other.debug),
                retry_after: self.retry_after.or(other.retry_after),
            }
        }
    };
}

pub(crate) use complete_from;

/// The values that a response adds to an error: the id of the request, the URI of the occurrence, the time, and
/// optional debugging data.
///
/// A slot has no value unless the application sets a value. A member or header whose slot has no value is left out.
///
/// ```
/// use error_catalog_wire::Context;
///
/// let context = Context::new().request_id("req_abc123xyz").retry_after(30);
/// assert_eq!(context.get_request_id(), Some("req_abc123xyz"));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    pub(crate) request_id: Option<&'a str>,
    pub(crate) instance: Option<&'a str>,
    pub(crate) timestamp: Option<Timestamp>,
    pub(crate) debug: Option<&'a Json>,
    pub(crate) retry_after: Option<u64>,
}

impl<'a> Context<'a> {
    /// A context in which nothing is set.
    #[must_use]
    pub const fn new() -> Self {
        Self { request_id: None, instance: None, timestamp: None, debug: None, retry_after: None }
    }

    /// Sets `{request_id}`: the id that identifies the request in the logs.
    #[must_use]
    pub const fn request_id(mut self, id: &'a str) -> Self {
        self.request_id = Some(id);
        self
    }

    /// Sets `{instance}`: a URI reference that identifies this occurrence ([RFC 9457, section 3.1.5]).
    ///
    /// [RFC 9457, section 3.1.5]: https://www.rfc-editor.org/rfc/rfc9457#section-3.1.5
    #[must_use]
    pub const fn instance(mut self, uri: &'a str) -> Self {
        self.instance = Some(uri);
        self
    }

    /// Sets `{timestamp}`: the time of the response, in the format of RFC 3339.
    #[must_use]
    pub const fn timestamp(mut self, time: Timestamp) -> Self {
        self.timestamp = Some(time);
        self
    }

    /// Sets `{debug}`. The client sees this value, so set the value only for clients that may see debugging data.
    #[must_use]
    pub const fn debug(mut self, data: &'a Json) -> Self {
        self.debug = Some(data);
        self
    }

    /// Sets `{retry_after}`, in whole seconds, for errors that have no field `retry_after`.
    #[must_use]
    pub const fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The id of the request.
    #[must_use]
    pub const fn get_request_id(&self) -> Option<&'a str> {
        self.request_id
    }

    /// The URI of the occurrence.
    #[must_use]
    pub const fn get_instance(&self) -> Option<&'a str> {
        self.instance
    }

    /// The time of the response.
    #[must_use]
    pub const fn get_timestamp(&self) -> Option<Timestamp> {
        self.timestamp
    }

    /// The debugging data.
    #[must_use]
    pub const fn get_debug(&self) -> Option<&'a Json> {
        self.debug
    }

    /// The delay before a retry, in whole seconds.
    #[must_use]
    pub const fn get_retry_after(&self) -> Option<u64> {
        self.retry_after
    }

    complete_from!();

    /// The slots that have a value, as the bits of their bytes.
    #[inline]
    pub(crate) const fn present(&self) -> u32 {
        const fn bit(is_present: bool, builtin: Builtin) -> u32 {
            (is_present as u32) << builtin.to_byte()
        }
        bit(self.request_id.is_some(), Builtin::RequestId)
            | bit(self.instance.is_some(), Builtin::Instance)
            | bit(self.timestamp.is_some(), Builtin::Timestamp)
            | bit(self.debug.is_some(), Builtin::Debug)
            | bit(self.retry_after.is_some(), Builtin::RetryAfter)
    }

    /// The value of a slot. Only the slots of [`Builtin::CONTEXT`] have a value here: the other built-in slots are
    /// filled when a program is compiled.
    pub(crate) fn value(&self, builtin: Builtin) -> Value<'_> {
        match builtin {
            Builtin::RequestId => self.request_id.to_value(),
            Builtin::Instance => self.instance.to_value(),
            Builtin::Timestamp => self.timestamp.to_value(),
            Builtin::Debug => self.debug.to_value(),
            Builtin::RetryAfter => self.retry_after.to_value(),
            Builtin::Code
            | Builtin::Number
            | Builtin::Status
            | Builtin::Reason
            | Builtin::Title
            | Builtin::Message
            | Builtin::UserMessage
            | Builtin::Category
            | Builtin::DocsUrl
            | Builtin::Details
            | Builtin::Metadata
            | Builtin::Violations
            | Builtin::Grpc
            | Builtin::Catalog
            | Builtin::Key => Value::Absent,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OwnedContext;
    use alloc::string::String;
    use core::time::Duration;

    #[test]
    fn borrowed_and_owned_values_are_the_same() {
        let (time, debug) = (Timestamp::from_unix(0, 0), Json::from("trace"));
        let borrowed = Context::new().request_id("req_1").instance("/a").timestamp(time).debug(&debug).retry_after(2);
        let delay = Duration::from_millis(1_001);
        let owned = OwnedContext::new().request_id("req_1").instance("/a").timestamp(time).debug("trace");
        let owned = owned.retry_after(delay);
        for context in [borrowed, owned.as_context(), Context::new().or(borrowed), borrowed.or(Context::new())] {
            assert_eq!((context.get_request_id(), context.get_instance()), (Some("req_1"), Some("/a")));
            assert_eq!((context.get_timestamp(), context.get_debug()), (Some(time), Some(&debug)));
            assert_eq!(context.get_retry_after(), Some(2));
            let values = Builtin::CONTEXT.map(|slot| {
                let mut json = String::new();
                context.value(slot).write_json(&mut json).unwrap();
                json
            });
            assert_eq!(values, ["\"req_1\"", "\"/a\"", "\"1970-01-01T00:00:00Z\"", "\"trace\"", "2"]);
        }
        assert!(Builtin::ALL.iter().all(|slot| Context::new().value(*slot).is_absent()));
    }
}
