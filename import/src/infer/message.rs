//! Derives one template from several messages of the same error.

use serde_json::Value;

use crate::text::literal;

/// The maximum number of words in which messages may differ.
const SLOTS: usize = 3;

/// A slot of a template, and its value in each message.
type Slot = (String, Vec<Value>);

/// A template that matches every message, and its slots: one for each word that differs between the messages. Returns
/// `None` if the messages have too little in common.
pub(crate) fn unify_messages(messages: &[&str]) -> Option<(String, Vec<Slot>)> {
    let messages: Vec<Vec<&str>> = messages.iter().map(|message| message.split(' ').collect()).collect();
    let length = messages.first()?.len();
    if messages.iter().any(|words| words.len() != length) {
        return None;
    }
    let mut template = Vec::new();
    let mut slots: Vec<Slot> = Vec::new();
    for i in 0..length {
        let words: Vec<&str> = messages.iter().map(|words| words[i]).collect();
        if words.iter().all(|word| *word == words[0]) {
            template.push(literal(words[0]));
            continue;
        }
        let slot = if slots.is_empty() { "value".to_owned() } else { format!("value_{}", slots.len() + 1) };
        let (start, end) = marks(words[0]);
        let (start, end) = if words.iter().all(|word| marks(word) == (start, end)) { (start, end) } else { ("", "") };
        template.push(format!("{}{{{slot}}}{}", literal(start), literal(end)));
        let values = words.iter().map(|word| &word[start.len()..word.len() - end.len()]);
        let numbers = values.clone().map(|value| serde_json::from_str::<u64>(value).ok().map(Value::from));
        let numbers: Option<Vec<Value>> = numbers.collect();
        slots.push((slot, numbers.unwrap_or_else(|| values.map(Value::from).collect())));
    }
    let is_similar = slots.is_empty() || slots.len() <= SLOTS && slots.len() * 2 < length;
    is_similar.then(|| (template.join(" "), slots))
}

/// The punctuation at the start and at the end of a word.
fn marks(word: &str) -> (&str, &str) {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_punctuation());
    let middle = rest.trim_end_matches(|c: char| c.is_ascii_punctuation());
    (&word[..word.len() - rest.len()], &rest[middle.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_become_slots() {
        for (messages, template) in [
            (&["User 4 not found", "User 7 not found"][..], Some("User {value} not found")),
            (&["No user 'ann', sorry", "No user 'bob', sorry"], Some("No user '{value}', sorry")),
            (&["The same {text}"], Some("The same {{text}}")),
            (
                &["Order a of b is late today", "Order c of d is late today"],
                Some("Order {value} of {value_2} is late today"),
            ),
            (&["One thing", "Another thing"], None),
            (&["Too long", "Too very long"], None),
            (&[], None),
        ] {
            assert_eq!(unify_messages(messages).map(|(template, _)| template).as_deref(), template, "{messages:?}");
        }
    }
}
