//! Reading the fields of a received error.

use alloc::string::String;
use alloc::vec::Vec;
use core::slice;
use core::time::Duration;

use error_catalog_wire::{Json, Timestamp, Uuid, Violation, Violations};

/// Provides the values of the fields of a received error.
pub trait Fields {
    /// Returns the value of the public field with this index, if the response contains the value. A value that was read
    /// from a text is a string.
    fn take(&mut self, index: usize) -> Option<Json>;

    /// Whether the value of the field is a part of a text, whose wording may change.
    fn is_part(&self, index: usize) -> bool {
        let _ = index;
        false
    }

    /// Called if the value of the field is missing, or is not `expected`.
    fn reject(&mut self, index: usize, expected: &'static str) {
        let _ = (index, expected);
    }
}

/// The values of the fields of one error, of which generated code makes the error.
pub struct Values<'a> {
    fields: &'a mut dyn Fields,
    status: u16,
    are_valid: bool,
}

/// A Rust type that a field can have, and that can be read from JSON.
pub trait FromJson: Sized {
    /// The valid values: "a string".
    const EXPECTED: &'static str;

    /// Converts `json` into this type, if `json` is valid for the type. A number may be a string, because the number
    /// may have been read from a message.
    fn from_json(json: Option<Json>) -> Option<Self>;

    /// Returns any value of the type.
    fn any() -> Self;
}

impl<'a> Values<'a> {
    pub(crate) fn of(fields: &'a mut dyn Fields, status: u16) -> Self {
        Self { fields, status, are_valid: true }
    }

    /// The status of the error.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Whether each value that generated code has read is valid.
    pub(crate) fn are_valid(&self) -> bool {
        self.are_valid
    }
}

/// Returns the value of the field at `index`.
pub fn decode<T: FromJson>(values: &mut Values<'_>, index: usize) -> Option<T> {
    let mut value = T::from_json(values.fields.take(index));
    if value.is_none() && values.fields.is_part(index) {
        value = T::from_json(None);
    }
    if value.is_none() {
        values.fields.reject(index, T::EXPECTED);
    }
    value
}

/// Returns the value of the field at `index`. Without a valid value, the result is any value, and no error is
/// constructed. For each `?` in generated code, rustc takes as long as for a function.
pub fn decode_or_default<T: FromJson>(values: &mut Values<'_>, index: usize) -> T {
    decode(values, index).unwrap_or_else(|| {
        values.are_valid = false;
        T::any()
    })
}

impl<T: FromJson> FromJson for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn from_json(json: Option<Json>) -> Option<Self> {
        match json {
            None | Some(Json::Null) => Some(None),
            json => T::from_json(json).map(Some),
        }
    }

    fn any() -> Self {
        None
    }
}

/// Reads a JSON array, or a text in which commas separate the elements.
impl<T: FromJson> FromJson for Vec<T> {
    const EXPECTED: &'static str = "a list whose elements are all valid";

    fn from_json(json: Option<Json>) -> Option<Self> {
        let element = |json| T::from_json(Some(json));
        match json? {
            Json::List(elements) => elements.into_iter().map(element).collect(),
            Json::String(text) if text.is_empty() => Some(Vec::new()),
            Json::String(text) => text.split(", ").map(|part| element(Json::from(part))).collect(),
            _ => None,
        }
    }

    fn any() -> Self {
        Vec::new()
    }
}

macro_rules! from_json {
    ($($ty:ty, $expected:expr => $($json:pat => $value:expr),+;)*) => {$(
        impl FromJson for $ty {
            const EXPECTED: &'static str = $expected;

            fn from_json(json: Option<Json>) -> Option<Self> {
                match json? { $($json => $value,)+ _ => None }
            }

            fn any() -> Self {
                Self::default()
            }
        }
    )*};
}

macro_rules! from_number {
    ($($ty:ty)*) => { from_json! {$(
        $ty, concat!("a number of type `", stringify!($ty), "`") =>
            Json::Unsigned(number) => number.try_into().ok(),
            Json::Signed(number) => number.try_into().ok(),
            Json::String(text) => text.parse().ok();
    )*} };
}

