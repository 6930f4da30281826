//! Judges whether two messages claim the opposite of each other, as in `Email verified` and `Email not verified`.
//!
//! A claim is a word, or one side of a pair of antonyms, with a sign. A negation changes the sign, so `invalid` and
//! `not valid` are the same claim. A demand names the opposite of the problem, so `must be valid` is also the same
//! claim.

use std::collections::{BTreeMap, BTreeSet};

use super::antonyms::{ACTIONS, ANTONYMS, COUNTERPARTS, LIMITS, PHRASES, PREFIXES, SIZES, UNDOING};
use super::words::{split_words, stem};

/// Words between a subject and its state.
const LINKS: &str = "is are was were be been being has have had got gets already still now remains stays seems";
/// Words that may be between a negation and the denied word, or between a link and a state.
const FILLERS: &str = "yet currently already a an the in is are was were be been being have has had marked set as to any so all \
    fully still longer really actually now long enough your ever quite properly correctly";
const NEGATIONS: &str = "not never no without";
/// After these words, a negation says that an attempt failed. Such a message does not say which state there is.
const ABILITIES: &str = "can could may might would will";
const FAILURES: &str = "unable nothing nobody none neither nor cannot only";
const DEMANDS: &str =
    "must should shall only need needs requires require please ought expected expects make want wants";
/// Verbs that are a demand at the start of a clause.
const IMPERATIVES: &str = "use enter choose pick provide try send add keep ensure set select reduce verify confirm check specify \
    shorten wait give start upgrade increase raise lower supply pass wrap split remove move go ask sign log contact";
/// A new statement begins after these words.
const BREAKS: &str = "because but so since which who although though therefore";
/// What follows these words is a condition.
const CONDITIONS: &str = "until unless if when once before after while whether except instead or either";
/// A state may be followed by these words.
const PREPOSITIONS: &str = "by for in out to at on from with yet already of";
/// Before a noun, these words often list what is possible: `Allowed values: a, b`.
const LISTED: &str = "supported allowed accepted permitted valid known available enabled active open public present";

/// The signs of each claim.
type Claims = BTreeMap<String, BTreeSet<bool>>;

/// Whether one text claims the opposite of the other. The texts may contain slots.
pub(super) fn are_opposites(old: &str, new: &str) -> bool {
    let (old, new) = (claims(old), claims(new));
    old.iter().any(|(claim, signs)| {
        let others = new.get(claim);
        signs.len() == 1 && others.is_some_and(|others| others.len() == 1 && others != signs)
    })
}

/// Whether two texts differ only in words for the two sides of something, as in `Unknown sender` and
/// `Unknown recipient`.
pub(super) fn are_counterparts(old: &str, new: &str) -> bool {
    let (old, new) = (essential_words(old), essential_words(new));
    let pairs = old.iter().zip(&new).filter(|(a, b)| stem(a) != stem(b));
    let mut swapped = pairs.map(|(a, b)| are_sides(a, b));
    old.len() == new.len() && swapped.next() == Some(true) && swapped.all(|is| is)
}

/// The words of a text without articles and links. One word replaces each of the [`PHRASES`].
fn essential_words(text: &str) -> Vec<String> {
    const ARTICLES: &str = "the a an this your";
    let mut text = split_words(text).join(" ");
    for (phrase, word) in PHRASES {
        text = format!(" {text} ").replace(&format!(" {phrase} "), &format!(" {word} ")).trim().to_owned();
    }
    // A list follows a link at the end: `Known units are {units}`.
    let is_link = |word: &str| is(LINKS, word) && !text.ends_with(&format!(" {word}"));
    text.split(' ').filter(|word| !is(ARTICLES, word) && !is_link(word)).map(str::to_owned).collect()
}

/// Whether two words are the two sides of something, or the second word undoes what the first word does.
fn are_sides(a: &str, b: &str) -> bool {
    let are_in = |pairs| find_stem(pairs, a).zip(find_stem(pairs, b)).is_some_and(|(a, b)| a.0 == b.0 && a.1 != b.1);
    let ((root_a, does_a), (root_b, does_b)) = (undone(a), undone(b));
    are_in(COUNTERPARTS) || are_in(ACTIONS) || (does_a != does_b && stem(root_a) == stem(root_b))
}

