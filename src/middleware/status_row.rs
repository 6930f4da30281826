//! The responses of middleware for statuses without a named error.

use error_catalog_wire::{StatusAnswer, Value};

use crate::row::Row;
use crate::table::Table;

/// The response for an HTTP status without a named error.
#[derive(Clone, Copy)]
pub(super) struct StatusRow {
    table: &'static Table,
    row: usize,
    answer: StatusAnswer,
}

impl StatusRow {
    pub(super) fn new(table: &'static Table, status: u16) -> Option<Self> {
        let row = table.status_row(status)?;
        Some(Self { table, row, answer: table.status_answer(row)? })
    }
}

impl Row for StatusRow {
    fn table(&self) -> &'static Table {
        self.table
    }

    fn row(&self) -> usize {
        self.row
    }

    fn visit(&self, see: &mut dyn FnMut(&[Value<'_>])) {
        see(&self.answer.values());
    }
}

#[cfg(test)]
mod tests;
