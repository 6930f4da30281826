//! Field-level validation errors.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Display, Write};

use crate::escape::{write_json_escaped, write_json_string};

/// One thing that is wrong with one member of a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Violation {
    pointer: String,
    code: Option<String>,
    message: String,
}

impl Violation {
    /// The member as a JSON Pointer ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)), `/address/street`.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The machine-readable code of the violation, where there is one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// What is wrong, for a human.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The member's name as a key: the pointer's tokens between dots, `address.street`.
    #[must_use]
    pub fn key(&self) -> String {
        let path = self.pointer.strip_prefix('/').unwrap_or(&self.pointer);
        path.replace('/', ".").replace("~1", "/").replace("~0", "~")
    }
}

/// The field-level errors of one request, in the order in which they were found.
///
/// ```
/// use error_catalog_wire::Violations;
///
/// let violations = Violations::new()
///     .with("email", "Invalid email format")
///     .with("/address/street", "This field is required.");
/// assert_eq!(violations.len(), 2);
/// assert_eq!(violations.iter().next().unwrap().pointer(), "/email");
/// ```
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Violations(Vec<Violation>);

/// How a response shows [`Violations`]; the catalog's `[wire] violations`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u16)]
pub enum Shape {
    /// `{"email": "…"}`; messages of one member are joined by a space.
    Map = 0,
    /// `{"email": ["…", "…"]}`.
    MapOfLists = 1,
    /// `[{"pointer": "#/email", "detail": "…"}]`, as RFC 9457, section 3 shows it.
    List = 2,
    /// `[{"field": "email", "description": "…", "reason": "…"}]`, as google.rpc.BadRequest has it.
    FieldViolations = 3,
}

impl Shape {
    pub(crate) const fn from_u16(number: u16) -> Shape {
        match number {
            1 => Shape::MapOfLists,
            2 => Shape::List,
            3 => Shape::FieldViolations,
            _ => Shape::Map,
        }
    }
}

impl Violations {
    /// No violations yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a violation of a member: a JSON Pointer (`/address/street`, `#/address/street`) or the plain name of a
    /// top-level member (`email`), an optional machine-readable code, and a message for a human.
    pub fn push(&mut self, member: &str, code: Option<&str>, message: impl Into<String>) {
        let pointer = match member.strip_prefix('#') {
            Some(pointer) if pointer.is_empty() || pointer.starts_with('/') => read_fragment(pointer),
            None if member.is_empty() || member.starts_with('/') => member.to_string(),
            name => format!("/{}", name.unwrap_or(member).replace('~', "~0").replace('/', "~1")),
        };
        self.0.push(Violation { pointer, code: code.map(String::from), message: message.into() });
    }

    /// [`push`](Self::push) without a code, for building in one expression.
    #[must_use]
    pub fn with(mut self, member: &str, message: impl Into<String>) -> Self {
        self.push(member, None, message);
        self
    }

    /// Whether nothing was found wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many violations there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The violations, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = &Violation> {
        self.0.iter()
    }

    /// Writes the violations as a JSON value of the given shape.
    ///
    /// # Errors
    ///
    /// The error of `out`, and nothing else.
    pub fn write_json(&self, shape: Shape, out: &mut dyn Write) -> fmt::Result {
        match shape {
            Shape::Map => self.write_map(out, "\"", " ", "\"", write_json_escaped),
            Shape::MapOfLists => self.write_map(out, "[", ",", "]", write_json_string),
            Shape::List | Shape::FieldViolations => self.write_list(out),
        }
    }

    /// One member of a JSON object for each member of the request, with all its messages.
    fn write_map(
        &self,
        out: &mut dyn Write,
        open: &str,
        between: &str,
        close: &str,
        write: fn(&mut dyn Write, &str) -> fmt::Result,
    ) -> fmt::Result {
        // Members of different names may have one key, as `/a/b` and `/a.b` do, and JSON has a place for it once.
        let keys: Vec<String> = self.0.iter().map(Violation::key).collect();
        out.write_str("{")?;
        for (index, key) in keys.iter().enumerate() {
            if keys[..index].contains(key) {
                continue;
            }
            if index > 0 {
                out.write_str(",")?;
            }
            write_json_string(out, key)?;
            out.write_str(":")?;
            out.write_str(open)?;
            let of_member = self.0.iter().zip(&keys).filter(|(_, other)| *other == key);
            for (nth, (violation, _)) in of_member.enumerate() {
                out.write_str(if nth > 0 { between } else { "" })?;
                write(out, &violation.message)?;
            }
            out.write_str(close)?;
        }
        out.write_str("}")
    }

    fn write_list(&self, out: &mut dyn Write) -> fmt::Result {
        out.write_str("[")?;
        for (index, violation) in self.0.iter().enumerate() {
            out.write_str(if index > 0 { ",{\"pointer\":\"#" } else { "{\"pointer\":\"#" })?;
            write_fragment(out, &violation.pointer)?;
            if let Some(code) = &violation.code {
                out.write_str("\",\"code\":\"")?;
                write_json_escaped(out, code)?;
            }
            out.write_str("\",\"detail\":")?;
            write_json_string(out, &violation.message)?;
            out.write_str("}")?;
        }
        out.write_str("]")
    }
}

