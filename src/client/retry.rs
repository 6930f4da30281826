//! Whether and when to send a request again.

use core::time::Duration;
use std::time::SystemTime;

use error_catalog_wire::{Retry, Strategy};

/// Advice on whether and when to send the same request again, from [`Received::retry`](crate::Received::retry).
///
/// | strategy | the wait after attempt *n* |
/// |---|---|
/// | [`Strategy::No`] | none: do not retry |
/// | [`Strategy::After`] | exactly the wait that the response asks for; if it asks for none, as for `Backoff` |
/// | [`Strategy::Backoff`] | random, from zero to the smaller of *cap* and *base* · 2ⁿ⁻¹ (full jitter), and at least the wait that the response asks for |
///
/// *base*, *cap* and the number of attempts come from the catalog. The defaults of these values are
/// [`BASE`](Self::BASE), [`CAP`](Self::CAP) and [`MAX_ATTEMPTS`](Self::MAX_ATTEMPTS). If the catalog gives a *cap*,
/// this *cap* also bounds the wait that the response asks for.
///
/// ```
/// # mod example {
/// #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
/// pub mod errors {}
/// # }
/// # use example::errors::Error;
/// use std::time::Duration;
///
/// use error_catalog::Received;
///
/// let retry = Received::<Error>::parse(503, [("Retry-After", "120")], b"").retry();
/// assert_eq!(retry.wait_after(1), Some(Duration::from_secs(120)));
///
/// let retry = Received::<Error>::parse(500, [("", ""); 0], b"").retry();
/// assert!(retry.wait_after(1) <= Some(Duration::from_millis(500)));
/// assert!(retry.wait_after(2) <= Some(Duration::from_secs(1)));
/// assert_eq!(retry.wait_after(4), None);
///
/// let retry = Received::<Error>::parse(404, [("", ""); 0], b"").retry();
/// assert_eq!(retry.wait_after(1), None);
/// ```
///
/// With the feature `backon`, an advice is a backoff of the crate backon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryAdvice {
    retry: Retry,
    after: Option<Duration>,
}

impl RetryAdvice {
    /// The longest wait after the first attempt, if the catalog has no `base`: half a second.
    pub const BASE: Duration = Duration::from_millis(500);
    /// The longest wait between two attempts, if the catalog has no `cap`: 30 seconds.
    pub const CAP: Duration = Duration::from_secs(30);
    /// The number of attempts, including the first attempt, if the catalog has no `max-attempts`: 4.
    pub const MAX_ATTEMPTS: u32 = 4;

    pub(super) const fn new(retry: Retry, after: Option<Duration>) -> Self {
        Self { retry, after }
    }

    /// The strategy that the client should follow.
    #[must_use]
    pub const fn strategy(self) -> Strategy {
        self.retry.strategy
    }

    /// Whether the client should send the same request again.
    #[must_use]
    pub const fn is_retryable(self) -> bool {
        self.retry.is_retryable()
    }

    /// The time to wait if this attempt has failed; `None` if there should be no further attempt. The first request is
    /// attempt 1.
    #[must_use]
    pub fn wait_after(self, attempt: u32) -> Option<Duration> {
        self.wait_after_with(attempt, fastrand::f64())
    }

    /// Does the same as [`wait_after`](Self::wait_after), but takes the random number, 0 to 1, as an argument. This
    /// function is for tests, and for other sources of randomness.
    #[must_use]
    pub fn wait_after_with(self, attempt: u32, random: f64) -> Option<Duration> {
        let Retry { strategy, base, cap, max_attempts, .. } = self.retry;
        if !self.is_retryable() || attempt >= max_attempts.unwrap_or(Self::MAX_ATTEMPTS) {
            return None;
        }
        let after = self.after.map(|after| after.min(cap.unwrap_or(after)));
        if let (Strategy::After, Some(after)) = (strategy, after) {
            return Some(after);
        }
        let growth = 2_u32.saturating_pow(attempt.saturating_sub(1));
        let most = base.unwrap_or(Self::BASE).saturating_mul(growth).min(cap.unwrap_or(Self::CAP)).min(LONGEST);
        let wait = if random.is_nan() { Duration::ZERO } else { most.mul_f64(random.clamp(0.0, 1.0)) };
        Some(wait.max(after.unwrap_or_default()))
    }
}

/// The advice of the catalog for an error, such as `Code::retry`, without a wait that a response asks for.
impl From<Retry> for RetryAdvice {
    fn from(retry: Retry) -> Self {
        Self::new(retry, None)
    }
}

/// The strategy [`Strategy::Backoff`], with the default *base*, *cap* and number of attempts.
impl Default for RetryAdvice {
    fn default() -> Self {
        Self::from(Retry::new(Strategy::Backoff))
    }
}

/// Waits are capped at a year, so that adding a wait to a time does not overflow.
const LONGEST: Duration = Duration::from_secs(366 * 24 * 60 * 60);

/// Parses a number of seconds. The number may have a fraction, and may end in `s`, as in Google's `RetryInfo`.
/// A slot in milliseconds ends in `ms`.
pub(super) fn parse_seconds(text: &str) -> Option<Duration> {
    if let Some(millis) = text.strip_suffix("ms").and_then(|millis| millis.parse().ok()) {
        return Some(Duration::from_millis(millis).min(LONGEST));
    }
    let text = text.strip_suffix('s').unwrap_or(text);
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // A wait that does not fit into a `Duration` is longer than a year.
    Some(Duration::try_from_secs_f64(text.parse().ok()?).unwrap_or(LONGEST).min(LONGEST))
}

