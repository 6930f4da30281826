//! The file that a contract is kept in.

mod comments;
mod parse;
mod render;

pub use self::comments::carry_comments;
pub(super) use self::render::{inline, show_duration};

/// The version of the format that is written, and the newest that is read.
const FORMAT: u32 = 1;

/// What `[errors.KEY]` holds.
const ERROR: &[&str] = &[
    "code",
    "sent",
    "aliases",
    "number",
    "status",
    "title",
    "message",
    "user-message",
    "category",
    "deprecated",
    "fields",
    "headers",
    "retry",
    "grpc",
    "details",
];

/// Where the lock of a catalog lies, beside its main file: `errors.lock` for `errors.toml`.
#[must_use]
pub fn lock_path(main: &str) -> String {
    format!("{}.lock", main.strip_suffix(".toml").unwrap_or(main))
}
