//! JSON values of the crate `serde_json`.

use alloc::string::String;

use ::serde_json::{Map, Number, Value};

use crate::json::Json;

/// Converts a value with everything inside it. The members of an object are in the order in which serde_json returns
/// them. A number that fits neither into an integer of 64 bits nor into an `f64` becomes `null`.
impl From<Value> for Json {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Bool(value),
            Value::Number(number) => number.into(),
            Value::String(text) => Json::String(text),
            Value::Array(elements) => elements.into(),
            Value::Object(members) => members.into(),
        }
    }
}

/// Converts an object, as the conversion from a [`Value`] does.
impl From<Map<String, Value>> for Json {
    fn from(members: Map<String, Value>) -> Self {
        Json::object(members)
    }
}

/// Converts a number, as the conversion from a [`Value`] does.
impl From<Number> for Json {
    fn from(number: Number) -> Self {
        let unsigned = number.as_u64().map(Json::Unsigned);
        unsigned.or(number.as_i64().map(Json::Signed)).or(number.as_f64().map(Json::Float)).unwrap_or_default()
    }
}

/// Converts a value with everything inside it. A float that is not finite becomes `null`. Of the members of an object
/// that have the same name, the last member is kept.
impl From<Json> for Value {
    fn from(json: Json) -> Self {
        match json {
            Json::Null => Value::Null,
            Json::Bool(value) => Value::Bool(value),
            Json::Unsigned(number) => number.into(),
            Json::Signed(number) => number.into(),
            Json::Float(number) => number.into(),
            Json::String(text) => Value::String(text),
            Json::List(elements) => elements.into(),
            Json::Object(members) => {
                Value::Object(members.into_iter().map(|(name, json)| (name, json.into())).collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::serde_json::json;
    use alloc::borrow::ToOwned;
    use alloc::string::ToString;

    #[test]
    fn a_value_keeps_its_text() {
        for value in [
            json!(null),
            json!(true),
            json!(u64::MAX),
            json!(i64::MIN),
            json!(-0.5),
            json!("a \"b\""),
            json!([1, [], {"a": {"b": null}}]),
        ] {
            let json = Json::from(value.clone());
            assert_eq!(json.to_string(), value.to_string());
            assert_eq!(Value::from(json), value);
        }
    }

    #[test]
    fn a_number_has_one_form() {
        for (value, json) in
            [(json!(1_i64), Json::Unsigned(1)), (json!(-1), Json::Signed(-1)), (json!(1.0), Json::Float(1.0))]
        {
            assert_eq!(Json::from(value), json);
        }
    }

    #[test]
    fn what_a_value_cannot_contain_is_left_out() {
        assert_eq!(Value::from(Json::Float(f64::NAN)), Value::Null);
        assert_eq!(Value::from(Json::object([("a", 1_u8), ("a", 2)])), json!({"a": 2}));
    }

    #[test]
    fn an_object_is_converted() {
        let mut members = Map::new();
        members.insert("a".to_owned(), json!([1]));
        assert_eq!(Json::from(members), Json::object([("a", Json::from([1_u8].to_vec()))]));
    }
}
