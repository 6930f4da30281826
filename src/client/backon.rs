//! [`RetryAdvice`] as a backoff of the crate `backon`.

use core::time::Duration;

use backon::BackoffBuilder;

use super::{Received, RetryAdvice};
use crate::error::CatalogError;

/// With the feature `backon`, an advice is a backoff, whose waits are those of [`wait_after`](RetryAdvice::wait_after).
impl BackoffBuilder for RetryAdvice {
    type Backoff = Waits;

    fn build(self) -> Waits {
        Waits { advice: self, attempt: 0 }
    }
}

/// The waits of an advice, one after each attempt.
#[derive(Debug)]
pub struct Waits {
    advice: RetryAdvice,
    attempt: u32,
}

impl Iterator for Waits {
    type Item = Duration;

    fn next(&mut self) -> Option<Duration> {
        self.attempt = self.attempt.saturating_add(1);
        self.advice.wait_after(self.attempt)
    }
}

impl RetryAdvice {
    /// Returns a function for `adjust` of backon, with the feature `backon`. The function replaces each wait of the
    /// backoff by the wait that the received response asks for, and stops if the response advises no retry.
    ///
    /// ```
    /// # mod example {
    /// #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
    /// pub mod errors {}
    /// # }
    /// # use example::errors::Error;
    /// use std::future::ready;
    /// use std::time::Duration;
    ///
    /// use backon::Retryable;
    /// use error_catalog::{Received, RetryAdvice};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let mut responses = [(503, "7"), (404, "")].into_iter();
    /// let request = || {
    ///     let (status, retry_after) = responses.next().unwrap();
    ///     ready(Err::<(), _>(Received::<Error>::parse(status, [("Retry-After", retry_after)], b"")))
    /// };
    ///
    /// let mut waits = Vec::new();
    /// let result = request
    ///     .retry(RetryAdvice::default())
    ///     .adjust(RetryAdvice::follow())
    ///     .notify(|_, wait| waits.push(wait))
    ///     .sleep(|_| ready(()))
    ///     .await;
    ///
    /// assert_eq!(result.unwrap_err().status(), 404);
    /// assert_eq!(waits, [Duration::from_secs(7)]);
    /// # }
    /// ```
    pub fn follow<E: CatalogError>() -> impl FnMut(&Received<E>, Option<Duration>) -> Option<Duration> {
        let mut attempt = 0_u32;
        move |received, _| {
            attempt = attempt.saturating_add(1);
            received.retry().wait_after(attempt)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use error_catalog_wire::{Retry, Strategy};

    #[test]
    fn an_advice_has_a_wait_after_each_attempt_except_the_last() {
        let mut retry = Retry::new(Strategy::After);
        for (attempts, waits) in [(None, 3), (Some(1), 0), (Some(6), 5)] {
            retry.max_attempts = attempts;
            let advice = RetryAdvice::new(retry, Some(Duration::from_secs(7)));
            assert!(advice.build().eq([Duration::from_secs(7); 5].into_iter().take(waits)), "{attempts:?}");
        }
        assert_eq!(RetryAdvice::from(Retry::new(Strategy::No)).build().next(), None);
    }
}
