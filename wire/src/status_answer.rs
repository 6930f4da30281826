//! The response for an HTTP status without a named error.

use core::fmt::{self, Display};

use crate::format::write_words;
use crate::slot::Slot;
use crate::terms::{Casing, Grpc, reason_phrase};
use crate::value::Value;

/// The values that fill the response for an HTTP status, if the catalog names no error for the status.
///
/// The body and the headers of a catalog are compiled once more for these responses, with the four slots of
/// `StatusAnswer` left open. The values of a status fill these slots in the same way as fields fill the slots of an
/// error, so one program serves every status.
#[derive(Clone, Copy, Debug)]
pub struct StatusAnswer {
    status: u16,
    code: StatusCode,
}

impl StatusAnswer {
    /// The slot of the code.
    pub const CODE: Slot = Slot::Field(0);
    /// The slot of the status.
    pub const STATUS: Slot = Slot::Field(1);
    /// The slot of the reason phrase, which is also the title and the message.
    pub const REASON: Slot = Slot::Field(2);
    /// The slot of the gRPC code.
    pub const GRPC: Slot = Slot::Field(3);

    /// Creates the values for a status, in a catalog whose codes have this casing.
    #[must_use]
    pub const fn new(status: u16, casing: Casing) -> Self {
        Self { status, code: StatusCode { reason: reason_phrase(status), casing } }
    }

    /// The code, which consists of the words of the reason phrase.
    #[must_use]
    pub const fn code(self) -> impl Display {
        self.code
    }

    /// The values of the slots, in the order of the slots.
    #[must_use]
    pub const fn values(&self) -> [Value<'_>; 4] {
        [
            Value::Display(&self.code),
            Value::Unsigned(self.status as u64),
            Value::Str(self.code.reason),
            Value::Str(Grpc::from_status(self.status).as_str()),
        ]
    }
}

#[derive(Clone, Copy, Debug)]
struct StatusCode {
    reason: &'static str,
    casing: Casing,
}

impl Display for StatusCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_words(self.reason, self.casing, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ERROR_STATUSES;
    use alloc::string::ToString;

    #[test]
    fn the_code_has_the_casing_of_the_catalog() {
        for (casing, code) in [
            (Casing::Snake, "uri_too_long"),
            (Casing::ScreamingSnake, "URI_TOO_LONG"),
            (Casing::Kebab, "uri-too-long"),
            (Casing::Camel, "uriTooLong"),
            (Casing::Pascal, "UriTooLong"),
        ] {
            assert_eq!(StatusAnswer::new(414, casing).code().to_string(), code);
        }
        let is_plain = |c: char| c.is_ascii_alphabetic() || c == ' ';
        assert!(ERROR_STATUSES.iter().all(|status| reason_phrase(*status).chars().all(is_plain)));
    }

    #[test]
    fn the_values_are_in_the_order_of_their_slots() {
        let answer = StatusAnswer::new(404, Casing::Snake);
        let context = crate::Context::new();
        let values = answer.values();
        let args = crate::Args::new(&values, &context);
        for (slot, json) in [
            (StatusAnswer::CODE, "\"not_found\""),
            (StatusAnswer::STATUS, "404"),
            (StatusAnswer::REASON, "\"Not Found\""),
            (StatusAnswer::GRPC, "\"NOT_FOUND\""),
        ] {
            let mut out = alloc::string::String::new();
            args.with(slot.to_byte(), |value| value.write_json(&mut out)).unwrap();
            assert_eq!(out, json);
        }
    }
}
