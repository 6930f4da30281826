//! Writes values in the formats of slots.

use core::fmt::{self, Write};
use core::str;
use core::time::Duration;

use crate::escape::Escaped;
use crate::number::{write_signed, write_unsigned};
use crate::terms::{Casing, SlotFormat, whole_seconds};
use crate::timestamp::Timestamp;
use crate::value::Value;

/// Writes a value in a format, as a JSON value. Most catalogs use no format, so this function is not part of the loop
/// over operations.
#[cold]
#[inline(never)]
pub(crate) fn write_json_as(value: &Value<'_>, format: SlotFormat, out: &mut dyn Write) -> fmt::Result {
    if value.is_absent() {
        return out.write_str("null");
    }
    if let Some(number) = number_of(value, format) {
        return write_number(number, out);
    }
    out.write_str("\"")?;
    write_escaped_as(value, format, out)?;
    out.write_str("\"")
}

/// Writes a value in a format, as part of a JSON string.
#[cold]
#[inline(never)]
pub(crate) fn write_escaped_as(value: &Value<'_>, format: SlotFormat, out: &mut dyn Write) -> fmt::Result {
    write_text_as(value, format, &mut Escaped(out))
}

/// Writes a value in a format, as plain text. A value that does not fit the format is written without the format.
#[cold]
#[inline(never)]
pub(crate) fn write_text_as(value: &Value<'_>, format: SlotFormat, out: &mut dyn Write) -> fmt::Result {
    if let Some(number) = number_of(value, format) {
        return write_number(number, out);
    }
    let time = if format.is_time() { time_of(value) } else { None };
    match (format, time, value) {
        (SlotFormat::HttpDate, Some(time), _) => time.write_http_date(out),
        (SlotFormat::Rfc3339Ms, Some(time), _) => time.write_millis("Z", out),
        (SlotFormat::Rfc3339MsOffset, Some(time), _) => time.write_millis("+00:00", out),
        (SlotFormat::Lower, _, value) => value.write_text(&mut Recased { out, is_upper: false }),
        (SlotFormat::Upper, _, value) => value.write_text(&mut Recased { out, is_upper: true }),
        (format, _, Value::Str(text)) => match format.casing() {
            Some(casing) => write_words(text, casing, out),
            None => out.write_str(text),
        },
        (_, _, value) => value.write_text(out),
    }
}

/// The number that a time or a duration is in a format. A number of seconds is a duration, too.
fn number_of(value: &Value<'_>, format: SlotFormat) -> Option<i128> {
    let in_millis = |duration: Duration| duration.as_nanos().div_ceil(1_000_000).try_into().unwrap_or(i128::MAX);
    match (format, value) {
        (SlotFormat::Epoch, value) => Some(i128::from(time_of(value)?.to_unix().0)),
        (SlotFormat::EpochMs, value) => {
            let (seconds, nanos) = time_of(value)?.to_unix();
            Some(i128::from(seconds) * 1_000 + i128::from(nanos / 1_000_000))
        }
        (SlotFormat::Seconds, Value::Duration(duration)) => Some(i128::from(whole_seconds(*duration))),
        (SlotFormat::Seconds, Value::Unsigned(seconds)) => Some(i128::from(*seconds)),
        (SlotFormat::Milliseconds, Value::Duration(duration)) => Some(in_millis(*duration)),
        (SlotFormat::Milliseconds, Value::Unsigned(seconds)) => Some(i128::from(*seconds) * 1_000),
        _ => None,
    }
}

/// Writes a number that has at most 64 bits. A larger number becomes the largest such number.
fn write_number(number: i128, out: &mut dyn Write) -> fmt::Result {
    if number < 0 {
        return write_signed(out, i64::try_from(number).unwrap_or(i64::MIN));
    }
    write_unsigned(out, u64::try_from(number).unwrap_or(u64::MAX))
}

/// The time that a value is. An application's own type may display a time in the format of RFC 3339.
fn time_of(value: &Value<'_>) -> Option<Timestamp> {
    match value {
        Value::Timestamp(time) => Some(*time),
        Value::Str(text) => text.parse().ok(),
        Value::Display(_) | Value::Other(_) => {
            let mut text = ShortText { bytes: [0; 64], len: 0 };
            value.write_text(&mut text).ok()?;
            str::from_utf8(text.bytes.get(..text.len)?).ok()?.parse().ok()
        }
        _ => None,
    }
}

