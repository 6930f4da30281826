//! Compares codes, numbers and aliases, which identify errors.

use std::collections::BTreeMap;

use super::Changes;
use super::family::{Kept, diff_owners, report_shrunk};
use super::pair::{Pair, Pairing};
use super::reuse::{Memory, Said, diff_reuse};
use crate::contract::{ChangeKind, Contract, ErrorContract, Impact, RemovedError};
use crate::printable::printable_line;
use crate::sentence::{as_code, sentence};

/// The rows of `[retired]`, by code.
type Retired<'a> = BTreeMap<&'a str, &'a RemovedError>;

pub(super) fn diff_identities<'a>(
    old: &'a Contract,
    new: &'a Contract,
    pairing: &Pairing<'a>,
    kept: &Kept<'_>,
    changes: &mut Changes,
) {
    let memory = Memory::of((old, new), pairing, kept);
    let retired: Retired<'_> = new.removed.iter().map(|removed| (removed.code.as_str(), removed)).collect();
    let mut said = Said::default();
    for Pair { old, new, .. } in &pairing.pairs {
        diff_reuse(Some(old), new, &memory, &mut said, changes);
    }
    // A change of a shared code is a change of the error that owns the code.
    let (owners, members): (Vec<_>, Vec<_>) = pairing.added.iter().partition(|new| new.owner.is_none());
    for new in owners.into_iter().chain(members) {
        diff_reuse(None, new, &memory, &mut said, changes);
        if said.codes.contains(new.code.as_str()) {
            continue;
        }
        let (kind, what) = match new.owner.is_some() || kept.has_code(&new.code) {
            true => (ChangeKind::FamilyGrown, sentence![as_code(&new.code), " is also sent for ", as_code(&new.key)]),
            false => (ChangeKind::CodeAdded, sentence![as_code(&new.code), " is new"]),
        };
        let change = changes.add(kind, Impact::Minor, what).about(None, Some(new));
        change.what.push(printable_line(&format!(": {}", new.meaning())));
    }
    diff_removed(pairing, &retired, kept, &mut said, changes);
    diff_owners(old, new, kept, changes);
    for pair in &pairing.pairs {
        let follows = kept.follows(pair);
        if !follows || pair.old.code == pair.new.code {
            diff_code(pair, new, &retired, (kept, &said), changes);
        }
        if !(follows && old.shares_number(pair.old) && new.shares_number(pair.new)) {
            diff_number(pair.old, pair.new, &said, changes);
        }
        diff_aliases(pair.old, pair.new, &said, changes);
    }
}

/// Compares the code and the key of an error that is in both contracts.
fn diff_code(
    pair: &Pair<'_>,
    contract: &Contract,
    retired: &Retired<'_>,
    (kept, said): (&Kept<'_>, &Said<'_>),
    changes: &mut Changes,
) {
    let Pair { old, new, why } = pair;
    let owner = new.owner.as_ref().and_then(|owner| contract.error(owner));
    let is_alias = |code: &str| [Some(*new), owner].into_iter().flatten().any(|error| error.aliases.contains(code));
    let (from, to) = (old.code.as_str(), new.code.as_str());
    let change = if from != to && !said.codes.contains(to) {
        let kind = match from {
            from if kept.has_code(from) => ChangeKind::FamilyLeft,
            from if is_alias(from) => ChangeKind::CodeRenamedWithAlias,
            from if retired.contains_key(from) => ChangeKind::CodeRetired,
            _ => ChangeKind::CodeRenamed,
        };
        let impact = if old.sends_code { Impact::Major } else { Impact::Minor };
        changes.add(kind, impact, sentence![as_code(from), " is now ", as_code(to)]).values(Some(from), Some(to))
    } else if from == to && old.key != new.key {
        let (from, to) = (&old.key, &new.key);
        let what = sentence!["key ", as_code(from), " is now ", as_code(to)];
        let impact = if changes.shown.key { Impact::Major } else { Impact::Minor };
        changes.add(ChangeKind::KeyRenamed, impact, what).values(Some(from), Some(to))
    } else {
        return;
    };
    change.about(Some(old), Some(new));
    if let Some((certainty, grounds)) = why {
        change.sure(*certainty, grounds);
    }
}

