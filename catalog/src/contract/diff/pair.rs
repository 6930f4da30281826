//! Pairs each error of the old contract with the same error of the new contract.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::alike::{Features, Words};
use crate::contract::meaning::is_other_meaning;
use crate::contract::{Certainty, Contract, ErrorContract};

/// The likeness from which two errors count as one error that was renamed.
const ALIKE: u8 = 62;
/// The likeness from which two errors with the same number count as one. It is higher than [`ALIKE`], because the same
/// number already increases the likeness.
const ALIKE_BY_NUMBER: u8 = 70;
/// The maximum number of errors that one error is compared with, in case thousands were removed and thousands are new.
const CANDIDATES: usize = 24;

/// An error that is in both contracts.
pub(in crate::contract) struct Pair<'a> {
    pub(in crate::contract) old: &'a ErrorContract,
    pub(in crate::contract) new: &'a ErrorContract,
    /// How certain the pair is, and on what grounds. `None` means that key and code are the same.
    pub(in crate::contract) why: Why,
}

/// How certain it is that two errors are the same, and on what grounds.
pub(in crate::contract) type Why = Option<(Certainty, String)>;

/// All errors of both contracts, each once.
#[derive(Default)]
pub(in crate::contract) struct Pairing<'a> {
    pub(in crate::contract) pairs: Vec<Pair<'a>>,
    pub(in crate::contract) removed: Vec<&'a ErrorContract>,
    /// The removed errors whose code is an alias of an error in another pair.
    pub(in crate::contract) merged: Vec<Pair<'a>>,
    pub(in crate::contract) added: Vec<&'a ErrorContract>,
}

/// Pairs the errors by what clients see of them: by their code, otherwise by an alias or, if no code is sent, by their
/// number, and finally by likeness. The key is never sent: it pairs errors only where nothing else does.
///
/// Two errors with one code that do not have the same meaning are paired last, in case the old error continues under
/// another code. An error in `[retired]` was not renamed.
pub(in crate::contract) fn pair_errors<'a>(old: &'a Contract, new: &'a Contract) -> Pairing<'a> {
    let mut pairing = Pairing::default();
    let added = new.errors.iter().map(|error| (error.key.as_str(), error)).collect();
    let mut rest = Rest { left: old.errors.iter().collect(), added };
    // If errors share a code, the code is first of all that of its owner.
    rest.left.sort_by_key(|error| error.owner.is_some());
    let moved = Moved::new(old, new);
    let is_same = |old: &ErrorContract, new: &ErrorContract| !moved.has(old, new) && !is_other_meaning(old, new);
    rest.pair_by_code(&mut pairing, is_same);
    rest.pair_by_alias(&mut pairing);
    rest.pair_by_number(&mut pairing, is_same);
    rest.pair_by_key(&mut pairing, is_same);
    let retired: BTreeSet<&str> = new.removed.iter().map(|removed| removed.code.as_str()).collect();
    pair_by_likeness(&mut pairing, &mut rest, &retired);
    rest.pair_other_meanings(&mut pairing, code_of);
    rest.pair_other_meanings(&mut pairing, number_of);
    rest.pair_by_key(&mut pairing, |old, new| !old.sends_code && !new.sends_code);
    pairing.merged = find_merged(&rest.left, new);
    pairing.removed = rest.left;
    pairing.added = rest.added.into_values().collect();
    pairing
}

fn find_merged<'a>(removed: &[&'a ErrorContract], new: &'a Contract) -> Vec<Pair<'a>> {
    let aliases = new.errors.iter().flat_map(|error| error.aliases.iter().map(move |alias| (alias.as_str(), error)));
    let aliases: BTreeMap<&str, &ErrorContract> = aliases.collect();
    let pair = |old: &&'a ErrorContract| {
        let new = aliases.get(old.code.as_str()).copied()?;
        let grounds = format!("`{}` is an alias of `{}`", old.code, new.code);
        Some(Pair { old, new, why: Some((Certainty::Certain, grounds)) })
    };
    removed.iter().filter(|old| old.owner.is_none()).filter_map(pair).collect()
}

