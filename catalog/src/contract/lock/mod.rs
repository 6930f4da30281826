//! The file that a contract is kept in.

mod comments;
mod parse;
mod render;

pub use self::comments::carry_comments;
pub(super) use self::render::{inline, show_duration};

/// The version of the format that is written, and the newest that is read.
const FORMAT: u32 = 1;

/// The keys of `[errors.KEY]`.
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

/// The path of a catalog's lock, next to its main file: `errors.lock` for `errors.toml`.
#[must_use]
pub fn lock_path(main: &str) -> String {
    format!("{}.lock", main.strip_suffix(".toml").unwrap_or(main))
}
