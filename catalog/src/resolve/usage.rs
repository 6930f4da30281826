//! Resolves `[usage]`.

use std::collections::BTreeMap;

use super::Names;
use crate::diagnostic::{Diagnostics, Span, rules};
use crate::model::UsageLimit;

/// Resolves the limits. A key names an error by its key or its code, so two keys may name one error.
pub(super) fn resolve_limits(names: &Names<'_>, diagnostics: &mut Diagnostics) -> Vec<UsageLimit> {
    let mut first: BTreeMap<usize, Span> = BTreeMap::new();
    let mut limits = Vec::new();
    for limit in &names.raw.usage.at_most {
        let Some(error) = names.error(&limit.error, diagnostics) else { continue };
        let name = limit.error.value.clone();
        if let Some(first) = first.get(&error) {
            diagnostics
                .report(&rules::DUPLICATE_KEY, limit.error.span, format!("error `{name}` has two limits"))
                .label("expected only one limit for each error")
                .related(*first, "first limited here");
            continue;
        }
        first.insert(error, limit.error.span);
        limits.push(UsageLimit { error, name, most: limit.most, location: names.location(limit.error.span) });
    }
    limits
}
