//! The client that delivers events. It stands in for an HTTP client: the name of a host decides what happens.

use std::time::Duration;

/// The reason why an event was not delivered.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("connection refused")]
    Refused,
    #[error("the receiver answered with status {0}")]
    Status(u16),
}

/// Delivers an event to a host.
pub(crate) async fn post(host: &str, _event: &str) -> Result<(), Error> {
    match host.split('.').next() {
        Some("down") => Err(Error::Refused),
        Some("broken") => Err(Error::Status(500)),
        Some("slow") => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            Ok(())
        }
        _ => Ok(()),
    }
}