/// The verb that another verb undoes, and whether the word is this verb: `disconnect` undoes `connect`.
fn undone(verb: &str) -> (&str, bool) {
    let root = UNDOING.iter().find_map(|prefix| verb.strip_prefix(prefix)).filter(|root| root.len() > 3);
    root.map_or((verb, true), |root| (root, false))
}

fn claims(text: &str) -> Claims {
    let mut claims = Claims::new();
    for clause in text.split(['.', ',', ';', ':', '!', '?', '(', ')', '\n']) {
        let words = split_words(clause);
        for words in words.split(|word| is(BREAKS, word)) {
            Clause::new(words).collect(&mut claims);
        }
    }
    claims
}

struct Clause<'a> {
    words: &'a [String],
    demands: bool,
    /// Where a condition starts.
    condition: usize,
}

impl<'a> Clause<'a> {
    fn new(words: &'a [String]) -> Self {
        // `Read-only` is a state, and not a demand.
        let is_state = |at: usize| words[at] == "only" && at > 0 && is("read write view append", &words[at - 1]);
        let has = |list| (0..words.len()).any(|at| is(list, &words[at]) && !is_state(at));
        let is_last = |word: &str| words.last().is_some_and(|last| last == word);
        let has_to = words.windows(2).any(|pair| matches!(pair[0].as_str(), "has" | "have") && pair[1] == "to");
        let is_imperative = words.first().is_some_and(|word| is(IMPERATIVES, word));
        let demands = has(DEMANDS) || has_to || is_imperative || is_last("required") || is_last("needed");
        let condition = words.iter().position(|word| is(CONDITIONS, word)).unwrap_or(words.len());
        Self { words, demands, condition }
    }

