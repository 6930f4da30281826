//! Log levels.

terms! {
    /// The level at which an error is logged.
    Level {
        /// The server is at fault.
        Error = "error",
        /// Worth a look: abuse or a misconfigured client.
        Warn = "warn",
        /// An ordinary error of a client.
        Info = "info",
        /// For development.
        Debug = "debug",
    }
}

impl Level {
    /// The level of an error whose catalog gives none, by its HTTP status.
    #[must_use]
    pub const fn from_status(status: u16) -> Self {
        match status {
            500..=599 => Level::Error,
            401 | 403 | 429 => Level::Warn,
            _ => Level::Info,
        }
    }
}
