//! Derives one template from several messages of the same error.

use serde_json::Value;

use crate::text::literal;

/// A template, and the values of its slots in each of the messages.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Unified {
    pub(crate) template: String,
    pub(crate) slots: Vec<String>,
    pub(crate) values: Vec<Vec<Value>>,
}

/// The maximum number of words in which messages may differ.
const SLOTS: usize = 3;

/// A template that matches every message. It has a slot for each word that differs between them. Returns `None` if the
/// messages have too little in common.
pub(crate) fn unify_messages(messages: &[&str]) -> Option<Unified> {
    let words: Vec<Vec<&str>> = messages.iter().map(|message| message.split(' ').collect()).collect();
    let (first, others) = words.split_first()?;
    if others.iter().any(|other| other.len() != first.len()) {
        return None;
    }
    let differs: Vec<bool> = (0..first.len()).map(|i| others.iter().any(|other| other[i] != first[i])).collect();
    let count = differs.iter().filter(|differs| **differs).count();
    if count > SLOTS || (count > 0 && count * 2 >= first.len().max(2)) {
        return None;
    }
    let mut unified = Unified { values: vec![Vec::new(); messages.len()], ..Unified::default() };
    let mut template = Vec::new();
    for (i, differs) in differs.into_iter().enumerate() {
        if !differs {
            template.push(literal(first[i]));
            continue;
        }
        let column: Vec<&str> = words.iter().map(|words| words[i]).collect();
        let (before, after) = frame(&column);
        let number = unified.slots.len() + 1;
        let slot = if number == 1 { "value".to_owned() } else { format!("value_{number}") };
        let (start, end) = (&first[i][..before], &first[i][first[i].len() - after..]);
        template.push(format!("{}{{{slot}}}{}", literal(start), literal(end)));
        unified.slots.push(slot);
        let inner: Vec<&str> = column.iter().map(|word| &word[before..word.len() - after]).collect();
        let numbers: Option<Vec<u64>> =
            inner.iter().map(|word| word.parse().ok().filter(|number: &u64| number.to_string() == *word)).collect();
        for (i, values) in unified.values.iter_mut().enumerate() {
            values.push(numbers.as_ref().map_or_else(|| inner[i].into(), |numbers| numbers[i].into()));
        }
    }
    unified.template = template.join(" ");
    Some(unified)
}

/// The number of bytes of punctuation that the words share at their start, and at their end.
fn frame(words: &[&str]) -> (usize, usize) {
    let before = words.iter().map(|word| word.len() - word.trim_start_matches(is_mark).len());
    let after = words.iter().map(|word| word.len() - word.trim_end_matches(is_mark).len());
    let (before, after) = (before.min().unwrap_or(0), after.min().unwrap_or(0));
    let is_room = words.iter().all(|word| word.len() > before + after);
    let first = words.first().copied().unwrap_or_default();
    let is_same =
        |word: &&str| word[..before] == first[..before] && word[word.len() - after..] == first[first.len() - after..];
    if is_room && words.iter().all(is_same) { (before, after) } else { (0, 0) }
}

fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation()
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
            assert_eq!(unify_messages(messages).map(|unified| unified.template).as_deref(), template, "{messages:?}");
        }
    }
}
