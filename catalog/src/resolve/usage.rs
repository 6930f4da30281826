//! Resolves `[usage]`.

use super::Names;
use crate::diagnostic::{Diagnostics, Span, rules};
use crate::model::UsageLimit;

/// Resolves the limits. A key names an error by its key or its code, so two keys may name one error.
pub(super) fn resolve_limits(names: &Names<'_>, diagnostics: &mut Diagnostics) -> Vec<UsageLimit> {
    let mut first: Vec<Option<Span>> = vec![None; names.raw.errors.len()];
    let mut limits = Vec::new();
    for limit in &names.raw.usage.at_most {
        let Some(error) = names.error(&limit.error, diagnostics) else { continue };
        let name = limit.error.value.clone();
        if let Some(first) = first[error] {
            diagnostics
                .report(&rules::DUPLICATE_KEY, limit.error.span, format!("error `{name}` has two limits"))
                .label("expected only one limit for each error")
                .related(first, "first limited here");
            continue;
        }
        first[error] = Some(limit.error.span);
        limits.push(UsageLimit { error, name, most: limit.most, location: names.location(limit.error.span) });
    }
    limits
}
