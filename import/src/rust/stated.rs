//! What implementations state about the variants of an enum.

use syn::Type;

use super::branches::statuses_in;
use super::message::Format;
use super::pattern::Pattern;
use super::responses::{bound_text, is_sentence, sends_display, shows_self};
use crate::infer::names::is_code_like;
use crate::words::Topic;

/// Macros whose text is not the whole value.
const MACROS: &[&str] = &["format", "concat", "format_args", "env"];

/// What implementations state about a variant: conversions, and the arms that match the variant.
#[derive(Clone, Default)]
pub(super) struct Stated<'a> {
    /// The types from which an `impl From` makes the variant, and whether the `impl` makes other variants too.
    pub(super) conversions: Vec<(&'a Type, bool)>,
    /// The statuses in arms without a condition, then those in arms with a condition.
    pub(super) statuses: [Vec<u16>; 2],
    /// Whether an arm computes the status.
    pub(super) is_computed: bool,
    /// Whether an arm computes the code.
    pub(super) is_made_code: bool,
    /// The texts of the branches after the first.
    pub(super) others: Vec<String>,
    /// Texts next to a status, of which none is surely the code.
    pub(super) unclear: Vec<String>,
    /// Codes and numbers in arms without a condition, then those in arms with a condition.
    pub(super) values: [Vec<(Topic, String)>; 2],
    /// The text of an arm without a condition, then that of an arm with a condition.
    pub(super) formats: [Option<Format>; 2],
    /// The text that the response sends, in an arm without a condition, then in an arm with a condition.
    pub(super) public: [Option<Format>; 2],
    /// Whether the response sends the `Display` of the error.
    pub(super) sends_display: bool,
}

/// What the values of the arms of a `match` are.
pub(super) struct About {
    pub(super) are_statuses: bool,
    pub(super) are_codes: bool,
    pub(super) are_texts: bool,
    /// Whether the texts are in responses.
    pub(super) are_public: bool,
    /// Whether each string of a tuple is a text or a code, by the names of the variables.
    pub(super) kinds: Option<Vec<bool>>,
    /// Whether some value has a status.
    pub(super) has_statuses: bool,
    pub(super) topic: Option<Topic>,
}

impl Stated<'_> {
    /// Whether a text is the code, the text or another value of some variant.
    pub(super) fn has(&self, text: &str) -> bool {
        let mut texts = self.formats.iter().chain(&self.public).flatten().map(|format| &format.text);
        let mut others = self.others.iter().chain(&self.unclear);
        let mut values = self.values.iter().flatten().map(|(_, value)| value);
        texts.any(|other| other == text) || others.any(|other| other == text) || values.any(|other| other == text)
    }

    pub(super) fn read_branch(
        &mut self,
        words: &[String],
        is_first: bool,
        condition: bool,
        pattern: &Pattern,
        about: &About,
    ) {
        let statuses = statuses_in(words, about.are_statuses);
        let has_status = !statuses.is_empty();
        let mut statuses = statuses.into_iter();
        self.statuses[usize::from(condition || !is_first)].extend(statuses.next());
        self.statuses[1].extend(statuses);
        let strings = || words.iter().enumerate().filter_map(|(at, word)| Some((at, word.strip_prefix('"')?)));
        if !is_first {
            let is_read = about.are_codes || about.are_texts || about.are_public || has_status;
            return self.others.extend(strings().filter(|_| is_read).map(|(_, text)| text.to_owned()));
        }
        self.is_computed |= about.has_statuses && !has_status;
        // The names of the variables say which string is the text, if the tuple has a string for each name.
        let kinds = about.kinds.as_ref().filter(|kinds| kinds.len() == strings().count());
        let kind = |text: &str| Some(kinds?[strings().position(|(_, other)| other == text)?]);
        let is_code =
            |text: &str| kind(text).map_or(about.are_codes || has_status && is_code_like(text), |is_text| !is_text);
        let is_in_response = has_status || about.are_public && !about.are_statuses && !about.are_codes;
        let is_text = |text: &str| {
            kind(text).unwrap_or(about.are_texts || is_in_response && is_sentence(text)) && !shows_self(text)
        };
        let is_bound = |name: &String| pattern.bindings.contains_key(name);
        self.sends_display |= about.are_public && !condition && sends_display(words, is_bound);
        // The first text in `format!`, and each text in `concat!`, is only a part of a value.
        let is_part = |word: &&String| word.starts_with('"') || *word == ",";
        let is_made = |at: usize| match words[..at].iter().rev().find(|word| !is_part(word)) {
            Some(name) if name == "concat" => true,
            _ => at > 0 && MACROS.contains(&words[at - 1].as_str()),
        };
        let codes = strings().filter(|(at, text)| !is_made(*at) && is_code(text)).map(|(_, text)| text.to_owned());
        let mut codes: Vec<String> = codes.collect();
        if has_status && codes.is_empty() {
            let is_unread = |(at, text): &(usize, &str)| {
                !is_made(*at) && !is_text(text) && !text.trim().is_empty() && !is_argument(words, *at)
            };
            let unread: Vec<String> = strings().filter(is_unread).map(|(_, text)| text.to_owned()).collect();
            match unread.as_slice() {
                [only] if is_word(only) => codes = unread,
                _ => self.unclear.extend(unread),
            }
        }
        let number = number_in(words).filter(|_| about.are_codes);
        let is_none = || words.is_empty() || words.iter().any(|word| matches!(word.as_str(), "None" | "unreachable"));
        let has_made = || has_status && strings().any(|(at, text)| is_made(at) && !is_text(text));
        self.is_made_code |= codes.is_empty() && number.is_none() && (about.are_codes && !is_none() || has_made());
        let first = words.first().filter(|word| is_literal(word)).map(|word| word.trim_start_matches('"').to_owned());
        let values = &mut self.values[usize::from(condition)];
        values.extend(codes.into_iter().map(|code| (Topic::Code, code)));
        values.extend(number.map(|number| (Topic::Number, number.to_string())));
        values.extend(about.topic.zip(first));
        let text = strings().find(|(_, text)| is_text(text)).map(|(at, _)| Format::new(&words[at..]));
        let may_be_field = about.are_public && (is_in_response || about.are_texts) && about.kinds != Some(vec![false]);
        let field = || bound_text(words, is_bound).filter(|_| may_be_field);
        let Some(text) = text.or_else(field) else { return };
        let formats = if about.are_public { &mut self.public } else { &mut self.formats };
        match &mut formats[usize::from(condition)] {
            Some(known) => self.others.extend((known.text != text.text).then_some(text.text)),
            none => *none = Some(Format { bindings: pattern.bindings.clone(), ..text }),
        }
    }
}

pub(super) fn number_in(words: &[String]) -> Option<u32> {
    words.first()?.parse().ok()
}

/// Whether a text may be a code of one word, such as `invalid`.
fn is_word(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(is_part)
}

/// Whether a text is the argument of a method that a response does not contain.
fn is_argument(words: &[String], at: usize) -> bool {
    at > 0 && matches!(words[at - 1].as_str(), "expect" | "get" | "get_mut" | "unwrap_or")
}

pub(super) fn is_literal(word: &str) -> bool {
    word.starts_with(['"', '-']) || word.parse::<u32>().is_ok()
}
