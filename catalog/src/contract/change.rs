//! One change of a contract.

use std::fmt;

use super::{ChangeKind, Impact};
use crate::spans::Location;

/// One change. Its texts contain neither line breaks nor control characters.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Change {
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// How much it matters.
    pub impact: Impact,
    /// Whether it is refused whatever the version: the new catalog can be mended so that nobody is broken, or clients
    /// would take one error for another.
    pub forbidden: bool,
    /// The key of the error, as it is now, or was if it is gone; none if all errors change.
    pub key: Option<String>,
    /// The code of that error.
    pub code: Option<String>,
    /// The field, header, alias or member of a body that it is about, where it is about one: its name, or the keys that
    /// lead to it.
    pub member: Option<String>,
    /// What changed, in one line: "status 404 is now 410".
    pub what: String,
    /// Whom it breaks, and why, or why it breaks nobody, in one line.
    pub why: &'static str,
    /// What it was, where there is such a thing.
    pub old: Option<String>,
    /// What it is, where there is such a thing.
    pub new: Option<String>,
    /// How sure it is, where it was concluded and not read.
    pub certainty: Option<Certainty>,
    /// On what grounds it was concluded, in one line: "same number, same status, message 80 % alike".
    pub grounds: Option<String>,
    /// Its place in the old catalog or lock.
    pub old_location: Option<Location>,
    /// Its place in the new one.
    pub location: Option<Location>,
}

/// What changed, and in which error: "`user_not_found`: status 404 is now 410".
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(code) = self.code.as_ref().filter(|code| !self.what.contains(&format!("`{code}`"))) {
            write!(f, "`{code}`: ")?;
        }
        f.write_str(&self.what)
    }
}

/// How sure a conclusion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Certainty {
    /// Something says so that the catalog declares, such as an alias.
    Certain,
    /// It looks so, from 0 to 100 percent.
    Likely(u8),
}

/// `certain`, or `likely, 86 %`.
impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Certainty::Certain => f.write_str("certain"),
            Certainty::Likely(percent) => write!(f, "likely, {percent} %"),
        }
    }
}
