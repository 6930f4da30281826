//! Collects the changes that Rust callers can see.

use crate::contract::{Impact, RustChange, RustChangeKind, RustVariant, Sentence};
use crate::printable::printable_line;

/// The changes that were found.
#[derive(Default)]
pub(super) struct RustChanges {
    pub(super) list: Vec<RustChange>,
}

impl RustChanges {
    /// Adds a change, and returns it so that the caller can complete it.
    pub(super) fn add(&mut self, kind: RustChangeKind, impact: Impact, what: Sentence) -> &mut RustChange {
        let index = self.list.len();
        self.list.push(RustChange {
            kind,
            case: kind.case(impact),
            key: None,
            is_violation: false,
            what: what.map(printable_line),
            old: None,
            new: None,
            old_location: None,
            location: None,
        });
        &mut self.list[index]
    }
}

impl RustChange {
    /// Sets the error that changed: its old state, its new state, or both.
    pub(super) fn about(&mut self, old: Option<&RustVariant>, new: Option<&RustVariant>) -> &mut Self {
        self.key = new.or(old).map(|variant| variant.key.clone());
        self.old_location = old.map(|variant| variant.location);
        self.location = new.map(|variant| variant.location);
        self
    }

    pub(super) fn values(&mut self, old: Option<&str>, new: Option<&str>) -> &mut Self {
        self.old = old.map(printable_line);
        self.new = new.map(printable_line);
        self
    }
}
