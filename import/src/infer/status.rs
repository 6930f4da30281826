//! Finds HTTP statuses in texts and names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use error_catalog_model::reason_phrase;
use heck::ToSnakeCase;

use crate::text::MARKS;

/// Names of statuses in addition to their reason phrases: those of older RFCs and of libraries.
const OTHER_NAMES: &[(u16, &str)] = &[
    (200, "Ok"),
    (408, "Request Time-out"),
    (413, "Payload Too Large, Request Entity Too Large"),
    (414, "Request URI Too Long, Request URI Too Large"),
    (416, "Requested Range Not Satisfiable"),
    (418, "I'm a teapot, Teapot"),
    (422, "Unprocessable Content, Unprocessable"),
    (500, "Internal Error"),
    (504, "Gateway Time-out"),
    (505, "Version Not Supported"),
];

/// Words that libraries put before the name of a status: `HTTP_404_NOT_FOUND`, `StatusNotFound`, `ErrorNotFound`.
const NAME_PREFIXES: &[&str] = &["http", "status", "code", "sc", "error"];

/// The names of a status.
fn names(status: u16) -> impl Iterator<Item = &'static str> {
    let others = OTHER_NAMES.iter().filter(move |(other, _)| *other == status).flat_map(|(_, names)| names.split(", "));
    let is_registered = !matches!(reason_phrase(status), "Client Error" | "Server Error" | "");
    others.chain(Some(reason_phrase(status)).filter(|_| is_registered))
}

fn fold(name: &str) -> String {
    name.replace(['\'', '’'], "").to_snake_case()
}

/// The status with this name, as texts and as programs write it: `Not Found`, `NOT_FOUND`, `StatusCode::NOT_FOUND`.
pub(crate) fn status_named(name: &str) -> Option<u16> {
    static BY_NAME: LazyLock<BTreeMap<String, u16>> =
        LazyLock::new(|| (100..=599).flat_map(|status| names(status).map(move |name| (fold(name), status))).collect());
    let name = name.trim_matches(['`', '"', '*', ' ']).trim_end_matches("()");
    let name = fold(name.rsplit([':', '.']).next()?);
    let words: Vec<&str> = name.split('_').filter(|word| !word.bytes().all(|b| b.is_ascii_digit())).collect();
    let prefixes = words.iter().take_while(|word| NAME_PREFIXES.contains(word)).count();
    (0..=prefixes).find_map(|start| BY_NAME.get(&words[start..].join("_")).copied())
}

/// Statuses, the words that indicate them in a name or a text, and the words that indicate them only in a name. A word
/// is the prefix of a word in the name. The first match counts.
const BY_WORDS: &[(u16, &str, &str)] = &[
    (405, "method not allowed", ""),
    (406, "not acceptable", ""),
    (415, "unsupported media, unsupported content", ""),
    (429, "too many requests, rate limit", "too many, throttl, quota"),
    (413, "too large", ""),
    (402, "payment required", "payment"),
    (501, "not implemented", ""),
    (502, "bad gateway", ""),
    (503, "temporarily unavailable, service unavailable", "unavailable, maintenance, overloaded"),
    (504, "timed out", "timeout"),
    (412, "precondition failed", "precondition"),
    (409, "already exist, already in use, conflict", "already, duplicate, exists"),
    (410, "", "gone"),
    (404, "not found, no such, does not exist, doesnt exist", "unknown"),
    (403, "permission, forbidden, access denied", "missing scope, scope, denied, suspended, locked, disabled"),
    (
        401,
        "unauthorized, unauthorised, unauthenticated, not authenticated",
        "authentication, token, credential, api key, signature",
    ),
    (422, "validation failed, unprocessable", "validation"),
    (400, "", "invalid, malformed, missing, required, bad, parse, unsupported"),
    (500, "", "internal, database, server, unexpected"),
];

