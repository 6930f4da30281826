//! Log levels.

terms! {
    /// The level at which an error is logged.
    Level {
        /// The server is at fault.
        Error = "error",
        /// The error needs attention, such as abuse or a misconfigured client.
        Warn = "warn",
        /// An ordinary error caused by a client.
        Info = "info",
        /// The error is useful only during development.
        Debug = "debug",
    }
}

impl Level {
    /// Returns the default level for an HTTP status.
    #[must_use]
    pub const fn from_status(status: u16) -> Self {
        match status {
            500..=599 => Level::Error,
            401 | 403 | 429 => Level::Warn,
            _ => Level::Info,
        }
    }
}
