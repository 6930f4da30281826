//! The status codes of gRPC.

terms! {
    /// A canonical gRPC status code (`google.rpc.Code`); `as i32` gives its number.
    Grpc {
        /// 0: not an error.
        Ok = "OK",
        /// 1: the caller cancelled the operation.
        Cancelled = "CANCELLED",
        /// 2: an unknown error.
        Unknown = "UNKNOWN",
        /// 3: an argument is invalid, regardless of the state of the system.
        InvalidArgument = "INVALID_ARGUMENT",
        /// 4: the deadline expired before the operation completed.
        DeadlineExceeded = "DEADLINE_EXCEEDED",
        /// 5: the requested entity does not exist.
        NotFound = "NOT_FOUND",
        /// 6: the entity to create already exists.
        AlreadyExists = "ALREADY_EXISTS",
        /// 7: the caller is not allowed to do this.
        PermissionDenied = "PERMISSION_DENIED",
        /// 8: a quota or a resource is exhausted.
        ResourceExhausted = "RESOURCE_EXHAUSTED",
        /// 9: the system is not in the state that the request needs.
        FailedPrecondition = "FAILED_PRECONDITION",
        /// 10: the request conflicts with another request.
        Aborted = "ABORTED",
        /// 11: the operation went past the valid range.
        OutOfRange = "OUT_OF_RANGE",
        /// 12: the operation is not implemented or not enabled.
        Unimplemented = "UNIMPLEMENTED",
        /// 13: an internal error of the server.
        Internal = "INTERNAL",
        /// 14: the service is unavailable at the moment.
        Unavailable = "UNAVAILABLE",
        /// 15: data is lost or damaged.
        DataLoss = "DATA_LOSS",
        /// 16: the caller is not authenticated.
        Unauthenticated = "UNAUTHENTICATED",
    }
}

impl Grpc {
    /// Returns the default code for an HTTP status, from the inverse of the mapping in `google.rpc.Code`.
    ///
    /// If several codes map to a status, the result is the broadest code. If no code maps to a status, the result is
    /// the code of the status's class.
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
