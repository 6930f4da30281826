//! Lints for codes: the style of codes, and whether codes distinguish errors.

use std::collections::{BTreeMap, BTreeSet};

use super::Scope;
use crate::casing::{is_part, to_styled};
use crate::diagnostic::{Diagnostics, Fix, rules};
use crate::literal::Literal;
use crate::model::{Builtin, Casing, Error, PropertyValue, Slot, ViolationKind};
use crate::raw::{RawCode, RawError, RawViolation, Sp};

/// A code that is written out follows the style of the codes that keys generate, so that a client developer who knows
/// one code can guess the others. A released code stays as it is. Each part between dots, slashes and similar
/// characters is checked separately.
pub(super) fn lint_code_style(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let Some(style) = scope.catalog.code_style else { return };
    let of_error = |(raw, error): &(&RawError, &Error)| match &raw.code {
        Some(RawCode::Sent(code)) => Some((code.clone(), ["errors", &error.key].map(str::to_owned))),
        _ => None,
    };
    let codes: Vec<_> = scope.errors.iter().filter_map(of_error).collect();
    lint_codes(style, &codes, &scope.released.codes, || codes_of(scope), diagnostics);
    let of_violation = |(raw, kind): (&RawViolation, &ViolationKind)| {
        Some((raw.code.clone()?, ["violations", &kind.key].map(str::to_owned)))
    };
    let codes: Vec<_> = scope.violations.iter().copied().filter_map(of_violation).collect();
    let kinds = &scope.catalog.violations;
    let all = || {
        let codes = kinds.iter().flat_map(|kind| std::iter::once(&kind.code).chain(&kind.aliases));
        let retired = scope.catalog.retired_violations.iter().map(|retired| &retired.code);
        codes.chain(retired).chain(&scope.released.violations).cloned().collect()
    };
    lint_codes(style, &codes, &scope.released.violations, all, diagnostics);
}

/// Reports the codes that are not in the style. Each code has the path of its table. `all` returns the codes that are
/// in use or were released.
fn lint_codes(
    style: Casing,
    codes: &[(Sp<String>, [String; 2])],
    released: &BTreeSet<String>,
    all: impl Fn() -> BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) {
    let mut taken: Option<BTreeSet<String>> = None;
    for (code, [table, key]) in codes {
        if released.contains(&code.value) || is_styled(&code.value, style) {
            continue;
        }
        let styled = to_styled(&code.value, style);
        let diagnostic = diagnostics.report(
            &rules::CODE_STYLE,
            code.span,
            format!("the code `{}` is not in {}", code.value, style.as_str()),
        );
        if taken.get_or_insert_with(&all).insert(styled.clone()) {
            diagnostic.label(format!("expected `{styled}`"));
            diagnostic.fix = Some(Fix {
                file: code.span.file,
                path: vec![table.clone(), key.clone(), "code".to_owned()],
                message: format!("send `{styled}` as the code of {} `{key}`", table.trim_end_matches('s')),
                value: Literal::String(styled),
            });
        } else {
            let style = style.as_str();
            diagnostic
                .label(format!("expected a code in {style}"))
                .help(format!("the code `{styled}` is already taken, so choose a different code in {style}"));
        }
    }
}

/// Every code that is in use or was released.
fn codes_of(scope: &Scope<'_>) -> BTreeSet<String> {
    let errors = scope.catalog.errors.iter().flat_map(|error| std::iter::once(&error.code).chain(&error.aliases));
    let retired = scope.catalog.retired.iter().map(|retired| &retired.code);
    errors.chain(retired).chain(&scope.released.codes).cloned().collect()
}

fn is_styled(code: &str, style: Casing) -> bool {
    code.split(|c| !is_part(c)).filter(|part| !part.is_empty()).all(|part| {
        let first = part.chars().next();
        match style {
            _ if part.contains(char::is_whitespace) => false,
            Casing::Snake => !part.contains(|c: char| c.is_ascii_uppercase() || c == '-'),
            Casing::ScreamingSnake => !part.contains(|c: char| c.is_ascii_lowercase() || c == '-'),
            Casing::Kebab => !part.contains(|c: char| c.is_ascii_uppercase() || c == '_'),
            Casing::Camel => !part.contains(['_', '-']) && !first.is_some_and(|c| c.is_ascii_uppercase()),
            Casing::Pascal => !part.contains(['_', '-']) && !first.is_some_and(|c| c.is_ascii_lowercase()),
        }
    })
}

