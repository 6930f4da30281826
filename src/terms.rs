//! The terms of HTTP clients, gRPC and logging that a catalog speaks in.

use core::time::Duration;

/// Whether and how a client may send the same request again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Retry {
    /// What the client is to do.
    pub strategy: Strategy,
    /// The wait before the first retry, where the catalog gives one.
    pub base: Option<Duration>,
    /// The longest wait between two tries, where the catalog gives one.
    pub cap: Option<Duration>,
    /// How often to try at most, the first request counted, where the catalog says so.
    pub max_attempts: Option<u32>,
}

impl Retry {
    /// Whether it makes sense to send the same request again.
    #[must_use]
    pub const fn is_retryable(self) -> bool {
        !matches!(self.strategy, Strategy::No)
    }
}

macro_rules! terms {
    ($(#[$attribute:meta])* $name:ident { $($(#[$term_doc:meta])* $variant:ident = $term:literal,)* }) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$term_doc])* $variant,)* }

        impl $name {
            const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The term, as a catalog writes it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $term,)* }
            }

            /// The variant at `index`; the last one where there is none.
            pub(crate) const fn from_index(index: u8) -> Self {
                let last = Self::ALL.len() - 1;
                Self::ALL[if (index as usize) < last { index as usize } else { last }]
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

// The tables of generated code hold the index of a variant: the order is the model's, and never changes.

terms! {
    /// The strategy of a [`Retry`].
    #[non_exhaustive]
    Strategy {
        /// The same request would fail again.
        No = "no",
        /// Once the time in `Retry-After` has passed.
        After = "after",
        /// With a wait that grows from try to try.
        Backoff = "backoff",
    }
}

terms! {
    /// The level at which an error is logged.
    #[non_exhaustive]
    Level {
        /// Something is broken on the server's side.
        Error = "error",
        /// Worth a look.
        Warn = "warn",
        /// Business as usual.
        Info = "info",
        /// For development.
        Debug = "debug",
    }
}

terms! {
    /// A canonical gRPC status code; `as i32` gives its number.
    Grpc {
        /// 0: not an error.
        Ok = "OK",
        /// 1: the caller gave up.
        Cancelled = "CANCELLED",
        /// 2: nothing is known about the error.
        Unknown = "UNKNOWN",
        /// 3: an argument that is wrong whatever state the system is in.
        InvalidArgument = "INVALID_ARGUMENT",
        /// 4: the time was up before the end.
        DeadlineExceeded = "DEADLINE_EXCEEDED",
        /// 5: what was asked for does not exist.
        NotFound = "NOT_FOUND",
        /// 6: what was to be made exists already.
        AlreadyExists = "ALREADY_EXISTS",
        /// 7: the caller may not do this.
        PermissionDenied = "PERMISSION_DENIED",
        /// 8: a quota or a resource is used up.
        ResourceExhausted = "RESOURCE_EXHAUSTED",
        /// 9: the system is not in the state that the request needs.
        FailedPrecondition = "FAILED_PRECONDITION",
        /// 10: the request got in the way of another.
        Aborted = "ABORTED",
        /// 11: past the end.
        OutOfRange = "OUT_OF_RANGE",
        /// 12: not implemented, or not switched on.
        Unimplemented = "UNIMPLEMENTED",
        /// 13: something is broken.
        Internal = "INTERNAL",
        /// 14: not there at the moment.
        Unavailable = "UNAVAILABLE",
        /// 15: data is lost or damaged.
        DataLoss = "DATA_LOSS",
        /// 16: it is not known who the caller is.
        Unauthenticated = "UNAUTHENTICATED",
    }
}