/// Parses the wait that a `Retry-After` header asks for: a number of seconds, or a date ([RFC 9110, section
/// 10.2.3](https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)). The date is compared with the response's own
/// `Date`, or with the clock of this machine if the response has no `Date`. A date in the past means a wait of zero.
pub(super) fn parse_retry_after(value: &str, date: Option<&str>) -> Option<Duration> {
    let value = value.trim();
    parse_seconds(value).or_else(|| {
        let at = httpdate::parse_http_date(value).ok()?;
        let now = date.and_then(|date| httpdate::parse_http_date(date.trim()).ok()).unwrap_or_else(SystemTime::now);
        Some(at.duration_since(now).unwrap_or_default().min(LONGEST))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn advice(strategy: Strategy, cap: Option<u64>, attempts: Option<u32>, after: Option<u64>) -> RetryAdvice {
        let mut retry = Retry::new(strategy);
        retry.base = Some(Duration::from_secs(2));
        retry.cap = cap.map(Duration::from_secs);
        retry.max_attempts = attempts;
        RetryAdvice::new(retry, after.map(Duration::from_secs))
    }

    #[test]
    fn waits() {
        use Strategy::{After, Backoff, No};
        for (advice, attempt, random, seconds) in [
            (advice(No, None, None, Some(1)), 1, 1.0, None),
            (advice(After, None, None, Some(7)), 1, 0.0, Some(7.0)),
            (advice(After, None, None, Some(7)), 3, 1.0, Some(7.0)),
            (advice(After, None, None, Some(7)), 4, 1.0, None),
            (advice(After, Some(5), None, Some(7)), 1, 0.0, Some(5.0)),
            (advice(After, Some(9), None, Some(7)), 1, 0.0, Some(7.0)),
            (advice(Backoff, Some(5), None, Some(7)), 1, 0.0, Some(5.0)),
            (advice(After, None, None, None), 2, 0.5, Some(2.0)),
            (advice(Backoff, None, None, None), 1, 1.0, Some(2.0)),
            (advice(Backoff, None, None, None), 0, 1.0, Some(2.0)),
            (advice(Backoff, None, None, None), 1, 0.25, Some(0.5)),
            (advice(Backoff, None, None, None), 3, 1.0, Some(8.0)),
            (advice(Backoff, None, Some(9), None), 8, 1.0, Some(30.0)),
            (advice(Backoff, Some(5), Some(9), None), 8, 0.5, Some(2.5)),
            (advice(Backoff, None, Some(2), None), 2, 1.0, None),
            (advice(Backoff, None, Some(0), None), 1, 1.0, None),
            (advice(Backoff, None, None, Some(60)), 1, 0.5, Some(60.0)),
            (advice(Backoff, Some(u64::MAX), Some(u32::MAX), None), u32::MAX - 1, 1.0, Some(LONGEST.as_secs_f64())),
            (advice(Backoff, None, None, None), 2, f64::NAN, Some(0.0)),
            (advice(Backoff, None, None, None), 2, f64::INFINITY, Some(4.0)),
            (advice(Backoff, None, None, None), 2, -1.0, Some(0.0)),
        ] {
            let wait = advice.wait_after_with(attempt, random);
            assert_eq!(wait, seconds.map(Duration::from_secs_f64), "{advice:?}, {attempt}, {random}");
        }
    }

    #[test]
    fn random_waits_stay_between_nothing_and_the_most() {
        let waits: alloc::vec::Vec<Duration> =
            (0..1000).filter_map(|_| advice(Strategy::Backoff, None, None, None).wait_after(2)).collect();
        let (least, most) = (waits.iter().min().unwrap(), waits.iter().max().unwrap());
        assert!(*most < Duration::from_secs(4), "{most:?}");
        // Of a thousand waits, at least one is almost certainly in the lowest quarter, and at least one in the highest
        // quarter.
        assert!(*least < Duration::from_secs(1) && *most > Duration::from_secs(3), "{least:?} to {most:?}");
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let date = Some("Fri, 31 Dec 1999 23:59:29 GMT");
        for (value, seconds) in [
            ("0", Some(0.0)),
            ("120", Some(120.0)),
            (" 120\t", Some(120.0)),
            ("1.5", Some(1.5)),
            ("30s", Some(30.0)),
            ("99999999999999999999999999", Some(LONGEST.as_secs_f64())),
            ("Fri, 31 Dec 1999 23:59:59 GMT", Some(30.0)),
            ("Friday, 31-Dec-99 23:59:59 GMT", Some(30.0)),
            ("Fri Dec 31 23:59:59 1999", Some(30.0)),
            ("Fri, 31 Dec 1999 23:59:28 GMT", Some(0.0)),
            ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0.0)),
            ("Fri, 31 Dec 9999 23:59:59 GMT", Some(LONGEST.as_secs_f64())),
            ("-1", None),
            ("+1", None),
            ("inf", None),
            ("NaN", None),
            ("1e", None),
            ("soon", None),
            ("", None),
            ("Fri, 31 Dec 1999 23:59:59 CET", None),
        ] {
            let wait = parse_retry_after(value, date);
            assert_eq!(wait, seconds.map(Duration::from_secs_f64), "{value}");
        }
        assert_eq!(parse_retry_after("Fri, 31 Dec 1999 23:59:59 GMT", Some("today")), Some(Duration::ZERO));
        assert_eq!(parse_retry_after("Fri, 31 Dec 1999 23:59:59 GMT", None), Some(Duration::ZERO));
        let later = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(100));
        let wait = parse_retry_after(&later, None).unwrap();
        assert!(wait > Duration::from_secs(90) && wait <= Duration::from_secs(100), "{wait:?}");
    }
}