/// A JSON Pointer as the fragment of a URI, as RFC 6901, section 6 has it. No character of that needs an escape in JSON.
fn write_fragment(out: &mut dyn Write, pointer: &str) -> fmt::Result {
    for byte in pointer.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.write_char(char::from(byte))?,
            _ if b"-._~!$&'()*+,;=:@/?".contains(&byte) => out.write_char(char::from(byte))?,
            _ => write!(out, "%{byte:02X}")?,
        }
    }
    Ok(())
}

/// The JSON Pointer that a fragment stands for; the fragment as it is where it stands for no text.
fn read_fragment(fragment: &str) -> String {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, after @ ..] = rest {
        let (byte, after) = match after {
            [high, low, after @ ..] if *first == b'%' => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => (high * 16 + low, after),
                _ => (*first, &rest[1..]),
            },
            _ => (*first, after),
        };
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| fragment.to_string())
}

/// `email: Invalid email format; name: Name is required`.
impl Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            f.write_str(if index > 0 { "; " } else { "" })?;
            write!(f, "{}: {}", violation.key(), violation.message)?;
        }
        Ok(())
    }
}

impl Extend<(String, String)> for Violations {
    fn extend<I: IntoIterator<Item = (String, String)>>(&mut self, members: I) {
        for (member, message) in members {
            self.push(&member, None, message);
        }
    }
}

impl FromIterator<(String, String)> for Violations {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(members: I) -> Self {
        let mut violations = Self::new();
        violations.extend(members);
        violations
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_shape() {
        let mut violations = Violations::new().with("email", "Bad \"@\"").with("/a/b", "Required.");
        violations.push("#/email", Some("too_long"), "Too long");
        for (shape, json) in [
            (Shape::Map, r#"{"email":"Bad \"@\" Too long","a.b":"Required."}"#),
            (Shape::MapOfLists, r#"{"email":["Bad \"@\"","Too long"],"a.b":["Required."]}"#),
            (
                Shape::List,
                concat!(
                    r##"[{"pointer":"#/email","detail":"Bad \"@\""},{"pointer":"#/a/b","detail":"Required."},"##,
                    r##"{"pointer":"#/email","code":"too_long","detail":"Too long"}]"##
                ),
            ),
        ] {
            let mut out = String::new();
            violations.write_json(shape, &mut out).unwrap();
            assert_eq!(out, json);
        }
        let mut out = String::new();
        let same_key = Violations::new().with("/a/b", "1").with("a.b", "2").with("/", "3").with("", "4");
        same_key.write_json(Shape::MapOfLists, &mut out).unwrap();
        assert_eq!(out, r#"{"a.b":["1","2"],"":["3","4"]}"#);
        assert_eq!(violations.to_string(), "email: Bad \"@\"; a.b: Required.; email: Too long");
    }

    #[test]
    fn a_fragment_is_percent_encoded() {
        for (member, pointer, fragment) in [
            ("/zip code/\"é\"", "/zip code/\"é\"", "#/zip%20code/%22%C3%A9%22"),
            ("#/zip%20code/%C3%A9", "/zip code/é", "#/zip%20code/%C3%A9"),
            ("#/50%/é%2", "/50%/é%2", "#/50%25/%C3%A9%252"),
            ("#/%ff", "/%ff", "#/%25ff"),
            ("/100%20", "/100%20", "#/100%2520"),
            ("#", "", "#"),
            ("#tag", "/tag", "#/tag"),
            ("a/b~c", "/a~1b~0c", "#/a~1b~0c"),
        ] {
            let violations = Violations::new().with(member, "m");
            assert_eq!(violations.iter().next().unwrap().pointer(), pointer, "{member}");
            let mut out = String::new();
            violations.write_json(Shape::List, &mut out).unwrap();
            assert_eq!(out, format!("[{{\"pointer\":\"{fragment}\",\"detail\":\"m\"}}]"), "{member}");
        }
    }
}
