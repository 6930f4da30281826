//! The values of slots, and the types that convert to values of slots.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Debug, Display, Write};
use core::time::Duration;

use crate::display::write_display;
use crate::escape::{Escaped, write_json_escaped, write_json_string};
use crate::json::Json;
use crate::number::{write_float, write_signed, write_unsigned};
use crate::terms::whole_seconds;
use crate::timestamp::Timestamp;
use crate::violations::{Violations, ViolationsShape};

/// The value of one slot of a template, borrowed from an error or from a response's [`Context`](crate::Context).
#[derive(Clone, Copy, Default)]
#[non_exhaustive]
pub enum Value<'a> {
    /// No value. A header, or a member whose key ends in `?`, is left out if its slot has no value.
    #[default]
    Absent,
    /// A JSON boolean.
    Bool(bool),
    /// An integer that is not negative.
    Unsigned(u64),
    /// An integer that may be negative.
    Signed(i64),
    /// A floating-point number. NaN and the infinities are written as `null`, because JSON cannot express them.
    Float(f64),
    /// A JSON string.
    Str(&'a str),
    /// A duration. Responses contain whole seconds, rounded up, and logs contain the duration with its unit.
    Duration(Duration),
    /// A moment in time, which is a JSON string.
    Timestamp(Timestamp),
    /// The field-level errors of a request.
    Violations(&'a Violations),
    /// A JSON string that contains the displayed value.
    Display(&'a dyn Display),
    /// Any other value that can write itself.
    Other(&'a dyn Encode),
}

/// A value that can write itself as JSON and as text.
pub trait Encode {
    /// Writes one complete JSON value ([RFC 8259]).
    ///
    /// # Errors
    ///
    /// Fails only if `out` fails.
    ///
    /// [RFC 8259]: https://www.rfc-editor.org/rfc/rfc8259
    fn encode_json(&self, out: &mut dyn Write) -> fmt::Result;

    /// Writes the value as plain text without escapes, for a message or a header.
    ///
    /// # Errors
    ///
    /// Fails only if `out` fails.
    fn encode_text(&self, out: &mut dyn Write) -> fmt::Result;

    /// Writes the value as [`encode_json`](Self::encode_json) does, but with the units of durations, for `Debug`.
    ///
    /// # Errors
    ///
    /// Fails only if `out` fails.
    fn encode_debug(&self, out: &mut dyn Write) -> fmt::Result {
        self.encode_json(out)
    }

    /// Writes the value as [`encode_text`](Self::encode_text) does, but with the units of durations, for logs.
    ///
    /// # Errors
    ///
    /// Fails only if `out` fails.
    fn encode_log(&self, out: &mut dyn Write) -> fmt::Result {
        self.encode_text(out)
    }
}

/// A type that a field of an error can have.
pub trait ToValue {
    /// Borrows this value as a [`Value`], which the encoder takes.
    fn to_value(&self) -> Value<'_>;
}

impl Value<'_> {
    /// Whether this is [`Value::Absent`].
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Value::Absent)
    }

    /// Writes the value as JSON. [`Value::Absent`] is written as `null`.
    ///
    /// # Errors
    ///
    /// Fails only if `out` fails.
    #[inline]
    pub fn write_json<W: Write + ?Sized>(&self, out: &mut W) -> fmt::Result {
        match *self {
            Value::Str(text) => write_json_string(out, text),
            _ => self.write_json_of_any(out),
        }
    }

    /// Writes the value as JSON. Most values are strings, which do not need this large function.
    fn write_json_of_any<W: Write + ?Sized>(&self, out: &mut W) -> fmt::Result {
        match *self {
            Value::Absent => out.write_str("null"),
            Value::Str(text) => write_json_string(out, text),
            Value::Unsigned(number) => write_unsigned(out, number),
            Value::Float(number) if !number.is_finite() => out.write_str("null"),
            // The output is always valid JSON.
            Value::Float(number) => write_float(out, number, ".0"),
            Value::Violations(violations) => violations.write_json(ViolationsShape::Map, out),
            Value::Display(_) | Value::Timestamp(_) => {
                out.write_str("\"")?;
                self.write_escaped(out)?;
                out.write_str("\"")
            }
            Value::Other(value) => value.encode_json(&mut { out }),
            Value::Bool(_) | Value::Signed(_) | Value::Duration(_) => self.write_text(out),
        }
    }

    /// Writes the value as plain text. [`Value::Absent`] is written as an empty string.
    ///
    /// # Errors
    ///
    /// Fails only if `out` fails.
    pub fn write_text<W: Write + ?Sized>(&self, out: &mut W) -> fmt::Result {
        match *self {
            Value::Absent => Ok(()),
            Value::Bool(value) => out.write_str(if value { "true" } else { "false" }),
            Value::Unsigned(number) => write_unsigned(out, number),
            Value::Signed(number) => write_signed(out, number),
            Value::Float(number) => write_float(out, number, ""),
            Value::Str(text) => out.write_str(text),
            Value::Duration(duration) => write_unsigned(out, whole_seconds(duration)),
            Value::Timestamp(time) => write!(out, "{time}"),
            Value::Violations(violations) => write!(out, "{violations}"),
            Value::Display(value) => write_display(value, &mut { out }),
            Value::Other(value) => value.encode_text(&mut { out }),
        }
    }

    /// Writes the value as plain text, with the units of durations, such as `350ms`.
    ///
    /// # Errors
    ///
    /// Fails only if `out` fails.
    pub fn write_log<W: Write + ?Sized>(&self, out: &mut W) -> fmt::Result {
        match *self {
            Value::Duration(duration) => write!(out, "{duration:?}"),
            Value::Other(value) => value.encode_log(&mut { out }),
            value => value.write_text(out),
        }
    }

    /// Writes the value as JSON, with the units of durations, such as `350ms`.
    ///
    /// # Errors
    ///
    /// Fails only if `out` fails.
    pub fn write_debug<W: Write + ?Sized>(&self, out: &mut W) -> fmt::Result {
        match *self {
            Value::Duration(duration) => write!(out, "{duration:?}"),
            Value::Other(value) => value.encode_debug(&mut { out }),
            value => value.write_json(out),
        }
    }

    /// Writes the text of the value as part of a JSON string.
    pub(crate) fn write_escaped<W: Write + ?Sized>(&self, out: &mut W) -> fmt::Result {
        match *self {
            Value::Str(text) => write_json_escaped(out, text),
            Value::Unsigned(number) => write_unsigned(out, number),
            Value::Bool(_) | Value::Signed(_) | Value::Duration(_) | Value::Timestamp(_) => self.write_text(out),
            value => value.write_text(&mut Escaped(out)),
        }
    }
}