/// The errors that are not paired yet, the new ones by key.
struct Rest<'a> {
    left: Vec<&'a ErrorContract>,
    added: BTreeMap<&'a str, &'a ErrorContract>,
}

impl<'a> Rest<'a> {
    fn pair_by_code(&mut self, pairing: &mut Pairing<'a>, is_same: impl Fn(&ErrorContract, &ErrorContract) -> bool) {
        self.pair_by_id(pairing, code_of, is_same);
    }

    fn pair_by_alias(&mut self, pairing: &mut Pairing<'a>) {
        let aliases = self.added.values().flat_map(|error| error.aliases.iter().map(|alias| (alias.as_str(), *error)));
        let aliases: BTreeMap<&str, &ErrorContract> = aliases.collect();
        // Of several errors that shared the code, its owner has the alias, unless the key says otherwise.
        let is_first: [fn(&ErrorContract, &ErrorContract) -> bool; 2] =
            [|old, new| old.key == new.key, |old, _| old.owner.is_none()];
        for is_wanted in is_first {
            self.pair(pairing, |old, _| {
                let new = aliases.get(old.code.as_str()).copied().filter(|new| is_wanted(old, new))?;
                Some((new, Some((Certainty::Certain, format!("`{}` is an alias of `{}`", old.code, new.code)))))
            });
        }
    }

    /// Pairs errors whose number is sent, but not their code.
    fn pair_by_number(&mut self, pairing: &mut Pairing<'a>, is_same: impl Fn(&ErrorContract, &ErrorContract) -> bool) {
        self.pair_by_id(pairing, number_of, is_same);
    }

    /// Pairs errors with the same code or number. If several errors share it, those with the same key are paired first,
    /// and then those with the same response.
    fn pair_by_id(
        &mut self,
        pairing: &mut Pairing<'a>,
        id: for<'e> fn(&'e ErrorContract) -> Option<Id<'e>>,
        is_same: impl Fn(&ErrorContract, &ErrorContract) -> bool,
    ) {
        self.pair(pairing, |old, added| {
            let (own, new) = (id(old)?, *added.get(old.key.as_str())?);
            (id(new).as_ref() == Some(&own) && is_same(old, new)).then(|| (new, own.why(old, new)))
        });
        let groups: [fn(&ErrorContract) -> Option<Response>; 2] =
            [|error| Some((error.status, error.message.to_string())), |_| None];
        for group_of in groups {
            let mut groups: BTreeMap<_, VecDeque<&'a ErrorContract>> = BTreeMap::new();
            for new in self.added.values() {
                id(new).into_iter().for_each(|id| groups.entry((id, group_of(new))).or_default().push_back(new));
            }
            self.pair(pairing, |old, _| {
                let group = groups.get_mut(&(id(old)?, group_of(old)))?;
                let found = group.iter().take(CANDIDATES).position(|new| is_same(old, new))?;
                let new = group.remove(found)?;
                Some((new, id(old)?.why(old, new)))
            });
        }
    }

    /// Pairs the errors whose code or number has another meaning now. If another error still has the code or number,
    /// only the key can say that two errors are the same.
    fn pair_other_meanings(&mut self, pairing: &mut Pairing<'a>, id: for<'e> fn(&'e ErrorContract) -> Option<Id<'e>>) {
        self.pair_by_id(pairing, id, |old, new| old.key == new.key);
        let pairs = pairing.pairs.iter().filter(|pair| id(pair.old) == id(pair.new));
        let kept: BTreeSet<Id<'_>> = pairs.filter_map(|pair| id(pair.new)).collect();
        let is_kept = |old: &ErrorContract| id(old).is_some_and(|id| kept.contains(&id));
        self.pair_by_id(pairing, id, |old, new| old.owner.is_none() && new.owner.is_none() && !is_kept(old));
    }

    fn pair_by_key(&mut self, pairing: &mut Pairing<'a>, is_same: impl Fn(&ErrorContract, &ErrorContract) -> bool) {
        self.pair(pairing, |old, added| {
            let new = added.get(old.key.as_str()).copied().filter(|new| is_same(old, new))?;
            Some((new, Some((Certainty::Certain, "same key".to_owned()))))
        });
    }

    /// Pairs each old error with the new one that `find` chooses, unless that one is already paired: if an error
    /// replaces two errors, it is paired with the first of them.
    fn pair(
        &mut self,
        pairing: &mut Pairing<'a>,
        mut find: impl FnMut(&'a ErrorContract, &BTreeMap<&'a str, &'a ErrorContract>) -> Option<(&'a ErrorContract, Why)>,
    ) {
        self.left.retain(|old| {
            let Some((new, why)) = find(old, &self.added) else { return true };
            let is_free = self.added.remove(new.key.as_str()).is_some();
            if is_free {
                pairing.pairs.push(Pair { old, new, why });
            }
            !is_free
        });
    }
}