/// The status that a name or a text indicates, and the words that indicate it.
pub(crate) fn status_of(text: &str, is_name: bool) -> Option<(u16, &'static str)> {
    let key = super::names::key_of(text);
    let key: Vec<&str> = key.split('_').collect();
    let has = |phrase: &str| {
        let parts: Vec<&str> = phrase.split(' ').collect();
        key.windows(parts.len()).any(|words| words.iter().zip(&parts).all(|(word, part)| word.starts_with(part)))
    };
    BY_WORDS.iter().find_map(|(status, both, of_names)| {
        let of_names = of_names.split(", ").filter(|_| is_name);
        let mut phrases = both.split(", ").chain(of_names).filter(|phrase| !phrase.is_empty());
        Some((*status, phrases.find(|phrase| has(phrase))?))
    })
}

/// The status in a cell or a value, and the text after it: `404 Not Found`, `Not Found (404)`, `StatusCode::NOT_FOUND`.
pub(crate) fn cell_status(text: &str) -> Option<(u16, &str)> {
    let named = || status_named(text).or_else(|| split_status(text).0?.ok()).map(|status| (status, ""));
    leading_status(text).or_else(named)
}

/// Whether a status is an error status.
pub(crate) fn is_error_status(status: u16) -> bool {
    (400..=599).contains(&status)
}

/// What may precede the number of a status, in this order.
const PREFIXES: &[&str] = &["http/1.1 ", "http/1.0 ", "http/2 ", "http ", "status code ", "status "];

/// A status at the start of a text, and the rest of the text: `404 Not Found`, `HTTP 404`, `` `404`: … ``.
pub(crate) fn leading_status<'a>(text: &'a str) -> Option<(u16, &'a str)> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '`' | '*' | '_' | '(' | '['));
    let skip = |text: &'a str, word: &&str| match text.split_at_checked(word.len()) {
        Some((start, rest)) if start.eq_ignore_ascii_case(word) => rest,
        _ => text,
    };
    let text = PREFIXES.iter().fold(text, skip).trim_start_matches(['`', '*', ':', ' ']);
    let (digits, rest) = text.split_at_checked(3)?;
    let status: u16 = digits.parse().ok().filter(|status| (100..=599).contains(status))?;
    // A full stop may follow the status, but `404.5` and `404.html` are not statuses.
    let is_part = |c: char| c.is_ascii_digit() || c == '%';
    let is_other =
        rest.starts_with(is_part) || rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    (!is_other).then(|| (status, rest.trim_start_matches(['`', '*', ')', ']', '_', '.'])))
}

/// The error statuses that a text states: `HTTP 403: no`, `Not allowed (403)`, `The status code is 410.`
pub(crate) fn stated_statuses(text: &str) -> BTreeSet<u16> {
    let stated = text.match_indices(['4', '5']).filter_map(|(at, _)| {
        let (before, rest) = text.split_at(at);
        let (number, after) = rest.split_at_checked(3)?;
        let status = number.parse().ok().filter(|status| is_error_status(*status))?;
        // Of `status 400-499`, no number is the status.
        let is_part = before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
            || after.starts_with(|c: char| c.is_alphanumeric() || "_%-–/".contains(c));
        let label = before.trim_end_matches([' ', ':', '=', '`', '*']).to_ascii_lowercase();
        let label = label.strip_suffix(" is").or(label.strip_suffix(" of")).unwrap_or(&label);
        let is_named = ["http", "http/1.1", "status", "status code"].iter().any(|word| label.ends_with(word));
        let is_bracketed = before.ends_with(['(', '[']) && after.starts_with([')', ']']);
        let is_stated = is_named || is_bracketed || without_reason(status, after).is_some();
        (is_stated && !is_part).then_some(status)
    });
    stated.collect()
}

/// The statuses that a heading states together, such as `404 and 410` or `500-503`, if it states more than one.
pub(crate) fn joined_statuses(title: &str) -> Vec<u16> {
    let words = title.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !matches!(*word, "" | "and" | "or" | "to")).collect();
    let status = |word: &&str| word.parse().ok().filter(|status| is_error_status(*status));
    let runs = words.chunk_by(|last, next| status(last).is_some() == status(next).is_some());
    runs.map(|run| run.iter().filter_map(status).collect()).find(|run: &Vec<u16>| run.len() > 1).unwrap_or_default()
}

