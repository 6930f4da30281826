//! The compiled templates with which a client reads responses.

use crate::table::Table;

/// The templates of one catalog; `codegen/src/rust/templates.rs` fills them. All numbers are little-endian.
///
/// A template is a tree, whose nodes are [`Record`](error_catalog_wire::Record)s in depth-first order. If the highest
/// bit of a start is set, the text is in the table's text. Otherwise, the text is in `text`.
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
    /// Six bytes for each error with its own number: the number as a `u32`, and the row as a `u16`. Sorted by number.
    pub numbers: &'static [u8],
    /// Eight bytes for each error that shares its code: the row of the code's owner as a `u16`, the row of the error as
    /// a `u16`, and the index of the first record of the body without its optional parts. Sorted by owner.
    pub families: &'static [u8],
}
