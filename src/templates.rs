//! The compiled templates with which a client reads responses.

use crate::table::Table;

/// The templates of one catalog; `codegen/src/rust/templates.rs` fills them. All numbers are little-endian.
///
/// A template is a tree, whose nodes are *records* in depth-first order. A record has eight bytes: its kind, three
/// bytes for a length and four bytes for a number.
///
/// | kind | record | length | number |
/// |---|---|---|---|
/// | 0 | everything about one error: the body, then its headers | 1 + the index of the field `retry_after`, or 0 | count of the records that follow |
/// | 1 | an object: its members | | count of the records that follow |
/// | 2 | a list: its elements | | count of the records that follow |
/// | 3 | a string with slots in it: its pieces | | count of the records that follow |
/// | 4 | a string that is the message of the error: the slots in the message | | count of the records that follow |
/// | 5 | a slot | | the byte of the slot |
/// | 6 | a slot for violations | | the byte of the slot |
/// | 7 | a constant string, or a piece of a string | of the text | start of the text |
/// | 8 | another constant, as JSON | of the text | start of the text |
/// | 9 | the key of the member in the next record | of the text | start of the text |
/// | 10 | the name of the header in the next record | of the text | start of the text |
///
/// If the highest bit of a start is set, the text is in the table's text. Otherwise, the text is in `text`.
pub struct Templates {
    /// The tables of the catalog, which contain the messages.
    pub table: &'static Table,
    /// The text that is not in the table.
    pub text: &'static str,
    /// The records of all templates.
    pub records: &'static [u8],
    /// `u32`: 1 + the index of a first record, or 0 if there is nothing to read. The first number is for the body with
    /// every slot open. The second number is for the parts of the body without which no error without a code fits the
    /// body. Each error has one further number.
    pub starts: &'static [u8],
    /// Eight bytes for each error that a response may identify without a code: the status as a `u16`, the row as a
    /// `u16`, and the index of the first record of the body without its optional parts. Sorted by status.
    pub candidates: &'static [u8],
    /// Six bytes for each error with a number: the number as a `u32`, and the row as a `u16`. Sorted by number.
    pub numbers: &'static [u8],
}
