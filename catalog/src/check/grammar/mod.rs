//! Checks the values of headers whose grammar a standard defines, so that clients can read these headers.

mod challenge;
mod date;
mod link;
mod scan;
mod structured;

use self::challenge::is_challenges;
use self::date::is_http_date;
use self::link::is_links;
use self::scan::{FREE, elements};
use self::structured::{is_integers, is_structured};
use crate::diagnostic::{Diagnostics, rules};
use crate::model::{Builtin, Error, FieldType, Piece, Placeholder, PropertyValue, SlotFormat};
use crate::names::is_language_tag;
use crate::raw::RawHeader;

/// A header with a grammar.
struct Grammar {
    /// The name of the header, in lowercase.
    name: &'static str,
    /// Whether a value matches the grammar.
    matches: fn(&str) -> bool,
    /// The expected form of a value.
    expected: &'static str,
}

const CHALLENGES: &str = "expected an authentication scheme with different, comma-separated parameters, such as \
                          `Bearer realm=\"api\", error=\"invalid_token\"` (RFC 9110, section 11.6.1)";
const DATE: &str = "expected a date such as `Fri, 31 Dec 1999 23:59:59 GMT` (RFC 9110, section 5.6.7)";
const INTEGERS: &str = "expected whole numbers";
const STRUCTURED: &str = "expected items with parameters, such as `\"default\";q=100;w=60` (RFC 9651)";

static GRAMMARS: &[Grammar] = &[
    Grammar {
        name: "retry-after",
        matches: is_retry_after,
        expected: "expected at most 2147483648 seconds, or a date such as `Fri, 31 Dec 1999 23:59:59 GMT`",
    },
    Grammar { name: "date", matches: is_http_date, expected: DATE },
    Grammar { name: "expires", matches: is_expiry, expected: DATE },
    Grammar { name: "last-modified", matches: is_http_date, expected: DATE },
    Grammar { name: "sunset", matches: is_http_date, expected: DATE },
    Grammar { name: "www-authenticate", matches: is_challenges, expected: CHALLENGES },
    Grammar { name: "proxy-authenticate", matches: is_challenges, expected: CHALLENGES },
    Grammar {
        name: "allow",
        matches: is_methods,
        expected: "expected comma-separated methods, such as `GET, HEAD` (RFC 9110, section 10.2.1)",
    },
    Grammar {
        name: "link",
        matches: is_links,
        expected: "expected `<URL>` with exactly one `rel` parameter, such as `<https://example.com/help>; rel=\"help\"` \
                   (RFC 8288, section 3)",
    },
    Grammar {
        name: "content-language",
        matches: is_languages,
        expected: "expected comma-separated language tags, such as `en, pt-BR` (RFC 9110, section 8.5)",
    },
    Grammar { name: "ratelimit", matches: is_structured, expected: STRUCTURED },
    Grammar { name: "ratelimit-policy", matches: is_structured, expected: STRUCTURED },
    Grammar { name: "ratelimit-limit", matches: is_integers, expected: INTEGERS },
    Grammar { name: "ratelimit-remaining", matches: is_integers, expected: INTEGERS },
    Grammar { name: "ratelimit-reset", matches: is_integers, expected: INTEGERS },
];

/// Checks a header in the responses of one error, and returns whether the header matches its grammar.
pub(super) fn check_grammar(header: &RawHeader, error: &Error, diagnostics: &mut Diagnostics) -> bool {
    let name = &header.name.value;
    let Some(grammar) = GRAMMARS.iter().find(|grammar| name.eq_ignore_ascii_case(grammar.name)) else { return true };
    let value = sample(&header.value.template.pieces, error);
    // A text that only the application knows can be a whole value, except for a wait, which has a type.
    let is_open = value == FREE.to_string() && grammar.name != "retry-after";
    if is_open || (grammar.matches)(&value) {
        return true;
    }
    let diagnostic = match header.value.slots.as_slice() {
        [slot] if header.value.template.pieces.len() == 1 => {
            let field = error.public_fields().find(|field| field.name == slot.value);
            let kind = field.map_or_else(String::new, |field| format!(" has the type `{}` and", field.ty));
            let message = format!("the slot `{}`{kind} does not fit the header `{name}`", slot.value);
            let diagnostic = diagnostics.report(&rules::HEADER_GRAMMAR, slot.span, message);
            let is_time = match field {
                Some(field) => field.ty == FieldType::Timestamp,
                None => slot.value == Builtin::Timestamp.as_str(),
            };
            match grammar.name {
                _ if is_time && (grammar.matches)(sample_in(SlotFormat::HttpDate)) => {
                    diagnostic.help(format!("write `{{{}:http-date}}` to send the time as a date", slot.value))
                }
                "retry-after" => match field.map(|field| &field.ty) {
                    Some(FieldType::Duration) => {
                        diagnostic.help(format!("write `{{{}}}` to send a number of seconds", slot.value))
                    }
                    _ => diagnostic.help("use a field of type `duration` or `u64` for a number of seconds"),
                },
                _ => diagnostic,
            }
        }
        _ => {
            let message = format!("this value does not follow the grammar of the header `{name}`");
            diagnostics.report(&rules::HEADER_GRAMMAR, header.value.span, message)
        }
    };
    diagnostic.label(grammar.expected);
    false
}

