//! The data that generated code provides for an error: the tables of the catalog, the row of the error, and the values
//! of the error's fields.

use alloc::string::String;
use core::fmt::{self, Debug, Formatter};
use core::panic::Location;

use error_catalog_wire::{Args, Context, Program, RejectionCause, Value};

use crate::bound::shown::Optional;
use crate::fields::{Fields, Values};
use crate::guard::Guarded;
use crate::origin::Origin;
use crate::table::Table;
use crate::templates::Templates;

/// An error of a catalog. Only generated code implements this trait.
pub trait Row {
    /// The tables of the catalog.
    fn table(&self) -> &'static Table;

    /// The index of the error in the catalog.
    fn row(&self) -> usize;

    /// Calls `see` with the values of the public fields, in the order of their declaration.
    fn visit(&self, see: &mut dyn FnMut(&[Value<'_>]));

    /// Calls `see` with the values of the internal fields, which are for logs only.
    fn visit_internal(&self, see: &mut dyn FnMut(&[Value<'_>])) {
        see(&[]);
    }

    /// Calls `see` with the status that the application chose, if the error has several statuses.
    fn visit_status(&self, see: &mut dyn FnMut(&[Value<'_>])) {
        see(&[]);
    }

    /// Shows a variant that the application wrote, as a derived `Debug` would. Sensitive values are `[redacted]`. The
    /// result is `None` if the names and values in the tables suffice.
    fn fmt_own(&self, _f: &mut Formatter<'_>) -> Option<fmt::Result> {
        None
    }

    /// The error of another catalog that this error contains, if it contains one. Every other method then returns what
    /// the method of the contained error returns.
    fn nested(&self) -> Option<&dyn Row> {
        None
    }

    /// The source of the error and its location, which are for logs only.
    fn origin(&self) -> Option<Origin<'_>> {
        None
    }

    /// The source of the error, which is for logs only.
    fn cause(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.origin().map(|origin| origin.error)
    }

    /// The location of the source, which is for logs only.
    fn location(&self) -> Option<&'static Location<'static>> {
        self.origin()?.location
    }

    /// The tables of the catalog. This function needs no error.
    fn tables() -> Option<&'static Table>
    where
        Self: Sized,
    {
        None
    }

    /// The error that the catalog names for a rejection, if the catalog names an error. `text` is not empty.
    fn of_rejection(_status: u16, _cause: Option<RejectionCause>, _text: &str) -> Option<Self>
    where
        Self: Sized,
    {
        None
    }

    /// The error with this index in the catalog, with the fields and the status that a client received. Returns `None`
    /// if the error has a part that no response contains. Only [`construct`] calls this function, because a field
    /// without a valid value has its default. Without the feature `client`, the result is always `None`.
    fn decode(_row: usize, _values: &mut Values<'_>) -> Option<Self>
    where
        Self: Sized,
    {
        None
    }

    /// The templates with which a client reads responses. Without the feature `client`, the result is always `None`.
    fn templates() -> Option<&'static Templates>
    where
        Self: Sized,
    {
        None
    }
}

/// Writes `UserNotFound { user_id: "usr_1" }`, including internal fields and the source. A sensitive value is
/// `[redacted]`. A value whose code panics is shown as a text that says so.
pub fn fmt_debug(error: &dyn Row, f: &mut Formatter<'_>) -> fmt::Result {
    if let Some(result) = error.fmt_own(f) {
        return result;
    }
    let (table, row) = (error.table(), error.row());
    let (variant, mut fields, cause) = (table.variants.get(row), table.fields(row), error.cause());
    if table.fields.get(row).is_empty() && cause.is_none() {
        return f.write_str(variant);
    }
    let mut out = f.debug_struct(variant);
    let mut see = |values: &[Value<'_>]| {
        for (value, field) in values.iter().zip(fields.by_ref()) {
            let shown = field.shown(*value);
            match field.is_shown_as_option {
                true => out.field(field.name, &Guarded(Optional(shown))),
                false => out.field(field.name, &Guarded(shown)),
            };
        }
    };
    error.visit(&mut see);
    error.visit_internal(&mut see);
    if let Some(cause) = cause {
        out.field("source", &Guarded(cause));
    }
    out.finish()
}

/// Writes a variant as a derived `Debug` does. A tuple has no names. A value whose code panics is shown as a text that
/// says so.
pub fn fmt_variant(f: &mut Formatter<'_>, variant: &str, names: &[&str], members: &[&dyn Debug]) -> fmt::Result {
    match (names, members) {
        (_, []) => f.write_str(variant),
        ([], members) => {
            let mut out = f.debug_tuple(variant);
            members.iter().for_each(|member| _ = out.field(&Guarded(*member)));
            out.finish()
        }
        (names, members) => {
            let mut out = f.debug_struct(variant);
            names.iter().zip(members).for_each(|(name, member)| _ = out.field(name, &Guarded(*member)));
            out.finish()
        }
    }
}

/// Returns the error with the index `row` in the catalog, if its fields have valid values.
pub fn construct<E: Row>(row: usize, fields: &mut dyn Fields) -> Option<E> {
    let (base, status) = E::tables().map_or((row, 0), |table| (table.base(row), table.status(row)));
    let mut values = Values::of(fields, status);
    let error = E::decode(base, &mut values)?;
    values.are_valid().then_some(error)
}

/// The status that the application chose, if the error has several statuses.
pub(crate) fn chosen_status(error: &dyn Row) -> Option<u16> {
    let error = error.nested().unwrap_or(error);
    let mut chosen = None;
    error.visit_status(&mut |values| {
        if let [Value::Unsigned(status)] = values {
            chosen = Some(u16::try_from(*status).unwrap_or_default());
        }
    });
    chosen
}

/// The row of the error with the status that the application chose. `base` is the row with the first status.
#[must_use]
pub fn chosen_row(error: &dyn Row, table: &Table, base: usize) -> usize {
    chosen_status(error).map_or(base, |status| table.row_with(base, status))
}

/// Writes the public message.
pub fn fmt_message(error: &impl Row, f: &mut Formatter<'_>) -> fmt::Result {
    let (message, mut result) = (error.table().programs(error.row()).message(), Ok(()));
    error.visit(&mut |values| result = write_message(message, values, f));
    result
}

fn write_message(message: Program<'_>, values: &[Value<'_>], f: &mut Formatter<'_>) -> fmt::Result {
    const EMPTY: Context<'static> = Context::new();
    message.write_text(&Args::new(values, &EMPTY), f)
}

/// Joins the parts of a text into one string, if one of the parts is the text of a rejection.
#[must_use]
pub fn concat(parts: &[&str]) -> String {
    parts.concat()
}

/// Calls `use_values` with the values of the public fields, and returns its result. The function contains the code of
/// `use_values` twice, so the encoder of bodies and messages calls [`Row::visit`] itself.
pub(crate) fn with_values<T>(error: &(impl Row + ?Sized), mut use_values: impl FnMut(&[Value<'_>]) -> T) -> T {
    let mut result = None;
    error.visit(&mut |values| result = Some(use_values(values)));
    // Generated code calls the function exactly once.
    result.unwrap_or_else(|| use_values(&[]))
}
