//! JSON values, for fields of type `object` and `any`.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Display, Write};

use crate::escape::write_json_string;
use crate::number::{write_float, write_signed, write_unsigned};

/// A JSON value ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)) whose objects keep the order of their members.
///
/// Arrays and objects are written down to a depth of 100. Deeper values become `null`, because common JSON parsers have
/// similar limits. Comparing, cloning and dropping a value use stack space for each level of nesting.
///
/// ```
/// use error_catalog_wire::Json;
///
/// let details = Json::object([("user_id", Json::from("usr_1")), ("attempts", 3_u64.into())]);
/// assert_eq!(details.to_string(), r#"{"user_id":"usr_1","attempts":3}"#);
/// ```
#[derive(Clone, Default, PartialEq, Debug)]
pub enum Json {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer that is not negative.
    Unsigned(u64),
    /// A negative integer.
    Signed(i64),
    /// A floating-point number. NaN and the infinities are written as `null`.
    Float(f64),
    /// A string.
    String(String),
    /// An array.
    List(Vec<Json>),
    /// An object.
    Object(Vec<(String, Json)>),
}

/// The maximum depth that is written. serde_json reads 128 levels, and the rest of the body needs some of these levels.
const MAX_DEPTH: usize = 100;

impl Json {
    /// Creates an object with these members, in this order.
    pub fn object<K: Into<String>, V: Into<Json>>(members: impl IntoIterator<Item = (K, V)>) -> Self {
        Json::Object(members.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
    }

    /// Writes the value as compact JSON.
    pub(crate) fn write(&self, out: &mut dyn Write) -> fmt::Result {
        self.write_nested(out, MAX_DEPTH)
    }

    /// Writes the value down to the given depth, so that no value can overflow the stack of a server.
    fn write_nested(&self, out: &mut dyn Write, depth: usize) -> fmt::Result {
        match (self, depth.checked_sub(1)) {
            (Json::Null, _) | (Json::List(_) | Json::Object(_), None) => out.write_str("null"),
            (Json::List(elements), Some(depth)) => {
                out.write_str("[")?;
                for (index, element) in elements.iter().enumerate() {
                    out.write_str(if index > 0 { "," } else { "" })?;
                    element.write_nested(out, depth)?;
                }
                out.write_str("]")
            }
            (Json::Object(members), Some(depth)) => {
                out.write_str("{")?;
                for (index, (key, value)) in members.iter().enumerate() {
                    out.write_str(if index > 0 { "," } else { "" })?;
                    write_json_string(out, key)?;
                    out.write_str(":")?;
                    value.write_nested(out, depth)?;
                }
                out.write_str("}")
            }
            (Json::Bool(value), _) => out.write_str(if *value { "true" } else { "false" }),
            (Json::Unsigned(number), _) => write_unsigned(out, *number),
            (Json::Signed(number), _) => write_signed(out, *number),
            (Json::Float(number), _) if !number.is_finite() => out.write_str("null"),
            (Json::Float(number), _) => write_float(out, *number, ".0"),
            (Json::String(text), _) => write_json_string(out, text),
        }
    }
}

/// Writes the value as compact JSON.
impl Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

macro_rules! from {
    ($($type:ty => $variant:ident,)*) => {$(
        impl From<$type> for Json {
            fn from(value: $type) -> Self {
                Json::$variant(value.into())
            }
        }
    )*};
}

from! {
    bool => Bool,
    u8 => Unsigned,
    u16 => Unsigned,
    u32 => Unsigned,
    u64 => Unsigned,
    f64 => Float,
    &str => String,
    String => String,
}

macro_rules! from_signed {
    ($($type:ty)*) => {$(
        impl From<$type> for Json {
            fn from(number: $type) -> Self {
                u64::try_from(number).map_or(Json::Signed(number.into()), Json::Unsigned)
            }
        }
    )*};
}

from_signed! { i8 i16 i32 i64 }

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(elements: Vec<T>) -> Self {
        Json::List(elements.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Json::Null, Into::into)
    }
}

impl<K: Into<String>, V: Into<Json>, const N: usize> From<[(K, V); N]> for Json {
    fn from(members: [(K, V); N]) -> Self {
        Json::object(members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn what_is_too_deep_is_null() {
        let nested = |depth: usize| (0..depth).fold(Json::from(1_u8), |inner, _| Json::List([inner].into()));
        assert_eq!(nested(MAX_DEPTH).to_string(), "[".repeat(MAX_DEPTH) + "1" + &"]".repeat(MAX_DEPTH));
        assert_eq!(nested(MAX_DEPTH + 1).to_string(), "[".repeat(MAX_DEPTH) + "null" + &"]".repeat(MAX_DEPTH));
    }

    #[test]
    fn a_number_has_one_form() {
        assert_eq!(Json::from(1_i8), Json::from(1_u64));
        assert_eq!(Json::from(i64::MIN), Json::Signed(i64::MIN));
    }

    #[test]
    fn a_container_is_converted_with_its_content() {
        let (one, two) = (Json::Unsigned(1), Json::Unsigned(2));
        assert_eq!(Json::from(Some(1_u8)), one);
        assert_eq!(Json::from(None::<u8>), Json::Null);
        assert_eq!(Json::from([1_u8, 2].to_vec()), Json::List([one, two].into()));
    }
}
