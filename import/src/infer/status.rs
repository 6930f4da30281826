//! Finds HTTP statuses in texts and names.

use error_catalog_model::reason_phrase;

/// Statuses, and the prefixes of words that indicate them. The first match counts.
const BY_WORDS: &[(u16, &str)] = &[
    (405, "method not allowed"),
    (406, "not acceptable"),
    (415, "unsupported media, unsupported content"),
    (429, "too many, rate limit, throttl, quota"),
    (413, "too large"),
    (402, "payment"),
    (501, "not implemented"),
    (502, "bad gateway"),
    (503, "unavailable, maintenance, overloaded"),
    (504, "timeout, timed out"),
    (412, "precondition"),
    (409, "already, duplicate, conflict, exists"),
    (410, "gone"),
    (404, "not found, no such, unknown"),
    (403, "missing scope, scope, permission, forbidden, denied, suspended, locked, disabled"),
    (401, "unauthorized, unauthorised, unauthenticated, authentication, token, credential, api key, signature"),
    (422, "validation, unprocessable"),
    (400, "invalid, malformed, missing, required, bad, parse, unsupported"),
    (500, "internal, database, server, unexpected, failed, failure"),
];

/// The status that a name or a message indicates, and the words that indicate it.
pub(crate) fn status_of(name: &str) -> Option<(u16, &'static str)> {
    let key = super::names::key_of(name);
    let has = |part: &str| key.split('_').any(|word| word.starts_with(part));
    let rows = BY_WORDS.iter().flat_map(|(status, words)| words.split(", ").map(|words| (*status, words)));
    rows.into_iter().find(|(_, words)| words.split(' ').all(has))
}

/// Whether a status is an error status.
pub(crate) fn is_error_status(status: u16) -> bool {
    (400..=599).contains(&status)
}

/// A status at the start of a text, and the rest of the text: `404 Not Found`, `HTTP 404`, `` `404`: … ``.
pub(crate) fn leading_status(text: &str) -> Option<(u16, &str)> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '`' | '*' | '_' | '(' | '['));
    let lower = text.get(..16.min(text.len())).unwrap_or_default().to_ascii_lowercase();
    let skip =
        ["http/1.1 ", "http/1.0 ", "http/2 ", "http status code ", "http status ", "status code ", "http ", "status "]
            .iter()
            .find(|prefix| lower.starts_with(**prefix))
            .map_or(0, |prefix| prefix.len());
    let text = text.get(skip..)?.trim_start_matches(['`', '*', ':', ' ']);
    let (digits, rest) = text.split_at_checked(3)?;
    let status: u16 = digits.parse().ok().filter(|status| (100..=599).contains(status))?;
    let follows = rest.chars().next();
    if !digits.bytes().all(|b| b.is_ascii_digit())
        || follows.is_some_and(|c| c.is_ascii_digit() || c == '.' || c == '%')
    {
        return None;
    }
    Some((status, rest.trim_start_matches(['`', '*', ')', ']', '_'])))
}

/// The status in a heading, either at the start or in brackets at the end.
pub(crate) fn heading_status(text: &str) -> Option<u16> {
    let text = text.trim().trim_end_matches(':');
    if let Some((status, rest)) = leading_status(text) {
        let rest = rest.trim_start_matches([' ', ':', '-', '–', '—', '/']);
        // `429 requests later` is a sentence, `404 - Not Found` is a heading.
        let is_title = rest.is_empty() || rest.starts_with(|c: char| c.is_uppercase() || c == '(');
        return is_title.then_some(status);
    }
    let (_, inner) = text.strip_suffix(')').and_then(|text| text.rsplit_once('('))?;
    leading_status(inner).filter(|(_, rest)| !rest.contains(',')).map(|(status, _)| status)
}

/// What follows the reason phrase at the start of a text, even if no space follows the phrase.
pub(crate) fn without_reason(status: u16, text: &str) -> Option<&str> {
    let text = text.trim_start();
    let other: &[&str] = match status {
        413 => &["Payload Too Large", "Request Entity Too Large"],
        422 => &["Unprocessable Content"],
        200 => &["Ok"],
        _ => &[],
    };
    other.iter().copied().chain([reason_phrase(status)]).find_map(|phrase| {
        let start = text.get(..phrase.len())?;
        start.eq_ignore_ascii_case(phrase).then(|| &text[phrase.len()..])
    })
}