/// A text of at most 64 bytes.
struct ShortText {
    bytes: [u8; 64],
    len: usize,
}

impl Write for ShortText {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.len + text.len();
        self.bytes.get_mut(self.len..end).ok_or(fmt::Error)?.copy_from_slice(text.as_bytes());
        self.len = end;
        Ok(())
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
            assert_eq!(to_json(value, format), json);
        }
    }

    fn to_json(value: Value<'_>, format: SlotFormat) -> String {
        let mut out = String::new();
        write_json_as(&value, format, &mut out).unwrap();
        out
    }

    #[test]
    fn a_time_has_each_format() {
        let time = |text: &str| Value::Timestamp(text.parse().unwrap());
        let (odd, long): (&dyn fmt::Display, &dyn fmt::Display) = (&"1970-01-01T00:00:01.5Z", &"x".repeat(65));
        for (value, format, json) in [
            (time("1994-11-06T08:49:37.999Z"), SlotFormat::HttpDate, "\"Sun, 06 Nov 1994 08:49:37 GMT\""),
            (time("2000-02-29T23:59:59Z"), SlotFormat::HttpDate, "\"Tue, 29 Feb 2000 23:59:59 GMT\""),
            (time("0000-01-01T00:00:00Z"), SlotFormat::HttpDate, "\"Sat, 01 Jan 0000 00:00:00 GMT\""),
            (time("9999-12-31T23:59:59.9Z"), SlotFormat::HttpDate, "\"Fri, 31 Dec 9999 23:59:59 GMT\""),
            (time("1970-01-01T00:00:01.999Z"), SlotFormat::Epoch, "1"),
            (time("1969-12-31T23:59:59.5Z"), SlotFormat::Epoch, "-1"),
            (time("1969-12-31T23:59:59.5Z"), SlotFormat::EpochMs, "-500"),
            (time("9999-12-31T23:59:59.999999999Z"), SlotFormat::EpochMs, "253402300799999"),
            (time("2024-01-22T10:30:00Z"), SlotFormat::Rfc3339Ms, "\"2024-01-22T10:30:00.000Z\""),
            (time("1969-12-31T23:59:59.9999Z"), SlotFormat::Rfc3339MsOffset, "\"1969-12-31T23:59:59.999+00:00\""),
            (Value::Str("1970-01-01T00:00:02Z"), SlotFormat::Epoch, "2"),
            (Value::Display(odd), SlotFormat::EpochMs, "1500"),
            (Value::Str("to\"day"), SlotFormat::Epoch, "\"to\\\"day\""),
            (Value::Str("today"), SlotFormat::HttpDate, "\"today\""),
            (Value::Unsigned(7), SlotFormat::Rfc3339Ms, "\"7\""),
            (Value::Absent, SlotFormat::Epoch, "null"),
        ] {
            assert_eq!(to_json(value, format), json);
        }
        assert_eq!(to_json(Value::Display(long), SlotFormat::Epoch).len(), 67);
    }

    #[test]
    fn a_duration_is_rounded_up() {
        for (duration, seconds, millis) in [
            (Duration::ZERO, "0", "0"),
            (Duration::from_nanos(1), "1", "1"),
            (Duration::from_millis(1_500), "2", "1500"),
            (Duration::new(1, 1), "2", "1001"),
            (Duration::MAX, "18446744073709551615", "18446744073709551615"),
        ] {
            assert_eq!(to_json(Value::Duration(duration), SlotFormat::Seconds), seconds);
            assert_eq!(to_json(Value::Duration(duration), SlotFormat::Milliseconds), millis);
        }
        assert_eq!(to_json(Value::Unsigned(2), SlotFormat::Seconds), "2");
        assert_eq!(to_json(Value::Unsigned(2), SlotFormat::Milliseconds), "2000");
        assert_eq!(to_json(Value::Unsigned(u64::MAX), SlotFormat::Milliseconds), "18446744073709551615");
    }
}