/// The status and the message of an error.
type Response = (u16, String);

/// The code or the number of an error.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Id<'a> {
    Code(&'a str),
    Number(u32),
}

impl Id<'_> {
    /// Why two errors with this code or number are the same.
    fn why(&self, old: &ErrorContract, new: &ErrorContract) -> Why {
        match self {
            Id::Code(_) => (old.key != new.key).then(|| (Certainty::Certain, "same code".to_owned())),
            Id::Number(number) => Some((Certainty::Certain, format!("same number {number}"))),
        }
    }
}

#[expect(clippy::unnecessary_wraps, reason = "not every error has a number")]
fn code_of(error: &ErrorContract) -> Option<Id<'_>> {
    Some(Id::Code(&error.code))
}

/// The number of an error whose number is sent, but not its code.
fn number_of(error: &ErrorContract) -> Option<Id<'_>> {
    error.number.filter(|_| !error.sends_code).map(Id::Number)
}

/// The messages that moved from one code to another, as when two errors swap their codes.
struct Moved<'a> {
    /// The code of each old and each new message that only one error has.
    old: BTreeMap<String, &'a str>,
    new: BTreeMap<String, &'a str>,
}

impl<'a> Moved<'a> {
    fn new(old: &'a Contract, new: &'a Contract) -> Self {
        let codes = |contract: &'a Contract| {
            let mut codes: BTreeMap<String, Option<&str>> = BTreeMap::new();
            for error in &contract.errors {
                let message = format!("{} {}", error.status, error.message);
                codes.entry(message).and_modify(|code| *code = None).or_insert(Some(&error.code));
            }
            codes.into_iter().filter_map(|(message, code)| Some((message, code?))).collect()
        };
        Self { old: codes(old), new: codes(new) }
    }

    /// Whether the message of the old error is now that of an error with another code.
    fn has(&self, old: &ErrorContract, new: &ErrorContract) -> bool {
        let message = format!("{} {}", old.status, old.message);
        let is_elsewhere = self.new.get(&message).is_some_and(|code| **code != *new.code);
        old.message != new.message && self.old.contains_key(&message) && is_elsewhere
    }
}

fn pair_by_likeness<'a>(pairing: &mut Pairing<'a>, rest: &mut Rest<'a>, retired: &BTreeSet<&str>) {
    let Rest { left, added } = rest;
    let mut words = Words::default();
    let news: Vec<(&ErrorContract, Features)> = added.values().map(|error| (*error, words.features(error))).collect();
    let index = Index::new(&news);
    let mut found = Vec::new();
    for (at, error) in left.iter().enumerate().filter(|(_, error)| !retired.contains(error.code.as_str())) {
        let features = words.features(error);
        for candidate in index.candidates(error.number, &features) {
            let likeness = features.likeness(&news[candidate].1);
            let same_number = error.number.is_some() && error.number == news[candidate].0.number;
            let is_alike = match same_number {
                true => likeness.percent >= ALIKE_BY_NUMBER,
                false => likeness.percent >= ALIKE && !is_other_meaning(error, news[candidate].0),
            };
            if is_alike {
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
