//! Records which messages still have their old meaning in new words.

use super::diff::{Pair, pair_errors};
use super::meaning::{is_other_meaning, is_other_successor};
use super::{Contract, ErrorContract};
use crate::model::TextTemplate;

impl Contract {
    /// Records that the error with this key or code has the same meaning as in `before`, although the message has new
    /// words. Returns whether the meaning was in question.
    ///
    /// Neither [`diff`](super::diff) nor any later release asks about the new words again.
    pub fn reword(&mut self, before: &Contract, name: &str) -> bool {
        let pairing = pair_errors(before, self);
        let is_named = |pair: &&Pair<'_>| pair.new.key == name || pair.new.code == name;
        let reworded = pairing.pairs.iter().filter(|pair| is_other_meaning(pair.old, pair.new));
        let merged = pairing.merged.iter().filter(|pair| is_other_successor(pair.old, pair.new));
        let asked = reworded.chain(merged).filter(is_named);
        let answers: Vec<_> = asked.map(|pair| (pair.new.key.clone(), vec![pair.old.message.clone()])).collect();
        let was_asked = !answers.is_empty();
        self.add(answers);
        let violations = self.violation_codes.as_mut().zip(before.violation_codes.as_deref());
        violations.is_some_and(|(new, old)| new.reword(old, name)) | was_asked
    }

    /// Copies answers from `lock`: those about messages that this contract contains.
    pub fn recall(&mut self, lock: &Contract) {
        let answers = self.collect(lock, |old, new| match old.message == new.message {
            true => old.reworded.clone(),
            false => Vec::new(),
        });
        self.add(answers);
        if let (Some(new), Some(old)) = (&mut self.violation_codes, &lock.violation_codes) {
            new.recall(old);
        }
    }

    /// Copies every answer that an earlier release recorded, including answers about an old message that is used again.
    pub(super) fn keep_answers(&mut self, before: &Contract) {
        let answers = self.collect(before, |old, new| {
            let returns = old.reworded.contains(&new.message);
            let last = returns.then(|| old.message.clone());
            old.reworded.iter().cloned().chain(last).collect()
        });
        self.add(answers);
    }

    /// The messages that `find` returns for each error that is in both contracts, with the error's key.
    fn collect(
        &self,
        before: &Contract,
        find: impl Fn(&ErrorContract, &ErrorContract) -> Vec<TextTemplate>,
    ) -> Vec<(String, Vec<TextTemplate>)> {
        let pairs = pair_errors(before, self).pairs;
        let answers = pairs.iter().map(|pair| (pair.new.key.clone(), find(pair.old, pair.new)));
        answers.filter(|(_, messages)| !messages.is_empty()).collect()
    }

    fn add(&mut self, answers: Vec<(String, Vec<TextTemplate>)>) {
        for (key, messages) in answers {
            let Ok(at) = self.errors.binary_search_by(|error| error.key.cmp(&key)) else { continue };
            let error = &mut self.errors[at];
            for message in messages {
                if message != error.message && !error.reworded.contains(&message) {
                    error.reworded.push(message);
                }
            }
            error.reworded.sort_by_cached_key(ToString::to_string);
        }
    }
}
