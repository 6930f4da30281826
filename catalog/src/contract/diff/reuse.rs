//! Finds codes and numbers that are used again, and compares the old meaning with the new meaning.

use std::collections::{BTreeMap, BTreeSet};

use super::Changes;
use super::alike::is_same_message;
use super::family::Kept;
use super::pair::Pairing;
use crate::contract::meaning::is_other_meaning;
use crate::contract::{Change, ChangeKind, Contract, ErrorContract, Impact, RemovedError, Sentence};
use crate::model::{RetiredNumbers, reason_phrase};
use crate::ranges::Ranges;
use crate::sentence::{as_code, sentence};

/// The errors that have a code or a number in the old contract, and the removed errors that had it earlier.
pub(super) struct Memory<'a> {
    codes: BTreeMap<&'a str, &'a ErrorContract>,
    numbers: BTreeMap<u32, &'a ErrorContract>,
    removed: BTreeMap<&'a str, &'a RemovedError>,
    removed_numbers: BTreeMap<u32, &'a RemovedError>,
    retired: (Ranges, &'a [RetiredNumbers]),
    /// The keys of the errors that are not in the new contract.
    lost: BTreeSet<&'a str>,
    new: &'a Contract,
    kept: &'a Kept<'a>,
}

impl<'a> Memory<'a> {
    pub(super) fn of((old, new): (&'a Contract, &'a Contract), pairing: &Pairing<'a>, kept: &'a Kept<'a>) -> Self {
        // A code or number that errors share is that of its owner.
        let own_codes = |error: &'a ErrorContract| error.codes().skip(usize::from(error.owner.is_some()));
        let codes = old.errors.iter().flat_map(|error| own_codes(error).map(move |code| (code, error)));
        let numbers = old.errors.iter().filter(|error| !old.shares_number(error));
        let numbers = numbers.filter_map(|error| Some((error.number?, error)));
        let removed = old.removed.iter().map(|removed| (removed.code.as_str(), removed));
        let removed_numbers =
            old.removed.iter().chain(&old.removed_numbers).filter_map(|removed| Some((removed.number?, removed)));
        Self {
            codes: codes.collect(),
            numbers: numbers.collect(),
            removed: removed.collect(),
            removed_numbers: removed_numbers.collect(),
            retired: (old.retired_ranges(), &old.retired_numbers),
            lost: pairing.removed.iter().map(|error| error.key.as_str()).collect(),
            new,
            kept,
        }
    }
}

/// The codes and numbers of the new contract whose changes are already reported.
#[derive(Default)]
pub(super) struct Said<'a> {
    pub(super) codes: BTreeSet<&'a str>,
    pub(super) numbers: BTreeSet<u32>,
}

/// The previous meaning of a code or a number.
enum Before<'a> {
    /// An error of the old contract.
    Error(&'a ErrorContract),
    /// An error that was already removed from the old contract.
    Removed(&'a RemovedError),
}

impl Before<'_> {
    fn code(&self) -> &str {
        match self {
            Before::Error(error) => &error.code,
            Before::Removed(removed) => &removed.code,
        }
    }

    fn meaning(&self) -> String {
        match self {
            Before::Error(error) => error.meaning(),
            Before::Removed(removed) => removed.meaning(),
        }
    }

    /// Whether the meaning is known. Otherwise, only a note says why the code or number was retired.
    fn is_known(&self) -> bool {
        match self {
            Before::Error(_) => true,
            Before::Removed(removed) => removed.status.is_some() || removed.message.is_some(),
        }
    }

    /// Returns a text such as ` (removed in 2.0.0)`, which is empty if the version is not known.
    fn since(&self) -> String {
        match self {
            Before::Removed(RemovedError { since: Some(since), .. }) => format!(" (removed in {since})"),
            _ => String::new(),
        }
    }
}

