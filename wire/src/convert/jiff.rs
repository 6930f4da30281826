//! Times of the crate `jiff`.

use crate::timestamp::Timestamp;

const NANOS: i128 = 1_000_000_000;

/// Converts a time. A time before year 0 becomes the first moment of year 0.
impl From<::jiff::Timestamp> for Timestamp {
    fn from(time: ::jiff::Timestamp) -> Self {
        // The parts that jiff returns are both negative before the Unix epoch.
        let nanos = time.as_nanosecond();
        Self::from_unix(nanos.div_euclid(NANOS) as i64, nanos.rem_euclid(NANOS) as u32)
    }
}

/// Converts a time. A time in the last hours of year 9999 becomes [`Timestamp::MAX`](::jiff::Timestamp::MAX), because
/// the crate jiff has no later time.
impl From<Timestamp> for ::jiff::Timestamp {
    fn from(time: Timestamp) -> Self {
        let (seconds, nanos) = time.to_unix();
        Self::new(seconds, nanos as i32).unwrap_or(Self::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn a_time_keeps_its_text() {
        for text in ["1969-12-31T23:59:58.75Z", "1970-01-01T00:00:00Z", "2024-01-22T10:30:00.000000001Z"] {
            let time: ::jiff::Timestamp = text.parse().unwrap();
            assert_eq!(Timestamp::from(time).to_string(), text);
            assert_eq!(::jiff::Timestamp::from(Timestamp::from(time)), time);
        }
    }

    #[test]
    fn a_time_out_of_range_becomes_the_nearest_time() {
        assert_eq!(Timestamp::from(::jiff::Timestamp::MIN).to_string(), "0000-01-01T00:00:00Z");
        assert_eq!(::jiff::Timestamp::from(Timestamp::from_unix(i64::MAX, 0)), ::jiff::Timestamp::MAX);
        let first = Timestamp::from_unix(i64::MIN, 0);
        assert_eq!(Timestamp::from(::jiff::Timestamp::from(first)), first);
    }
}
