//! Implements the traits of serde for the types of fields.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Formatter};
use core::marker::PhantomData;
use core::str::FromStr;

use serde_core::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Serialize, Serializer};

use crate::json::Json;
use crate::timestamp::Timestamp;
use crate::uuid::Uuid;

/// Serializes as the native types of the format. Objects keep the order of their members.
impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Bool(value) => serializer.serialize_bool(*value),
            Json::Unsigned(number) => serializer.serialize_u64(*number),
            Json::Signed(number) => serializer.serialize_i64(*number),
            Json::Float(number) => serializer.serialize_f64(*number),
            Json::String(text) => serializer.serialize_str(text),
            Json::List(elements) => serializer.collect_seq(elements),
            Json::Object(members) => serializer.collect_map(members.iter().map(|(key, value)| (key, value))),
        }
    }
}

/// Deserializes any value that has only the types of JSON, from a self-describing format. Objects keep all their
/// members in order, including duplicates.
impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Unsigned(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(Json::Float(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::String(text.into()))
    }

    fn visit_string<E>(self, text: String) -> Result<Json, E> {
        Ok(Json::String(text))
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_none<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        Json::deserialize(deserializer)
    }

    // A client may control the size hint, so no capacity is reserved for it.

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = seq.next_element()? {
            elements.push(element);
        }
        Ok(Json::List(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Json::Object(members))
    }
}

/// Serializes as text in every format.
impl Serialize for Uuid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Uuid {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor("a UUID", PhantomData))
    }
}

/// Serializes as RFC 3339 text in every format.
impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor("an RFC 3339 time", PhantomData))
    }
}

struct TextVisitor<T>(&'static str, PhantomData<T>);

impl<T: FromStr> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use serde_core::de::IntoDeserializer;

    #[test]
    fn json_comes_back_as_it_is() {
        let text = r#"{"b":[null,true,0,18446744073709551615,-1,0.5,1.0,"a \"b\""],"a":{"x":{},"y":[],"x":2}}"#;
        let json: Json = serde_json::from_str(text).unwrap();
        assert_eq!(json.to_string(), text);
        assert_eq!(serde_json::to_string(&json).unwrap(), text);
        let Json::Object(members) = &json else { panic!("{json:?}") };
        let list = [
            Json::Null,
            true.into(),
            0_u8.into(),
            u64::MAX.into(),
            (-1_i8).into(),
            0.5.into(),
            1.0.into(),
            "a \"b\"".into(),
        ];
        assert_eq!(members[0], ("b".to_string(), Json::List(list.into())));
    }

    #[test]
    fn deep_json_is_refused() {
        let text = "[".repeat(100_000);
        assert!(serde_json::from_str::<Json>(&text).is_err());
    }

    /// A format that marks optional values, as binary formats do.
    struct Optional(Option<&'static str>);

    impl<'de> Deserializer<'de> for Optional {
        type Error = de::value::Error;

        fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
            match self.0 {
                Some(text) => visitor.visit_some(String::from(text).into_deserializer()),
                None => visitor.visit_none(),
            }
        }

        serde_core::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
            newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
        }
    }

    #[test]
    fn json_from_other_formats() {
        assert_eq!(Json::deserialize(Optional(Some("a"))), Ok(Json::from("a")));
        assert_eq!(Json::deserialize(Optional(None)), Ok(Json::Null));
        let bytes = de::value::BytesDeserializer::<de::value::Error>::new(b"a");
        let error = Json::deserialize(bytes).unwrap_err().to_string();
        assert_eq!(error, "invalid type: byte array, expected a JSON value");
    }

    #[test]
    fn text_types() {
        let id = "\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"";
        assert_eq!(serde_json::to_string(&serde_json::from_str::<Uuid>(id).unwrap()).unwrap(), id);
        let time = "\"2024-01-22T10:30:00.25Z\"";
        assert_eq!(serde_json::to_string(&serde_json::from_str::<Timestamp>(time).unwrap()).unwrap(), time);
        let error = serde_json::from_str::<Uuid>("\"x\"").unwrap_err().to_string();
        assert_eq!(error, "invalid value: string \"x\", expected a UUID at line 1 column 3");
        let error = serde_json::from_str::<Timestamp>("1").unwrap_err().to_string();
        assert_eq!(error, "invalid type: integer `1`, expected an RFC 3339 time at line 1 column 1");
    }
}
