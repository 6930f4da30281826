//! One change between two contracts.

use std::fmt;

use super::{ChangeKind, Impact, Sentence};
use crate::sentence::as_code;
use crate::spans::Location;

/// One change between two contracts. The texts of a change contain neither line breaks nor control characters.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Change {
    /// The kind of change.
    pub kind: ChangeKind,
    /// The impact on clients.
    pub impact: Impact,
    /// Whether the change is rejected even in a new major version. The reason is that the catalog can avoid the break,
    /// or that clients would mistake one error for another.
    pub forbidden: bool,
    /// The new key of the error, or the old key if the error was removed. The key is `None` if the change concerns all
    /// errors.
    pub key: Option<String>,
    /// The code of the error that changed.
    pub code: Option<String>,
    /// Whether the error that changed sends the code of another error, so that the code alone does not name it.
    pub(crate) is_member: bool,
    /// Whether the change concerns a violation code and not an error. Then `key` and `code` are those of the violation.
    pub is_violation: bool,
    /// The name of the changed field, header or alias, or the path of the changed member of the body.
    pub member: Option<String>,
    /// The keys that lead to that member, from the outside in.
    pub(crate) keys: Vec<String>,
    /// What changed, in one line: "status 404 is now 410".
    pub what: Sentence,
    /// Which clients the change breaks and why, or why the change breaks no client, in one line.
    pub why: &'static str,
    /// What to do about the change, if no version may contain the change or if its meaning is uncertain. Each option is
    /// one line.
    pub advice: Vec<Sentence>,
    /// The old value, if there is one.
    pub old: Option<String>,
    /// The new value, if there is one.
    pub new: Option<String>,
    /// How certain it is that the old error and the new error are the same error; `None` if the change does not depend
    /// on this question.
    pub certainty: Option<Certainty>,
    /// Why the old error and the new error are considered the same error, in one line: "same number, same status,
    /// message 80 % alike".
    pub grounds: Option<String>,
    /// The place of the change in the old catalog or lock.
    pub old_location: Option<Location>,
    /// The place of the change in the new catalog or lock.
    pub location: Option<Location>,
}

impl Change {
    /// The error and the change: "`user_not_found`: status 404 is now 410".
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let mut sentence = Sentence::default();
        if self.is_violation {
            sentence.push("violation ");
        }
        if let Some(code) = self.code.as_ref().filter(|_| !self.names_its_error()) {
            sentence.push(as_code(code));
            if let Some(key) = self.key.as_ref().filter(|_| self.is_member) {
                sentence.push(" of ");
                sentence.push(as_code(key));
            }
            sentence.push(": ");
        }
        sentence.extend(&self.what);
        sentence
    }

    /// Whether a release needs an answer to the question whether the error is still the same. No version replaces the
    /// answer.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.kind.case(self.impact).asked
    }

    /// The impact that determines the version. An asked change counts as a patch: after the answer, only the words of
    /// the message are different, or another change describes the removal of the old error. The result is `None` for a
    /// forbidden change, because no version allows this change.
    #[must_use]
    pub fn version_impact(&self) -> Option<Impact> {
        let impact = if self.is_asked() { Impact::Patch } else { self.impact };
        (!self.forbidden).then_some(impact)
    }

    /// Whether [`what`](Change::what) is about the code of the error, and therefore names the error.
    fn names_its_error(&self) -> bool {
        match self.kind {
            ChangeKind::CodeAdded
            | ChangeKind::CodeRemoved
            | ChangeKind::CodeRetired
            | ChangeKind::CodeRenamed
            | ChangeKind::CodeRenamedWithAlias
            | ChangeKind::FamilyGrown
            | ChangeKind::FamilyShrunk
            | ChangeKind::FamilyLeft
            | ChangeKind::CodeOwnerChanged
            | ChangeKind::NumberReused => true,
            ChangeKind::MeaningChanged => true,
            // These are also changes of aliases.
            ChangeKind::CodeRestored | ChangeKind::CodeReused => self.member.is_none(),
            // The code is often one of the keys.
            ChangeKind::KeyRenamed => self.code == self.old || self.code == self.new,
            _ => false,
        }
    }
}

/// Writes [`Change::sentence`].
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sentence().fmt(f)
    }
}

/// How certain a conclusion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Certainty {
    /// The catalog declares the conclusion, for example by an alias.
    Certain,
    /// The conclusion is likely. The probability is given in percent, from 0 to 100.
    Likely(u8),
}

/// Writes `certain`, or `likely, 86 %`.
impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Certainty::Certain => f.write_str("certain"),
            Certainty::Likely(percent) => write!(f, "likely, {percent} %"),
        }
    }
}