/// Two errors with the same status and the same constant parts of the response are reported, because a client cannot
/// handle them differently. In problem details, the `type` distinguishes such errors (RFC 9457, section 3.1.1). In
/// other formats, the code distinguishes them, unless several errors send the code.
pub(super) fn lint_likeness(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let Some(body) = scope.body.as_ref().filter(|_| scope.is_complete) else { return };
    let mut seen: BTreeMap<String, (&RawError, &Error)> = BTreeMap::new();
    let shows_codes = body.contains(Builtin::Code.as_str());
    let owners = scope.catalog.errors.iter().filter_map(|error| scope.catalog.errors.get(error.owner?));
    let owners: BTreeSet<&str> = owners.map(|owner| owner.key.as_str()).collect();
    let mut reported = BTreeSet::new();
    for (raw, error) in &scope.rows {
        let sends_code = shows_codes && error.sends_code;
        if sends_code && error.owner.is_none() && !owners.contains(error.key.as_str()) {
            continue;
        }
        let look = look_of(error, body);
        let Some((first, other)) = seen.get(&look) else {
            seen.insert(look, (*raw, *error));
            continue;
        };
        // Two errors may have several statuses in common.
        let pair = if error.key < other.key { (&error.key, &other.key) } else { (&other.key, &error.key) };
        if other.key == error.key || !reported.insert(pair) {
            continue;
        }
        let message = format!("no client can distinguish error `{}` from error `{}`", error.key, other.key);
        let diagnostic = diagnostics
            .report(&rules::INDISTINGUISHABLE_ERRORS, raw.key.span, message)
            .label(format!(
                "this error and error `{}` have status {} and the same body",
                other.key,
                error.sent_status()
            ))
            .related(first.key.span, "the other error");
        match (shows_codes, sends_code) {
            (_, true) => diagnostic.help("give one of the errors another status or message, or merge the two errors"),
            (true, false) => diagnostic.help("set `code = true` to send the code of this error"),
            (false, false) => {
                diagnostic.help("add `\"code?\" = \"{code}\"` to the body to send the code of each error")
            }
        };
    }
}

/// The constant parts of an error's responses, joined into one text.
fn look_of(error: &Error, body: &BTreeSet<&str>) -> String {
    let mut look = error.sent_status().to_string();
    let mut push = |part: &str| {
        look.push('\n');
        look.push_str(part);
    };
    let message = error.message.to_string();
    let property = |name: &str| format!("{:?}", error.property(name).and_then(PropertyValue::to_text));
    for header in &error.headers {
        push(&format!("{}: {}", header.name, header.value));
        header.value.slots().for_each(|slot| push(&property(slot)));
    }
    error.message.slots().for_each(|slot| push(&property(slot)));
    for slot in body {
        match error.slot(slot) {
            None => push(&property(slot)),
            Some(Slot::Violation(_) | Slot::Value(_)) => {}
            Some(Slot::Field(_)) => push(slot),
            Some(Slot::Builtin(builtin)) => match builtin {
                Builtin::Code => push(if error.sends_code { &error.code } else { "" }),
                Builtin::Number => push(&format!("{:?}", error.number)),
                Builtin::Title => push(&error.title),
                Builtin::Message => push(&message),
                Builtin::UserMessage => push(&error.user_message.as_ref().map(ToString::to_string).unwrap_or_default()),
                Builtin::Category => push(&format!("{:?}", error.category)),
                Builtin::DocsUrl => push(error.docs_url.as_deref().unwrap_or_default()),
                Builtin::Grpc => push(error.grpc.as_str()),
                Builtin::Key => push(&error.key),
                // The message may be part of the details.
                Builtin::Details => push(&format!("{:?} {message}", error.details)),
                Builtin::Metadata => push(&format!("{:?}", error.metadata)),
                _ => {}
            },
        }
    }
    look
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles() {
        for (code, style, expected) in [
            ("user_not_found", Casing::Snake, None),
            ("UserNotFound", Casing::Snake, Some("user_not_found")),
            ("auth/InvalidToken", Casing::Kebab, Some("auth/invalid-token")),
            ("not found", Casing::ScreamingSnake, Some("NOT_FOUND")),
            ("E1001", Casing::ScreamingSnake, None),
            ("e1001", Casing::ScreamingSnake, Some("E1001")),
            ("1001", Casing::Pascal, None),
            ("HTTPError", Casing::Pascal, None),
            ("http_error", Casing::Pascal, Some("HttpError")),
            ("HTTP_ERROR", Casing::Camel, Some("httpError")),
            ("a.B-c", Casing::ScreamingSnake, Some("A.B_C")),
            ("HTTPError", Casing::Camel, Some("httpError")),
            ("http-error", Casing::Camel, Some("httpError")),
            ("http", Casing::Pascal, Some("Http")),
            ("Http-Error", Casing::Pascal, Some("HttpError")),
            ("A-B", Casing::Snake, Some("a_b")),
            ("a_b", Casing::Kebab, Some("a-b")),
        ] {
            assert_eq!(is_styled(code, style), expected.is_none(), "{code}");
            let styled = expected.map(|_| to_styled(code, style));
            assert_eq!(styled.as_deref(), expected, "{code}");
            assert!(styled.is_none_or(|styled| is_styled(&styled, style)), "{code}");
        }
    }
}