impl Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Absent => f.write_str("None"),
            Value::Str(text) => Debug::fmt(text, f),
            Value::Float(number) => Debug::fmt(number, f),
            value => value.write_debug(f),
        }
    }
}

macro_rules! to_value {
    ($($type:ty => |$this:ident| $value:expr;)*) => {$(
        impl ToValue for $type {
            fn to_value(&self) -> Value<'_> {
                let $this = self;
                $value
            }
        }
    )*};
}

to_value! {
    bool => |this| Value::Bool(*this);
    u8 => |this| Value::Unsigned(u64::from(*this));
    u16 => |this| Value::Unsigned(u64::from(*this));
    u32 => |this| Value::Unsigned(u64::from(*this));
    u64 => |this| Value::Unsigned(*this);
    i8 => |this| Value::Signed(i64::from(*this));
    i16 => |this| Value::Signed(i64::from(*this));
    i32 => |this| Value::Signed(i64::from(*this));
    i64 => |this| Value::Signed(*this);
    f64 => |this| Value::Float(*this);
    str => |this| Value::Str(this);
    String => |this| Value::Str(this);
    Cow<'_, str> => |this| Value::Str(this);
    Duration => |this| Value::Duration(*this);
    Timestamp => |this| Value::Timestamp(*this);
    Violations => |this| Value::Violations(this);
}

impl ToValue for Value<'_> {
    fn to_value(&self) -> Value<'_> {
        *self
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Absent, ToValue::to_value)
    }
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value<'_> {
        (**self).to_value()
    }
}

impl<T: ToValue + ?Sized> ToValue for Box<T> {
    fn to_value(&self) -> Value<'_> {
        (**self).to_value()
    }
}

