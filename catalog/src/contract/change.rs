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
    /// Whether no version allows it, because the catalog can avoid the break, or because clients would mistake one error
    /// for another.
    pub forbidden: bool,
    /// The new key of the error, the old one if it was removed, and `None` if all errors change.
    pub key: Option<String>,
    /// The code of that error.
    pub code: Option<String>,
    /// The name of the field, header or alias that changed, or the path of the member of a body, if it is one of these.
    pub member: Option<String>,
    /// What changed, in one line: "status 404 is now 410".
    pub what: String,
    /// Whom it breaks and why, or why it breaks nobody, in one line.
    pub why: &'static str,
    /// The old value, if there is one.
    pub old: Option<String>,
    /// The new value, if there is one.
    pub new: Option<String>,
    /// How certain it is, if it is a conclusion.
    pub certainty: Option<Certainty>,
    /// The grounds of the conclusion, in one line: "same number, same status, message 80 % alike".
    pub grounds: Option<String>,
    /// Its place in the old catalog or lock.
    pub old_location: Option<Location>,
    /// Its place in the new one.
    pub location: Option<Location>,
}

impl Change {
    /// Whether [`what`](Change::what) is about the code of the error, and therefore contains it.
    fn names_its_error(&self) -> bool {
        match self.kind {
            ChangeKind::CodeAdded
            | ChangeKind::CodeRemoved
            | ChangeKind::CodeRetired
            | ChangeKind::CodeRenamed
            | ChangeKind::CodeRenamedWithAlias
            | ChangeKind::NumberReused => true,
            // These are also changes of aliases.
            ChangeKind::CodeRestored | ChangeKind::CodeReused => self.member.is_none(),
            _ => false,
        }
    }
}

/// The error and the change: "`user_not_found`: status 404 is now 410".
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(code) = self.code.as_ref().filter(|_| !self.names_its_error()) {
            write!(f, "`{code}`: ")?;
        }
        f.write_str(&self.what)
    }
}

/// How certain a conclusion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Certainty {
    /// The catalog declares it, for example by an alias.
    Certain,
    /// It is likely, from 0 to 100 percent.
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
