//! Creates an error from a code and values that are known only at run time.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use error_catalog_wire::Json;

use crate::fields::{Fields, FromJson};
use crate::row::{Row, construct};

/// Why `Error::from_parts` cannot create an error. The message names the field and the expected value, but not the
/// value that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PartsError {
    /// A field has no value.
    Missing {
        /// The code of the error.
        code: String,
        /// The name of the field.
        field: &'static str,
        /// The values that the field can have: "a string".
        expected: &'static str,
    },
    /// The value of a field does not fit the field.
    Wrong {
        /// The code of the error.
        code: String,
        /// The name of the field.
        field: &'static str,
        /// The values that the field can have: "a string".
        expected: &'static str,
    },
    /// The error has no public field with this name, or the field is given twice.
    Unknown {
        /// The code of the error.
        code: String,
        /// The name that was given.
        field: String,
    },
    /// The error has a part that is not data: a source, a field with a custom Rust type, or a required internal field.
    /// If the crate lacks the error because of its condition `cfg`, the result is also this variant.
    NotData {
        /// The code of the error.
        code: String,
    },
}

/// The name of the part that chooses one of several statuses.
const STATUS: &str = "status";

/// The number of characters that a message shows of an unknown name.
const LONGEST_NAME: usize = 64;

impl fmt::Display for PartsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { code, field, expected } => {
                write!(f, "error `{code}` needs a value for the field `{field}`: {expected}")
            }
            Self::Wrong { code, field, expected } => {
                write!(f, "the value of the field `{field}` of error `{code}` must be {expected}")
            }
            Self::Unknown { code, field } => {
                // The name can be any text, such as a name from a request.
                let name: String = field.chars().take(LONGEST_NAME).flat_map(char::escape_debug).collect();
                let more = if field.chars().nth(LONGEST_NAME).is_some() { "…" } else { "" };
                write!(f, "error `{code}` has no public field `{name}{more}`, or the field is given twice")
            }
            Self::NotData { code } => {
                write!(f, "error `{code}` cannot be created from data: create it with its constructor")
            }
        }
    }
}

impl core::error::Error for PartsError {}

/// Creates the error with the index `row` in the catalog.
pub fn from_parts<'a, E: Row>(
    mut row: usize,
    code: impl fmt::Display,
    fields: impl IntoIterator<Item = (&'a str, Json)>,
) -> Result<E, PartsError> {
    let code = code.to_string();
    let names = E::tables().into_iter().flat_map(|table| table.fields(row)).map(|field| field.name);
    let mut parts = Parts { names: names.collect(), given: Vec::new(), rejected: None, last: None };
    for (field, value) in fields {
        let known = parts.names.iter().find(|name| **name == field);
        let Some(known) = known.filter(|_| parts.given.iter().all(|(name, _)| *name != field)) else {
            return Err(PartsError::Unknown { code, field: field.to_string() });
        };
        // Only an error with several statuses has a field of this name, which is not a public field.
        let value = match (*known, E::tables()) {
            (STATUS, Some(table)) => {
                let given = u16::from_json(Some(value));
                let with_status = given.map(|status| (status, table.row_with(row, status)));
                let Some((_, chosen)) = with_status.filter(|(status, row)| table.status(*row) == *status) else {
                    return Err(PartsError::Wrong { code, field: STATUS, expected: "a status of the error" });
                };
                row = chosen;
                None
            }
            _ => Some(value),
        };
        parts.given.push((field, value));
    }
    match (construct(row, &mut parts), parts.rejected) {
        (None, Some((field, expected, true))) => Err(PartsError::Wrong { code, field, expected }),
        (None, Some((field, expected, false))) => Err(PartsError::Missing { code, field, expected }),
        // The Rust type of the last field did not accept the value.
        (None, None) => Err(match parts.last {
            Some(field) => {
                PartsError::Wrong { code, field, expected: "a value that the Rust type of the field accepts" }
            }
            None => PartsError::NotData { code },
        }),
        // Only the values of public fields were taken.
        (Some(error), _) => match parts.given.into_iter().find(|(_, value)| value.is_some()) {
            Some((field, _)) => Err(PartsError::Unknown { code, field: field.to_string() }),
            None => Ok(error),
        },
    }
}

/// The values that were given for an error.
struct Parts<'a> {
    /// The names of all fields. The public fields come first.
    names: Vec<&'static str>,
    given: Vec<(&'a str, Option<Json>)>,
    /// The first field that has no valid value, the expected values, and whether a value was given.
    rejected: Option<(&'static str, &'static str, bool)>,
    /// The last field whose value was taken.
    last: Option<&'static str>,
}

impl Fields for Parts<'_> {
    fn take(&mut self, index: usize) -> Option<Json> {
        let name = *self.names.get(index)?;
        self.last = Some(name);
        self.given.iter_mut().find(|(given, _)| *given == name)?.1.take()
    }

    fn reject(&mut self, index: usize, expected: &'static str) {
        let Some(name) = self.names.get(index) else { return };
        let is_given = self.given.iter().any(|(given, _)| given == name);
        self.rejected.get_or_insert((name, expected, is_given));
    }
}
