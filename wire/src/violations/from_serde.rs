//! Field-level errors from serde_path_to_error.

use alloc::string::{String, ToString};
use core::fmt::Display;

use serde_path_to_error::{Error, Segment};

use super::Violations;
use super::pointer::push_token;

/// Converts the error into a single violation, for the member that could not be read.
///
/// If a member is missing, the pointer leads to the member, not to the object. serde_json's message ends with a line
/// and a column, which are removed, because the pointer already gives the place.
///
/// ```
/// use error_catalog_wire::Violations;
///
/// let json = r#"{"items": [{"count": 1}, {"count": "two"}]}"#;
/// type Items<'a> = std::collections::BTreeMap<&'a str, Vec<std::collections::BTreeMap<&'a str, u32>>>;
///
/// let error = serde_path_to_error::deserialize::<_, Items>(&mut
/// serde_json::Deserializer::from_str(json)).unwrap_err(); let violations = Violations::from(error); let violation =
/// violations.iter().next().unwrap(); assert_eq!(violation.pointer(), "/items/1/count");
/// assert_eq!(violation.message(), "invalid type: string \"two\", expected u32");
/// ```
impl<E: Display> From<&Error<E>> for Violations {
    fn from(error: &Error<E>) -> Self {
        let text = error.inner().to_string();
        let message = without_place(&text);
        let mut pointer = String::new();
        for segment in error.path() {
            match segment {
                Segment::Seq { index } => push_token(&mut pointer, &index.to_string()),
                Segment::Map { key } | Segment::Enum { variant: key } => push_token(&mut pointer, key),
                // A member inside a map whose key is not a string has no pointer.
                Segment::Unknown => break,
            }
        }
        let missing = message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`'));
        if let Some(missing) = missing {
            push_token(&mut pointer, missing);
        }
        let mut violations = Self::new();
        violations.push(&pointer, None, message);
        violations
    }
}

/// Does the same as the conversion from a reference.
impl<E: Display> From<Error<E>> for Violations {
    fn from(error: Error<E>) -> Self {
        Self::from(&error)
    }
}

/// Removes a place such as ` at line 1 column 9` from the end of serde_json's message.
fn without_place(message: &str) -> &str {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match message.rsplit_once(" at line ") {
        Some((text, place)) if place.split_once(" column ").is_some_and(|(l, c)| is_number(l) && is_number(c)) => text,
        _ => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use serde::Deserialize;
    use std::collections::BTreeMap;

    #[derive(Deserialize, Debug)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    #[allow(dead_code, reason = "it is read and nothing more")]
    struct Order {
        first_name: Option<String>,
        items: Vec<Item>,
        #[serde(default)]
        by_number: BTreeMap<u8, Item>,
        #[serde(default)]
        payment: Option<Payment>,
    }

    #[derive(Deserialize, Debug)]
    #[allow(dead_code, reason = "it is read and nothing more")]
    struct Item {
        #[serde(rename = "a/b")]
        name: String,
    }

    #[derive(Deserialize, Debug)]
    #[allow(dead_code, reason = "it is read and nothing more")]
    enum Payment {
        Card { number: u64 },
    }

    #[test]
    fn paths_become_pointers() {
        for (json, pointer, message) in [
            (r#"{"items":[{"a/b":1}]}"#, "/items/0/a~1b", "invalid type: integer `1`, expected a string"),
            (r#"{"items":[{}]}"#, "/items/0/a~1b", "missing field `a/b`"),
            (r#"{"firstName":5}"#, "/firstName", "invalid type: integer `5`, expected a string"),
            (r#"{}"#, "/items", "missing field `items`"),
            (r#"{"items":[],"byNumber":{"7":{}}}"#, "/byNumber/7/a~1b", "missing field `a/b`"),
            (r#"{"payment":{"Card":{}}}"#, "/payment/Card/number", "missing field `number`"),
            (r#"{"payment":{"Cash":{}}}"#, "/payment", "unknown variant `Cash`, expected `Card`"),
            (r#"{"items":[]"#, "", "EOF while parsing an object"),
            ("5", "", "invalid type: integer `5`, expected struct Order"),
        ] {
            let mut reader = serde_json::Deserializer::from_str(json);
            let violations = Violations::from(serde_path_to_error::deserialize::<_, Order>(&mut reader).unwrap_err());
            assert_eq!(violations, Violations::new().with(pointer, message), "{json}");
        }
        let typo = r#"{"item":[]}"#;
        let mut reader = serde_json::Deserializer::from_str(typo);
        let violations = Violations::from(serde_path_to_error::deserialize::<_, Order>(&mut reader).unwrap_err());
        assert_eq!(violations.iter().next().unwrap().pointer(), "/item");
    }

    #[test]
    fn only_a_place_is_left_out() {
        for (message, text) in [
            ("x at line 1 column 22", "x"),
            ("x at line 1 column 2 at line 3 column 4", "x at line 1 column 2"),
            ("x at line 1 column", "x at line 1 column"),
            ("x at line one column 2", "x at line one column 2"),
            ("x at line 1 column ", "x at line 1 column "),
        ] {
            assert_eq!(without_place(message), text);
        }
    }
}
