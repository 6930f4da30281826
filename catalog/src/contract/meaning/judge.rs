//! Judges whether a new message has a different meaning from the old message.

use std::collections::BTreeSet;

use super::opposite::{are_counterparts, are_opposites, root};
use super::vocabulary::{Sense, State, VOCABULARY};
use super::words::{is_same_stem, split_words, stem};
use crate::contract::ErrorContract;
use crate::contract::model::NO_STATUS;
use crate::model::{Piece, TextTemplate};

/// The names of slots that do not indicate what the slots show.
const ANY_SLOT: &str =
    "id name value key field message reason detail details code number no count max min limit type status";

/// Words of a message that says what has to be, and not what is.
const DEMANDS: &str = "must should shall only need needs required ought";

/// Words that may deny what a message seems to say.
const NEGATIVE: &str = "not no never none nothing without neither nor another other different else yet until before after \
    later will unless except instead";

const LINKS: &str = "is are was were been be";

/// What the texts of an error tell.
struct Told {
    /// The things that it names, by stem.
    things: BTreeSet<String>,
    /// The stems of all words with a sense that another message may share.
    words: BTreeSet<String>,
    /// The stems of each two words that follow each other, written as one: `time zone`, `timezone`.
    joined: BTreeSet<String>,
    /// What is wrong with them.
    states: BTreeSet<State>,
    /// Whether something is too much or too little, as in `too long`.
    says_too: bool,
    polarity: Polarity,
}

/// What a message denies and what it asserts.
#[derive(Default)]
struct Polarity {
    /// The stems right after `not`, such as `running` in `must not be running`.
    denied: BTreeSet<String>,
    /// The stems after `is` or `was`.
    stated: BTreeSet<String>,
    /// All stems that are not denied.
    plain: BTreeSet<String>,
    /// Whether it says what has to be, and not what is.
    demands: bool,
    /// The stems that may deny something.
    negative: BTreeSet<String>,
}

/// Whether the new error has a different meaning from the old error with the same code or number.
pub(in crate::contract) fn is_other_meaning(old: &ErrorContract, new: &ErrorContract) -> bool {
    if is_known_as_same(old, new) {
        return false;
    }
    let (before, after) = (Told::of(old), Told::of(new));
    if is_flipped(&before.polarity, &after.polarity) || is_flipped(&after.polarity, &before.polarity) {
        return true;
    }
    let have_other_fields = have_other_fields(old, new);
    let moved = !old.shares_status(new) && is_far(old.status, new.status) || have_other_fields;
    let clash = !before.states.is_empty() && !after.states.is_empty() && before.states.is_disjoint(&after.states);
    let texts = [literal_text(&old.message), literal_text(&new.message)];
    if is_opposite(&before, &after) || are_opposites(&texts[0], &texts[1]) || are_counterparts(&texts[0], &texts[1]) {
        return true;
    }
    if old.shares_status(new) && says_what_is_wrong(old.status) && !have_other_fields {
        return false;
    }
    // Only a code that identifies both errors is evidence. An error that takes over an alias or a number has its own
    // code.
    let is_renamed = old.code != new.code;
    let is_common = old.sends_code && if is_renamed { new.aliases.contains(&old.code) } else { new.sends_code };
    let code = Told::of_text(if is_common { &old.code } else { "" });
    if before.shares(&after) || code.shares(&after) {
        return moved && clash;
    }
    if before.states.intersection(&after.states).any(|state| state.is_enough()) {
        return false;
    }
    if before.things.is_empty() || after.things.is_empty() {
        let shares_state = !before.states.is_disjoint(&after.states);
        return moved && !shares_state && (clash || !before.things.is_empty() || !after.things.is_empty());
    }
    // A code that names its meaning is not used for another one by mistake, unless both messages name other things.
    moved || is_renamed || !code.shares(&before) || (before.has_known_thing() && after.has_known_thing())
}

/// Whether an error that was removed may have a different meaning from the error that took over its code as an alias.
pub(in crate::contract) fn is_other_successor(old: &ErrorContract, new: &ErrorContract) -> bool {
    old.sends_code && !is_known_as_same(old, new) && (!old.shares_status(new) || is_other_meaning(old, new))
}

/// Whether both errors have the same message, or messages that are recorded as rewordings.
fn is_known_as_same(old: &ErrorContract, new: &ErrorContract) -> bool {
    old.message == new.message || old.reworded.contains(&new.message) || new.reworded.contains(&old.message)
}

