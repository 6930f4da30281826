//! Finds the changes between two contracts.

mod advice;
mod alike;
mod common;
mod docs_url;
mod error;
mod family;
mod fields;
mod identity;
mod meaning;
mod pair;
mod rejection;
mod retry;
mod reuse;
mod rust;
mod same;
mod shown;
mod value;
mod violation;

use std::collections::{BTreeMap, BTreeSet};

use self::advice::advise;
use self::common::diff_catalogs;
use self::family::Kept;
use self::identity::diff_identities;
use self::pair::Pairing;
pub(super) use self::pair::{Pair, pair_errors};
use self::rust::diff_names;
pub(super) use self::shown::Shown;
use self::value::MemberPath;
use self::violation::{diff_rust_violations, diff_violations};
use super::{Certainty, Change, ChangeKind, Contract, ErrorContract, Impact, RustChange, Sentence};
use crate::printable::printable_line;
use crate::spans::Location;

/// Returns the changes from `old` to `new`: first the changes that concern all errors, then the changes of each error
/// in the order of codes, and finally the changes of violation codes.
///
/// Renames are recognized. The list omits changes that only follow from other changes: for example, the title that a
/// new status implies, or the slot of a removed field.
#[must_use]
pub fn diff(old: &Contract, new: &Contract) -> Vec<Change> {
    let mut changes = diff_contracts(old, new);
    changes.append(&mut diff_violations(old, new));
    changes
}

/// Returns the changes from `old` to `new` that Rust callers can see: first the changes of errors, sorted by key and
/// kind, and then the changes of violation codes. The result is `None` if one of the contracts comes from a lock
/// without the names and types in Rust.
#[must_use]
pub fn diff_rust(old: &Contract, new: &Contract) -> Option<Vec<RustChange>> {
    let mut changes = diff_names(old, new)?;
    changes.append(&mut diff_rust_violations(old, new));
    Some(changes)
}

/// The changes of one contract, without those of its violation codes.
fn diff_contracts(old: &Contract, new: &Contract) -> Vec<Change> {
    let pairing = pair_errors(old, new);
    let sent_statuses = (old.sent_status, new.sent_status);
    let mut changes = Changes { shown: Shown::of(old), sent_statuses, list: Vec::new() };
    diff_catalogs(old, new, &pairing, &mut changes);
    let kept = Kept::of(&pairing);
    diff_identities(old, new, &pairing, &kept, &mut changes);
    for pair in &pairing.pairs {
        error::diff_errors(pair, &kept, &mut changes);
    }
    for pair in &pairing.merged {
        meaning::diff_merged(pair, &mut changes);
    }
    let mut list = merge_common(changes.list, &pairing);
    for change in &mut list {
        change.advice = advise(change, old, new).into_iter().map(|way| way.map(printable_line)).collect();
    }
    let member = |change: &Change| change.is_member.then(|| change.key.clone());
    list.sort_by_cached_key(|change| (change.code.clone(), member(change), change.kind));
    list
}

/// The changes that were found.
struct Changes {
    shown: Shown,
    /// The statuses with which `[wire]` of both contracts sends errors.
    sent_statuses: (Option<u16>, Option<u16>),
    list: Vec<Change>,
}

impl Changes {
    /// Adds a change, and returns it so that the caller can complete it.
    fn add(&mut self, kind: ChangeKind, impact: Impact, what: impl Into<Sentence>) -> &mut Change {
        let case = kind.case(impact);
        let index = self.list.len();
        self.list.push(Change {
            kind,
            impact: case.impact,
            forbidden: case.forbidden,
            key: None,
            code: None,
            is_member: false,
            is_violation: false,
            member: None,
            keys: Vec::new(),
            what: what.into().map(printable_line),
            why: case.why,
            advice: Vec::new(),
            old: None,
            new: None,
            certainty: None,
            grounds: None,
            old_location: None,
            location: None,
        });
        &mut self.list[index]
    }
}

impl Change {
    /// Sets the error that changed: its old state, its new state, or both.
    fn about(&mut self, old: Option<&ErrorContract>, new: Option<&ErrorContract>) -> &mut Self {
        let error = new.or(old);
        self.key = error.map(|error| error.key.clone());
        self.code = error.map(|error| error.code.clone());
        self.is_member = error.is_some_and(|error| error.owner.is_some());
        self.old_location = old.map(|error| error.location);
        self.location = new.map(|error| error.location);
        self
    }

    fn values(&mut self, old: Option<impl ToString>, new: Option<impl ToString>) -> &mut Self {
        self.old = old.map(|old| printable_line(&old.to_string()));
        self.new = new.map(|new| printable_line(&new.to_string()));
        self
    }

    fn sure(&mut self, certainty: Certainty, grounds: &str) -> &mut Self {
        self.certainty = Some(certainty);
        self.grounds = Some(printable_line(grounds));
        self
    }

    fn member(&mut self, member: &str) -> &mut Self {
        self.member = Some(printable_line(member));
        self.keys = vec![member.to_owned()];
        self
    }

    /// Sets a member that is in other tables. `path` contains the keys that lead to it.
    fn member_in(&mut self, path: &[&str]) -> &mut Self {
        self.member = Some(printable_line(&path.join(".")));
        self.keys = path.iter().map(|key| (*key).to_owned()).collect();
        self
    }

    fn member_at(&mut self, path: &MemberPath) -> &mut Self {
        self.member = Some(printable_line(&path.to_string()));
        self.keys.clone_from(&path.keys);
        self
    }

    fn was_at(&mut self, location: Option<Location>) -> &mut Self {
        self.old_location = location;
        self
    }
}

/// If every error has the same change, merges these changes into one.
fn merge_common(mut list: Vec<Change>, pairing: &Pairing<'_>) -> Vec<Change> {
    let is_common = |change: &Change| {
        let kinds = [
            ChangeKind::HeaderRemoved,
            ChangeKind::HeaderAdded,
            ChangeKind::HeaderChanged,
            ChangeKind::CodeSent,
            ChangeKind::CodeNoLongerSent,
            ChangeKind::DocsChanged,
            ChangeKind::TranslationChanged,
        ];
        change.key.is_some() && kinds.contains(&change.kind)
    };
    let all = pairing.pairs.len();
    if all < 2 {
        return list;
    }
    let mut counts: BTreeMap<(ChangeKind, Sentence), usize> = BTreeMap::new();
    for change in list.iter().filter(|change| is_common(change)) {
        *counts.entry((change.kind, change.what.clone())).or_default() += 1;
    }
    let mut merged = BTreeSet::new();
    list.retain_mut(|change| {
        let name = (change.kind, change.what.clone());
        if !is_common(change) || counts.get(&name) != Some(&all) {
            return true;
        }
        change.about(None, None).what.push(", in every error");
        merged.insert(name)
    });
    list
}
