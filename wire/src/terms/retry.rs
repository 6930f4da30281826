//! Whether and how a client may retry.

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
    /// Creates a `Retry` that has a strategy, but no delays and no maximum of attempts.
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

    /// Whether a client should send the same request again.
    #[must_use]
    pub const fn is_retryable(self) -> bool {
        !matches!(self.strategy, Strategy::No)
    }
}
