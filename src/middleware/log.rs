//! The log events of middleware. Without the feature `tracing`, nothing is logged.

#[cfg(feature = "tracing")]
mod events {
    use alloc::string::String;
    use core::any::Any;

    use error_catalog_wire::Context;

    use crate::log::TARGET;
    pub(crate) use crate::log::log;
    use crate::log::parts::{Line, request_id};
    #[cfg(any(feature = "actix-web", feature = "poem", feature = "tower"))]
    use crate::middleware::rejection::Rejection;

    /// Logs a panic of the application.
    pub(crate) fn log_panic(panic: &(dyn Any + Send), context: &Context<'_>) {
        let message = match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
            (Some(message), _) => message,
            (_, Some(message)) => message.as_str(),
            _ => "no message",
        };
        tracing::event!(
            target: TARGET,
            tracing::Level::ERROR,
            "error.type" = "panic",
            request_id = request_id(context),
            "the application panicked: {}",
            Line(message),
        );
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
        if rejection.status() >= 500 { event!(ERROR) } else { event!(DEBUG) }
    }
}

#[cfg(not(feature = "tracing"))]
mod events {
    use core::any::Any;

    use error_catalog_wire::Context;

    #[cfg(any(feature = "actix-web", feature = "poem", feature = "tower"))]
    use crate::middleware::rejection::Rejection;
    use crate::row::Row;

    pub(crate) fn log(_: &dyn Row, _: &Context<'_>) {}

    pub(crate) fn log_panic(_: &(dyn Any + Send), _: &Context<'_>) {}

    #[cfg(any(feature = "actix-web", feature = "poem", feature = "tower"))]
    pub(crate) fn log_rejection(_: &Rejection<'_>, _: &Context<'_>) {}
}

pub(crate) use self::events::*;
