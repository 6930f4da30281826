//! Slots: named places in a template that values fill.

use crate::terms::ViolationPart;

crate::terms! {
    /// A slot that every error has, regardless of its fields.
    Builtin {
        /// The code, if the error sends a code.
        Code = "code",
        /// The numeric id, if the error has a numeric id.
        Number = "number",
        /// The HTTP status, an integer.
        Status = "status",
        /// The reason phrase of the status.
        Reason = "reason",
        /// The error's title.
        Title = "title",
        /// The public message.
        Message = "message",
        /// The message for end users, if the error has such a message.
        UserMessage = "user_message",
        /// The key of the error's category, if the error has a category.
        Category = "category",
        /// The URL of the error's documentation, if the catalog has a `docs-url`.
        DocsUrl = "docs_url",
        /// The error's `details`, if the error has details.
        Details = "details",
        /// The error's public fields as an object of strings, if the error has public fields. Violations are not
        /// included.
        Metadata = "metadata",
        /// The field-level validation errors, if the error has a field `violations`.
        Violations = "violations",
        /// The seconds to wait, from a field `retry_after` or from the response's context.
        RetryAfter = "retry_after",
        /// The request's id, from the response's context.
        RequestId = "request_id",
        /// The URI of this occurrence, from the response's context.
        Instance = "instance",
        /// The time of the response, from the response's context.
        Timestamp = "timestamp",
        /// Debugging data, from the response's context; absent unless the application provides debugging data.
        Debug = "debug",
        /// The canonical gRPC code.
        Grpc = "grpc",
        /// The catalog's `name`, if the catalog has a name.
        Catalog = "catalog",
        /// The error's key in the catalog.
        Key = "key",
    }
}

impl Builtin {
    /// The slots that the response's [`Context`](crate::Context) fills.
    pub const CONTEXT: [Builtin; 5] =
        [Builtin::RequestId, Builtin::Instance, Builtin::Timestamp, Builtin::Debug, Builtin::RetryAfter];

    /// Whether a field of an error may have the name of this slot. Such a field fills the slot.
    #[must_use]
    pub const fn is_fillable(self) -> bool {
        matches!(
            self,
            Builtin::Details
                | Builtin::Metadata
                | Builtin::Violations
                | Builtin::RetryAfter
                | Builtin::RequestId
                | Builtin::Instance
                | Builtin::Timestamp
                | Builtin::Debug
        )
    }

    /// Whether the value of the slot is already known when the catalog is read.
    #[must_use]
    pub const fn is_constant(self) -> bool {
        !self.is_fillable() && !matches!(self, Builtin::Message | Builtin::UserMessage)
    }

    /// The JSON type of the value. The types of `details`, `violations` and `debug` are not fixed.
    #[must_use]
    pub const fn json_type(self) -> Option<&'static str> {
        match self {
            Builtin::Number | Builtin::Status | Builtin::RetryAfter => Some("integer"),
            Builtin::Metadata => Some("object"),
            Builtin::Details | Builtin::Violations | Builtin::Debug => None,
            _ => Some("string"),
        }
    }
}

/// A slot of a template, with its name resolved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slot {
    /// The public field with this index in the error's declaration. In messages for logs, the indices of the internal
    /// fields follow the indices of the public fields.
    Field(u8),
    /// A slot that every error has.
    Builtin(Builtin),
    /// A slot of a violation, which has a value only in a part that is written once for each violation.
    Violation(ViolationPart),
    /// The value of a violation with this index in the list of names that [`Op::Names`](crate::Op::Names) gives.
    Value(u8),
}

// Fields count from byte 0, built-in slots start above the last possible field, and the slots of violations follow.
const _: () = assert!(Slot::FIRST_VALUE as usize + Slot::MAX_VALUES <= 256);
// A set of built-in slots is a `u32`.
const _: () = assert!(Builtin::ALL.len() <= 32);

impl Slot {
    /// The largest number of fields that an error can have.
    pub const MAX_FIELDS: usize = 200;

    /// The byte of the first slot of a violation.
    const FIRST_PART: u8 = Self::MAX_FIELDS as u8 + Builtin::ALL.len() as u8;

    /// The byte of the first value of a violation.
    const FIRST_VALUE: u8 = Self::FIRST_PART + ViolationPart::ALL.len() as u8;

    /// The largest number of names in the list that [`Op::Names`](crate::Op::Names) gives.
    pub const MAX_VALUES: usize = 20;

    /// The slot of the field with this index; `None` if an error cannot have that many fields.
    #[must_use]
    pub const fn field(index: usize) -> Option<Self> {
        if index < Self::MAX_FIELDS { Some(Slot::Field(index as u8)) } else { None }
    }

    /// The byte of the slot in a table of operations.
    #[must_use]
    pub const fn to_byte(self) -> u8 {
        match self {
            Slot::Field(index) => index,
            Slot::Builtin(builtin) => Self::MAX_FIELDS as u8 + builtin.to_byte(),
            Slot::Violation(part) => Self::FIRST_PART + part.to_byte(),
            Slot::Value(index) => Self::FIRST_VALUE.saturating_add(index),
        }
    }

    /// The slot whose [`to_byte`](Self::to_byte) returns this byte.
    #[inline]
    #[must_use]
    pub const fn from_byte(byte: u8) -> Self {
        match byte.checked_sub(Self::MAX_FIELDS as u8) {
            Some(_) if byte >= Self::FIRST_VALUE => Slot::Value(byte - Self::FIRST_VALUE),
            Some(_) if byte >= Self::FIRST_PART => Slot::Violation(ViolationPart::from_byte(byte - Self::FIRST_PART)),
            Some(builtin) => Slot::Builtin(Builtin::from_byte(builtin)),
            None => Slot::Field(byte),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_survives_its_byte() {
        let fields = (0..Slot::MAX_FIELDS).filter_map(Slot::field);
        let builtins = Builtin::ALL.iter().map(|builtin| Slot::Builtin(*builtin));
        let parts = ViolationPart::ALL.iter().map(|part| Slot::Violation(*part));
        let values = (0..Slot::MAX_VALUES as u8).map(Slot::Value);
        let slots: alloc::vec::Vec<Slot> = fields.chain(builtins).chain(parts).chain(values).collect();
        assert_eq!(slots.len(), 251);
        assert!(slots.iter().all(|slot| Slot::from_byte(slot.to_byte()) == *slot));
        assert_eq!(Slot::field(Slot::MAX_FIELDS), None);
    }

    #[test]
    fn what_a_catalog_knows_of_a_slot() {
        for (slot, is_fillable, is_constant, json_type) in [
            (Builtin::Code, false, true, Some("string")),
            (Builtin::Number, false, true, Some("integer")),
            (Builtin::Message, false, false, Some("string")),
            (Builtin::UserMessage, false, false, Some("string")),
            (Builtin::Metadata, true, false, Some("object")),
            (Builtin::Details, true, false, None),
            (Builtin::Violations, true, false, None),
            (Builtin::Debug, true, false, None),
            (Builtin::RetryAfter, true, false, Some("integer")),
            (Builtin::Timestamp, true, false, Some("string")),
        ] {
            let facts = (slot.is_fillable(), slot.is_constant(), slot.json_type());
            assert_eq!(facts, (is_fillable, is_constant, json_type), "{slot}");
        }
    }
}
