//! The log events of middleware. Without the feature `tracing`, nothing is logged.
//!
//! A subscriber belongs to the application. If the subscriber panics, the event is lost, but the response is not.

#[cfg(feature = "tracing")]
mod events {
    use error_catalog_wire::Context;

    use crate::log::TARGET;
    use crate::log::parts::{Line, request_id};
    #[cfg(any(feature = "actix-web", feature = "poem", feature = "tower"))]
    use crate::middleware::rejection::Rejection;
    use crate::panic::{Panic, catch};
    use crate::row::Row;

    /// Logs an error.
    pub(crate) fn log(error: &dyn Row, context: &Context<'_>) {
        drop(catch(|| crate::log::log(error, context)));
    }

    /// Logs a panic. `part` names the part of the application that panicked.
    pub(crate) fn log_panic(part: &str, panic: &Panic, context: &Context<'_>) {
        let event = || {
            tracing::event!(
                target: TARGET,
                tracing::Level::ERROR,
                "error.type" = "panic",
                request_id = request_id(context),
                "{part} panicked: {}",
                Line(panic.message()),
            );
        };
        drop(catch(event));
    }

    /// Logs a rejection. Middleware replaces the response of a rejection, and the new response does not contain the
    /// text of the rejection. A rejection without a text is not logged.
    #[cfg(any(feature = "actix-web", feature = "poem", feature = "tower"))]
    pub(crate) fn log_rejection(rejection: &Rejection<'_>, context: &Context<'_>) {
        if rejection.text().is_empty() {
            return;
        }
        macro_rules! event {
            ($level:ident) => {
                tracing::event!(
                    target: TARGET,
                    tracing::Level::$level,
                    "error.type" = "_OTHER",
                    "http.response.status_code" = rejection.status(),
                    request_id = request_id(context),
                    "rejection.cause" = rejection.cause().map(|cause| cause.as_str()),
                    "rejection.text" = %Line(rejection.text()),
                    "the request was rejected: {}",
                    Line(rejection.text()),
                )
            };
        }
        drop(catch(|| if rejection.status() >= 500 { event!(ERROR) } else { event!(DEBUG) }));
    }
}

#[cfg(not(feature = "tracing"))]
mod events {
    use error_catalog_wire::Context;

    #[cfg(any(feature = "actix-web", feature = "poem", feature = "tower"))]
    use crate::middleware::rejection::Rejection;
    use crate::panic::Panic;
    use crate::row::Row;

    pub(crate) fn log(_: &dyn Row, _: &Context<'_>) {}

    pub(crate) fn log_panic(_: &str, _: &Panic, _: &Context<'_>) {}

    #[cfg(any(feature = "actix-web", feature = "poem", feature = "tower"))]
    pub(crate) fn log_rejection(_: &Rejection<'_>, _: &Context<'_>) {}
}

pub(crate) use self::events::*;
