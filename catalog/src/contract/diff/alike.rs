//! Determines how similar two errors are.

use std::collections::{BTreeSet, HashMap};

use crate::contract::ErrorContract;
use crate::contract::meaning::split_words;
use crate::contract::model::NO_STATUS;
use crate::model::{Piece, TextTemplate};

/// Maps words to numbers, because each word is compared more than once.
#[derive(Default)]
pub(super) struct Words {
    known: HashMap<String, u32>,
}

/// The features of an error that are compared.
pub(super) struct Features {
    status: u16,
    number: Option<u32>,
    pub(super) message: BTreeSet<u32>,
    pub(super) code: BTreeSet<u32>,
    fields: BTreeSet<u32>,
}

/// How similar two errors are, from 0 to 100, and the grounds for it.
pub(super) struct Likeness {
    pub(super) percent: u8,
    pub(super) grounds: String,
}

impl Words {
    pub(super) fn features(&mut self, error: &ErrorContract) -> Features {
        let fields = error.fields.iter().map(|field| self.id(format!("{}: {}", field.name, field.ty))).collect();
        Features {
            status: error.status,
            number: error.number,
            message: self.message(&error.message),
            code: self.split(&error.code),
            fields,
        }
    }

    /// The words of a message. Each slot counts as the same word, whatever its name is.
    fn message(&mut self, message: &TextTemplate) -> BTreeSet<u32> {
        let mut words = BTreeSet::new();
        for piece in &message.pieces {
            match piece {
                Piece::Literal(text) => words.append(&mut self.split(text)),
                Piece::Slot(_) => drop(words.insert(self.id("{}".to_owned()))),
            }
        }
        words
    }

    fn split(&mut self, text: &str) -> BTreeSet<u32> {
        split_words(text).into_iter().map(|word| self.id(word)).collect()
    }

    fn id(&mut self, word: String) -> u32 {
        let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        *self.known.entry(word).or_insert(next)
    }
}

impl Features {
    pub(super) fn likeness(&self, other: &Features) -> Likeness {
        let message = shared(&self.message, &other.message).unwrap_or(1.0);
        let code = shared(&self.code, &other.code).unwrap_or(1.0);
        // If neither error has fields, this is evidence neither for nor against their likeness.
        let fields = shared(&self.fields, &other.fields);
        let status = match self.status {
            // Violations have no status.
            NO_STATUS => 0.5,
            status if status == other.status => 1.0,
            status if status / 100 == other.status / 100 => 0.4,
            _ => 0.0,
        };
        let mut score = 20.0 * status + 50.0 * message + 15.0 * code + 15.0 * fields.unwrap_or(0.5);
        let mut grounds = Vec::new();
        match (self.number, other.number) {
            (Some(old), Some(new)) if old == new => {
                score = f64::midpoint(score, 100.0);
                grounds.push(format!("same number {old}"));
            }
            (Some(_), Some(_)) => score *= 0.8,
            _ => {}
        }
        if self.status == other.status && self.status != NO_STATUS {
            grounds.push(format!("same status {}", self.status));
        }
        match to_percent(100.0 * message) {
            100 => grounds.push("same message".to_owned()),
            0 => {}
            percent => grounds.push(format!("message {percent} % alike")),
        }
        if fields == Some(1.0) {
            grounds.push("same fields".to_owned());
        }
        Likeness { percent: to_percent(score), grounds: grounds.join(", ") }
    }
}

/// The number of elements that are in both sets, as a share of all elements. `None` means that both sets are empty.
fn shared<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> Option<f64> {
    let both = a.intersection(b).count();
    let all = a.len() + b.len() - both;
    (all > 0).then(|| count(both) / count(all))
}

fn count(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 0 and 100")]
fn to_percent(score: f64) -> u8 {
    score.round().clamp(0.0, 100.0) as u8
}

/// Whether two messages share at least half of their words.
pub(super) fn is_same_message(old: &TextTemplate, new: &TextTemplate) -> bool {
    let mut words = Words::default();
    let (old, new) = (words.message(old), words.message(new));
    shared(&old, &new).unwrap_or(1.0) >= 0.5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_and_a_number_count() {
        let features = |status, number| Features {
            status,
            number,
            message: BTreeSet::new(),
            code: BTreeSet::new(),
            fields: BTreeSet::new(),
        };
        for (old, new, percent) in [
            ((404, None), (404, None), 93),
            ((404, None), (410, None), 81),
            ((400, None), (499, None), 81),
            ((404, None), (504, None), 73),
            ((404, Some(1)), (404, None), 93),
            ((404, Some(1)), (404, Some(1)), 96),
            ((404, Some(1)), (404, Some(2)), 74),
        ] {
            let (old, new) = (features(old.0, old.1), features(new.0, new.1));
            assert_eq!(old.likeness(&new).percent, percent, "{} {}", old.status, new.status);
        }
    }

    #[test]
    fn half_of_the_words_make_a_message_the_same() {
        let message = |text: &str| TextTemplate { pieces: vec![Piece::Literal(text.to_owned())] };
        for (old, new, expected) in [
            ("a b c", "a b d", true),
            ("a b", "a c", false),
            ("a b", "c d", false),
            ("a b", "a b c d", true),
            ("", "", true),
        ] {
            assert_eq!(is_same_message(&message(old), &message(new)), expected, "{old} {new}");
        }
    }
}