impl Told {
    fn of(error: &ErrorContract) -> Self {
        let mut told = Self::of_text(&literal_text(&error.message));
        if !error.has_title_of_status() {
            let title = Self::of_text(&error.title);
            told.things.extend(title.things);
            told.words.extend(title.words);
        }
        for slot in error.message.slots().filter(|slot| !ANY_SLOT.split(' ').any(|any| any == *slot)) {
            told.words.extend(Self::of_text(slot).words);
        }
        told
    }

    /// Whether a thing is in the vocabulary: it is not only a word that is not known.
    fn has_known_thing(&self) -> bool {
        self.things.iter().any(|stem| VOCABULARY.sense(stem).is_some())
    }

    /// Whether both name one thing.
    fn shares(&self, other: &Self) -> bool {
        let thing = |stem: &str| match VOCABULARY.sense(stem) {
            Some(Sense::Thing(number)) => Some(number),
            _ => None,
        };
        let is_same = |a: &str, b: &str| {
            is_same_stem(a, b) || root(a).0 == root(b).0 || thing(a).is_some_and(|it| thing(b) == Some(it))
        };
        self.words.iter().any(|a| other.words.iter().any(|b| is_same(a, b)))
            || !self.words.is_disjoint(&other.joined)
            || !self.joined.is_disjoint(&other.words)
    }

    fn of_text(text: &str) -> Self {
        let words = split_words(text);
        let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
        let (mut things, mut manner, mut states) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let mut at = 0;
        while let Some(stem) = stems.get(at) {
            if let Some((state, length)) = VOCABULARY.phrase(&stems[at..]) {
                states.insert(state);
                at += length;
                continue;
            }
            match VOCABULARY.sense(stem) {
                Some(Sense::Nothing | Sense::Vague) => {}
                Some(Sense::Manner) => _ = manner.insert(stem.clone()),
                Some(Sense::State(_)) => states.extend(VOCABULARY.states(stem)),
                Some(Sense::Thing(_)) => _ = things.insert(stem.clone()),
                None => drop(stem.chars().any(char::is_alphabetic).then(|| things.insert(stem.clone()))),
            }
            at += 1;
        }
        // `No user exists` denies what `exists` says.
        if words.iter().any(|word| matches!(word.as_str(), "no" | "nothing" | "nobody" | "none"))
            && states.remove(&State::Present)
        {
            states.insert(State::Absent);
        }
        let joined = words.windows(2).map(|pair| stem(&pair.concat())).collect();
        Self {
            words: things.union(&manner).cloned().collect(),
            joined,
            things,
            states,
            says_too: words.iter().any(|word| word == "too"),
            polarity: Polarity::of(&words, &stems),
        }
    }
}

impl Polarity {
    fn of(words: &[String], stems: &[String]) -> Self {
        let is = |list: &str, at: usize| words.get(at).is_some_and(|word| list.split(' ').any(|it| it == word));
        let mut polarity = Self::default();
        for (at, stem) in stems.iter().enumerate() {
            polarity.demands |= is(DEMANDS, at);
            let negates = is(NEGATIVE, at) || !VOCABULARY.states(stem).is_empty();
            if negates {
                polarity.negative.insert(stem.clone());
            }
            let after_link = (at > 0 && is(LINKS, at - 1)) || (at > 1 && is(LINKS, at - 2) && is("already", at - 1));
            // `can not be paid` says that something failed, not what is.
            let start = if at > 1 && is(LINKS, at - 1) { at - 2 } else { at.saturating_sub(1) };
            let is_denied = at > 0 && is("not", start);
            let is_failure = start > 0 && is("can could may allowed", start - 1);
            if is_denied && !is_failure {
                polarity.denied.insert(stem.clone());
            } else if !is_denied {
                polarity.plain.insert(stem.clone());
                if after_link {
                    polarity.stated.insert(stem.clone());
                }
            }
        }
        polarity
    }
}

/// Whether one message denies what the other asserts: `should not be running`, `running tasks should …`. A demand and a
/// statement are opposites if they say the same: `must not be empty`, `is empty`.
fn is_flipped(denies: &Polarity, asserts: &Polarity) -> bool {
    if !asserts.negative.is_subset(&denies.denied) || denies.demands != asserts.demands {
        return false;
    }
    let asserted = if asserts.demands { &asserts.plain } else { &asserts.stated };
    denies
        .denied
        .iter()
        .any(|stem| asserted.contains(stem) && !matches!(VOCABULARY.sense(stem), Some(Sense::Nothing | Sense::Vague)))
}

