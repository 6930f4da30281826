//! The shapes of field-level errors in a response.

use core::fmt::{self, Write};

use super::pointer::Fragment;
use super::{Violation, Violations};
use crate::escape::{Escaped, write_json_escaped, write_json_string};

crate::terms! {
    /// The shape in which a response contains [`Violations`]. The catalog chooses the shape with `[wire] violations`.
    ViolationsShape {
        /// `{"email": "…"}`. The messages of one member are joined with a space.
        Map = "map",
        /// `{"email": ["…", "…"]}`
        MapOfLists = "map-of-lists",
        /// `[{"pointer": "#/email", "detail": "…"}]`, as in RFC 9457, section 3.
        List = "list",
        /// `[{"field": "email", "description": "…", "reason": "…"}]`, as in `google.rpc.BadRequest`.
        FieldViolations = "field-violations",
    }
}

impl Violations {
    /// Writes the violations as a JSON value of the given shape.
    ///
    /// # Errors
    ///
    /// Fails only if `out` fails.
    pub fn write_json<W: Write + ?Sized>(&self, shape: ViolationsShape, out: &mut W) -> fmt::Result {
        match shape {
            ViolationsShape::Map => self.write_map(out, "\"", " ", "\"", write_json_escaped),
            ViolationsShape::MapOfLists => self.write_map(out, "[", ",", "]", write_json_string),
            ViolationsShape::List => self.write_list(out, write_error),
            ViolationsShape::FieldViolations => self.write_list(out, write_field_violation),
        }
    }

    /// Writes a JSON object with one key for each invalid member of the request. The value of a key lists all messages
    /// of the member.
    fn write_map<W: Write + ?Sized>(
        &self,
        out: &mut W,
        open: &str,
        between: &str,
        close: &str,
        write: fn(&mut W, &str) -> fmt::Result,
    ) -> fmt::Result {
        out.write_str("{")?;
        for (index, first) in self.entries.iter().filter(|entry| entry.first).enumerate() {
            out.write_str(if index > 0 { "," } else { "" })?;
            write_key(&first.violation, out)?;
            out.write_str(":")?;
            out.write_str(open)?;
            write(out, &first.violation.message)?;
            let mut entry = first;
            while let Some(next) = entry.next.and_then(|next| self.entries.get(next)) {
                out.write_str(between)?;
                write(out, &next.violation.message)?;
                entry = next;
            }
            out.write_str(close)?;
        }
        out.write_str("}")
    }

    fn write_list<W: Write + ?Sized>(&self, out: &mut W, write: fn(&Violation, &mut W) -> fmt::Result) -> fmt::Result {
        out.write_str("[")?;
        for (index, violation) in self.iter().enumerate() {
            out.write_str(if index > 0 { "," } else { "" })?;
            write(violation, out)?;
        }
        out.write_str("]")
    }
}

fn write_key<W: Write + ?Sized>(violation: &Violation, out: &mut W) -> fmt::Result {
    out.write_str("\"")?;
    write!(Escaped(out), "{}", violation.key())?;
    out.write_str("\"")
}

fn write_error<W: Write + ?Sized>(violation: &Violation, out: &mut W) -> fmt::Result {
    write!(out, "{{\"pointer\":\"#{}\"", Fragment(&violation.pointer))?;
    write_member(out, ",\"code\":", violation.code())?;
    write_member(out, ",\"detail\":", Some(&violation.message))?;
    out.write_str("}")
}

fn write_field_violation<W: Write + ?Sized>(violation: &Violation, out: &mut W) -> fmt::Result {
    out.write_str("{\"field\":")?;
    write_key(violation, out)?;
    write_member(out, ",\"description\":", Some(&violation.message))?;
    write_member(out, ",\"reason\":", violation.code())?;
    out.write_str("}")
}

fn write_member<W: Write + ?Sized>(out: &mut W, key: &str, text: Option<&str>) -> fmt::Result {
    let Some(text) = text else { return Ok(()) };
    out.write_str(key)?;
    write_json_string(out, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use alloc::string::{String, ToString};

    fn json(violations: &Violations, shape: ViolationsShape) -> String {
        let mut out = String::new();
        violations.write_json(shape, &mut out).unwrap();
        out
    }

    #[test]
    fn each_shape() {
        let mut violations = Violations::new().with("email", "Bad \"@\"").with("/a/b", "Required.");
        violations.push("#/email", Some("too_long"), "Too long");
        for (shape, expected) in [
            (ViolationsShape::Map, r#"{"email":"Bad \"@\" Too long","a.b":"Required."}"#),
            (ViolationsShape::MapOfLists, r#"{"email":["Bad \"@\"","Too long"],"a.b":["Required."]}"#),
            (
                ViolationsShape::List,
                concat!(
                    r##"[{"pointer":"#/email","detail":"Bad \"@\""},{"pointer":"#/a/b","detail":"Required."},"##,
                    r##"{"pointer":"#/email","code":"too_long","detail":"Too long"}]"##
                ),
            ),
            (
                ViolationsShape::FieldViolations,
                concat!(
                    r#"[{"field":"email","description":"Bad \"@\""},{"field":"a.b","description":"Required."},"#,
                    r#"{"field":"email","description":"Too long","reason":"too_long"}]"#
                ),
            ),
        ] {
            assert_eq!(json(&violations, shape), expected);
        }
        assert_eq!(violations.to_string(), "email: Bad \"@\"; a.b: Required.; email: Too long");
        assert_eq!(json(&Violations::new(), ViolationsShape::Map), "{}");
        assert_eq!(json(&Violations::new(), ViolationsShape::List), "[]");
    }

    #[test]
    fn a_key_occurs_once() {
        let violations = Violations::new().with("/a/b", "1").with("/", "2").with("a.b", "3").with("", "4");
        let violations = violations.with("/a/b", "5").with("/a~1b~0~01", "6").with("/\"\n", "7");
        let expected = r#"{"a.b":["1","3","5"],"":["2","4"],"a/b~~1":["6"],"\"\n":["7"]}"#;
        assert_eq!(json(&violations, ViolationsShape::MapOfLists), expected);
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
            let expected = format!("[{{\"pointer\":\"{fragment}\",\"detail\":\"m\"}}]");
            assert_eq!(json(&violations, ViolationsShape::List), expected, "{member}");
        }
    }
}