/// A value of the header in which a typical value replaces each slot. [`FREE`] replaces a text that only the
/// application knows.
fn sample(pieces: &[Piece], error: &Error) -> String {
    let mut value = String::new();
    for piece in pieces {
        match piece {
            Piece::Literal(text) => value.push_str(text),
            Piece::Slot(Placeholder { format: Some(format), .. }) if format.is_time() || format.is_duration() => {
                value.push_str(sample_in(*format));
            }
            Piece::Slot(slot) => match error.public_fields().find(|field| field.name == slot.name) {
                Some(field) => value.push_str(field.one_of.first().map_or(sample_of(&field.ty), String::as_str)),
                None => match Builtin::from_term(&slot.name) {
                    Some(Builtin::RetryAfter | Builtin::Number | Builtin::Status) => value.push('1'),
                    Some(Builtin::Timestamp) => value.push_str(sample_of(&FieldType::Timestamp)),
                    _ => match error.property(&slot.name).and_then(PropertyValue::to_text) {
                        Some(text) => value.push_str(&text),
                        None => value.push(FREE),
                    },
                },
            },
        }
    }
    value
}

/// A time or a duration in a format. A number that is not a number of seconds is too large for a wait.
fn sample_in(format: SlotFormat) -> &'static str {
    match format {
        SlotFormat::HttpDate => "Fri, 31 Dec 1999 23:59:59 GMT",
        SlotFormat::Rfc3339Ms => "1999-12-31T23:59:59.000Z",
        SlotFormat::Rfc3339MsOffset => "1999-12-31T23:59:59.000+00:00",
        SlotFormat::Seconds => "1",
        _ => "4102444800",
    }
}

fn sample_of(ty: &FieldType) -> &'static str {
    match ty {
        FieldType::Unsigned(_) | FieldType::Duration => "1",
        FieldType::Signed(_) => "-1",
        FieldType::Float => "1.5",
        FieldType::Bool => "true",
        FieldType::Uuid => "00000000-0000-0000-0000-000000000000",
        FieldType::Timestamp => "1999-12-31T23:59:59Z",
        FieldType::String | FieldType::Object | FieldType::Any | FieldType::List(_) | FieldType::Violations => "\u{1}",
    }
}

/// Whether a value is a number of seconds or a date. A client need not represent a longer time than 2^31 seconds (RFC
/// 9111, section 1.2.2).
fn is_retry_after(value: &str) -> bool {
    let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && value.parse::<u64>().is_ok_and(|seconds| seconds <= 1 << 31)) || is_http_date(value)
}

/// Whether a value is a date. Many servers send `0` or `-1` for "already expired", as which clients read any other text
/// (RFC 9111, section 5.3).
fn is_expiry(value: &str) -> bool {
    matches!(value, "0" | "-1") || is_http_date(value)
}

/// Whether a value is a list of methods. An empty list means that the resource allows no method. RFC 9110 allows any
/// token as a method, but every registered method except `*` consists of letters and hyphens. Another character, as in
/// `GET|POST`, is a wrong separator.
fn is_methods(value: &str) -> bool {
    let is_method = |name: &str| {
        !name.is_empty() && name.chars().all(|c| c == FREE || c.is_ascii_alphanumeric() || "-_".contains(c))
    };
    value.is_empty() || elements(value).all(is_method)
}

fn is_languages(value: &str) -> bool {
    let is_open =
        |tag: &str| tag.contains(FREE) && tag.chars().all(|c| c == FREE || c == '-' || c.is_ascii_alphanumeric());
    elements(value).all(|tag| is_language_tag(tag) || is_open(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_header_has_its_grammar() {
        for (name, value, expected) in [
            ("retry-after", "0", true),
            ("retry-after", "120", true),
            ("retry-after", "2147483648", true),
            ("retry-after", "2147483649", false),
            ("retry-after", "99999999999999999999", false),
            ("retry-after", "Fri, 30 Feb 2024 00:00:00 GMT", false),
            ("retry-after", "Fri, 31 Dec 1999 23:59:59 GMT", true),
            ("retry-after", "", false),
            ("retry-after", "+30", false),
            ("retry-after", "-1", false),
            ("retry-after", "1.5", false),
            ("retry-after", "30s", false),
            ("retry-after", "in 5 minutes", false),
            ("retry-after", "1999-12-31T23:59:59Z", false),
            ("retry-after", "\u{1}", false),
            ("allow", "", true),
            ("allow", "GET", true),
            ("allow", "GET, HEAD ,PUT", true),
            ("allow", "GET, \u{1}", true),
            ("allow", "M-SEARCH, get", true),
            ("allow", "GET HEAD", false),
            ("allow", "GET|HEAD", false),
            ("allow", "GET+HEAD", false),
            ("allow", "*", false),
            ("allow", "GET,,HEAD", false),
            ("allow", "GET/HEAD", false),
            ("date", "Fri, 31 Dec 1999 23:59:59 GMT", true),
            ("last-modified", "tomorrow", false),
            ("sunset", "1999-12-31T23:59:59Z", false),
            ("expires", "Fri, 31 Dec 1999 23:59:59 GMT", true),
            ("expires", "0", true),
            ("expires", "1", false),
            ("content-language", "en", true),
            ("content-language", "en, pt-BR", true),
            ("content-language", "\u{1}-CH", true),
            ("content-language", "en_US", false),
            ("content-language", "english", false),
            ("content-language", "", false),
        ] {
            let grammar = GRAMMARS.iter().find(|grammar| grammar.name == name);
            assert_eq!(grammar.map(|grammar| (grammar.matches)(value)), Some(expected), "{name}: {value:?}");
        }
    }
}
