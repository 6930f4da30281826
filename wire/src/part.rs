//! The values of the slots of a violation.

use core::fmt::{self, Display, Write};

use crate::escape::{Escaped, write_json_string};
use crate::terms::ViolationPart;
use crate::value::{Encode, Value};
use crate::violations::{Fragment, Key, Violation, tokens};

/// A part of a violation, which writes itself.
#[derive(Clone, Copy)]
pub(crate) struct PartOf<'a>(pub(crate) &'a Violation, pub(crate) ViolationPart);

impl PartOf<'_> {
    /// Whether an optional member with this part is left out.
    pub(crate) fn is_absent(self) -> bool {
        let PartOf(violation, part) = self;
        match part {
            // A member without a name has the same dotted key as the whole request.
            ViolationPart::Field => matches!(violation.pointer(), "" | "/"),
            ViolationPart::Path | ViolationPart::Located => violation.pointer().is_empty(),
            ViolationPart::Pointer | ViolationPart::Fragment => {
                violation.pointer().is_empty() || !violation.is_in_body()
            }
            ViolationPart::Parameter => matches!(violation.pointer(), "" | "/") || violation.is_in_body(),
            ViolationPart::Location => false,
            ViolationPart::Detail => violation.message().is_empty(),
            ViolationPart::Title => violation.title().is_none(),
            ViolationPart::Code => violation.code().is_none(),
            ViolationPart::Params => violation.params().len() == 0,
        }
    }

    pub(crate) fn as_value(&self) -> Value<'_> {
        match self.text() {
            Some(text) => text.map_or(Value::Absent, Value::Str),
            None => Value::Other(self),
        }
    }

    /// The part, if the part is a text that the violation contains as it is. The outer `None` stands for other parts.
    fn text(&self) -> Option<Option<&str>> {
        let PartOf(violation, part) = self;
        Some(match part {
            ViolationPart::Pointer => Some(violation.pointer()),
            ViolationPart::Location => Some(violation.location()),
            ViolationPart::Detail => Some(violation.message()),
            ViolationPart::Title => violation.title(),
            ViolationPart::Code => violation.code(),
            _ => return None,
        })
    }
}

impl Encode for PartOf<'_> {
    fn encode_json(&self, out: &mut dyn Write) -> fmt::Result {
        let PartOf(violation, part) = self;
        match part {
            ViolationPart::Path | ViolationPart::Located => {
                out.write_str("[")?;
                let mut comma = "";
                if *part == ViolationPart::Located {
                    write_json_string(out, violation.location())?;
                    comma = ",";
                }
                for token in tokens(violation.pointer()) {
                    out.write_str(comma)?;
                    comma = ",";
                    if is_index(token) {
                        out.write_str(token)?;
                    } else {
                        write_quoted(out, &Key(token))?;
                    }
                }
                out.write_str("]")
            }
            ViolationPart::Params => {
                out.write_str("{")?;
                for (index, (name, value)) in violation.params().enumerate() {
                    out.write_str(if index > 0 { "," } else { "" })?;
                    write_json_string(out, name)?;
                    out.write_str(":")?;
                    value.write(out)?;
                }
                out.write_str("}")
            }
            ViolationPart::Fragment => write_quoted(out, &format_args!("#{}", Fragment(violation.pointer()))),
            _ => write_quoted(out, &Key(violation.pointer())),
        }
    }

    fn encode_text(&self, out: &mut dyn Write) -> fmt::Result {
        let PartOf(violation, part) = self;
        match part {
            ViolationPart::Fragment => write!(out, "#{}", Fragment(violation.pointer())),
            ViolationPart::Params => self.encode_json(out),
            ViolationPart::Located if violation.pointer().is_empty() => out.write_str(violation.location()),
            ViolationPart::Located => write!(out, "{}.{}", violation.location(), violation.key()),
            _ => write!(out, "{}", violation.key()),
        }
    }
}

fn write_quoted(out: &mut dyn Write, text: &dyn Display) -> fmt::Result {
    out.write_str("\"")?;
    write!(Escaped(&mut *out), "{text}")?;
    out.write_str("\"")
}

/// Whether a token is the index of an element. A longer number is a key: not every client could read it exactly.
fn is_index(token: &str) -> bool {
    let is_number = !token.is_empty() && token.len() < 16 && token.bytes().all(|byte| byte.is_ascii_digit());
    is_number && (token == "0" || !token.starts_with('0'))
}
