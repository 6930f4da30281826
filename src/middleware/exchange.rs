//! A request and its response, as middleware sees them.

#[cfg(any(feature = "actix-web", feature = "poem"))]
use alloc::string::String;
use alloc::sync::Arc;
use core::cell::Cell;
#[cfg(any(feature = "actix-web", feature = "poem"))]
use core::fmt::{Display, Write};
#[cfg(any(feature = "actix-web", feature = "poem"))]
use core::mem::take;

use error_catalog_wire::{Context, OwnedContext};

use super::log::{log, log_panic};
use super::seen::{Kind, Seen};
use super::subject::Subject;
use crate::panic::catch;

std::thread_local! {
    /// Whether this thread is reporting an error.
    static IS_REPORTING: Cell<bool> = const { Cell::new(false) };
}

/// What the middleware knows about a request while it waits for the response.
#[derive(Clone, Default)]
pub(crate) struct Exchange {
    pub(crate) context: OwnedContext,
    pub(crate) observer: Option<Observer>,
    /// The method, or `_OTHER` if the method is unknown or if there is no observer.
    pub(crate) method: &'static str,
    /// The pattern of the route that the request matched, if there is an observer.
    pub(crate) route: Option<Arc<str>>,
}

/// The function of an application that sees each error response. Middleware puts the observer into the extensions of a
/// request, so that an inner middleware without an observer uses the observer of the outer middleware.
#[derive(Clone)]
pub(crate) struct Observer(pub(crate) Arc<dyn Fn(&Seen<'_>) + Send + Sync>);

impl Exchange {
    /// Logs the error of a response, and shows the response to the observer. This happens once for each response.
    ///
    /// An observer can convert an error into a gRPC status, for example to learn its code. That conversion is not
    /// reported: it would call the observer again, without end.
    pub(crate) fn report(&self, subject: Subject<'_>, kind: Kind, context: &Context<'_>) {
        let set_reporting = |is_reporting| IS_REPORTING.try_with(|cell| cell.replace(is_reporting));
        if set_reporting(true) != Ok(true) {
            self.log_and_observe(subject, kind, context);
            let _ = set_reporting(false);
        }
    }

    fn log_and_observe(&self, subject: Subject<'_>, kind: Kind, context: &Context<'_>) {
        log(subject.row, context);
        let Some(Observer(observe)) = &self.observer else { return };
        let seen = Seen::new(subject, kind, self.method, self.route.as_deref());
        if let Err(panic) = catch(|| observe(&seen)) {
            log_panic("the observer", &panic, context);
        }
    }

    /// Returns the text of an error that is not in the catalog. If its `Display` panics, only the log says so, because
    /// a response can contain the text.
    #[cfg(any(feature = "actix-web", feature = "poem"))]
    pub(crate) fn text_of(&self, error: &dyn Display) -> String {
        let mut text = String::new();
        // Writing to a `String` does not fail, but the error's own `Display` might. The text before that is kept.
        if let Err(panic) = catch(|| _ = write!(text, "{error}")) {
            text.clear();
            log_panic("the `Display` of an error", &panic, &self.context.as_context());
        }
        text
    }

    /// Gives precedence to the context that a handler has made, if there is one.
    #[cfg(any(feature = "actix-web", feature = "poem"))]
    pub(crate) fn prefer(&mut self, own: Option<&OwnedContext>) {
        if let Some(own) = own {
            self.context = own.clone().or(take(&mut self.context));
        }
    }

    /// Sets the pattern of the route, if an observer needs the pattern and the pattern is known.
    #[cfg(any(feature = "actix-web", feature = "axum", feature = "poem", feature = "tonic"))]
    pub(crate) fn set_route<R: Into<Arc<str>>>(&mut self, route: impl FnOnce() -> Option<R>) {
        if let Some(route) = self.observer.as_ref().and_then(|_| route()) {
            self.route = Some(route.into());
        }
    }
}
