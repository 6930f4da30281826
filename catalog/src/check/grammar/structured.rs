//! Structured fields (RFC 9651), which the headers that start with `RateLimit` use.

use super::scan::{FREE, elements, is_quoted_string, split};

/// Whether a value is a list or a dictionary of items with parameters.
pub(super) fn is_structured(value: &str) -> bool {
    elements(value).all(|member| is_member(member, |item| is_item(item) || is_pair(item)))
}

/// Whether a value is a list of whole numbers with parameters.
pub(super) fn is_integers(value: &str) -> bool {
    elements(value).all(|member| is_member(member, is_whole))
}

fn is_whole(number: &str) -> bool {
    let digits = number.strip_prefix('-').unwrap_or(number);
    is_digits(digits, 15)
}

/// Whether a text consists of at least one and at most `most` digits. RFC 9651 limits the digits of a number.
fn is_digits(text: &str, most: usize) -> bool {
    !text.is_empty() && text.len() <= most && text.chars().all(|c| c == FREE || c.is_ascii_digit())
}

fn is_member(member: &str, is_first: impl Fn(&str) -> bool) -> bool {
    let mut parts = split(member, ';');
    parts.next().is_some_and(|item| !item.is_empty() && is_first(item))
        && parts.all(|part| is_key(part) || is_pair(part))
}

fn is_pair(text: &str) -> bool {
    text.split_once('=').is_some_and(|(key, item)| is_key(key) && is_item(item))
}

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase() || c == '*' || c == FREE)
        && text.chars().all(|c| c == FREE || c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.*".contains(c))
}

/// Whether a text is a string, a token, a number, a boolean or a byte sequence.
fn is_item(text: &str) -> bool {
    let is_number = |text: &str| match text.split_once('.') {
        Some((whole, part)) => is_digits(whole, 12) && is_digits(part, 3),
        None => is_digits(text, 15),
    };
    let is_token =
        |text: &str| text.chars().all(|c| c == FREE || c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~:/".contains(c));
    match text.chars().next() {
        Some('"') => is_quoted_string(text),
        Some('?') => matches!(text, "?0" | "?1"),
        Some(':') => text.len() > 1 && text.ends_with(':'),
        Some('-' | '0'..='9') => is_number(text.strip_prefix('-').unwrap_or(text)),
        Some(first) => (first == FREE || first == '*' || first.is_ascii_alphabetic()) && is_token(text),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_rate_limits() {
        for (value, structured, integers) in [
            ("100", true, true),
            ("10, 10;w=1, 50;w=60", true, true),
            ("\u{1}", true, true),
            ("\"default\";r=50;t=30", true, false),
            ("\"a\";q=100;w=60, \"b\";q=\u{1};pk=:aGk=:", true, false),
            ("limit=100, remaining=50, reset=5", true, false),
            ("-1.5;a=?1", true, false),
            ("", false, false),
            ("1999-12-31T23:59:59Z", false, false),
            ("-1", true, true),
            ("999999999999999", true, true),
            ("9999999999999999", false, false),
            ("123456789012.125", true, false),
            ("1234567890123.5", false, false),
            ("1.1234", false, false),
            ("-", false, false),
            ("*a;*b=?0;c.d-e_2", true, false),
            ("a;2b", false, false),
            ("a;\u{1}=\u{1}", true, false),
            ("a;é", false, false),
            ("\u{1}-b", true, false),
            ("*", true, false),
            ("(a)", false, false),
            ("a(b)", false, false),
            ("::", true, false),
            (":", false, false),
            (":aGk=", false, false),
            ("?2", false, false),
            (";a", false, false),
            ("100 per minute", false, false),
            ("100;W=60", false, false),
            ("100;w=", false, false),
            ("\"a", false, false),
        ] {
            assert_eq!((is_structured(value), is_integers(value)), (structured, integers), "{value}");
        }
    }
}
