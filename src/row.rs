//! What generated code says about an error: the tables, its row in them, and the values of its fields.

use core::fmt::{self, Debug, Formatter};

use error_catalog_wire::{Args, Context, Value};

use crate::fields::Fields;
use crate::table::Table;

/// One error of a catalog. Only generated code implements it.
pub trait Row {
    /// The tables of the catalog.
    fn table(&self) -> &'static Table;

    /// The place of the error in the catalog.
    fn row(&self) -> usize;

    /// Hands the values of the public fields to `see`, in the order in which the error declares them.
    fn visit(&self, see: &mut dyn FnMut(&[Value<'_>]));

    /// Hands the values of the internal fields to `see`: for logs alone.
    fn visit_internal(&self, see: &mut dyn FnMut(&[Value<'_>])) {
        see(&[]);
    }

    /// The error that brought this one about: for logs alone.
    fn cause(&self) -> Option<&(dyn core::error::Error + 'static)> {
        None
    }

    /// The tables of the catalog, where there is no error at hand.
    fn tables() -> Option<&'static Table>
    where
        Self: Sized,
    {
        None
    }

    /// The error that stands for an HTTP status.
    fn of_status(_status: u16) -> Option<Self>
    where
        Self: Sized,
    {
        None
    }

    /// The error at a place of the catalog, with fields that a client received; `None` where the error has something
    /// that no response can hold. Only with the feature `client`.
    fn decode(_row: usize, _fields: &mut dyn Fields) -> Option<Self>
    where
        Self: Sized,
    {
        None
    }
}

/// An answer made from an HTTP status alone, in a catalog's format.
#[allow(dead_code, reason = "only middleware answers for a framework")]
#[derive(Clone, Copy)]
pub(crate) struct StatusRow {
    table: &'static Table,
    row: usize,
}

#[allow(dead_code, reason = "only middleware answers for a framework")]
impl StatusRow {
    pub(crate) fn new(table: &'static Table, status: u16) -> Option<Self> {
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

/// `UserNotFound { user_id: "usr_1" }`, internal fields and the source included.
pub fn fmt_debug(error: &dyn Row, f: &mut Formatter<'_>) -> fmt::Result {
    let (table, row) = (error.table(), error.row());
    let (variant, mut names) = (table.variants.get(row), table.fields.get(row).split_terminator(','));
    let cause = error.cause();
    if table.fields.get(row).is_empty() && cause.is_none() {
        return f.write_str(variant);
    }
    let mut out = f.debug_struct(variant);
    let mut see = |values: &[Value<'_>]| {
        for (value, name) in values.iter().zip(names.by_ref()) {
            out.field(name, &DebugValue(*value));
        }
    };
    error.visit(&mut see);
    error.visit_internal(&mut see);
    if let Some(cause) = cause {
        out.field("source", &cause);
    }
    out.finish()
}

/// The public message.
pub fn fmt_message(error: &dyn Row, f: &mut Formatter<'_>) -> fmt::Result {
    with_values(error, |values| {
        let message = error.table().programs(error.row()).message;
        message.write_text(&Args::new(values, &Context::new()), f)
    })
}

/// What `use_values` makes of the values of the public fields.
pub(crate) fn with_values<T>(error: &(impl Row + ?Sized), mut use_values: impl FnMut(&[Value<'_>]) -> T) -> T {
    let mut result = None;
    error.visit(&mut |values| result = Some(use_values(values)));
    // Generated code hands over the values exactly once.
    result.unwrap_or_else(|| use_values(&[]))
}

struct DebugValue<'a>(Value<'a>);

impl Debug for DebugValue<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::Absent => f.write_str("None"),
            Value::Str(text) => Debug::fmt(text, f),
            Value::Float(number) => Debug::fmt(&number, f),
            value => value.write_json(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::respond;
    use alloc::string::ToString;

    mod lookup {
        #[crate::error_catalog("tests/fixtures/hundred.toml")]
        pub(super) mod errors {}
    }

    mod sample {
        #[crate::error_catalog("tests/fixtures/smallest.toml")]
        pub(super) mod errors {}
    }

    #[test]
    fn a_status_answers_for_itself() {
        let table = sample::errors::Error::tables().unwrap();
        let context = Context::new().request_id("r1");
        let response = respond(&StatusRow::new(table, 405).unwrap(), &context);
        assert_eq!((response.status, response.reason), (405, "Method Not Allowed"));
        assert_eq!(
            response.body,
            r#"{"title":"Method Not Allowed","status":405,"detail":"Method Not Allowed","request_id":"r1"}"#
        );
        for status in [0, 200, 399, 418, 499, 512, 599] {
            assert!(StatusRow::new(table, status).is_none(), "{status}");
        }
    }

    #[test]
    fn no_text_is_the_code_of_a_status() {
        let table = lookup::errors::Error::tables().unwrap();
        let row = table.status_row(404).unwrap();
        assert_eq!((table.code(row), table.status(row)), ("not_found", 404));
        assert_eq!((table.lookup("not_found"), table.lookup("failure_99")), (None, Some(99)));
        assert_eq!((table.category(row), table.number(row), table.docs_url(row)), (None, None, None));
        assert_eq!(table.retry(table.status_row(503).unwrap()).strategy.to_string(), "after");
    }
}
