//! Finds codes and numbers that may now identify a different error.

use super::family::Kept;
use super::pair::Pair;
use super::{ChangeKind, Changes};
use crate::contract::meaning::{is_other_meaning, is_other_successor};
use crate::contract::{Change, Impact, Sentence};
use crate::sentence::{as_code, sentence};

/// Adds a change if an error keeps its code or number, but the error's message may have a new meaning. Returns whether
/// a change was added. If another error keeps the code with its meaning, the code has the meanings of several errors.
pub(super) fn diff_meaning(pair: &Pair<'_>, kept: &Kept<'_>, changes: &mut Changes) -> bool {
    let Pair { old, new, .. } = *pair;
    let keeps_code = old.sends_code && new.codes().any(|code| code == old.code);
    let keeps_number = old.number.is_some() && old.number == new.number;
    // A renamed code is reported, and is refused unless the old code becomes an alias.
    let is_refused = old.sends_code && !keeps_code;
    let is_shared = old.code == new.code && kept.has_meaning(&old.code);
    if is_refused || is_shared || !(keeps_code || keeps_number) || !is_other_meaning(old, new) {
        return false;
    }
    let what = match old.number.filter(|_| !keeps_code) {
        Some(number) => sentence![format!("number {number}")],
        None => sentence![as_code(&old.code)],
    };
    add(what, pair, changes);
    true
}

/// Adds a change if the code of a removed error is now an alias of an error that may have a different meaning.
pub(super) fn diff_merged(pair: &Pair<'_>, changes: &mut Changes) {
    if is_other_successor(pair.old, pair.new) {
        add(sentence![as_code(&pair.old.code)], pair, changes).member = Some(pair.old.code.clone());
    }
}

fn add<'c>(mut what: Sentence, pair: &Pair<'_>, changes: &'c mut Changes) -> &'c mut Change {
    let Pair { old, new, .. } = *pair;
    what.push(format!(" meant {}; now it may mean something else: {}", old.meaning(), new.meaning()));
    changes
        .add(ChangeKind::MeaningChanged, Impact::Major, what)
        .about(Some(old), Some(new))
        .values(Some(old.meaning()), Some(new.meaning()))
}
