//! One change of a contract.

use crate::Location;

/// How much a change matters: what a semantic version counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    /// No program can tell.
    Patch,
    /// There is more than before, and nothing that was there is different.
    Minor,
    /// A client that was right before may be wrong now.
    Major,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Change {
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// How much it matters.
    pub impact: Impact,
    /// The key of the error, as it is now, or was if it is gone; none if all errors change.
    pub key: Option<String>,
    /// What changed, in one line: "status 404 is now 410".
    pub what: String,
    /// Whom it breaks, and why, or why it breaks nobody, in one line.
    pub why: String,
    /// What it was, where there is such a thing.
    pub old: Option<String>,
    /// What it is, where there is such a thing.
    pub new: Option<String>,
    /// How sure it is, where it was concluded and not read.
    pub certainty: Option<Certainty>,
    /// Where it stands in the old catalog or lock.
    pub old_location: Option<Location>,
    /// Where it stands in the new one.
    pub location: Option<Location>,
}

/// How sure a conclusion is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Certainty {
    /// Something says so that the catalog declares, such as an alias.
    Certain,
    /// It looks so, from 0 to 100 percent.
    Likely(u8),
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $id:literal,)*) => {
        /// What kind a change is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum ChangeKind {
            $($(#[$doc])* $name,)*
        }

        impl ChangeKind {
            /// Every kind.
            pub const ALL: &'static [ChangeKind] = &[$(ChangeKind::$name,)*];

            /// Its stable id, in kebab-case.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(ChangeKind::$name => $id,)*
                }
            }
        }
    };
}

kinds! {
    /// An error is new.
    CodeAdded = "code-added",
    /// An error is gone, and its code is in `[retired]`.
    CodeRetired = "code-retired",
    /// An error is gone, and nothing keeps its code from being used again.
    CodeRemoved = "code-removed",
    /// A code that meant something else is used again.
    CodeReused = "code-reused",
    /// A number that meant something else is used again.
    NumberReused = "number-reused",
    /// The status is another one.
    StatusChanged = "status-changed",
}
