//! Times in the format of RFC 3339.

use alloc::string::ToString;
use core::fmt::{self, Display, Write};
use core::str::FromStr;

use crate::json::Json;

/// A moment in time in UTC, displayed as [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339) defines it:
/// `2024-01-22T10:30:00Z`, with a fraction of a second only if the fraction is not zero.
///
/// ```
/// use error_catalog_wire::Timestamp;
///
/// let time: Timestamp = "2024-01-22T11:30:00.250+01:00".parse()?;
/// assert_eq!(time.to_string(), "2024-01-22T10:30:00.25Z");
/// assert_eq!(Timestamp::from_unix(0, 0).to_string(), "1970-01-01T00:00:00Z");
/// # Ok::<(), error_catalog_wire::ParseTimestampError>(())
/// ```
///
/// With the feature `std`, a `Timestamp` can also be created from a
/// [`SystemTime`](https://doc.rust-lang.org/std/time/struct.SystemTime.html).
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    seconds: i64,
    nanos: u32,
}

/// The range of RFC 3339, relative to the Unix epoch: the first second of year 0 and the last second of year 9999.
const FIRST: i64 = -62_167_219_200;
const LAST: i64 = 253_402_300_799;

impl Timestamp {
    /// Creates the moment this many seconds and nanoseconds after the Unix epoch. A moment before year 0 or after year
    /// 9999 becomes the nearest moment in that range.
    #[must_use]
    pub const fn from_unix(seconds: i64, nanos: u32) -> Self {
        match seconds {
            ..FIRST => Self { seconds: FIRST, nanos: 0 },
            FIRST..=LAST => Self { seconds, nanos: if nanos > 999_999_999 { 999_999_999 } else { nanos } },
            _ => Self { seconds: LAST, nanos: 999_999_999 },
        }
    }

    /// Returns the seconds since the Unix epoch, and the nanoseconds within the last second.
    #[must_use]
    pub const fn to_unix(self) -> (i64, u32) {
        (self.seconds, self.nanos)
    }
}

/// Converts a time, with the feature `std`. A time before year 0 or after year 9999 becomes the nearest moment in that
/// range.
#[cfg(feature = "std")]
impl From<std::time::SystemTime> for Timestamp {
    fn from(time: std::time::SystemTime) -> Self {
        let seconds = |since: core::time::Duration| i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
        match time.duration_since(std::time::UNIX_EPOCH) {
            Ok(since) => Self::from_unix(seconds(since), since.subsec_nanos()),
            Err(before) => match (seconds(before.duration()), before.duration().subsec_nanos()) {
                (seconds, 0) => Self::from_unix(-seconds, 0),
                (seconds, nanos) => Self::from_unix(-seconds - 1, 1_000_000_000 - nanos),
            },
        }
    }
}

// Dates are counted in 400-year eras of 146,097 days. Years start on March 1st, so that a leap day is the last day of a
// year.

fn days_to_date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (era * 400 + year_of_era + i64::from(month < 3), month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

fn date_to_days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month < 3);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

impl Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Parts { year, month, day, hour, minute, second, .. } = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")?;
        let (mut fraction, mut width) = (self.nanos, 9);
        if fraction > 0 {
            while fraction % 10 == 0 {
                (fraction, width) = (fraction / 10, width - 1);
            }
            write!(f, ".{fraction:0width$}")?;
        }
        f.write_str("Z")
    }
}

impl Timestamp {
    /// Writes the time with a fraction of three digits, rounded down, and with an offset.
    pub(crate) fn write_millis(self, offset: &str, out: &mut dyn Write) -> fmt::Result {
        let Parts { year, month, day, hour, minute, second, .. } = self.parts();
        let millis = self.nanos / 1_000_000;
        write!(out, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}{offset}")
    }

    /// Writes the time as an HTTP date, such as `Sun, 06 Nov 1994 08:49:37 GMT`. The fraction is left out.
    pub(crate) fn write_http_date(self, out: &mut dyn Write) -> fmt::Result {
        const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let Parts { year, month, day, hour, minute, second, weekday } = self.parts();
        let weekday = DAYS.get(weekday as usize).copied().unwrap_or_default();
        let month = MONTHS.get(month as usize - 1).copied().unwrap_or_default();
        write!(out, "{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
    }

    fn parts(self) -> Parts {
        let days = self.seconds.div_euclid(86_400);
        let (year, month, day) = days_to_date(days);
        let second = self.seconds.rem_euclid(86_400);
        // January 1st, 1970 was a Thursday.
        let weekday = (days + 4).rem_euclid(7);
        Parts { year, month, day, hour: second / 3_600, minute: second / 60 % 60, second: second % 60, weekday }
    }
}

/// The parts of a time in UTC. A weekday is counted from Sunday.
struct Parts {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    weekday: i64,
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

/// The error that parsing returns for a text that is not an RFC 3339 date and time with an offset from UTC.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ParseTimestampError(());

impl Display for ParseTimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an RFC 3339 time, such as 2024-01-22T10:30:00Z")
    }
}

impl core::error::Error for ParseTimestampError {}

impl FromStr for Timestamp {
    type Err = ParseTimestampError;

    /// Parses an RFC 3339 `date-time`. Digits of the fraction after the ninth are dropped. A leap second counts as the
    /// second that follows it.
    fn from_str(text: &str) -> Result<Self, ParseTimestampError> {
        parse(text.as_bytes()).ok_or(ParseTimestampError(()))
    }
}

