//! The file that a contract is kept in.

mod comments;
mod parse;
mod render;

pub use self::comments::carry_comments;
pub(super) use self::render::{inline, show_duration};

use crate::diagnostic::{Rule, Severity};

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

static LOCK_CONFLICT: Rule =
    Rule::new("lock-conflict", Severity::Error, "A lock holds no conflict of a merge that nobody has resolved.");
static LOCK_FORMAT: Rule = Rule::new("lock-format", Severity::Error, "A lock has a format that this version can read.");
static LOCK_SYNTAX: Rule = Rule::new("lock-syntax", Severity::Error, "A lock is TOML.");
pub(super) static LOCK_NEWER: Rule =
    Rule::new("lock-newer", Severity::Error, "A catalog has no smaller version than its lock.");
static LOCK_CLASH: Rule =
    Rule::new("lock-clash", Severity::Error, "In a lock, a code and a number stand for one thing.");

/// Where the lock of a catalog lies, beside its main file: `errors.lock` for `errors.toml`.
#[must_use]
pub fn lock_path(main: &str) -> String {
    format!("{}.lock", main.strip_suffix(".toml").unwrap_or(main))
}
