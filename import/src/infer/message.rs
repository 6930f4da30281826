//! Derives one template from several messages of the same error, and finds the placeholders of other formats in a
//! message.

use serde_json::Value;

use super::names::field_of;
use crate::facts::Notes;
use crate::text::{literal, split_template};

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

/// Letters that end a placeholder of `printf` or of its descendants in Go, Python and Objective-C.
const CONVERSIONS: &[char] = &['s', 'd', 'i', 'u', 'x', 'X', 'f', 'g', 'e', 'c', 'p', 'q', 'r', 'v', 'w', 'T', '@'];

/// Notes the placeholders of other formats in the message of an error.
pub(crate) fn note_placeholders(message: &str, name: &str, line: usize, notes: &mut Notes) {
    let parts = split_template(message);
    let found = placeholders(parts.iter().map(|(constant, _)| constant.as_str()));
    if let Some(first) = found.first() {
        let named = first.strip_prefix("%(").or(first.strip_prefix('{')).map(str::trim_start);
        let named = named.filter(|named| named.starts_with(char::is_alphabetic));
        let field = named.and_then(|named| field_of(named.split([':', ')', '}']).next()?, "string"));
        let field = field.unwrap_or_else(|| "value".to_owned());
        let verb = if found.len() == 1 { "is" } else { "are" };
        let found = found.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
        let how = format!("to show a value there, declare `fields.{field} = \"string\"` and write `{{{field}}}`");
        notes.loss(line, format!("the message of `{name}` contains {found}, which {verb} kept as text: {how}"));
    }
}

/// The placeholders in texts, each once: `%s`, `%1$d`, `%(name)s`, `{0}`, `{name}`, `{}`. A percentage such as `100%`
/// is not a placeholder.
fn placeholders<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found = Vec::new();
    let marks = |text: &'a str| text.match_indices(['{', '%']).map(|(at, mark)| (mark, text.split_at(at)));
    for (mark, (before, rest)) in texts.into_iter().flat_map(marks) {
        let is_number = before.ends_with(|c: char| c.is_ascii_digit() || c == '%');
        let length = match mark {
            "{" => braces(rest),
            _ if is_number => None,
            _ => printf(rest),
        };
        let placeholder = length.and_then(|length| rest.get(..length));
        found.extend(placeholder.filter(|placeholder| !found.contains(placeholder)));
    }
    found
}

/// The length of the placeholder in braces at the start of a text. A name may have a format after a colon.
fn braces(text: &str) -> Option<usize> {
    let (inner, _) = text[1..].split_once('}')?;
    let name = inner.split_once(':').map_or(inner, |(name, _)| name).trim();
    let is_name = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-'));
    (is_name && !inner.contains(['{', '"', '\''])).then(|| inner.len() + 2)
}

/// The length of the placeholder of `printf` at the start of a text: a name or a position, flags, a width and a
/// precision, a size, and the conversion.
fn printf(text: &str) -> Option<usize> {
    let rest = &text[1..];
    let named = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(_, rest)| rest);
    let rest = named.unwrap_or(rest).trim_start_matches(|c: char| c.is_ascii_digit() || "-+#.*$".contains(c));
    let rest = rest.trim_start_matches(['h', 'l', 'z']);
    let after = rest.strip_prefix(CONVERSIONS)?;
    let is_end = named.is_some() || !after.starts_with(char::is_alphanumeric);
    is_end.then(|| text.len() - after.len())
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

    #[test]
    fn placeholders_are_told_from_text() {
        for (text, found) in [
            ("User %s not found", &["%s"][..]),
            ("%s: %d of %d", &["%s", "%d"]),
            ("%(name)s is %1$s, %-5.2f, %lld or %@", &["%(name)s", "%1$s", "%-5.2f", "%lld", "%@"]),
            ("got %q: %w", &["%q", "%w"]),
            ("%(count)dth entry", &["%(count)d"]),
            ("{0} of {name}, {user.id}, {} and {n:>3}", &["{0}", "{name}", "{user.id}", "{}", "{n:>3}"]),
            ("${name} and {{name}}", &["{name}"]),
            ("{ name }", &["{ name }"]),
            ("100% sure, 5%d, 50 %, %%s, 20%discount, a %discount", &[]),
            ("Expected {\"a\": 1}, {'a'} or {a, b}", &[]),
            ("%", &[]),
            ("{", &[]),
            ("%(s", &[]),
        ] {
            assert_eq!(placeholders([text]), found, "{text}");
        }
        assert_eq!(placeholders(["%s of ", ", %d of ", " or %s"]), ["%s", "%d"]);
    }
}
