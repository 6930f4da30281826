//! Codes and numbers: each belongs to one error, and none comes back from the dead.

use std::collections::{BTreeMap, BTreeSet};

use crate::Catalog;
use crate::diagnostic::{Diagnostics, Span, rules};
use crate::merge::Merged;
use crate::raw::{RawCode, RawError};

fn code_span(error: &RawError) -> Span {
    match &error.code {
        Some(RawCode::Sent(code)) => code.span,
        _ => error.key.span,
    }
}

/// A code or an alias names one error; a retired code names none.
pub(super) fn check_codes(raw: &Merged, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    let retired: BTreeMap<&str, usize> =
        raw.retired.iter().enumerate().map(|(index, it)| (it.code.value.as_str(), index)).collect();
    let mut seen: BTreeMap<&str, (Span, &str)> = BTreeMap::new();
    for (raw_error, error) in raw.errors.iter().zip(&catalog.errors) {
        let own = std::iter::once((error.code.as_str(), code_span(raw_error)));
        let aliases = raw_error.aliases.iter().map(|alias| (alias.value.as_str(), alias.span));
        for (nth, (code, span)) in own.chain(aliases).enumerate() {
            if let Some(row) = retired.get(code).and_then(|index| raw.retired.get(*index)) {
                diagnostics
                    .report(&rules::RETIRED_CODE, span, format!("the code `{code}` is retired"))
                    .with_label("expected a code that was never used")
                    .with_related(row.code.span, row.note.clone());
            }
            match seen.get(code) {
                None => {
                    seen.insert(code, (span, &error.key));
                }
                Some((first, key)) if nth > 0 && *key == error.key => {
                    diagnostics
                        .report(&rules::USELESS_ALIAS, span, format!("`{code}` names this error already"))
                        .with_label("expected a code that the error had before")
                        .with_related(*first, "first here");
                }
                Some((first, key)) => {
                    diagnostics
                        .report(
                            &rules::DUPLICATE_CODE,
                            span,
                            format!("the code `{code}` is that of error `{key}` already"),
                        )
                        .with_label("expected a code of its own")
                        .with_related(*first, "first here");
                }
            }
        }
    }
}

/// A number belongs to one error; a retired number to none.
pub(super) fn check_numbers(raw: &Merged, diagnostics: &mut Diagnostics) {
    let retired: BTreeMap<u32, usize> =
        raw.retired.iter().enumerate().filter_map(|(index, it)| Some((it.number?, index))).collect();
    let given = raw.errors.iter().filter_map(|error| Some(error.number.as_ref()?.value));
    let taken: BTreeSet<u32> = given.chain(retired.keys().copied()).collect();
    let mut seen: BTreeMap<u32, (Span, &str)> = BTreeMap::new();
    for error in &raw.errors {
        let Some(number) = &error.number else { continue };
        if let Some(row) = retired.get(&number.value).and_then(|index| raw.retired.get(*index)) {
            let message = format!("the number {} is retired with `{}`", number.value, row.code.value);
            diagnostics
                .report(&rules::RETIRED_NUMBER, number.span, message)
                .with_label("expected a number that was never used")
                .with_related(row.code.span, row.note.clone());
        }
        match seen.get(&number.value) {
            None => {
                seen.insert(number.value, (number.span, &error.key.value));
            }
            Some((first, key)) => {
                let such_as = (number.value..=u32::MAX)
                    .find(|free| !taken.contains(free))
                    .map_or_else(String::new, |free| format!(", such as {free}"));
                let message = format!("the number {} is that of error `{key}` already", number.value);
                diagnostics
                    .report(&rules::DUPLICATE_NUMBER, number.span, message)
                    .with_label(format!("expected a number of its own{such_as}"))
                    .with_related(*first, "first here");
            }
        }
    }
}
