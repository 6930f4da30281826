//! Times of the crate `chrono`.

use ::chrono::{DateTime, TimeZone, Utc};

use crate::timestamp::Timestamp;

const NANOS: u32 = 1_000_000_000;

/// Converts a time of any time zone. A time before year 0 or after year 9999 becomes the nearest moment in that range.
/// A leap second becomes the second that follows it.
impl<Z: TimeZone> From<DateTime<Z>> for Timestamp {
    fn from(time: DateTime<Z>) -> Self {
        // In a leap second, chrono returns more than a second of nanoseconds.
        let nanos = time.timestamp_subsec_nanos();
        Self::from_unix(time.timestamp() + i64::from(nanos / NANOS), nanos % NANOS)
    }
}

/// Converts a time. The crate chrono has every time that a [`Timestamp`] can be.
impl From<Timestamp> for DateTime<Utc> {
    fn from(time: Timestamp) -> Self {
        let (seconds, nanos) = time.to_unix();
        DateTime::from_timestamp(seconds, nanos).unwrap_or(Self::MAX_UTC)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::chrono::FixedOffset;
    use alloc::string::ToString;

    #[test]
    fn a_time_keeps_its_text() {
        for text in ["1969-12-31T23:59:58.75Z", "1970-01-01T00:00:00Z", "2024-01-22T10:30:00.000000001Z"] {
            let time: DateTime<Utc> = text.parse().unwrap();
            assert_eq!(Timestamp::from(time).to_string(), text);
            assert_eq!(DateTime::<Utc>::from(Timestamp::from(time)), time);
        }
    }

    #[test]
    fn a_time_of_another_zone_is_in_utc() {
        let time: DateTime<FixedOffset> = "2024-01-22T11:30:00+01:00".parse().unwrap();
        assert_eq!(Timestamp::from(time).to_string(), "2024-01-22T10:30:00Z");
    }

    #[test]
    fn a_leap_second_is_the_second_that_follows() {
        let text = "2016-12-31T23:59:60.5Z";
        let time: DateTime<Utc> = text.parse().unwrap();
        assert_eq!(Timestamp::from(time), text.parse().unwrap());
        assert_eq!(Timestamp::from(time).to_string(), "2017-01-01T00:00:00.5Z");
    }

    #[test]
    fn a_time_out_of_range_becomes_the_nearest_time() {
        for (time, ours) in [(DateTime::<Utc>::MIN_UTC, i64::MIN), (DateTime::<Utc>::MAX_UTC, i64::MAX)] {
            let ours = Timestamp::from_unix(ours, 0);
            assert_eq!(Timestamp::from(time), ours);
            assert_eq!(Timestamp::from(DateTime::<Utc>::from(ours)), ours);
        }
    }
}
