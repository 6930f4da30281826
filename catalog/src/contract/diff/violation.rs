//! Compares violation codes, by the same rules as errors.

use super::{diff_contracts, rust::diff_names};
use crate::contract::{Change, Contract, Impact, RustCase, RustChange, RustChangeKind};
use crate::sentence::sentence;

/// The changes of violation codes.
pub(super) fn diff_violations(old: &Contract, new: &Contract) -> Vec<Change> {
    if old.violation_codes.is_none() && new.violation_codes.is_none() {
        return Vec::new();
    }
    let mut changes = diff_contracts(&old.violations_or_none(), &new.violations_or_none());
    for change in &mut changes {
        change.is_violation = true;
    }
    changes
}

/// The constructor of a violation has other arguments.
const OTHER_ARGUMENTS: RustCase =
    RustCase { impact: Impact::Major, errors: &["E0061"], why: "A call of the constructor does not compile." };

/// The changes of violation codes that Rust callers can see. A constructor takes every field as an argument, and the
/// name of an argument does not matter.
pub(super) fn diff_rust_violations(old: &Contract, new: &Contract) -> Vec<RustChange> {
    let has_enum = old.violation_codes.is_some();
    let is_open = old.rust.as_ref().is_some_and(|rust| rust.non_exhaustive);
    let mut changes = diff_names(&old.violations_or_none(), &new.violations_or_none()).unwrap_or_default();
    changes.retain(|change| change.kind != RustChangeKind::MemberRenamed);
    for change in &mut changes {
        change.is_violation = true;
        match change.kind {
            RustChangeKind::VariantAdded => {
                let impact = if has_enum && !is_open { Impact::Major } else { Impact::Minor };
                change.case = change.kind.case(impact);
            }
            RustChangeKind::MemberRemoved | RustChangeKind::MemberAdded | RustChangeKind::FirstMemberAdded => {
                change.case = OTHER_ARGUMENTS;
            }
            _ => {}
        }
        let mut what = sentence!["violation codes: "];
        what.extend(&change.what);
        change.what = what;
    }
    changes
}

impl Change {
    /// The table that lists removed codes.
    pub(in crate::contract) fn retired_table(&self) -> &'static str {
        if self.is_violation { "retired-violations" } else { "retired" }
    }
}
