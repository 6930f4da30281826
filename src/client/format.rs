//! Times and durations in the formats of slots.

use alloc::format;
use alloc::string::{String, ToString};

use error_catalog_wire::{SlotFormat, Timestamp};

use super::template::OpenSlot;

impl OpenSlot {
    /// How much of a value the format drops. If a response has a value in several formats, the client takes the value
    /// with the lowest rank.
    pub(super) const fn rank(self) -> u8 {
        match self.format {
            Some(SlotFormat::Milliseconds) => 0,
            None | Some(SlotFormat::Seconds) => 1,
            Some(SlotFormat::EpochMs | SlotFormat::Rfc3339Ms | SlotFormat::Rfc3339MsOffset) => 2,
            Some(_) => 3,
        }
    }
}

/// Converts a text in a format into the text of the value without a format: RFC 3339 for a time, and a number of
/// seconds, or of milliseconds with the unit `ms`, for a duration. `None` if the text is right already, or not a value
/// in this format.
pub(super) fn convert(text: &str, format: SlotFormat) -> Option<String> {
    let whole = |text: &str| text.parse::<i64>().ok();
    let time = match format {
        SlotFormat::Epoch => Timestamp::from_unix(whole(text)?, 0),
        SlotFormat::EpochMs => {
            let millis = whole(text)?;
            Timestamp::from_unix(millis.div_euclid(1_000), millis.rem_euclid(1_000) as u32 * 1_000_000)
        }
        SlotFormat::HttpDate => httpdate::parse_http_date(text).ok()?.into(),
        SlotFormat::Milliseconds => {
            let millis: u64 = text.parse().ok()?;
            if millis == u64::MAX {
                // The encoder writes this number for every duration that is too long, so no duration is known.
                return Some(String::new());
            }
            return Some(if millis % 1_000 == 0 { (millis / 1_000).to_string() } else { format!("{millis}ms") });
        }
        _ => return None,
    };
    Some(time.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_loses_its_format() {
        for (text, format, expected) in [
            ("0", SlotFormat::Epoch, Some("1970-01-01T00:00:00Z")),
            ("-1", SlotFormat::Epoch, Some("1969-12-31T23:59:59Z")),
            ("9223372036854775807", SlotFormat::Epoch, Some("9999-12-31T23:59:59.999999999Z")),
            ("-500", SlotFormat::EpochMs, Some("1969-12-31T23:59:59.5Z")),
            ("-9223372036854775808", SlotFormat::EpochMs, Some("0000-01-01T00:00:00Z")),
            ("1.5", SlotFormat::Epoch, None),
            ("", SlotFormat::EpochMs, None),
            ("Sun, 06 Nov 1994 08:49:37 GMT", SlotFormat::HttpDate, Some("1994-11-06T08:49:37Z")),
            ("yesterday", SlotFormat::HttpDate, None),
            ("1994-11-06T08:49:37.123+00:00", SlotFormat::Rfc3339MsOffset, None),
            ("1500", SlotFormat::Milliseconds, Some("1500ms")),
            ("2000", SlotFormat::Milliseconds, Some("2")),
            ("18446744073709551615", SlotFormat::Milliseconds, Some("")),
            ("-1", SlotFormat::Milliseconds, None),
            ("2", SlotFormat::Seconds, None),
        ] {
            assert_eq!(convert(text, format).as_deref(), expected, "{text}");
        }
    }
}
