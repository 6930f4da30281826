use std::iter::successors;

use error_catalog::{Level, Middleware};

/// An event, as an error tracker such as Sentry takes it.
#[derive(Debug, PartialEq)]
pub struct Event {
    /// The tracker groups events with the same fingerprint.
    pub fingerprint: [String; 2],
    /// The title of the event.
    pub message: String,
    /// The sources of the error, nearest first.
    pub sources: Vec<String>,
    /// The place at which the source became an error of the catalog.
    pub location: Option<String>,
}

/// Sends each error with the level `error` to the tracker.
pub fn middleware<E>(send: impl Fn(Event) + Send + Sync + 'static) -> Middleware<E> {
    Middleware::new().observe(move |seen| {
        if seen.level() != Level::Error {
            return;
        }
        let code = seen.code().map_or_else(|| seen.status().to_string(), str::to_owned);
        let sources = successors(seen.source(), |&source| source.source());
        send(Event {
            fingerprint: [seen.catalog().to_owned(), code],
            message: seen.log_message(),
            sources: sources.take(32).map(ToString::to_string).collect(),
            location: seen.location().map(ToString::to_string),
        });
    })
}
