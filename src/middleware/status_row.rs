//! What middleware answers with where the catalog names no error for a status.

use error_catalog_wire::Value;

use crate::row::Row;
use crate::table::Table;

/// An answer made from an HTTP status alone, in a catalog's format.
#[derive(Clone, Copy)]
pub(super) struct StatusRow {
    table: &'static Table,
    row: usize,
}

impl StatusRow {
    pub(super) fn new(table: &'static Table, status: u16) -> Option<Self> {
        table.status_row(status).map(|row| Self { table, row })
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
        see(&[]);
    }
}

#[cfg(test)]
mod tests;