/// The status that a text states; `Err` if the text states a class of statuses, such as `4XX`.
pub(crate) type Stated<'a> = Option<Result<u16, &'a str>>;

/// The status at the start of a text or in brackets, and the rest of the text: `(402): It was declined`,
/// `No such user (404)`.
pub(crate) fn split_status(text: &str) -> (Stated<'_>, &str) {
    let is_end = |rest: &[u8]| !rest.first().is_some_and(u8::is_ascii_alphanumeric);
    let is_class =
        |text: &str| matches!(text.as_bytes(), [b'1'..=b'5', b'x' | b'X', b'x' | b'X', rest @ ..] if is_end(rest));
    // `429 requests later` is a sentence, `404 - Not Found` is a heading.
    let is_title = |rest: &str| rest.is_empty() || rest.starts_with(|c: char| c.is_uppercase() || c == '(');
    let leading = leading_status(text)
        .filter(|(_, rest)| is_title(rest.trim_start_matches(MARKS).trim_start_matches(['/', ' '])));
    if let Some((status, rest)) = leading {
        return (Some(Ok(status)), after_reason(status, rest));
    }
    let text = text.trim().trim_end_matches(':');
    let first = text.strip_prefix('(').and_then(|text| text.split_once(')'));
    let last = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map(|(rest, inner)| (inner, rest));
    for (inner, rest) in first.into_iter().chain(last) {
        let status = leading_status(inner).filter(|(_, rest)| !rest.contains(',')).map(|(status, _)| Ok(status));
        if let Some(status) = status.or(is_class(inner).then_some(Err(inner))) {
            return (Some(status), rest.trim_start_matches(MARKS));
        }
    }
    match text.split_at_checked(3) {
        Some((class, rest)) if is_class(text) => (Some(Err(class)), rest.trim_start_matches(MARKS)),
        _ => (None, text),
    }
}

/// What follows the reason phrase at the start of a text, even if no space follows the phrase.
pub(crate) fn without_reason(status: u16, text: &str) -> Option<&str> {
    let text = text.trim_start();
    names(status).find_map(|phrase| {
        let start = text.get(..phrase.len())?;
        start.eq_ignore_ascii_case(phrase).then(|| &text[phrase.len()..])
    })
}

/// The text about a status, without the reason phrase and the marks before the text.
pub(crate) fn after_reason(status: u16, text: &str) -> &str {
    let rest = without_reason(status, text.trim_start_matches(MARKS).trim_start_matches('`'));
    rest.map_or(text, |rest| rest.trim_start_matches(['`', '*', '_', '.', ')'])).trim_start_matches(MARKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_have_names() {
        for (name, status) in [
            ("Not Found", Some(404)),
            ("`NotFound`", Some(404)),
            ("StatusCode::NOT_FOUND", Some(404)),
            ("http::StatusCode::CONFLICT", Some(409)),
            ("HttpResponse::BadRequest()", Some(400)),
            ("HTTP_404_NOT_FOUND", Some(404)),
            ("http.StatusRequestEntityTooLarge", Some(413)),
            ("HttpStatus.UNPROCESSABLE_ENTITY", Some(422)),
            ("ErrorGone", Some(410)),
            ("I'm a teapot", Some(418)),
            ("IM_A_TEAPOT", Some(418)),
            ("UNAVAILABLE_FOR_LEGAL_REASONS", Some(451)),
            ("HTTP_VERSION_NOT_SUPPORTED", Some(505)),
            ("Client Error", None),
            ("user_not_found", None),
            ("", None),
        ] {
            assert_eq!(status_named(name), status, "{name}");
        }
    }

    #[test]
    fn only_names_indicate_statuses_by_single_words() {
        for (text, of_name, of_text) in [
            ("user_not_found", Some(404), Some(404)),
            ("The request failed", None, None),
            ("The bad server is required to be down", Some(400), None),
            ("InvalidFilter", Some(400), None),
            ("It took too long, and many were there", None, None),
        ] {
            assert_eq!(status_of(text, true).map(|(status, _)| status), of_name, "{text}");
            assert_eq!(status_of(text, false).map(|(status, _)| status), of_text, "{text}");
        }
    }
}
