//! Slack: <https://api.slack.com/web#responses>.

use std::time::Duration;

use self::errors::Error;
use crate::Case;

#[error_catalog::error_catalog("slack/errors.toml")]
pub mod errors {}

/// The documented responses.
#[must_use]
pub fn cases() -> Vec<Case<Error>> {
    vec![
        Case::new("invalid_auth", Error::invalid_auth()),
        Case::new("channel_not_found", Error::channel_not_found()),
        Case::new("missing_scope", Error::missing_scope("chat:write:bot", "identify")),
        Case::new("ratelimited", Error::ratelimited(Duration::from_secs(30))),
    ]
}