    fn collect(&self, claims: &mut Claims) {
        let mut add = |claim: String, sign| _ = claims.entry(claim).or_default().insert(sign);
        for at in 0..self.condition {
            let word = self.words[at].as_str();
            if let Some((verb, sign)) = self.ability(at) {
                add(format!("can {verb}"), sign);
            }
            if let Some((action, sign)) = self.attempt(at) {
                add(format!("attempt {action}"), sign);
            }
            if let Some(is_early) = self.time(at) {
                add("time".to_owned(), is_early);
            }
            if let Some(sign) = self.limit(at) {
                add("size".to_owned(), sign);
            }
            let Some(negated) = self.is_negated(at) else { continue };
            let flips = negated != self.demands;
            if let Some((axis, sign)) = find(SIZES, word).filter(|_| self.is_compared(at)) {
                add(format!("size {axis}"), sign != flips);
                add("size".to_owned(), sign != flips);
            } else if let Some((axis, sign)) = self.antonym(at).filter(|_| self.is_state(at)) {
                add(format!("state {axis}"), sign != flips);
            } else if word.len() > 2 && self.is_denied_or_stated(at, negated) {
                let (root, sign) = root(word);
                add(format!("word {root}"), sign != flips);
            }
        }
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    /// The verb of `can be changed`, and whether it is possible. A condition or a demand makes the claim uncertain.
    fn ability(&self, at: usize) -> Option<(&str, bool)> {
        let is_certain = self.condition == self.words.len() && !self.demands;
        if !is_certain || !matches!(self.word(at), "can" | "may") {
            return None;
        }
        let rest = &self.words[at + 1..];
        let skips = |word: &&String| matches!(word.as_str(), "not" | "no" | "longer" | "be" | "now" | "again" | "also");
        let between = rest.iter().take_while(skips);
        let sign = !between.clone().any(|word| matches!(word.as_str(), "not" | "no"));
        Some((rest.get(between.count())?, sign))
    }

    /// The action that failed in `cannot enable`, `unable to enable` or `could not be enabled`. The sign is false if
    /// the action undoes another action.
    fn attempt(&self, at: usize) -> Option<(String, bool)> {
        let before = self.words[..at].strip_suffix(&["be".to_owned()]).unwrap_or(&self.words[..at]);
        let fails = matches!(before, [.., ability, not] if not == "not" && is("can could", ability))
            || matches!(before, [.., failure, to] if to == "to" && is("unable fail failed fails failure", failure));
        let word = Some(self.word(at)).filter(|_| fails)?;
        if let Some((axis, sign)) = find_stem(ACTIONS, word) {
            return Some((axis.to_string(), sign));
        }
        let (verb, sign) = undone(word);
        Some((stem(verb), sign))
    }

    /// Whether something is too early, as in `not valid yet`, or too late, as in `no longer valid`.
    fn time(&self, at: usize) -> Option<bool> {
        let is_denied = || self.words[..at].iter().any(|word| word == "not");
        match (self.word(at), self.word(at + 1)) {
            ("no", "longer") => Some(false),
            ("any", "more" | "longer") | ("anymore", _) if is_denied() => Some(false),
            ("yet", _) if is_denied() => Some(true),
            _ => None,
        }
    }

    /// Whether a phrase says that something is too much or too little, also in a demand: `at least`.
    fn limit(&self, at: usize) -> Option<bool> {
        find(LIMITS, &self.pair(at)).map(|(_, sign)| sign)
    }

    fn antonym(&self, at: usize) -> Option<(usize, bool)> {
        find(ANTONYMS, &self.pair(at)).or_else(|| find(ANTONYMS, self.word(at)))
    }

    /// A word and the next word.
    fn pair(&self, at: usize) -> String {
        format!("{} {}", self.word(at), self.word(at + 1))
    }

    /// Whether a word is negated; `None` if this is uncertain.
    fn is_negated(&self, at: usize) -> Option<bool> {
        let before = &self.words[..at];
        if before.iter().any(|word| is(FAILURES, word) && word != "only")
            || before.windows(2).any(|pair| matches!(pair[0].as_str(), "fail" | "failed" | "able") && pair[1] == "to")
        {
            return None;
        }
        let Some(negation) = before.iter().rposition(|word| is(NEGATIONS, word)) else { return Some(false) };
        let follows_ability = negation > 0 && is(ABILITIES, &before[negation - 1]);
        let is_near = before[negation + 1..].iter().all(|word| is(FILLERS, word) || find(SIZES, word).is_some());
        (is_near && !follows_ability).then_some(true)
    }

    /// Whether a word compares: `too long`, `longer`, `long enough`.
    fn is_compared(&self, at: usize) -> bool {
        let (word, next) = (self.word(at), self.word(at + 1));
        let before = at.checked_sub(1).map_or("", |at| self.word(at));
        let compares = match word {
            "more" | "less" | "fewer" => next == "than",
            "over" | "under" => is(LINKS, before),
            _ => word.ends_with("er") || is("above below exceeds exceed exceeded exceeding", word),
        };
        // `No more than` is a limit.
        before != "no" && (compares || before == "too" || next == "enough")
    }

    /// Whether a word is the state of something, and not part of the name of something.
    fn is_state(&self, at: usize) -> bool {
        let next = self.word(at + 1);
        let ends = at + 1 == self.condition || is(PREPOSITIONS, next);
        let is_first = at == 0 && !next.ends_with('s');
        let lists = is(LISTED, self.word(at)) && (at == 0 || self.word(at - 1) == "are");
        ends || is_first || (!lists && (at == 0 || self.is_linked(at)))
    }

    /// Whether a link or a negation leads to a word.
    fn is_linked(&self, at: usize) -> bool {
        let before = self.words[..at].iter().rev();
        let fillers = before.clone().take_while(|word| is(FILLERS, word) && !is(LINKS, word)).count();
        before.clone().nth(fillers).is_some_and(|word| is(LINKS, word) || is(NEGATIONS, word))
    }

    /// Whether a word that is in no list is a state. Only `not` and `has no` deny a state: `no number` denies a thing.
    fn is_denied_or_stated(&self, at: usize, is_negated: bool) -> bool {
        let word = self.word(at);
        let is_word = !is(FILLERS, word) && !is(LINKS, word) && !is(NEGATIONS, word) && !is(LISTED, word);
        let is_participle = word.len() > 4 && ["ed", "en", "id", "ing"].iter().any(|ending| word.ends_with(ending));
        let ends = at + 1 == self.words.len() || is(PREPOSITIONS, self.word(at + 1));
        let negation = self.words[..at].iter().rposition(|word| is(NEGATIONS, word)).unwrap_or(at);
        let has_no = negation > 0 && negation + 1 == at && is("has have", self.word(negation - 1));
        let denies = has_no || is("not never", self.word(negation));
        is_word && if is_negated { denies } else { self.is_linked(at) || (ends && is_participle) }
    }
}

/// The root of a word without its negative prefix, and whether it has none: `unverified` is `verified`, negated.
pub(super) fn root(word: &str) -> (&str, bool) {
    let root = PREFIXES.iter().find_map(|prefix| word.strip_prefix(prefix)).filter(|root| root.len() > 3);
    root.map_or((word, true), |root| (root, false))
}

/// The pair that contains a word, and whether the word is on the pair's first side.
fn find(pairs: &[(&str, &str)], word: &str) -> Option<(usize, bool)> {
    find_side(pairs, |it| it == word)
}

/// The pair that contains a form of a word, and whether the word is on the pair's first side.
fn find_stem(pairs: &[(&str, &str)], word: &str) -> Option<(usize, bool)> {
    let word = stem(word);
    find_side(pairs, |it| stem(it) == word)
}

fn find_side(pairs: &[(&str, &str)], is_found: impl Fn(&str) -> bool) -> Option<(usize, bool)> {
    let contains = |side: &str| side.split('|').any(&is_found);
    pairs.iter().enumerate().find_map(|(axis, (first, second))| match (contains(first), contains(second)) {
        (true, _) => Some((axis, true)),
        (_, true) => Some((axis, false)),
        _ => None,
    })
}

fn is(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|it| it == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The claims of a text, each with its sign. The first word of a pair stands for the pair.
    fn show(text: &str) -> String {
        let name = |claim: &str| {
            let (kind, rest) = claim.split_once(' ').unwrap_or((claim, ""));
            let pairs = if kind == "size" { SIZES } else { ANTONYMS };
            let pair = rest.parse::<usize>().ok().map(|axis| pairs[axis].0);
            pair.map_or_else(
                || claim.to_owned(),
                |pair| format!("{kind} {}", pair.split('|').next().unwrap_or_default()),
            )
        };
        let signs = |signs: &BTreeSet<bool>| signs.iter().map(|sign| if *sign { '+' } else { '-' }).collect::<String>();
        claims(text).iter().map(|(claim, it)| format!("{}{}", name(claim), signs(it))).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_text_makes_claims() {
        for (text, expected) in [
            ("at least 5 items", "size-"),
            ("at most 5 items", "size+"),
            ("the name is too long", "size+, size long+, word too+"),
            ("the name must be longer", "size-, size long-"),
            ("no more than 5 items", "size+"),
            ("more than 5 items", "size+, size many+"),
            ("more items", ""),
            ("the price is under the minimum", "size-, size above-"),
            ("it is not long enough", "size-, size long-"),
            ("the token is not valid yet", "state valid-, time+"),
            ("the token is valid yet", "state valid+"),
            ("the token is no longer valid", "state valid-, time-"),
            ("you do not own it anymore", "time-, word own-"),
            ("you own it anymore", ""),
            ("you do not own it any more", "time-, word own-"),
            ("the account is not frobbed", "word frobbed-"),
            ("the account was frobbed", "word frobbed+"),
            ("it could not be frobbed", "attempt be+, attempt frob+"),
            ("not able to be frobbed", "word able-"),
            ("back to active", "state active+"),
            ("nobody is active", ""),
            ("not a user is frobbed", "word user-"),
            ("the user has no frobbing", "word frobbing-"),
            ("no frobbing", ""),
            ("active accounts", ""),
            ("active account", "state active+"),
            ("the active account", ""),
            ("the account is active for now", "state active+"),
            ("the account is active until monday", "state active+"),
            ("the account is active again", "state active+"),
            ("formats are supported formats", ""),
            ("the file was verified by us", "state verified+"),
            ("a verified file", ""),
            ("user verified", "state verified+"),
            ("user verified by us", "state verified+"),
            ("the ox is on", "state on+"),
            ("the job is ok", ""),
            ("the failed file is frobbed", "word frobbed+"),
            ("sent over http", ""),
            ("formats are known formats", ""),
            ("file frobbed by us", "word frobbed+"),
            ("the key is input", "word input+"),
            ("could not debug", "attempt debug+"),
        ] {
            assert_eq!(show(text), expected, "{text}");
        }
    }
}
