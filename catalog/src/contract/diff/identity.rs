//! Codes, numbers and aliases: what errors are called.

use std::collections::BTreeMap;

use super::Changes;
use super::pair::{Pair, Pairing};
use super::reuse::{Memory, Said, diff_reuse};
use crate::contract::{ChangeKind, Contract, Gone, Impact, Promise};

pub(super) fn diff_identities<'a>(old: &'a Contract, new: &'a Contract, pairing: &Pairing<'a>, changes: &mut Changes) {
    let memory = Memory::of(old, pairing);
    let mut said = Said::default();
    for Pair { old, new, .. } in &pairing.pairs {
        diff_reuse(Some(old), new, &memory, &mut said, changes);
    }
    for new in &pairing.added {
        diff_reuse(None, new, &memory, &mut said, changes);
        if !said.codes.contains(new.code.as_str()) {
            let what = format!("`{}` is new: {}", new.code, new.meaning());
            changes.add(ChangeKind::CodeAdded, Impact::Minor, &what).about(None, Some(new));
        }
    }
    diff_removed(new, pairing, &mut said, changes);
    for pair in &pairing.pairs {
        diff_names(pair, &said, changes);
    }
}

/// The key, the code, the number and the aliases of an error that is in both.
fn diff_names(pair: &Pair<'_>, said: &Said<'_>, changes: &mut Changes) {
    let Pair { old, new, why } = pair;
    let (sent, added) = (old.sends_code, new.aliases.contains(&old.code));
    if old.code != new.code && !said.codes.contains(new.code.as_str()) {
        let kind = if added { ChangeKind::CodeRenamedWithAlias } else { ChangeKind::CodeRenamed };
        let impact = if sent { Impact::Major } else { Impact::Minor };
        let what = format!("`{}` is now `{}`", old.code, new.code);
        let change =
            changes.add(kind, impact, &what).about(Some(old), Some(new)).values(Some(&old.code), Some(&new.code));
        if let Some((certainty, grounds)) = why {
            change.sure(*certainty, grounds);
        }
    } else if old.code == new.code && old.key != new.key {
        let what = format!("key `{}` is now `{}`", old.key, new.key);
        let change = changes.add(ChangeKind::KeyRenamed, Impact::Minor, &what).about(Some(old), Some(new));
        change.values(Some(&old.key), Some(&new.key));
        if let Some((certainty, grounds)) = why {
            change.sure(*certainty, grounds);
        }
    }
    match (old.number, new.number) {
        (_, Some(number)) if said.numbers.contains(&number) => {}
        (None, Some(number)) => {
            let what = format!("number {number} is new");
            changes.add(ChangeKind::NumberAdded, Impact::Minor, &what).about(Some(old), Some(new)).new =
                Some(number.to_string());
        }
        (Some(number), other) if other != Some(number) => {
            let what = match other {
                Some(other) => format!("number {number} is now {other}"),
                None => format!("number {number} is gone"),
            };
            changes
                .add(ChangeKind::NumberChanged, Impact::Major, &what)
                .about(Some(old), Some(new))
                .values(Some(number), other);
        }
        _ => {}
    }
    for alias in old.aliases.iter().filter(|alias| new.codes().all(|code| code != *alias)) {
        if !said.codes.contains(alias.as_str()) {
            let what = format!("alias `{alias}` is gone");
            changes.add(ChangeKind::AliasRemoved, Impact::Major, &what).about(Some(old), Some(new)).old =
                Some(alias.clone());
        }
    }
    for alias in new.aliases.iter().filter(|alias| old.codes().all(|code| code != *alias)) {
        if !said.codes.contains(alias.as_str()) {
            let what = format!("alias `{alias}` is new");
            changes.add(ChangeKind::AliasAdded, Impact::Minor, &what).about(Some(old), Some(new)).new =
                Some(alias.clone());
        }
    }
}

/// Errors that are gone. Where another has the code, that is said already.
fn diff_removed<'a>(new: &'a Contract, pairing: &Pairing<'a>, said: &mut Said<'a>, changes: &mut Changes) {
    let retired: BTreeMap<&str, &Gone> = new.gone.iter().map(|gone| (gone.code.as_str(), gone)).collect();
    let aliases: BTreeMap<&str, &Promise> =
        new.errors.iter().flat_map(|error| error.aliases.iter().map(move |alias| (alias.as_str(), error))).collect();
    for old in &pairing.removed {
        let (code, meaning) = (old.code.as_str(), old.meaning());
        if said.codes.contains(code) {
            continue;
        }
        let seen = if old.sends_code || old.number.is_some() { Impact::Major } else { Impact::Minor };
        if let Some(heir) = aliases.get(code) {
            said.codes.insert(code);
            let what = format!("`{code}` is now `{}`, which was there before", heir.code);
            changes
                .add(ChangeKind::CodeRenamedWithAlias, seen, &what)
                .about(Some(old), Some(heir))
                .values(Some(code), Some(&heir.code));
            continue;
        }
        let (kind, what) = match retired.contains_key(code) {
            true => (ChangeKind::CodeRetired, format!("`{code}` is retired: it was {meaning}")),
            false => (ChangeKind::CodeRemoved, format!("`{code}` is gone: it was {meaning}")),
        };
        let change = changes.add(kind, seen, &what).about(Some(old), None).values(Some(meaning), None::<&str>);
        change.location = retired.get(code).and_then(|gone| gone.location);
    }
}
