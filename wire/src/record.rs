//! The records of the templates with which a client reads responses.

use crate::terms::SlotFormat;

/// One node of a template. The nodes of a template are records in depth-first order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Record {
    /// The kind: one of the constants.
    pub kind: u8,
    /// A length below 2^24; the constant of the kind says of what.
    pub len: u32,
    /// A number; the constant of the kind says what the number is.
    pub number: u32,
}

impl Record {
    /// Everything about one error: the body, then the headers. The length is 1 + the index of the field `retry_after`,
    /// or 0. The number is the count of the records that follow.
    pub const ERROR: u8 = 0;
    /// An object, followed by its members. The number is the count of the records that follow.
    pub const OBJECT: u8 = 1;
    /// A list, followed by its elements. The number is the count of the records that follow.
    pub const LIST: u8 = 2;
    /// A string with slots in it, followed by its pieces. The number is the count of the records that follow.
    pub const TEXT: u8 = 3;
    /// A string that is the message of the error, followed by the slots in the message. The number is the count of the
    /// records that follow.
    pub const MESSAGE: u8 = 4;
    /// A slot. The number is the byte of the slot. The length is 1 + the byte of the format of a time or a duration, or
    /// 0.
    pub const SLOT: u8 = 5;
    /// A slot for violations. The number is the byte of the slot.
    pub const VIOLATIONS: u8 = 6;
    /// A constant string, or a piece of a string. The length and the number are the length and the start of the text.
    pub const STRING: u8 = 7;
    /// Another constant, as JSON. The length and the number are the length and the start of the text.
    pub const CONSTANT: u8 = 8;
    /// The key of the member in the next record. The length and the number are the length and the start of the text.
    pub const KEY: u8 = 9;
    /// The name of the header in the next record. The length and the number are the length and the start of the text.
    pub const HEADER: u8 = 10;
    /// A list with a value for each violation, followed by the value. The length is the byte of the slot of the list.
    /// The number is the count of the records that follow.
    pub const EACH: u8 = 11;

    /// The names of the values of violations that fill slots, with commas between the names. The record is the first in
    /// a list with a value for each violation. The length and the number are the length and the start of the text.
    pub const NAMES: u8 = 12;

    /// Set in the start of a text that is in the text of the programs.
    pub const SHARED: u32 = 1 << 31;
    /// The size of a record in a table, in bytes.
    pub const SIZE: usize = 8;
    /// The maximum length of a text, in bytes. A client does not find a longer text.
    pub const MAX_LEN: usize = 0xFF_FFFF;

    /// Encodes the record for a table: the kind, three bytes of the length and four bytes of the number, little-endian.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; Record::SIZE] {
        let ([l0, l1, l2, _], [n0, n1, n2, n3]) = (self.len.to_le_bytes(), self.number.to_le_bytes());
        [self.kind, l0, l1, l2, n0, n1, n2, n3]
    }

    /// Decodes the output of [`to_bytes`](Record::to_bytes).
    #[inline]
    #[must_use]
    pub const fn from_bytes(bytes: [u8; Record::SIZE]) -> Self {
        let [kind, l0, l1, l2, n0, n1, n2, n3] = bytes;
        Self { kind, len: u32::from_le_bytes([l0, l1, l2, 0]), number: u32::from_le_bytes([n0, n1, n2, n3]) }
    }

    /// The format of a slot.
    #[must_use]
    pub const fn format(self) -> Option<SlotFormat> {
        match self.len.checked_sub(1) {
            Some(byte) => Some(SlotFormat::from_byte(byte as u8)),
            None => None,
        }
    }

    /// Whether the number is the count of the records that follow and belong to this record.
    #[inline]
    #[must_use]
    pub const fn has_parts(self) -> bool {
        self.kind <= Self::MESSAGE || self.kind == Self::EACH
    }
}

#[cfg(test)]
mod tests {
    use super::Record;

    #[test]
    fn a_record_survives_its_bytes() {
        for record in [
            Record { kind: Record::ERROR, len: 0, number: 0 },
            Record { kind: Record::HEADER, len: Record::MAX_LEN as u32, number: Record::SHARED | 70_000 },
        ] {
            assert_eq!(Record::from_bytes(record.to_bytes()), record);
        }
    }
}