/// Converts into whole seconds, rounded up.
impl From<Duration> for Json {
    fn from(duration: Duration) -> Self {
        Json::Unsigned(whole_seconds(duration))
    }
}

impl ToValue for Json {
    fn to_value(&self) -> Value<'_> {
        match self {
            Json::Bool(value) => Value::Bool(*value),
            Json::Unsigned(number) => Value::Unsigned(*number),
            Json::Signed(number) => Value::Signed(*number),
            Json::Float(number) => Value::Float(*number),
            Json::String(text) => Value::Str(text),
            Json::Null | Json::List(_) | Json::Object(_) => Value::Other(self),
        }
    }
}

impl Encode for Json {
    fn encode_json(&self, out: &mut dyn Write) -> fmt::Result {
        self.write(out)
    }

    fn encode_text(&self, out: &mut dyn Write) -> fmt::Result {
        match self {
            Json::Null | Json::List(_) | Json::Object(_) => self.write(out),
            simple => simple.to_value().write_text(out),
        }
    }
}

impl<T: ToValue> ToValue for Vec<T> {
    fn to_value(&self) -> Value<'_> {
        Value::Other(self)
    }
}

/// Writes a JSON array, or a text in which commas separate the elements.
impl<T: ToValue> Encode for Vec<T> {
    fn encode_json(&self, out: &mut dyn Write) -> fmt::Result {
        out.write_str("[")?;
        write_elements(self, ",", out, |value, out| value.write_json(out))?;
        out.write_str("]")
    }

    fn encode_text(&self, out: &mut dyn Write) -> fmt::Result {
        write_elements(self, ", ", out, |value, out| value.write_text(out))
    }

    fn encode_debug(&self, out: &mut dyn Write) -> fmt::Result {
        out.write_str("[")?;
        write_elements(self, ",", out, |value, out| value.write_debug(out))?;
        out.write_str("]")
    }

    fn encode_log(&self, out: &mut dyn Write) -> fmt::Result {
        write_elements(self, ", ", out, |value, out| value.write_log(out))
    }
}

fn write_elements<T: ToValue>(
    elements: &[T],
    separator: &str,
    out: &mut dyn Write,
    write: impl Fn(Value<'_>, &mut dyn Write) -> fmt::Result,
) -> fmt::Result {
    for (index, element) in elements.iter().enumerate() {
        if index > 0 {
            out.write_str(separator)?;
        }
        write(element.to_value(), out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    fn json(value: Value<'_>) -> String {
        let mut out = String::new();
        value.write_json(&mut out).unwrap();
        out
    }

    #[test]
    fn numbers_at_their_limits() {
        for (value, expected) in [
            (Duration::from_secs(1).to_value(), "1"),
            (Duration::from_millis(1).to_value(), "1"),
            (Duration::MAX.to_value(), "18446744073709551615"),
            (Timestamp::from_unix(0, 5).to_value(), "\"1970-01-01T00:00:00.000000005Z\""),
            (u64::MAX.to_value(), "18446744073709551615"),
            (i64::MIN.to_value(), "-9223372036854775808"),
            (f64::NAN.to_value(), "null"),
            (f64::NEG_INFINITY.to_value(), "null"),
            ((-0.0).to_value(), "-0.0"),
            (1e308.to_value(), "1e308"),
            (5e-324.to_value(), "5e-324"),
        ] {
            assert_eq!(json(value), expected);
        }
    }

    #[test]
    fn a_container_has_the_value_of_its_content() {
        let (list, nested) = (vec![Some("a\""), None], vec![Vec::new(), vec![1_u8, 2, 3]]);
        for (value, expected, text) in [
            (Some(true).to_value(), "true", "true"),
            (None::<bool>.to_value(), "null", ""),
            ((&"a").to_value(), "\"a\"", "a"),
            (Box::<str>::from("a").to_value(), "\"a\"", "a"),
            (list.to_value(), r#"["a\"",null]"#, "a\", "),
            (nested.to_value(), "[[],[1,2,3]]", ", 1, 2, 3"),
        ] {
            let mut shown = String::new();
            value.write_text(&mut shown).unwrap();
            assert_eq!((json(value).as_str(), shown.as_str()), (expected, text));
        }
    }
}
