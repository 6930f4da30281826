//! Compares the errors that share a code: errors that send the code of another error.

use std::collections::{BTreeMap, BTreeSet};

use super::Changes;
use super::pair::{Pair, Pairing};
use crate::contract::meaning::is_other_meaning;
use crate::contract::{ChangeKind, Contract, ErrorContract, Impact};
use crate::sentence::{as_code, sentence};

/// The codes and numbers that at least one error has in both contracts. Another error can then share them without
/// giving them another meaning.
pub(super) struct Kept<'a> {
    codes: BTreeSet<&'a str>,
    numbers: BTreeSet<u32>,
    /// The codes of the errors that also have the same meaning.
    meanings: BTreeSet<&'a str>,
    /// The new key of each error that is in both contracts, by its old key.
    keys: BTreeMap<&'a str, &'a str>,
}

impl<'a> Kept<'a> {
    pub(super) fn of(pairing: &Pairing<'a>) -> Self {
        let same_code = || pairing.pairs.iter().filter(|pair| pair.old.code == pair.new.code);
        let numbers = pairing.pairs.iter().filter(|pair| pair.old.number == pair.new.number);
        let same_meaning = same_code().filter(|pair| !is_other_meaning(pair.old, pair.new));
        Self {
            codes: same_code().map(|pair| pair.new.code.as_str()).collect(),
            numbers: numbers.filter_map(|pair| pair.new.number).collect(),
            meanings: same_meaning.map(|pair| pair.new.code.as_str()).collect(),
            keys: pairing.pairs.iter().map(|pair| (pair.old.key.as_str(), pair.new.key.as_str())).collect(),
        }
    }

    pub(super) fn has_code(&self, code: &str) -> bool {
        self.codes.contains(code)
    }

    pub(super) fn has_number(&self, number: u32) -> bool {
        self.numbers.contains(&number)
    }

    pub(super) fn has_meaning(&self, code: &str) -> bool {
        self.meanings.contains(code)
    }

    /// Whether an error sends the code of the same error as before. If that error has another code now, this is not
    /// another change.
    pub(super) fn follows(&self, pair: &Pair<'_>) -> bool {
        let (Some(old), Some(new)) = (&pair.old.owner, &pair.new.owner) else { return false };
        self.keys.get(old.as_str()).is_some_and(|key| key == new)
    }

    /// Whether the removal of an error leaves the code to others.
    pub(super) fn leaves_code(&self, removed: &ErrorContract) -> bool {
        let owner = removed.owner.as_ref();
        self.has_code(&removed.code) || owner.is_some_and(|owner| self.keys.contains_key(owner.as_str()))
    }
}

/// Reports the codes that another error owns now.
pub(super) fn diff_owners(old: &Contract, new: &Contract, kept: &Kept<'_>, changes: &mut Changes) {
    let is_owner = |error: &&ErrorContract| error.owner.is_none();
    let before: BTreeMap<&str, &ErrorContract> =
        old.errors.iter().filter(is_owner).map(|error| (error.code.as_str(), error)).collect();
    let members = old.errors.iter().chain(&new.errors).filter(|error| error.owner.is_some());
    let shared: BTreeSet<&str> = members.map(|error| error.code.as_str()).collect();
    let is_shared = |error: &&ErrorContract| shared.contains(error.code.as_str()) && kept.has_code(&error.code);
    for owner in new.errors.iter().filter(is_owner).filter(is_shared) {
        let Some(previous) = before.get(owner.code.as_str()) else { continue };
        if kept.keys.get(previous.key.as_str()).is_some_and(|key| *key == owner.key) {
            continue;
        }
        let (from, to) = (&previous.key, &owner.key);
        let what = sentence![as_code(&owner.code), " belonged to ", as_code(from), " and now belongs to ", as_code(to)];
        changes
            .add(ChangeKind::CodeOwnerChanged, Impact::Minor, what)
            .about(Some(previous), Some(owner))
            .values(Some(from), Some(to));
    }
}

/// Reports a removed error whose code other errors still send.
pub(super) fn report_shrunk(old: &ErrorContract, kept: &Kept<'_>, changes: &mut Changes) {
    let lost_number = old.number.is_some_and(|number| !kept.has_number(number));
    let impact = if lost_number { Impact::Major } else { Impact::Minor };
    let what =
        sentence![as_code(&old.code), " is no longer sent for ", as_code(&old.key), format!(": {}", old.meaning())];
    changes
        .add(ChangeKind::FamilyShrunk, impact, what)
        .about(Some(old), None)
        .values(Some(old.meaning()), None::<&str>);
}