/// Whether the problems are opposites. A demand names the opposite of the problem: `the user must exist` says that the
/// user does not exist, and `must be longer than 7` says that something is too short.
fn is_opposite(old: &Told, new: &Told) -> bool {
    let has_only = |told: &Told, a, b| told.states.contains(&a) && !told.states.contains(&b);
    let are = |a, b| (has_only(old, a, b) && has_only(new, b, a)) || (has_only(old, b, a) && has_only(new, a, b));
    (old.polarity.demands == new.polarity.demands && are(State::Absent, State::Present))
        || (old.says_too && new.says_too && are(State::TooMuch, State::TooLittle))
}

/// Whether two statuses are of different kinds. Some statuses are often exchanged without another meaning.
fn is_far(old: u16, new: u16) -> bool {
    let kind = |status: u16| match status {
        400 | 406 | 411 | 413..=417 | 422 => 400,
        401 | 403 | 407 => 401,
        404 | 410 => 404,
        409 | 412 | 423 | 428 => 409,
        500..=599 => 500,
        status => status,
    };
    kind(old) != kind(new)
}

/// Whether the status alone says what is wrong, so that errors with this status hardly differ in meaning. An API has
/// many errors with one of the other statuses. A violation has no status that could say it.
fn says_what_is_wrong(status: u16) -> bool {
    !matches!(status, NO_STATUS | 400 | 403 | 404 | 409 | 410 | 412 | 422..=424 | 500)
}

/// Whether both errors have fields, and none of them is in both.
fn have_other_fields(old: &ErrorContract, new: &ErrorContract) -> bool {
    let names: BTreeSet<&str> = old.fields.iter().map(|field| field.name.as_str()).collect();
    !names.is_empty() && !new.fields.is_empty() && !new.fields.iter().any(|field| names.contains(field.name.as_str()))
}

/// The text of a message without its slots.
fn literal_text(message: &TextTemplate) -> String {
    let texts = message.pieces.iter().map(|piece| match piece {
        Piece::Literal(text) => text.as_str(),
        Piece::Slot(_) => " ",
    });
    texts.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_denies_or_states_a_word() {
        for (text, word, is_denied, is_plain, is_stated) in [
            ("the task must not be running", "running", true, false, false),
            ("not running", "running", true, false, false),
            ("the task is running", "running", false, true, true),
            ("the task is already running", "running", false, true, true),
            ("is running", "running", false, true, true),
            ("is already running", "running", false, true, true),
            ("already running", "running", false, true, false),
            ("running tasks can fail", "running", false, true, false),
            ("it was not known, and is now running", "running", false, true, false),
            // This is a failure to pay, and not what is.
            ("the bill can not be paid", "paid", false, false, false),
            ("you can not pay", "pay", false, false, false),
            ("you may not pay", "pay", false, false, false),
        ] {
            let words = split_words(text);
            let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
            let polarity = Polarity::of(&words, &stems);
            let has = [&polarity.denied, &polarity.plain, &polarity.stated].map(|set| set.contains(&stem(word)));
            assert_eq!(has, [is_denied, is_plain, is_stated], "{text}");
        }
    }

    #[test]
    fn a_message_demands_or_negates() {
        for (text, demands, negative) in [
            ("the user must exist", true, [].as_slice()),
            ("the user exists", false, &[]),
            ("the user is not here", false, &["not"]),
            ("an order without items", false, &["without"]),
        ] {
            let words = split_words(text);
            let polarity = Polarity::of(&words, &words);
            let negates = negative.iter().all(|word| polarity.negative.contains(*word));
            assert!(negates && !polarity.negative.contains("user"), "{text}: {:?}", polarity.negative);
            assert_eq!(polarity.demands, demands, "{text}");
        }
    }

    #[test]
    fn one_message_denies_what_the_other_asserts() {
        for (denies, asserts, expected) in [
            ("the task is not frobbed", "the task is frobbed", true),
            ("the task must not be frobbed", "tasks must be frobbed", true),
            ("the task is frobbed", "the task is not frobbed", false),
            ("the task is not frobbed", "the task is bent", false),
            // What only describes the task is not asserted.
            ("the task is not frobbed", "a frobbed task came", false),
            ("the task is not frobbed", "the task must be frobbed", false),
            // Another denial makes the assertion uncertain.
            ("the task is not frobbed", "the task is frobbed without need", false),
            ("not frobbed", "the task is frobbed, not bent", false),
        ] {
            let polarity = |text: &str| Told::of_text(text).polarity;
            assert_eq!(is_flipped(&polarity(denies), &polarity(asserts)), expected, "{denies}, {asserts}");
        }
    }
}
