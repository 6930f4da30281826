//! Whether and how a client may retry.

use alloc::format;
use alloc::string::{String, ToString};
use core::time::Duration;

terms! {
    /// The strategy of a [`Retry`].
    Strategy {
        /// Do not retry: the same request would fail again.
        No = "no",
        /// Retry after the time that the response gives in `Retry-After`.
        After = "after",
        /// Retry with a delay that grows with each attempt.
        Backoff = "backoff",
    }
}

/// Whether and how a client may send the same request again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Retry {
    /// How the client should retry.
    pub strategy: Strategy,
    /// The delay before the first retry, in whole milliseconds, if the catalog gives a delay.
    pub base: Option<Duration>,
    /// The longest delay between two attempts, in whole milliseconds, if the catalog gives a limit.
    pub cap: Option<Duration>,
    /// The maximum number of attempts, including the first request, if the catalog gives a maximum.
    pub max_attempts: Option<u32>,
}

impl Retry {
    /// Creates a `Retry` that has a strategy, but no delays and no maximum number of attempts.
    #[must_use]
    pub const fn new(strategy: Strategy) -> Self {
        Self { strategy, base: None, cap: None, max_attempts: None }
    }

    /// Returns the default retry for an HTTP status.
    #[must_use]
    pub const fn from_status(status: u16) -> Self {
        Self::new(match status {
            429 | 503 => Strategy::After,
            408 | 500..=599 => Strategy::Backoff,
            _ => Strategy::No,
        })
    }

    /// The maximum number of attempts, as a phrase of a document.
    #[doc(hidden)]
    #[must_use]
    pub fn limit(self) -> Option<String> {
        let attempts = self.max_attempts?;
        Some(format!("at most {attempts} attempt{}", if attempts == 1 { "" } else { "s" }))
    }

    /// Bounds the value of a response header: `Retry-After` asks for at most `cap`, in whole seconds, rounded up.
    pub fn bound_header(self, name: &str, value: &mut String) {
        let Some(cap) = self.cap.filter(|_| name.eq_ignore_ascii_case("retry-after")) else { return };
        let most = whole_seconds(cap);
        if value.parse::<u64>().is_ok_and(|seconds| seconds > most) {
            *value = most.to_string();
        }
    }

    /// Whether a client should send the same request again.
    #[must_use]
    pub const fn is_retryable(self) -> bool {
        !matches!(self.strategy, Strategy::No)
    }
}

/// Returns a delay in whole seconds, rounded up so that a client never retries too early.
pub(crate) fn whole_seconds(delay: Duration) -> u64 {
    delay.as_secs().saturating_add(u64::from(delay.subsec_nanos() > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_retry_after_is_bounded() {
        for (cap, name, value, expected) in [
            (Some(30_000), "Retry-After", "31", "30"),
            (Some(30_000), "retry-after", "30", "30"),
            (Some(30_000), "Retry-After", "030", "030"),
            (Some(1_500), "Retry-After", "2", "2"),
            (Some(1_500), "Retry-After", "3", "2"),
            (Some(30_000), "Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT", "Fri, 31 Dec 1999 23:59:59 GMT"),
            (Some(30_000), "X-Limit", "60", "60"),
            (None, "Retry-After", "60", "60"),
        ] {
            let retry = Retry { cap: cap.map(Duration::from_millis), ..Retry::new(Strategy::After) };
            let mut bounded = String::from(value);
            retry.bound_header(name, &mut bounded);
            assert_eq!(bounded, expected, "{name}: {value}");
        }
    }
}
