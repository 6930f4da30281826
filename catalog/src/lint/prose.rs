//! Lints for the documentation.

use super::Scope;
use crate::diagnostic::{Diagnostics, rules};
use crate::model::{Error, StatusDoc};
use crate::names::list_of;

/// Categories are the chapters of the documentation. If most errors have a category, an error without a category is
/// easily overlooked.
pub(super) fn lint_categories(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let held = scope.errors.iter().filter(|(_, error)| error.category.is_some()).count();
    let all = scope.errors.len();
    if !scope.is_complete || held * 2 < all {
        return;
    }
    const SHOWN: usize = 12;
    let categories: Vec<&str> = scope.catalog.categories.iter().map(|category| category.key.as_str()).collect();
    for (raw, error) in scope.errors.iter().filter(|(_, error)| error.category.is_none()) {
        let diagnostic = diagnostics
            .report(&rules::UNCATEGORIZED_ERROR, raw.key.span, format!("error `{}` has no category", error.key))
            .label(format!("expected `category`: {held} of {all} errors have a category"));
        match categories.as_slice() {
            [only] => diagnostic.help(format!("the only category is `{only}`")),
            few if few.len() <= SHOWN => diagnostic.help(format!("the categories are {}", list_of(few))),
            _ => diagnostic,
        };
    }
}

/// A developer who sees the deprecation has to know what to use instead.
pub(super) fn lint_deprecation(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let errors = scope.errors.iter().map(|(raw, error)| ("error", &error.key, &raw.deprecated, &error.deprecated));
    let violations =
        scope.violations.iter().map(|(raw, kind)| ("violation", &kind.key, &raw.deprecated, &kind.deprecated));
    for (what, key, raw, deprecated) in errors.chain(violations) {
        let is_bare = deprecated.as_ref().is_some_and(|it| it.note.is_none() && it.instead.is_none());
        if let Some(deprecated) = raw.as_ref().filter(|_| is_bare) {
            diagnostics
                .report(
                    &rules::BARE_DEPRECATION,
                    deprecated.span,
                    format!("{what} `{key}` is deprecated, but has neither a note nor a replacement"),
                )
                .label(format!("expected the reason for the deprecation, or the {what} to use instead"))
                .help("write `deprecated = { note = \"…\", use = \"…\" }`; one of the two keys is enough");
        }
    }
}

/// The client made a mistake, and its developer has to find out which mistake, and what to do about it. Causes and
/// solutions of the status count, because they apply to each error with that status.
pub(super) fn lint_guidance(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let guides = |status: &StatusDoc| !status.causes.is_empty() || !status.solutions.is_empty();
    let is_guided = |error: &Error| {
        let mut statuses = scope.catalog.statuses.iter();
        !error.causes.is_empty()
            || !error.solutions.is_empty()
            || statuses.any(|status| error.has_status(status.status) && guides(status))
    };
    let blames_client = |error: &Error| error.statuses().any(|status| status < 500);
    for (raw, error) in scope.errors.iter().filter(|(_, error)| blames_client(error) && !is_guided(error)) {
        diagnostics
            .report(
                &rules::MISSING_GUIDANCE,
                raw.key.span,
                format!("error `{}` has neither causes nor solutions", error.key),
            )
            .label("a developer who receives this error can read only its message")
            .help("describe the causes with `causes = \"…\"`, and the solutions with `solutions = \"…\"`")
            .help(format!(
                "`causes` and `solutions` in `[statuses.{}]` apply to every error with this status",
                error.status
            ));
    }
}
