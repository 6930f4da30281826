//! Codes, numbers and aliases: who had them, and who has them now.

use std::collections::{BTreeMap, BTreeSet};

use super::Changes;
use super::alike::is_same_message;
use super::pair::{Pair, Pairing};
use crate::contract::{ChangeKind, Contract, Gone, Impact, Promise};

/// Who had which code and number, and what had it once.
struct Memory<'a> {
    codes: BTreeMap<&'a str, &'a Promise>,
    numbers: BTreeMap<u32, &'a Promise>,
    gone: BTreeMap<&'a str, &'a Gone>,
    gone_numbers: BTreeMap<u32, &'a Gone>,
    /// The keys of errors that are gone now.
    removed: BTreeSet<&'a str>,
}

impl<'a> Memory<'a> {
    fn of(old: &'a Contract, pairing: &Pairing<'a>) -> Self {
        let codes = old.errors.iter().flat_map(|error| error.codes().map(move |code| (code, error)));
        let numbers = old.errors.iter().filter_map(|error| Some((error.number?, error)));
        let gone = old.gone.iter().map(|gone| (gone.code.as_str(), gone));
        let gone_numbers = old.gone.iter().chain(&old.gone_numbers).filter_map(|gone| Some((gone.number?, gone)));
        Self {
            codes: codes.collect(),
            numbers: numbers.collect(),
            gone: gone.collect(),
            gone_numbers: gone_numbers.collect(),
            removed: pairing.removed.iter().map(|error| error.key.as_str()).collect(),
        }
    }
}

/// Codes and numbers of the new contract about which all is said.
#[derive(Default)]
struct Said<'a> {
    codes: BTreeSet<&'a str>,
    numbers: BTreeSet<u32>,
}

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

/// Codes and numbers that meant something else, or mean again what they meant.
fn diff_reuse<'a>(
    old: Option<&Promise>,
    new: &'a Promise,
    memory: &Memory<'_>,
    said: &mut Said<'a>,
    changes: &mut Changes,
) {
    let is_own = |owner: &Promise| old.is_some_and(|old| old.key == owner.key);
    for code in new.codes().filter(|code| *code != new.code || new.sends_code) {
        if let Some(owner) = memory.codes.get(code) {
            let was_seen = owner.sends_code || code != owner.code;
            // An alias for the code of an error that is gone says what became of that.
            let took_over = memory.removed.contains(owner.key.as_str())
                && code != new.code
                && (new.aliases.contains(&owner.code) || new.code == owner.code);
            if is_own(owner) || took_over || !was_seen {
                continue;
            }
            said.codes.insert(code);
            let what = format!(
                "`{code}` was `{}`, {}; now it is `{}`, {}",
                owner.key,
                owner.meaning(),
                new.key,
                new.meaning()
            );
            changes
                .add(ChangeKind::CodeReused, Impact::Major, &what)
                .about(Some(owner), Some(new))
                .values(Some(owner.meaning()), Some(new.meaning()));
        } else if let Some(gone) = memory.gone.get(code) {
            said.codes.insert(code);
            let (kind, impact, what) = if means_the_same(gone, new) {
                (ChangeKind::CodeRestored, Impact::Minor, format!("`{code}` is back{}", when(gone)))
            } else {
                let what = format!("`{code}` meant {}{}; now it is {}", gone.meaning(), when(gone), new.meaning());
                (ChangeKind::CodeReused, Impact::Major, what)
            };
            changes
                .add(kind, impact, &what)
                .about(None, Some(new))
                .values(Some(gone.meaning()), Some(new.meaning()))
                .was_at(gone.location);
        }
    }
    let Some(number) = new.number.filter(|_| old.is_none_or(|old| old.number != new.number)) else { return };
    if let Some(owner) = memory.numbers.get(&number) {
        // Where the code is used again too, the number only goes with it.
        let goes_with_code = new.code == owner.code && said.codes.contains(owner.code.as_str());
        if !is_own(owner) && !goes_with_code {
            said.numbers.insert(number);
            let what =
                format!("number {number} was `{}`, {}; now it is {}", owner.code, owner.meaning(), new.meaning());
            changes
                .add(ChangeKind::NumberReused, Impact::Major, &what)
                .about(Some(owner), Some(new))
                .values(Some(owner.meaning()), Some(new.meaning()));
        }
    } else if let Some(gone) = memory.gone_numbers.get(&number) {
        let goes_with_code = new.codes().any(|code| code == gone.code);
        if !goes_with_code && !means_the_same(gone, new) {
            said.numbers.insert(number);
            let what = format!(
                "number {number} was `{}`, {}{}; now it is {}",
                gone.code,
                gone.meaning(),
                when(gone),
                new.meaning()
            );
            changes
                .add(ChangeKind::NumberReused, Impact::Major, &what)
                .about(None, Some(new))
                .values(Some(gone.meaning()), Some(new.meaning()))
                .was_at(gone.location);
        }
    }
}

/// The same status, much the same message, and no other number.
fn means_the_same(gone: &Gone, new: &Promise) -> bool {
    let same_number = gone.number.is_none() || new.number.is_none() || gone.number == new.number;
    let same_message = gone.message.as_ref().is_some_and(|message| is_same_message(message, &new.message));
    gone.status == Some(new.status) && same_message && same_number
}

fn when(gone: &Gone) -> String {
    gone.since.as_ref().map(|since| format!(", gone since {since}")).unwrap_or_default()
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