fn diff_number(old: &ErrorContract, new: &ErrorContract, said: &Said<'_>, changes: &mut Changes) {
    let (kind, impact, what) = match (old.number, new.number) {
        (from, to) if from == to || to.is_some_and(|to| said.numbers.contains(&to)) => return,
        (Some(from), Some(to)) => (ChangeKind::NumberChanged, Impact::Major, format!("number {from} is now {to}")),
        (Some(from), None) => (ChangeKind::NumberChanged, Impact::Major, format!("number {from} was removed")),
        (None, to) => (ChangeKind::NumberAdded, Impact::Minor, format!("number {} is new", to.unwrap_or_default())),
    };
    changes.add(kind, impact, what).about(Some(old), Some(new)).values(old.number, new.number);
}

fn diff_aliases(old: &ErrorContract, new: &ErrorContract, said: &Said<'_>, changes: &mut Changes) {
    let is_own = |error: &ErrorContract, alias: &String| error.code == *alias || error.aliases.contains(alias);
    for alias in old.aliases.iter().filter(|alias| !is_own(new, alias)) {
        report_lost_alias(old, new, alias, said, changes);
    }
    for alias in new.aliases.iter().filter(|alias| !is_own(old, alias) && !said.codes.contains(alias.as_str())) {
        let change = changes.add(ChangeKind::AliasAdded, Impact::Minor, sentence!["alias ", as_code(alias), " is new"]);
        change.about(Some(old), Some(new)).member(alias).values(None::<&str>, Some(alias));
    }
}

fn report_lost_alias(old: &ErrorContract, new: &ErrorContract, alias: &str, said: &Said<'_>, changes: &mut Changes) {
    if !said.codes.contains(alias) {
        let change =
            changes.add(ChangeKind::AliasRemoved, Impact::Major, sentence!["alias ", as_code(alias), " was removed"]);
        change.about(Some(old), Some(new)).member(alias).values(Some(alias), None::<&str>);
    }
}

/// Reports removed errors, except those whose code is already reported, for example because another error reuses it.
fn diff_removed<'a>(
    pairing: &Pairing<'a>,
    retired: &Retired<'_>,
    kept: &Kept<'_>,
    said: &mut Said<'a>,
    changes: &mut Changes,
) {
    let merged: BTreeMap<&str, &Pair<'_>> = pairing.merged.iter().map(|pair| (pair.old.code.as_str(), pair)).collect();
    for old in &pairing.removed {
        let (code, meaning) = (old.code.as_str(), old.meaning());
        if said.codes.contains(code) {
            continue;
        }
        if kept.leaves_code(old) {
            report_shrunk(old, kept, changes);
            continue;
        }
        // The removal of the code's owner is the removal of the code.
        if old.owner.is_some() {
            continue;
        }
        let seen = if old.sends_code || old.number.is_some() { Impact::Major } else { Impact::Minor };
        if let Some(Pair { new: successor, why, .. }) = merged.get(code) {
            let what = sentence![as_code(code), " was merged into ", as_code(&successor.code)];
            let change = changes
                .add(ChangeKind::CodeRenamedWithAlias, seen, what)
                .about(Some(old), Some(successor))
                .values(Some(code), Some(&successor.code));
            if let Some((certainty, grounds)) = why {
                change.sure(*certainty, grounds);
            }
            for alias in old.aliases.iter().filter(|alias| !successor.codes().any(|code| code == **alias)) {
                report_lost_alias(old, successor, alias, said, changes);
            }
            said.codes.extend(old.codes());
            continue;
        }
        let (kind, what) = match retired.contains_key(code) {
            true => (ChangeKind::CodeRetired, sentence![as_code(code), format!(" was retired: it meant {meaning}")]),
            false => (ChangeKind::CodeRemoved, sentence![as_code(code), format!(" was removed: it meant {meaning}")]),
        };
        let change = changes.add(kind, seen, what).about(Some(old), None).values(Some(meaning), None::<&str>);
        change.location = retired.get(code).and_then(|removed| removed.location);
    }
}
