//! What clients depend on: frozen in a lock, and compared.
//!
//! [`Contract::of`] takes from a catalog what a client can see. [`Contract::render_lock`] and [`Contract::parse_lock`]
//! keep it in a file, and [`Contract::release`] never forgets what is gone. [`diff`] says what changed between two, and
//! how much that matters to whom.

mod change;
mod promise;

pub use self::change::{Certainty, Change, ChangeKind, Impact};
pub use self::promise::{Contract, Gone, Promise, PromisedField};

use crate::{Catalog, Diagnostic, Report};

impl Contract {
    /// What a catalog promises.
    #[must_use]
    pub fn of(_catalog: &Catalog) -> Contract {
        Contract::default()
    }

    /// Reads a lock. `path` is what the report calls it.
    #[must_use]
    pub fn parse_lock(path: &str, _text: &str) -> (Option<Contract>, Report) {
        let _ = path;
        (None, Report::new(Vec::new(), Vec::new()))
    }

    /// The text of its lock: canonical, one thing a line.
    #[must_use]
    pub fn render_lock(&self) -> String {
        String::new()
    }

    /// This contract, with the memory of all that `before` had and it has not.
    #[must_use]
    pub fn release(self, _before: &Contract) -> Contract {
        self
    }
}

/// Where the lock of a catalog lies, beside its main file: `errors.lock` for `errors.toml`.
#[must_use]
pub fn lock_path(main: &str) -> String {
    format!("{}.lock", main.strip_suffix(".toml").unwrap_or(main))
}

/// What changed from `old` to `new`: in the order of the codes, renames recognised.
#[must_use]
pub fn diff(_old: &Contract, _new: &Contract) -> Vec<Change> {
    Vec::new()
}

/// The smallest version that may follow `old` after a change of this impact; `None` if `old` is no semantic version.
#[must_use]
pub fn next_version(_old: &str, _impact: Impact) -> Option<String> {
    None
}

/// What `changes` from the lock to `catalog` break, each at its place in the catalog: what no version allows, and what
/// the catalog's version does not announce.
#[must_use]
pub fn check_contract(_catalog: &Catalog, _lock: &Contract, _changes: &[Change]) -> Vec<Diagnostic> {
    Vec::new()
}
