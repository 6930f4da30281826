//! Codes and numbers that were in use: who had them, and who has them now.

use std::collections::{BTreeMap, BTreeSet};

use super::Changes;
use super::alike::is_same_message;
use super::pair::Pairing;
use crate::contract::{ChangeKind, Contract, ErrorContract, Impact, RemovedError};

/// Who had which code and number, and what had it once.
pub(super) struct Memory<'a> {
    codes: BTreeMap<&'a str, &'a ErrorContract>,
    numbers: BTreeMap<u32, &'a ErrorContract>,
    gone: BTreeMap<&'a str, &'a RemovedError>,
    removed_numbers: BTreeMap<u32, &'a RemovedError>,
    /// The keys of errors that are gone now.
    removed: BTreeSet<&'a str>,
}

impl<'a> Memory<'a> {
    pub(super) fn of(old: &'a Contract, pairing: &Pairing<'a>) -> Self {
        let codes = old.errors.iter().flat_map(|error| error.codes().map(move |code| (code, error)));
        let numbers = old.errors.iter().filter_map(|error| Some((error.number?, error)));
        let gone = old.removed.iter().map(|gone| (gone.code.as_str(), gone));
        let removed_numbers =
            old.removed.iter().chain(&old.removed_numbers).filter_map(|gone| Some((gone.number?, gone)));
        Self {
            codes: codes.collect(),
            numbers: numbers.collect(),
            gone: gone.collect(),
            removed_numbers: removed_numbers.collect(),
            removed: pairing.removed.iter().map(|error| error.key.as_str()).collect(),
        }
    }
}

/// Codes and numbers of the new contract about which all is said.
#[derive(Default)]
pub(super) struct Said<'a> {
    pub(super) codes: BTreeSet<&'a str>,
    pub(super) numbers: BTreeSet<u32>,
}

/// What a code or a number meant before.
enum Before<'a> {
    /// An error that was there.
    Error(&'a ErrorContract),
    /// Something that was gone already.
    Removed(&'a RemovedError),
}

impl Before<'_> {
    fn code(&self) -> &str {
        match self {
            Before::Error(error) => &error.code,
            Before::Removed(gone) => &gone.code,
        }
    }

    fn meaning(&self) -> String {
        match self {
            Before::Error(error) => error.meaning(),
            Before::Removed(gone) => gone.meaning(),
        }
    }

    /// `, gone since 2.0.0`
    fn since(&self) -> String {
        match self {
            Before::Removed(RemovedError { since: Some(since), .. }) => format!(", gone since {since}"),
            _ => String::new(),
        }
    }
}

/// Finds what of an error meant something else, or means again what it meant.
pub(super) fn diff_reuse<'a>(
    old: Option<&ErrorContract>,
    new: &'a ErrorContract,
    memory: &Memory<'_>,
    said: &mut Said<'a>,
    changes: &mut Changes,
) {
    for code in new.codes().filter(|code| *code != new.code || new.sends_code) {
        diff_code(code, old, new, memory, said, changes);
    }
    if let Some(number) = new.number.filter(|_| old.is_none_or(|old| old.number != new.number)) {
        diff_number(number, old, new, memory, said, changes);
    }
}

fn diff_code<'a>(
    code: &'a str,
    old: Option<&ErrorContract>,
    new: &'a ErrorContract,
    memory: &Memory<'_>,
    said: &mut Said<'a>,
    changes: &mut Changes,
) {
    let before = if let Some(owner) = memory.codes.get(code) {
        let was_seen = owner.sends_code || code != owner.code;
        // An alias for the code of an error that is gone says what became of that.
        let took_over = memory.removed.contains(owner.key.as_str())
            && code != new.code
            && (new.aliases.contains(&owner.code) || new.code == owner.code);
        if took_over || !was_seen || old.is_some_and(|old| old.key == owner.key) {
            return;
        }
        Before::Error(owner)
    } else if let Some(gone) = memory.gone.get(code) {
        Before::Removed(gone)
    } else {
        return;
    };
    if matches!(before, Before::Removed(gone) if means_the_same(gone, new)) {
        // Of an error that had another code until now, it is said that it is renamed.
        if old.is_none() || code != new.code {
            said.codes.insert(code);
            let what = format!("`{code}` is back{}", before.since());
            add(ChangeKind::CodeRestored, Impact::Minor, &what, &before, new, changes);
        }
        return;
    }
    said.codes.insert(code);
    let what = format!("`{code}` meant {}{}; now it is {}", before.meaning(), before.since(), new.meaning());
    add(ChangeKind::CodeReused, Impact::Major, &what, &before, new, changes);
}

fn diff_number<'a>(
    number: u32,
    old: Option<&ErrorContract>,
    new: &'a ErrorContract,
    memory: &Memory<'_>,
    said: &mut Said<'a>,
    changes: &mut Changes,
) {
    let before = if let Some(owner) = memory.numbers.get(&number) {
        // Where the code is used again too, the number only goes with it.
        let goes_with_code = new.code == owner.code && said.codes.contains(owner.code.as_str());
        if goes_with_code || old.is_some_and(|old| old.key == owner.key) {
            return;
        }
        Before::Error(owner)
    } else if let Some(gone) = memory.removed_numbers.get(&number) {
        if means_the_same(gone, new) || new.codes().any(|code| code == gone.code) {
            return;
        }
        Before::Removed(gone)
    } else {
        return;
    };
    said.numbers.insert(number);
    let (was, meant, since) = (before.code(), before.meaning(), before.since());
    let what = format!("number {number} meant `{was}`, {meant}{since}; now it is `{}`, {}", new.code, new.meaning());
    add(ChangeKind::NumberReused, Impact::Major, &what, &before, new, changes);
}

fn add(kind: ChangeKind, impact: Impact, what: &str, before: &Before<'_>, new: &ErrorContract, changes: &mut Changes) {
    let change = changes.add(kind, impact, what);
    match before {
        Before::Error(owner) => change.about(Some(owner), Some(new)),
        Before::Removed(gone) => change.about(None, Some(new)).was_at(gone.location),
    };
    change.values(Some(before.meaning()), Some(new.meaning()));
}

/// The same status, much the same message, and no other number.
fn means_the_same(gone: &RemovedError, new: &ErrorContract) -> bool {
    let same_number = gone.number.is_none() || new.number.is_none() || gone.number == new.number;
    let same_message = gone.message.as_ref().is_some_and(|message| is_same_message(message, &new.message));
    gone.status == Some(new.status) && same_message && same_number
}
