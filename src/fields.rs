//! The fields of an error, read back.

use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use error_catalog_wire::{Json, Timestamp, Uuid, Violations};

/// Where the fields of a received error come from.
pub trait Fields {
    /// The value of a public field, by its place among them; none where the response has none. Violations come as a
    /// list of objects with `pointer`, `detail` and perhaps `code`, whatever shape the response gave them.
    fn take(&mut self, index: usize) -> Option<Json>;
}

/// A type of a field.
pub trait FromJson: Sized {
    /// The value, where `json` is one of this type. A number may also come as text: it was read out of a message.
    fn from_json(json: Option<Json>) -> Option<Self>;
}

/// The value of the field at `index`.
pub fn decode<T: FromJson>(fields: &mut dyn Fields, index: usize) -> Option<T> {
    T::from_json(fields.take(index))
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: Option<Json>) -> Option<Self> {
        match json {
            None | Some(Json::Null) => Some(None),
            json => T::from_json(json).map(Some),
        }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: Option<Json>) -> Option<Self> {
        let Json::List(elements) = json? else { return None };
        elements.into_iter().map(|element| T::from_json(Some(element))).collect()
    }
}

macro_rules! from_json {
    ($($ty:ty: $($json:pat => $value:expr),+;)*) => {$(
        impl FromJson for $ty {
            fn from_json(json: Option<Json>) -> Option<Self> {
                match json? { $($json => $value,)+ _ => None }
            }
        }
    )*};
}

macro_rules! from_number {
    ($($ty:ty)*) => { from_json! {$(
        $ty:
            Json::Unsigned(number) => number.try_into().ok(),
            Json::Signed(number) => number.try_into().ok(),
            Json::String(text) => text.parse().ok();
    )*} };
}

impl FromJson for Json {
    fn from_json(json: Option<Json>) -> Option<Self> {
        json
    }
}

from_number! { u8 u16 u32 u64 i8 i16 i32 i64 }

from_json! {
    String: Json::String(text) => Some(text);
    bool:
        Json::Bool(value) => Some(value),
        Json::String(text) => text.parse().ok();
    f64:
        Json::Float(number) => Some(number),
        Json::Unsigned(number) => Some(number as f64),
        Json::Signed(number) => Some(number as f64),
        Json::String(text) => text.parse().ok();
    Uuid: Json::String(text) => text.parse().ok();
    Timestamp: Json::String(text) => text.parse().ok();
    Duration:
        Json::Unsigned(seconds) => Some(Duration::from_secs(seconds)),
        Json::String(text) => text.parse().ok().map(Duration::from_secs);
    Violations: Json::List(elements) => {
        let mut violations = Violations::new();
        for element in &elements {
            let Json::Object(members) = element else { return None };
            let get = |key: &str| members.iter().rev().find_map(|(name, value)| match value {
                Json::String(text) if name == key => Some(text.as_str()),
                _ => None,
            });
            violations.push(get("pointer")?, get("code"), get("detail")?);
        }
        Some(violations)
    };
}