fn parse(text: &[u8]) -> Option<Timestamp> {
    let (date, rest) = text.split_at_checked(19)?;
    let &[b'0'..=b'9', _, _, _, b'-', _, _, b'-', _, _, b'T' | b't' | b' ', _, _, b':', _, _, b':', _, _] = date else {
        return None;
    };
    let [year, month, day] = [number(&date[..4])?, number(&date[5..7])?, number(&date[8..10])?];
    let [hour, minute, second] = [number(&date[11..13])?, number(&date[14..16])?, number(&date[17..])?];
    let (nanos, offset) = match rest.strip_prefix(b".") {
        Some(rest) => {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let shown = &rest[..digits.min(9)];
            (number(shown)? * 10_i64.pow(9 - shown.len() as u32), &rest[digits..])
        }
        None => (0, rest),
    };
    let offset = match *offset {
        [b'Z' | b'z'] => 0,
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (number(&[h1, h2])?, number(&[m1, m2])?);
            let offset = if hours < 24 && minutes < 60 { hours * 3_600 + minutes * 60 } else { return None };
            if sign == b'-' { -offset } else { offset }
        }
        _ => return None,
    };
    let days = date_to_days(year, month, day);
    let valid = days_to_date(days) == (year, month, day) && hour < 24 && minute < 60 && second < 61;
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset;
    valid.then(|| Timestamp::from_unix(seconds, nanos as u32))
}

fn number(digits: &[u8]) -> Option<i64> {
    let valid = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    valid.then(|| digits.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0')))
}

impl From<Timestamp> for Json {
    fn from(time: Timestamp) -> Self {
        Self::String(time.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{format, string::ToString};

    #[test]
    fn reads_and_writes() {
        for (text, seconds, shown) in [
            ("2024-01-22T10:30:00Z", 1_705_919_400, "2024-01-22T10:30:00Z"),
            ("2000-02-29t23:59:59.5z", 951_868_799, "2000-02-29T23:59:59.5Z"),
            ("1969-12-31 23:59:59-00:01", 59, "1970-01-01T00:00:59Z"),
            ("1970-01-02T00:00:00+23:59", 60, "1970-01-01T00:01:00Z"),
            ("1970-01-01T00:00:00-01:30", 5_400, "1970-01-01T01:30:00Z"),
            ("2016-12-31T23:59:60Z", 1_483_228_800, "2017-01-01T00:00:00Z"),
            ("0000-01-01T00:00:00Z", FIRST, "0000-01-01T00:00:00Z"),
            ("9999-12-31T23:59:59.9999999999Z", LAST, "9999-12-31T23:59:59.999999999Z"),
        ] {
            let time: Timestamp = text.parse().unwrap();
            assert_eq!((time.to_unix().0, time.to_string().as_str()), (seconds, shown), "{text}");
            assert_eq!(format!("{time:?}"), shown);
        }
    }

    #[test]
    fn is_in_the_range_of_rfc_3339() {
        let most = 999_999_999;
        for ((seconds, nanos), expected) in [
            ((FIRST, 0), (FIRST, 0)),
            ((FIRST - 1, most), (FIRST, 0)),
            ((LAST, most), (LAST, most)),
            ((LAST + 1, 0), (LAST, most)),
            ((0, most - 1), (0, most - 1)),
            ((0, most + 1), (0, most)),
        ] {
            assert_eq!(Timestamp::from_unix(seconds, nanos).to_unix(), expected, "{seconds} {nanos}");
        }
    }

    /// Counts the days of 800 years one by one, with the rules of the Gregorian calendar.
    #[test]
    fn every_day_has_its_date() {
        let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let mut days = date_to_days(1_600, 1, 1);
        assert_eq!(days, -135_140);
        for year in 1_600..2_400 {
            let february = if is_leap(year) { 29 } else { 28 };
            for (month, length) in (1..).zip([31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
                for day in 1..=length {
                    assert_eq!((days_to_date(days), date_to_days(year, month, day)), ((year, month, day), days));
                    days += 1;
                }
            }
        }
    }

    #[cfg(feature = "std")]
    #[test]
    fn is_a_clocks_time() {
        use std::time::{Duration, UNIX_EPOCH};

        for (milliseconds, shown) in [(1_500, "1970-01-01T00:00:01.5Z"), (0, "1970-01-01T00:00:00Z")] {
            assert_eq!(Timestamp::from(UNIX_EPOCH + Duration::from_millis(milliseconds)).to_string(), shown);
        }
        for (milliseconds, shown) in [(2_000, "1969-12-31T23:59:58Z"), (1_250, "1969-12-31T23:59:58.75Z")] {
            assert_eq!(Timestamp::from(UNIX_EPOCH - Duration::from_millis(milliseconds)).to_string(), shown);
        }
    }

    #[test]
    fn refuses_what_is_not_a_time() {
        for text in [
            "",
            "2024-01-22",
            "2024-01-22T10:30:00",
            "2024-02-30T10:30:00Z",
            "2024-13-01T10:30:00Z",
            "2023-02-29T00:00:00Z",
            "2024-01-22T24:00:00Z",
            "2024-01-22T10:60:00Z",
            "2024-01-22T10:30:61Z",
            "2024-01-22T10:30:00.Z",
            "2024-01-22T10:30:00+24:00",
            "2024-01-22T10:30:00+00:60",
            "2024-01-22T10:30:00Zé",
            "+024-01-22T10:30:00Z",
        ] {
            assert_eq!(text.parse::<Timestamp>(), Err(ParseTimestampError(())), "{text}");
        }
        assert_eq!(ParseTimestampError(()).to_string(), "not an RFC 3339 time, such as 2024-01-22T10:30:00Z");
    }
}
