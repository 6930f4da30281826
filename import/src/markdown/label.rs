//! Decides the topics of headings, labels and lines of text, and splits lines whose cells were joined.

use crate::infer::names::is_code_like;
use crate::infer::status::{after_reason, leading_status, without_reason};
use crate::text::{MARKS, plain_text};
use crate::words::{MEMBERS, Topic, column_topic, column_words, normal};

/// A label for causes or solutions, before a list or at the start of a sentence. Also returns the text after the label.
pub(super) fn label(text: &str) -> Option<(Topic, &str)> {
    let (head, tail) = text.split_once(':').unwrap_or((text, ""));
    let head = normal(head);
    let is_end = |word: &str| head.strip_suffix(word).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
    let topic = [Topic::Cause, Topic::Solution].into_iter().find(|topic| column_words(*topic).any(is_end))?;
    (head.split(' ').count() <= 4).then(|| (topic, tail.trim_start_matches(['*', '_', ' ']).trim()))
}

/// A property of an error on one line: `Status: 404`, `**Message:** No such user`, or only a status.
pub(super) fn property(text: &str) -> Option<(Topic, &str)> {
    if leading_status(text).is_some_and(|(status, rest)| after_reason(status, rest).is_empty()) {
        return Some((Topic::Status, text));
    }
    let (head, tail) = text.split_once(':').filter(|(_, tail)| !tail.starts_with("//"))?;
    let head = head.trim_matches(['*', '_', ' ', '-', '`']);
    let topic = column_topic(head).filter(|topic| match topic {
        Topic::Code => normal(head).contains("code"),
        Topic::Status | Topic::Message | Topic::Description | Topic::Title | Topic::Retry => true,
        _ => false,
    })?;
    let tail = tail.trim_start_matches(['*', '_', ' ']).trim();
    (!tail.is_empty()).then_some((topic, tail))
}

/// The code in backticks at the start of a text, and the rest.
fn marked_code(text: &str) -> Option<(&str, &str)> {
    text.trim_start_matches(['*', ' ']).strip_prefix('`')?.split_once('`')
}

/// The name at the start of a text, which may be in backticks, and the rest.
pub(super) fn leading_name(text: &str) -> (&str, &str) {
    let text = text.trim_start_matches(['*', ' ']);
    let end = || text.find([' ', ':', '*', '(', ')', '`']).unwrap_or(text.len());
    let (name, rest) = marked_code(text).unwrap_or_else(|| text.split_at(end()));
    (name, rest.trim_start_matches(['*', ' ', '`', ')']))
}

/// The code at the start of a heading or of a list item, and the text about the code: `` `card_declined` ``,
/// `E1001: No such user`, `invalid_token (401)`.
pub(super) fn leading_code(text: &str) -> Option<(&str, &str)> {
    let (code, rest) = leading_name(text);
    let letters = code.bytes().take_while(|b| b.is_ascii_uppercase() || *b == b'_').count();
    let digits = code[letters..].trim_start_matches('-');
    let is_numbered = letters > 0 && digits.len() > 1 && digits.bytes().all(|b| b.is_ascii_digit());
    let is_sure = marked_code(text).is_some() || code.contains('_') || is_numbered;
    let is_call = text.contains(&format!("{code}("));
    let is_text = rest.is_empty() || rest.starts_with([':', '-', '–', '—', '=', '(']);
    let is_code = is_sure && is_text && !is_call && is_code_like(code) && leading_status(code).is_none();
    is_code.then(|| (code, rest.trim_start_matches(MARKS)))
}

/// The code at the start of a text or after a status, that status, and the text about the code: ``401 `BAD_KEY`: …``,
/// `401 Unauthorized (BAD_KEY): …`.
pub(super) fn status_and_code(text: &str) -> Option<(&str, Option<u16>, &str)> {
    if let Some((code, rest)) = leading_code(text) {
        return Some((code, None, rest));
    }
    let (status, rest) = leading_status(text)?;
    let rests = [rest, after_reason(status, rest)].map(|rest| rest.trim_start_matches(MARKS));
    let (code, rest) =
        rests.into_iter().find_map(|rest| leading_code(rest.trim_start_matches(['(', '[', '/', ' '])))?;
    Some((code, Some(status), rest))
}

/// The number in a heading, and the rest: `1001 - No such user`, `Error 1001: No such user`. Shorter numbers are
/// statuses, or numbers of sections.
pub(super) fn heading_number(text: &str) -> Option<(u32, &str)> {
    let lower = text.to_ascii_lowercase();
    let word = ["error code ", "error ", "code "].into_iter().find(|word| lower.starts_with(word)).unwrap_or_default();
    let (name, rest) = leading_name(text[word.len()..].trim_start_matches(['#', '[', '(']));
    let digits = name.trim_end_matches([']', ')', '-']);
    // `2024 in numbers` is not about an error.
    let is_year = digits.len() == 4 && ["19", "20"].iter().any(|century| digits.starts_with(century));
    let is_end = !is_year || rest.is_empty() || rest.starts_with([':', '-', '–', '—']);
    let number = digits.parse().ok().filter(|_| digits.len() >= 4 && is_end)?;
    Some((number, rest.trim_start_matches(MARKS)))
}

/// Whether a title introduces the members of a body: `Additional fields:`, `Members of an error`, not `Field errors`.
pub(super) fn is_about_members(title: &str) -> bool {
    let title = normal(&plain_text(title));
    let last = title.rsplit(' ').next().unwrap_or_default();
    let is_about_errors = last.starts_with("error") || last.starts_with("code");
    MEMBERS.iter().any(|word| title.contains(word)) && (!is_about_errors || title.contains(" of "))
}

/// Whether a text contains one of these words, in any case.
pub(super) fn has_any(text: &str, words: &[&str]) -> bool {
    let text = text.to_ascii_lowercase();
    words.iter().any(|word| text.contains(word))
}

/// The name of a header that, according to the text, every response has, if the header has the id of the request.
pub(super) fn request_id_header(text: &str) -> Option<&str> {
    let all = ["all responses", "every response", "each response", "all error responses", "every error response"];
    let is_common = has_any(text, &["header"]) && has_any(text, &all);
    let mut words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).filter(|_| is_common);
    words.find(|word| has_any(word, &["request-id", "trace-id", "correlation-id"]))
}

/// The names of the columns, and the cells of a row that were joined when the text was extracted. The cells are a
/// status, its reason phrase and a text, or the name, the types and the description of a member. An example of such a
/// row is `` `404`Not FoundThere is nothing here ``.
pub(super) fn read_glued_row(row: &str) -> Option<([&'static str; 3], Vec<String>)> {
    if let Some((status, rest)) = leading_status(row) {
        let text = without_reason(status, rest).filter(|text| text.starts_with(char::is_uppercase))?;
        let reason = &rest[..rest.len() - text.len()];
        return Some((["Code", "Status", "Description"], vec![status.to_string(), reason.to_owned(), text.to_owned()]));
    }
    let (name, rest) = row.strip_prefix('`')?.split_once('`')?;
    let (ty, mut rest) = rest.strip_prefix('`')?.split_once('`')?;
    let mut types = ty.to_owned();
    // Several types: `string` or `object`
    while let Some((other, tail)) = rest.strip_prefix(" or `").and_then(|rest| rest.split_once('`')) {
        types = format!("{types} or {other}");
        rest = tail;
    }
    Some((["Field", "Type", "Description"], vec![name.to_owned(), types, rest.to_owned()]))
}
