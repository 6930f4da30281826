//! Times of the crate `time`.

use ::time::{Duration, OffsetDateTime};

use crate::timestamp::Timestamp;

/// Converts a time of any offset. A time before year 0 or after year 9999 becomes the nearest moment in that range.
impl From<OffsetDateTime> for Timestamp {
    fn from(time: OffsetDateTime) -> Self {
        Self::from_unix(time.unix_timestamp(), time.nanosecond())
    }
}

/// Converts a time into a time in UTC. The crate time has every time that a [`Timestamp`] can be.
impl From<Timestamp> for OffsetDateTime {
    fn from(time: Timestamp) -> Self {
        let (seconds, nanos) = time.to_unix();
        Self::UNIX_EPOCH.saturating_add(Duration::new(seconds, nanos as i32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::time::{Date, Month, Time, UtcOffset};
    use alloc::string::ToString;

    #[test]
    fn a_time_keeps_its_text() {
        for text in ["1969-12-31T23:59:58.75Z", "1970-01-01T00:00:00Z", "2024-01-22T10:30:00.000000001Z"] {
            let ours: Timestamp = text.parse().unwrap();
            let time = OffsetDateTime::from(ours);
            let (seconds, nanos) = ours.to_unix();
            assert_eq!(time.unix_timestamp_nanos(), i128::from(seconds) * 1_000_000_000 + i128::from(nanos));
            assert_eq!(Timestamp::from(time).to_string(), text);
        }
    }

    #[test]
    fn a_time_of_another_offset_is_in_utc() {
        let date = Date::from_calendar_date(2024, Month::January, 22).unwrap();
        let time = Time::from_hms_milli(11, 30, 0, 250).unwrap();
        let time = OffsetDateTime::new_in_offset(date, time, UtcOffset::from_hms(1, 0, 0).unwrap());
        assert_eq!(Timestamp::from(time).to_string(), "2024-01-22T10:30:00.25Z");
    }

    #[test]
    fn a_time_out_of_range_becomes_the_nearest_time() {
        let first = OffsetDateTime::new_utc(Date::MIN, Time::MIDNIGHT);
        assert_eq!(Timestamp::from(first).to_string(), "0000-01-01T00:00:00Z");
        for ours in [Timestamp::from_unix(i64::MIN, 0), Timestamp::from_unix(i64::MAX, 0)] {
            assert_eq!(Timestamp::from(OffsetDateTime::from(ours)), ours);
        }
    }
}