/// Reports each code and number of an error that had another meaning before, or that is restored with the same meaning.
pub(super) fn diff_reuse<'a>(
    old: Option<&ErrorContract>,
    new: &'a ErrorContract,
    memory: &Memory<'_>,
    said: &mut Said<'a>,
    changes: &mut Changes,
) {
    // A code that errors share is compared where its owner is compared.
    let is_own = |code: &str| code != new.code || new.sends_code && new.owner.is_none();
    for code in new.codes().filter(|code| is_own(code)) {
        diff_code(code, old, new, memory, said, changes);
    }
    let is_own = !memory.new.shares_number(new) && old.is_none_or(|old| old.number != new.number);
    if let Some(number) = new.number.filter(|_| is_own) {
        diff_number(number, new, memory, said, changes);
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
    if memory.kept.has_code(code) {
        return;
    }
    let before = if let Some(owner) = memory.codes.get(code) {
        let was_seen = owner.sends_code || code != owner.code;
        // An alias for the code of a removed error declares the new error to be its successor.
        let took_over = memory.lost.contains(owner.key.as_str())
            && code != new.code
            && (new.aliases.contains(&owner.code) || new.code == owner.code);
        if took_over || !was_seen || old.is_some_and(|old| old.key == owner.key) {
            return;
        }
        Before::Error(owner)
    } else if let Some(removed) = memory.removed.get(code) {
        Before::Removed(removed)
    } else {
        return;
    };
    let alias = (code != new.code).then(|| code.to_owned());
    if matches!(before, Before::Removed(removed) if means_the_same(removed, new)) {
        // If the error had another code until now, it is reported as renamed.
        if old.is_none() || code != new.code {
            said.codes.insert(code);
            let what = sentence![as_code(code), format!(" was restored{}", before.since())];
            let change = add(ChangeKind::CodeRestored, Impact::Minor, what, &before, new, changes);
            change.member = alias;
        }
        return;
    }
    said.codes.insert(code);
    let was = match before.is_known() {
        true => format!(" meant {}{}", before.meaning(), before.since()),
        false => format!(" was retired with the note \"{}\"", before.meaning()),
    };
    let what = sentence![as_code(code), was, format!("; now it means {}", new.meaning())];
    add(ChangeKind::CodeReused, Impact::Major, what, &before, new, changes).member = alias;
}

fn diff_number<'a>(
    number: u32,
    new: &'a ErrorContract,
    memory: &Memory<'_>,
    said: &mut Said<'a>,
    changes: &mut Changes,
) {
    if memory.kept.has_number(number) {
        return;
    }
    let before = if let Some(owner) = memory.numbers.get(&number) {
        // If the error's code is reused too, the reuse of the number is only a consequence.
        if new.code == owner.code && said.codes.contains(owner.code.as_str()) {
            return;
        }
        Before::Error(owner)
    } else if let Some(removed) = memory.removed_numbers.get(&number) {
        let is_known = |code: &str| code == removed.code && (code != new.code || new.sends_code);
        if means_the_same(removed, new) || new.codes().any(is_known) {
            return;
        }
        Before::Removed(removed)
    } else {
        let (ranges, rows) = &memory.retired;
        if let Some(row) = ranges.find(number).and_then(|index| rows.get(index)) {
            said.numbers.insert(number);
            let what = sentence![format!("number {number} was retired; now it means "), as_code(&new.code)];
            let change = changes.add(ChangeKind::NumberReused, Impact::Major, what);
            change.about(None, Some(new)).was_at(Some(row.location)).values(Some(&row.note), Some(new.meaning()));
        }
        return;
    };
    said.numbers.insert(number);
    let (was, meant, since) = (before.code(), before.meaning(), before.since());
    let meant = match before.is_known() {
        true => format!(", {meant}{since}"),
        false => format!(", which was retired with the note \"{meant}\""),
    };
    let what = sentence![
        format!("number {number} meant "),
        as_code(was),
        format!("{meant}; now it means "),
        as_code(&new.code),
        format!(", {}", new.meaning())
    ];
    add(ChangeKind::NumberReused, Impact::Major, what, &before, new, changes);
}

fn add<'c>(
    kind: ChangeKind,
    impact: Impact,
    what: Sentence,
    before: &Before<'_>,
    new: &ErrorContract,
    changes: &'c mut Changes,
) -> &'c mut Change {
    let change = changes.add(kind, impact, what);
    match before {
        Before::Error(owner) => change.about(Some(owner), Some(new)),
        Before::Removed(removed) => change.about(None, Some(new)).was_at(removed.location),
    };
    change.values(Some(before.meaning()), Some(new.meaning()))
}

/// Whether the status is the same, the message is similar and has the same meaning, and the number is not different.
fn means_the_same(removed: &RemovedError, new: &ErrorContract) -> bool {
    let same_number = removed.number.is_none() || new.number.is_none() || removed.number == new.number;
    let same_message = removed.message.as_ref().is_some_and(|message| {
        // The title of a removed error is not recorded.
        let title = reason_phrase(new.status).to_owned();
        let old = ErrorContract { title, message: message.clone(), ..new.clone() };
        is_same_message(message, &new.message) && !is_other_meaning(&old, new)
    });
    removed.status.is_some_and(|status| new.has_status(status)) && same_message && same_number
}