impl FromJson for Json {
    const EXPECTED: &'static str = "a JSON value";

    fn from_json(json: Option<Json>) -> Option<Self> {
        json
    }

    fn any() -> Self {
        Json::Null
    }
}

from_number! { u8 u16 u32 u64 i8 i16 i32 i64 }

from_json! {
    String, "a string" => Json::String(text) => Some(text);
    bool, "a boolean" =>
        Json::Bool(value) => Some(value),
        Json::String(text) => text.parse().ok();
    f64, "a number" =>
        Json::Float(number) => Some(number),
        Json::Unsigned(number) => Some(number as f64),
        Json::Signed(number) => Some(number as f64),
        // A number that is too large would become infinity.
        Json::String(text) =>
            text.parse().ok().filter(|number: &f64| number.is_finite() || !text.contains(|c: char| c.is_ascii_digit()));
    Uuid, "a UUID" => Json::String(text) => text.parse().ok();
    Timestamp, "a timestamp in the format of RFC 3339" => Json::String(text) => text.parse().ok();
    Duration, "a whole number of seconds" =>
        Json::Unsigned(seconds) => Some(Duration::from_secs(seconds)),
        // The client writes a number of milliseconds with its unit.
        Json::String(text) => match text.strip_suffix("ms") {
            Some(millis) => millis.parse().ok().map(Duration::from_millis),
            None => text.parse().ok().map(Duration::from_secs),
        };
    Violations, "violations" =>
        Json::Object(members) => {
            let mut violations = Violations::new();
            for (key, messages) in &members {
                push_messages(&mut violations, &pointer(key), messages)?;
            }
            Some(violations)
        },
        Json::List(elements) => {
            let mut violations = Violations::new();
            elements.iter().try_for_each(|element| push_element(&mut violations, element))?;
            Some(violations)
        };
}

/// Converts a dotted key into the JSON Pointer of the member. This is the inverse of the keys in a map of violations.
pub(crate) fn pointer(key: &str) -> String {
    match key {
        "" => String::new(),
        key => alloc::format!("/{}", key.replace('~', "~0").replace('/', "~1").replace('.', "/")),
    }
}

/// Adds the violations of one member in a map of violations: `"…"` or `["…", "…"]`.
fn push_messages(violations: &mut Violations, pointer: &str, messages: &Json) -> Option<()> {
    let messages = if let Json::List(messages) = messages { messages } else { slice::from_ref(messages) };
    for message in messages {
        let Json::String(message) = message else { return None };
        violations.push(pointer, None, message);
    }
    Some(())
}

/// Adds the violation `{"pointer": "#/…", "detail": "…", "code": "…"}`, which may also have a title, a location and
/// parameters, or `{"field": "…", "description": "…", "reason":
/// "…"}`.
fn push_element(violations: &mut Violations, element: &Json) -> Option<()> {
    let Json::Object(members) = element else { return None };
    let get = |key: &str| {
        members.iter().rev().find_map(|(name, value)| match value {
            Json::String(text) if name == key => Some(text.as_str()),
            _ => None,
        })
    };
    let mut violation = Violation::new(get("detail").or(get("description"))?);
    if let Some(code) = get("code").or(get("reason")) {
        violation = violation.with_code(code);
    }
    if let Some(title) = get("title") {
        violation = violation.with_title(title);
    }
    if let Some(location) = get("location").filter(|location| *location != "body") {
        violation = violation.with_location(String::from(location));
    }
    let object = |key: &str| {
        let found = members.iter().find(|(name, _)| name == key).map(|(_, value)| value);
        if let Some(Json::Object(members)) = found { members.as_slice() } else { &[] }
    };
    for (name, value) in object("params") {
        violation = violation.with_param(name.clone(), value.clone());
    }
    for (name, value) in object("values") {
        violation = violation.with_value(name.clone(), value.clone());
    }
    match get("pointer") {
        Some(pointer) => violations.add(pointer, violation),
        None => violations.add(&pointer(get("field")?), violation),
    }
    Some(())
}
