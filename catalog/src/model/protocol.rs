//! The terms of HTTP, gRPC and logging that a catalog speaks in.

use std::time::Duration;

/// The reason phrase of an HTTP status, as the IANA registry of status codes has it, save that of 422; a status that
/// has none there counts by its class (RFC 9110, section 15).
#[must_use]
pub fn reason_phrase(status: u16) -> &'static str {
    match status {
        100 => "Continue",
        101 => "Switching Protocols",
        102 => "Processing",
        103 => "Early Hints",
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        203 => "Non-Authoritative Information",
        204 => "No Content",
        205 => "Reset Content",
        206 => "Partial Content",
        207 => "Multi-Status",
        208 => "Already Reported",
        226 => "IM Used",
        300 => "Multiple Choices",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        305 => "Use Proxy",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        407 => "Proxy Authentication Required",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "Length Required",
        412 => "Precondition Failed",
        413 => "Content Too Large",
        414 => "URI Too Long",
        415 => "Unsupported Media Type",
        416 => "Range Not Satisfiable",
        417 => "Expectation Failed",
        421 => "Misdirected Request",
        // RFC 9110 says "Unprocessable Content"; the APIs of the world still send the name of RFC 4918.
        422 => "Unprocessable Entity",
        423 => "Locked",
        424 => "Failed Dependency",
        425 => "Too Early",
        426 => "Upgrade Required",
        428 => "Precondition Required",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        451 => "Unavailable For Legal Reasons",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        505 => "HTTP Version Not Supported",
        506 => "Variant Also Negotiates",
        507 => "Insufficient Storage",
        508 => "Loop Detected",
        510 => "Not Extended",
        511 => "Network Authentication Required",
        _ => match status / 100 {
            1 => "Informational",
            2 => "Success",
            3 => "Redirection",
            4 => "Client Error",
            _ => "Server Error",
        },
    }
}

/// The statuses of errors that have a reason phrase of their own, in ascending order.
pub fn error_statuses() -> impl Iterator<Item = u16> {
    (400..=511).filter(|status| !matches!(reason_phrase(*status), "Client Error" | "Server Error"))
}

/// Whether and how a client may send the same request again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Retry {
    /// What the client is to do.
    pub strategy: Strategy,
    /// The wait before the first retry, in milliseconds precision, where the catalog gives one.
    pub base: Option<Duration>,
    /// The longest wait between two tries, in milliseconds precision, where the catalog gives one.
    pub cap: Option<Duration>,
    /// How often to try at most, the first request counted, where the catalog says so.
    pub max_attempts: Option<u32>,
}

macro_rules! terms {
    ($(#[$doc:meta])* $name:ident { $($(#[$term_doc:meta])* $variant:ident = $term:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$term_doc])* $variant,)* }

        impl $name {
            /// Every one of them, in the order of their declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The term, as a catalog writes it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $term,)* }
            }

            /// What the term stands for, if it is one.
            #[must_use]
            pub fn from_term(term: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == term)
            }
        }
    };
}
pub(crate) use terms;

terms! {
    /// The strategy of a [`Retry`].
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
    /// How a response shows field-level validation errors.
    ViolationsShape {
        /// `{ "email": "…" }`
        Map = "map",
        /// `{ "email": ["…"] }`
        MapOfLists = "map-of-lists",
        /// `[{ "pointer": "#/email", "detail": "…" }]`
        List = "list",
        /// `[{ "field": "email", "description": "…" }]`, as google.rpc.BadRequest has it.
        FieldViolations = "field-violations",
    }
}

terms! {
    /// A canonical gRPC status code (`google.rpc.Code`).
    Grpc {
        /// 0
        Ok = "OK",
        /// 1
        Cancelled = "CANCELLED",
        /// 2
        Unknown = "UNKNOWN",
        /// 3
        InvalidArgument = "INVALID_ARGUMENT",
        /// 4
        DeadlineExceeded = "DEADLINE_EXCEEDED",
        /// 5
        NotFound = "NOT_FOUND",
        /// 6
        AlreadyExists = "ALREADY_EXISTS",
        /// 7
        PermissionDenied = "PERMISSION_DENIED",
        /// 8
        ResourceExhausted = "RESOURCE_EXHAUSTED",
        /// 9
        FailedPrecondition = "FAILED_PRECONDITION",
        /// 10
        Aborted = "ABORTED",
        /// 11
        OutOfRange = "OUT_OF_RANGE",
        /// 12
        Unimplemented = "UNIMPLEMENTED",
        /// 13
        Internal = "INTERNAL",
        /// 14
        Unavailable = "UNAVAILABLE",
        /// 15
        DataLoss = "DATA_LOSS",
        /// 16
        Unauthenticated = "UNAUTHENTICATED",
    }
}

impl Grpc {
    /// The code that `google.rpc.Code` maps to an HTTP status, read backwards. Where several codes share a status
    /// the broadest one is taken, and a status that no code maps to counts by its class.
    #[must_use]
    pub const fn from_status(status: u16) -> Self {
        match status {
            400 | 422 => Grpc::InvalidArgument,
            401 => Grpc::Unauthenticated,
            403 => Grpc::PermissionDenied,
            404 => Grpc::NotFound,
            408 | 504 => Grpc::DeadlineExceeded,
            409 => Grpc::Aborted,
            416 => Grpc::OutOfRange,
            429 => Grpc::ResourceExhausted,
            499 => Grpc::Cancelled,
            400..=499 => Grpc::FailedPrecondition,
            501 => Grpc::Unimplemented,
            503 => Grpc::Unavailable,
            500..=599 => Grpc::Internal,
            _ => Grpc::Unknown,
        }
    }
}

impl Retry {
    /// A retry of which only the strategy is known.
    #[must_use]
    pub const fn new(strategy: Strategy) -> Self {
        Self { strategy, base: None, cap: None, max_attempts: None }
    }

    /// What a status means for a retry when the catalog does not say.
    #[must_use]
    pub const fn from_status(status: u16) -> Self {
        Self::new(match status {
            429 | 503 => Strategy::After,
            408 | 500..=599 => Strategy::Backoff,
            _ => Strategy::No,
        })
    }
}

impl Level {
    /// The level of a status when the catalog does not say.
    #[must_use]
    pub const fn from_status(status: u16) -> Self {
        match status {
            500..=599 => Level::Error,
            401 | 403 | 429 => Level::Warn,
            _ => Level::Info,
        }
    }
}
