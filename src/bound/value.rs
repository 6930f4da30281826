//! The values of fields whose Rust types do not convert to values themselves.

use core::fmt::{self, Write};

use error_catalog_wire::{Encode, ToValue, Value};

/// A value that the field contains, or that the field converts to.
pub enum Held<'a, T> {
    /// The field contains the value.
    Borrowed(&'a T),
    /// The field converts to the value.
    Owned(T),
}

impl<T: ToValue> ToValue for Held<'_, T> {
    fn to_value(&self) -> Value<'_> {
        match self {
            Held::Borrowed(value) => value.to_value(),
            Held::Owned(value) => value.to_value(),
        }
    }
}

impl<T> From<T> for Held<'_, T> {
    fn from(value: T) -> Self {
        Held::Owned(value)
    }
}

/// A floating-point number.
pub enum Float {
    /// An `f64`.
    Double(f64),
    /// An `f32`. The `f64` with the same value has more digits, which are noise.
    Single(f32),
}

impl ToValue for Float {
    fn to_value(&self) -> Value<'_> {
        match self {
            Float::Double(number) => Value::Float(*number),
            Float::Single(number) if number.is_finite() => Value::Other(self),
            Float::Single(number) => Value::Float(f64::from(*number)),
        }
    }
}

impl From<f64> for Float {
    fn from(number: f64) -> Self {
        Float::Double(number)
    }
}

impl Encode for Float {
    fn encode_json(&self, out: &mut dyn Write) -> fmt::Result {
        match self {
            Float::Double(number) => Value::Float(*number).write_json(out),
            Float::Single(number) => write!(out, "{number:?}"),
        }
    }

    fn encode_text(&self, out: &mut dyn Write) -> fmt::Result {
        match self {
            Float::Double(number) => write!(out, "{number}"),
            Float::Single(number) => write!(out, "{number}"),
        }
    }
}

/// The elements of a list, in any Rust type for elements of the type `E`.
pub struct List<'a, E: 'static>(pub(super) &'a dyn Elements<E>);

/// A list whose elements are of the type `E` in the catalog.
pub(crate) trait Elements<E: 'static> {
    /// Calls `see` with each element. Stops if `see` fails.
    fn each(&self, see: &mut dyn FnMut(Value<'_>) -> fmt::Result) -> fmt::Result;
}

impl<E> List<'_, E> {
    fn write(
        &self,
        out: &mut dyn Write,
        separator: &str,
        write: fn(Value<'_>, &mut dyn Write) -> fmt::Result,
    ) -> fmt::Result {
        let mut before = "";
        self.0.each(&mut |value| {
            out.write_str(core::mem::replace(&mut before, separator))?;
            write(value, out)
        })
    }
}

impl<E> ToValue for List<'_, E> {
    fn to_value(&self) -> Value<'_> {
        Value::Other(self)
    }
}

/// Writes the same bytes as `Vec<T>`, which implements [`Encode`] for elements that convert to values themselves.
impl<E> Encode for List<'_, E> {
    fn encode_json(&self, out: &mut dyn Write) -> fmt::Result {
        out.write_str("[")?;
        self.write(out, ",", |value, out| value.write_json(out))?;
        out.write_str("]")
    }

    fn encode_text(&self, out: &mut dyn Write) -> fmt::Result {
        self.write(out, ", ", |value, out| value.write_text(out))
    }

    fn encode_debug(&self, out: &mut dyn Write) -> fmt::Result {
        out.write_str("[")?;
        self.write(out, ",", |value, out| value.write_debug(out))?;
        out.write_str("]")
    }

    fn encode_log(&self, out: &mut dyn Write) -> fmt::Result {
        self.write(out, ", ", |value, out| value.write_log(out))
    }
}
