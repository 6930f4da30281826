//! A lint for the preset `google`, which follows AIP-193.

use super::Scope;
use crate::diagnostic::{Diagnostic, Diagnostics, Span, rules};
use crate::model::Casing;
use crate::raw::RawCode;

/// Every error response has an `ErrorInfo` in its details, with a `domain` and a `reason` of at most 63 characters that
/// matches `[A-Z][A-Z0-9_]+[A-Z0-9]` (AIP-193, "ErrorInfo"). The domain is the catalog's name, and the reason is the
/// code. If codes that are generated from keys have another form, one report covers all of them.
pub(super) fn lint_error_info(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    if scope.raw.wire.preset != Some("google") {
        return;
    }
    let preset = scope.raw.wire.body.value().and_then(|body| body.slots.first()).map(|slot| slot.span);
    if let (None, Some(preset)) = (&scope.catalog.name, preset) {
        report(preset, "no error has a `domain` for `ErrorInfo`".to_owned(), diagnostics)
            .label("expected `name` in `[catalog]`, such as `name = \"shop.example.com\"`");
    }
    let is_styled = scope.catalog.code_style == Some(Casing::ScreamingSnake);
    let mut of_keys = 0;
    for (raw, error) in scope.errors.iter().filter(|(_, error)| error.owner.is_none()) {
        if !error.sends_code {
            report(raw.key.span, format!("error `{}` has no `reason` for `ErrorInfo`", error.key), diagnostics)
                .label("an error without a code has no `ErrorInfo`")
                .help("set `code = true` to send the code that is generated from the error's key");
        } else if !is_reason(&error.code) {
            if is_styled || matches!(raw.code, Some(RawCode::Sent(_))) {
                let message = format!("`{}` is not valid as the `reason` in `ErrorInfo`", error.code);
                report(raw.code_span(), message, diagnostics).label(
                    "expected 3 to 63 characters (`A-Z`, `0-9` and `_`); the first must be a letter, and the \
                     last must not be `_`",
                );
            } else {
                of_keys += 1;
            }
        }
    }
    if let (1.., Some(preset)) = (of_keys, preset) {
        let are = if of_keys == 1 { "is" } else { "are" };
        let message =
            format!("{of_keys} of {} codes {are} not valid as the `reason` in `ErrorInfo`", scope.errors.len());
        report(preset, message, diagnostics).label("expected `code-style = \"SCREAMING_SNAKE_CASE\"` in `[catalog]`");
    }
}

fn report(span: Span, message: String, diagnostics: &mut Diagnostics) -> &mut Diagnostic {
    diagnostics.report(&rules::INCOMPLETE_ERROR_INFO, span, message)
}

fn is_reason(code: &str) -> bool {
    let is_form = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    (3..=63).contains(&code.len())
        && code.starts_with(|c: char| c.is_ascii_uppercase())
        && !code.ends_with('_')
        && code.chars().all(is_form)
}
