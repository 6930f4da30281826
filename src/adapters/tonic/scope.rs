//! The call that the current thread is processing.

use core::cell::RefCell;
use core::mem::swap;

use error_catalog_wire::fnv1a;
use tonic::Status;

use crate::info::ErrorInfo;
use crate::middleware::Middleware;
use crate::middleware::exchange::Exchange;
use crate::panic::{Panic, catch};

std::thread_local! {
    /// The scope of the call whose method is running. `From` for `Status` reads it here, because `from` has no
    /// parameter for it.
    static CURRENT: RefCell<Scope> = RefCell::default();
}

/// What the conversions of errors share with the layer around them.
#[derive(Default)]
pub(super) struct Scope {
    pub(super) exchange: Exchange,
    /// The last status that an error of the call was converted into.
    pub(super) converted: Option<Converted>,
}

/// The error of a status. A status has no place for typed data, so its details identify the status.
pub(super) struct Converted {
    details: u32,
    info: ErrorInfo,
}

impl Converted {
    pub(super) fn new(status: &Status, info: ErrorInfo) -> Self {
        Self { details: fnv1a(status.details()), info }
    }

    /// Returns the data of the error, if the error was converted into this status.
    pub(super) fn info_of(&self, status: &Status) -> Option<ErrorInfo> {
        (self.details == fnv1a(status.details())).then_some(self.info)
    }
}

/// Returns the exchange of the call that the current thread is processing, or an empty exchange if there is no call.
pub(super) fn current() -> Exchange {
    CURRENT.try_with(|current| current.borrow().exchange.clone()).unwrap_or_default()
}

/// Remembers the error of a status for the layer around the call.
pub(super) fn remember(converted: Converted) {
    // Without a layer, the scope belongs to no call.
    let _ = CURRENT.try_with(|current| current.borrow_mut().converted = Some(converted));
}

/// A call of a gRPC method, which lasts until the end of the response's stream.
pub(super) struct Call<E> {
    pub(super) middleware: Middleware<E>,
    pub(super) scope: Scope,
}

impl<E> Call<E> {
    /// Runs a part of the call in its context.
    pub(super) fn run<T>(&mut self, work: impl FnOnce() -> T) -> Result<T, Panic> {
        let mut exchange = || CURRENT.with_borrow_mut(|current| swap(current, &mut self.scope));
        exchange();
        let result = catch(work);
        exchange();
        result
    }
}
