//! A JSON value that an application builds: what a field of type `object` or `any` holds.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Display, Write};

use crate::escape::write_json_string;
use crate::{Encode, ToValue, Value};

/// A JSON value ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)) whose objects keep the order of their members.
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
    /// A whole number from zero up.
    Unsigned(u64),
    /// A whole number that may be negative.
    Signed(i64),
    /// A number; not-a-number and the infinities are written as `null`.
    Float(f64),
    /// A string.
    String(String),
    /// An array.
    List(Vec<Json>),
    /// An object.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// An object of these members, in this order.
    pub fn object<K: Into<String>, V: Into<Json>>(members: impl IntoIterator<Item = (K, V)>) -> Self {
        Json::Object(members.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
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
        match self {
            Json::Null => out.write_str("null"),
            Json::List(elements) => elements.encode_json(out),
            Json::Object(members) => {
                out.write_str("{")?;
                for (index, (key, value)) in members.iter().enumerate() {
                    out.write_str(if index > 0 { "," } else { "" })?;
                    write_json_string(out, key)?;
                    out.write_str(":")?;
                    value.encode_json(out)?;
                }
                out.write_str("}")
            }
            simple => simple.to_value().write_json(out),
        }
    }

    fn encode_text(&self, out: &mut dyn Write) -> fmt::Result {
        match self {
            Json::Null | Json::List(_) | Json::Object(_) => self.encode_json(out),
            simple => simple.to_value().write_text(out),
        }
    }
}

/// The value as compact JSON.
impl Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.encode_json(f)
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
    i8 => Signed,
    i16 => Signed,
    i32 => Signed,
    i64 => Signed,
    f64 => Float,
    &str => String,
    String => String,
}

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
