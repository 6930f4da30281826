//! HTTP statuses out of texts and names.

use error_catalog_model::reason_phrase;

/// Words of a name, and the status that an API means by them; the first that fits.
const BY_WORDS: &[(&[&str], u16)] = &[
    (&["method", "not", "allowed"], 405),
    (&["not", "acceptable"], 406),
    (&["unsupported", "media"], 415),
    (&["unsupported", "content"], 415),
    (&["too", "many"], 429),
    (&["rate", "limit"], 429),
    (&["throttl"], 429),
    (&["quota"], 429),
    (&["too", "large"], 413),
    (&["payment"], 402),
    (&["not", "implemented"], 501),
    (&["bad", "gateway"], 502),
    (&["unavailable"], 503),
    (&["maintenance"], 503),
    (&["overloaded"], 503),
    (&["timeout"], 504),
    (&["timed", "out"], 504),
    (&["precondition"], 412),
    (&["already"], 409),
    (&["duplicate"], 409),
    (&["conflict"], 409),
    (&["exists"], 409),
    (&["gone"], 410),
    (&["not", "found"], 404),
    (&["no", "such"], 404),
    (&["unknown"], 404),
    (&["missing", "scope"], 403),
    (&["scope"], 403),
    (&["permission"], 403),
    (&["forbidden"], 403),
    (&["denied"], 403),
    (&["suspended"], 403),
    (&["locked"], 403),
    (&["disabled"], 403),
    (&["unauthorized"], 401),
    (&["unauthorised"], 401),
    (&["unauthenticated"], 401),
    (&["authentication"], 401),
    (&["token"], 401),
    (&["credential"], 401),
    (&["api", "key"], 401),
    (&["signature"], 401),
    (&["validation"], 422),
    (&["unprocessable"], 422),
    (&["invalid"], 400),
    (&["malformed"], 400),
    (&["missing"], 400),
    (&["required"], 400),
    (&["bad"], 400),
    (&["parse"], 400),
    (&["unsupported"], 400),
    (&["internal"], 500),
    (&["database"], 500),
    (&["server"], 500),
    (&["unexpected"], 500),
    (&["failed"], 500),
    (&["failure"], 500),
];

/// The status that a name or a message is known for, and the words that say so.
pub(crate) fn status_of(name: &str) -> Option<(u16, String)> {
    let key = super::names::key_of(name);
    let words: Vec<&str> = key.split('_').collect();
    let has = |part: &&str| words.iter().any(|word| word.starts_with(part));
    let found = BY_WORDS.iter().find(|(parts, _)| parts.iter().all(&has));
    found.map(|(parts, status)| (*status, parts.join(" ")))
}

/// A status at the start of a text, and what stands behind it: `404 Not Found`, `HTTP 404`, `` `404`: … ``.
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

/// The status that a heading is about: at its start, or in brackets at its end.
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

/// The text without the reason phrase that it begins with, glued to it or not.
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
