//! What headings, labels and lines of text are about.

use super::inline::plain_text;
use crate::infer::names::is_code_like;
use crate::infer::status::leading_status;

/// A heading, and what lies below it.
#[derive(Clone, Debug)]
pub(super) struct Section {
    pub(super) level: u8,
    /// Without marks.
    pub(super) title: String,
    pub(super) status: Option<u16>,
    /// Index of the error that it is about.
    pub(super) error: Option<usize>,
}

/// What the items of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    Causes,
    Solutions,
}

/// What a line before a list, or in front of a sentence, says that follows.
pub(super) fn label(text: &str) -> Option<(List, &str)> {
    let (head, tail) = text.split_once(':').map_or((text, ""), |(head, tail)| (head, tail));
    let head = head.trim_matches(['*', '_', ' ', '#']).to_ascii_lowercase();
    let tail = tail.trim_start_matches(['*', '_', ' ']).trim();
    let ends = |words: &[&str]| words.iter().any(|word| head.ends_with(word));
    let is_short = head.split_whitespace().count() <= 4 && (text.contains(':') || tail.is_empty());
    match () {
        () if !is_short => None,
        () if ends(&["cause", "causes", "possible reasons", "common reasons", "why it happens"]) => {
            Some((List::Causes, tail))
        }
        () if ends(&[
            "solution",
            "solutions",
            "how to fix",
            "fix",
            "fixes",
            "resolution",
            "resolutions",
            "what to do",
            "remedy",
        ]) || ends(&[
            "how to resolve",
            "suggested action",
            "recommended action",
            "troubleshooting",
            "how to fix it",
        ]) =>
        {
            Some((List::Solutions, tail))
        }
        () => None,
    }
}

/// `Status: 404`, `**Message:** No such user`: what is said of an error below its own heading.
pub(super) fn property(text: &str) -> Option<(&'static str, String)> {
    let (head, tail) = text.split_once(':')?;
    let head = head.trim_matches(['*', '_', ' ', '-', '`']).to_ascii_lowercase();
    let tail = tail.trim_start_matches(['*', '_', ' ']).trim();
    let name = match head.as_str() {
        "status" | "http status" | "http status code" | "status code" | "http code" | "http" => "status",
        "message" | "error message" | "default message" => "message",
        "description" | "meaning" => "description",
        "title" | "summary" => "title",
        "retryable" | "retry" => "retry",
        "code" | "error code" => "code",
        _ => return None,
    };
    (!tail.is_empty()).then(|| (name, plain_text(tail)))
}

/// The code that a heading is about: `` `card_declined` ``, `E1001: No such user`, `invalid_token (401)`.
pub(super) fn heading_code(text: &str) -> Option<(String, String)> {
    let text = text.trim();
    let is_marked = text.starts_with('`');
    let (code, rest) = match text.strip_prefix('`').and_then(|text| text.split_once('`')) {
        Some((code, rest)) => (code, rest),
        None => text.split_at(text.find([' ', ':']).unwrap_or(text.len())),
    };
    let letters = code.bytes().take_while(|b| b.is_ascii_uppercase() || *b == b'_').count();
    let digits = code[letters..].trim_start_matches('-');
    let is_numbered = letters > 0 && digits.len() > 1 && digits.bytes().all(|b| b.is_ascii_digit());
    let is_sure = is_marked || code.contains('_') || is_numbered;
    let title = rest.trim_start_matches([' ', ':', '-', '–', '—']).trim();
    let is_title = title.is_empty() || rest.trim_start().starts_with([':', '-', '–', '—', '(']);
    (is_sure && is_title && is_code_like(code)).then(|| (code.to_owned(), title.to_owned()))
}

/// A code at the start of an item, its status, and what is said about it: `` `card_declined` (402): It was declined ``.
pub(super) fn item_code(text: &str) -> Option<(String, Option<u16>, &str)> {
    let inner = text.trim_start_matches('*');
    let (code, rest) = match inner.strip_prefix('`') {
        Some(inner) => inner.split_once('`')?,
        None => inner.split_at(inner.find([':', ' ', '*'])?),
    };
    let rest = rest.trim_start_matches(['*', ' ']);
    let bracketed = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let bracketed = bracketed.and_then(|(inner, rest)| Some((leading_status(inner)?.0, rest)));
    let (status, rest) = bracketed.map_or((None, rest), |(status, rest)| (Some(status), rest));
    let rest = rest.trim_start_matches(['*', ' ']);
    let rest = [":", "-", "–", "—", "="].iter().find_map(|mark| rest.strip_prefix(mark))?;
    let is_sure = code.contains('_') || inner.starts_with('`');
    (is_sure && is_code_like(code) && leading_status(code).is_none())
        .then(|| (code.to_owned(), status, rest.trim_start_matches(['*', ' '])))
}

/// A header that every response is said to have.
pub(super) fn common_header(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let is_about_all =
        ["all responses", "every response", "each response", "all error responses", "every error response"]
            .iter()
            .any(|words| lower.contains(words));
    if !is_about_all || !lower.contains("header") {
        return None;
    }
    let mut words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    words.find(|word| word.contains('-') && word.starts_with(|c: char| c.is_ascii_uppercase()))
}
