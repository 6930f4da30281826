//! Writes values in the formats of slots.

use core::fmt::{self, Write};

use crate::escape::Escaped;
use crate::terms::{Casing, SlotFormat};
use crate::value::Value;

/// Writes a value in a format, as a JSON value. Most catalogs use no format, so this function is not part of the loop
/// over operations.
#[cold]
#[inline(never)]
pub(crate) fn write_json_as(value: &Value<'_>, format: SlotFormat, out: &mut dyn Write) -> fmt::Result {
    if value.is_absent() {
        return out.write_str("null");
    }
    out.write_str("\"")?;
    write_text_as(value, format, &mut Escaped(&mut *out))?;
    out.write_str("\"")
}

/// Writes a value in a format, as part of a JSON string.
#[cold]
#[inline(never)]
pub(crate) fn write_escaped_as(value: &Value<'_>, format: SlotFormat, out: &mut dyn Write) -> fmt::Result {
    write_text_as(value, format, &mut Escaped(out))
}

/// Writes a value in a format, as plain text.
#[cold]
#[inline(never)]
pub(crate) fn write_text_as(value: &Value<'_>, format: SlotFormat, out: &mut dyn Write) -> fmt::Result {
    match (format, value) {
        (SlotFormat::Lower, value) => value.write_text(&mut Recased { out, is_upper: false }),
        (SlotFormat::Upper, value) => value.write_text(&mut Recased { out, is_upper: true }),
        (format, Value::Str(text)) => match format.casing() {
            Some(casing) => write_words(text, casing, out),
            None => out.write_str(text),
        },
        (_, value) => value.write_text(out),
    }
}

/// Writes the words of a reason phrase in a casing.
pub(crate) fn write_words(text: &str, casing: Casing, out: &mut dyn Write) -> fmt::Result {
    let separator = match casing {
        Casing::Snake | Casing::ScreamingSnake => "_",
        Casing::Kebab => "-",
        Casing::Camel | Casing::Pascal => "",
    };
    for (index, word) in text.split(' ').enumerate() {
        out.write_str(if index > 0 { separator } else { "" })?;
        for (place, letter) in word.chars().enumerate() {
            let is_upper = match casing {
                Casing::Snake | Casing::Kebab => false,
                Casing::ScreamingSnake => true,
                Casing::Camel => place == 0 && index > 0,
                Casing::Pascal => place == 0,
            };
            out.write_char(if is_upper { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() })?;
        }
    }
    Ok(())
}

/// A writer that changes the case of ASCII letters.
struct Recased<'a> {
    out: &'a mut dyn Write,
    is_upper: bool,
}

impl Write for Recased<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let change = if self.is_upper { char::to_ascii_uppercase } else { char::to_ascii_lowercase };
        text.chars().try_for_each(|c| self.out.write_char(change(&c)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    #[test]
    fn a_name_has_each_case() {
        let code: &dyn fmt::Display = &"notFound";
        for (value, format, json) in [
            (Value::Str("Not Found"), SlotFormat::Snake, "\"not_found\""),
            (Value::Str("Not Found"), SlotFormat::Screaming, "\"NOT_FOUND\""),
            (Value::Str("Not Found"), SlotFormat::Kebab, "\"not-found\""),
            (Value::Str("Not Found"), SlotFormat::Camel, "\"notFound\""),
            (Value::Str("Not Found"), SlotFormat::Pascal, "\"NotFound\""),
            (Value::Display(code), SlotFormat::Lower, "\"notfound\""),
            (Value::Display(code), SlotFormat::Upper, "\"NOTFOUND\""),
            (Value::Str("a\"é"), SlotFormat::Upper, "\"A\\\"é\""),
            (Value::Absent, SlotFormat::Upper, "null"),
        ] {
            let mut out = String::new();
            write_json_as(&value, format, &mut out).unwrap();
            assert_eq!(out, json);
        }
    }
}
