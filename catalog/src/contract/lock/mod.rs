//! The lock: a contract as a file.

mod clash;
mod comments;
mod line;
mod owners;
mod parse;
mod render;
mod violation;

use toml::de::DeTable;

pub use self::comments::carry_comments;
pub(super) use self::render::{inline, show_duration};

/// The version of the lock's format that is written, and the newest one that is read.
const FORMAT: u32 = 1;

/// The keys of `[errors.KEY]`.
const ERROR: &[&str] = &[
    "code",
    "code-of",
    "sent",
    "aliases",
    "number",
    "status",
    "sent-status",
    "title",
    "message",
    "reworded",
    "user-message",
    "category",
    "properties",
    "deprecated",
    "fields",
    "headers",
    "status-headers",
    "retry",
    "grpc",
    "docs-url",
    "details",
    "rust",
];

/// Whether `text` is a lock and not a catalog: only locks have a top-level key `format`. The text may have syntax
/// errors.
#[must_use]
pub fn is_lock(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    DeTable::parse_recoverable(text).0.get_ref().contains_key("format")
}
