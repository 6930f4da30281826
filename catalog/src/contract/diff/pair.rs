//! Pairs each error of the old contract with the same error of the new contract.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::{Features, Words};
use crate::contract::{Certainty, Contract, ErrorContract};

/// The likeness from which two errors count as one error that was renamed.
const ALIKE: u8 = 62;
/// The likeness from which two errors with the same number count as one. It is higher than [`ALIKE`], because the same
/// number already increases the likeness.
const ALIKE_BY_NUMBER: u8 = 70;
/// The likeness from which two errors with the same code but different keys count as one. If the two errors have the
/// same status, they reach it only if a quarter of their words are the same.
const ALIKE_BY_CODE: u8 = 55;
/// The maximum number of errors that one error is compared with, in case thousands were removed and thousands are new.
const CANDIDATES: usize = 24;

/// An error that is in both contracts.
pub(super) struct Pair<'a> {
    pub(super) old: &'a ErrorContract,
    pub(super) new: &'a ErrorContract,
    /// How certain the pair is, and on what grounds. `None` means that key and code are the same.
    pub(super) why: Option<(Certainty, String)>,
}

/// All errors of both contracts, each once.
#[derive(Default)]
pub(super) struct Pairing<'a> {
    pub(super) pairs: Vec<Pair<'a>>,
    pub(super) removed: Vec<&'a ErrorContract>,
    pub(super) added: Vec<&'a ErrorContract>,
}

/// Pairs the errors. Two errors with the same key are the same error. The others are paired by a common code if their
/// meanings are similar, then by an alias, and finally by likeness. An error in `[retired]` was not renamed.
pub(super) fn pair_errors<'a>(old: &'a Contract, new: &'a Contract) -> Pairing<'a> {
    let mut pairing = Pairing::default();
    let mut added: BTreeMap<&str, &ErrorContract> =
        new.errors.iter().map(|error| (error.key.as_str(), error)).collect();
    let mut left = Vec::new();
    for error in &old.errors {
        match added.remove(error.key.as_str()) {
            Some(same) => {
                let why = (error.code != same.code).then(|| (Certainty::Certain, "same key".to_owned()));
                pairing.pairs.push(Pair { old: error, new: same, why });
            }
            None => left.push(error),
        }
    }
    pair_by_code(&mut pairing, &mut left, &mut added);
    pair_by_alias(&mut pairing, &mut left, &mut added);
    let retired: BTreeSet<&str> = new.removed.iter().map(|removed| removed.code.as_str()).collect();
    pair_by_likeness(&mut pairing, &mut left, &mut added, &retired);
    pairing.removed = left;
    pairing.added = added.into_values().collect();
    pairing
}

fn pair_by_code<'a>(
    pairing: &mut Pairing<'a>,
    left: &mut Vec<&'a ErrorContract>,
    added: &mut BTreeMap<&str, &'a ErrorContract>,
) {
    let codes: BTreeMap<&str, &ErrorContract> = added.values().map(|error| (error.code.as_str(), *error)).collect();
    let mut words = Words::default();
    left.retain(|error| {
        let Some(same) = codes.get(error.code.as_str()).copied() else { return true };
        let likeness = words.features(error).likeness(&words.features(same));
        let is_same = likeness.percent >= ALIKE_BY_CODE;
        if is_same {
            added.remove(same.key.as_str());
            let certainty = match likeness.percent {
                100 => Certainty::Certain,
                percent => Certainty::Likely(percent),
            };
            let why = Some((certainty, format!("same code, {}", likeness.grounds)));
            pairing.pairs.push(Pair { old: error, new: same, why });
        }
        !is_same
    });
}

fn pair_by_alias<'a>(
    pairing: &mut Pairing<'a>,
    left: &mut Vec<&'a ErrorContract>,
    added: &mut BTreeMap<&str, &'a ErrorContract>,
) {
    let aliases: BTreeMap<&str, &ErrorContract> =
        added.values().flat_map(|error| error.aliases.iter().map(|alias| (alias.as_str(), *error))).collect();
    left.retain(|error| {
        let Some(same) = aliases.get(error.code.as_str()).copied() else { return true };
        // If an error replaces two errors, it is paired with the first of them.
        let is_free = added.remove(same.key.as_str()).is_some();
        if is_free {
            let grounds = format!("`{}` is an alias of `{}`", error.code, same.code);
            pairing.pairs.push(Pair { old: error, new: same, why: Some((Certainty::Certain, grounds)) });
        }
        !is_free
    });
}

fn pair_by_likeness<'a>(
    pairing: &mut Pairing<'a>,
    left: &mut Vec<&'a ErrorContract>,
    added: &mut BTreeMap<&str, &'a ErrorContract>,
    retired: &BTreeSet<&str>,
) {
    let mut words = Words::default();
    let news: Vec<(&ErrorContract, Features)> = added.values().map(|error| (*error, words.features(error))).collect();
    let index = Index::new(&news);
    let mut found = Vec::new();
    for (at, error) in left.iter().enumerate().filter(|(_, error)| !retired.contains(error.code.as_str())) {
        let features = words.features(error);
        for candidate in index.candidates(error.number, &features) {
            let likeness = features.likeness(&news[candidate].1);
            let same_number = error.number.is_some() && error.number == news[candidate].0.number;
            if likeness.percent >= if same_number { ALIKE_BY_NUMBER } else { ALIKE } {
                found.push((likeness, at, candidate));
            }
        }
    }
    found.sort_by(|a, b| b.0.percent.cmp(&a.0.percent).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut paired = BTreeSet::new();
    for (likeness, at, candidate) in found {
        let same = news[candidate].0;
        if !paired.contains(&at) && added.remove(same.key.as_str()).is_some() {
            paired.insert(at);
            // Only a code or an alias makes a pair certain.
            let why = Some((Certainty::Likely(likeness.percent.min(99)), likeness.grounds));
            pairing.pairs.push(Pair { old: left[at], new: same, why });
        }
    }
    let mut at = 0;
    left.retain(|_| {
        at += 1;
        !paired.contains(&(at - 1))
    });
}

/// An index of the errors by their words and numbers.
struct Index {
    words: BTreeMap<u32, Vec<usize>>,
    numbers: BTreeMap<u32, usize>,
}

impl Index {
    fn new(errors: &[(&ErrorContract, Features)]) -> Self {
        let mut words: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (at, (_, features)) in errors.iter().enumerate() {
            features.message.union(&features.code).for_each(|word| words.entry(*word).or_default().push(at));
        }
        let numbers = errors.iter().enumerate().filter_map(|(at, (error, _))| Some((error.number?, at)));
        Self { words, numbers: numbers.collect() }
    }

    /// The errors that are worth comparing: the one with the same number, then those that share the rarest words.
    fn candidates(&self, number: Option<u32>, features: &Features) -> BTreeSet<usize> {
        let by_number = number.and_then(|number| self.numbers.get(&number).copied());
        let mut lists: Vec<&Vec<usize>> =
            features.message.union(&features.code).filter_map(|word| self.words.get(word)).collect();
        lists.sort_by_key(|list| list.len());
        let mut candidates = BTreeSet::from_iter(by_number);
        for list in lists {
            let room = CANDIDATES.saturating_sub(candidates.len());
            candidates.extend(list.iter().take(room));
        }
        candidates
    }
}
