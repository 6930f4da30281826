//! Checks the rules that need the whole catalog. Each function checks one rule, or a group of similar rules.

mod body;
mod docs_url;
mod format;
mod grammar;
mod header;
mod identity;
mod locale;
mod output;
mod preset;
mod repeat;
mod size;
mod slot;
mod source;
mod usage;
mod violation;
mod violation_kind;

pub(crate) use self::size::limit_sizes;

use crate::diagnostic::Diagnostics;
use crate::model::Catalog;
use crate::raw::{Raw, RawError};
use crate::released::Released;

/// Applies every rule that looks at more than one entry. Returns whether all responses together have a valid size.
pub(crate) fn check_catalog(raw: &Raw, catalog: &Catalog, released: &Released, diagnostics: &mut Diagnostics) -> bool {
    identity::check_codes(raw, catalog, diagnostics);
    identity::check_numbers(raw, catalog, released, diagnostics);
    source::check_sources(raw, diagnostics);
    docs_url::check_docs_urls(raw, diagnostics);
    let statuses = header::check_inherited_headers(raw, diagnostics);
    let mut unused = usage::Unused::default();
    for (raw_error, error) in raw.errors.iter().zip(&catalog.errors) {
        let before = diagnostics.len();
        slot::check_texts(raw_error, error, diagnostics);
        slot::check_details(raw_error, error, diagnostics);
        preset::check_code(raw, raw_error, diagnostics);
        preset::check_message(raw, (raw_error, error), diagnostics);
        slot::check_field_types(raw_error, diagnostics);
        header::check_own_headers(raw_error, error, &statuses, diagnostics);
        // A slot with a problem may be a misspelled use of the field that seems unused.
        let is_sound = diagnostics.len() == before;
        name_heir(raw, raw_error, before, diagnostics);
        usage::check_usage(raw, (raw_error, error), is_sound, &mut unused, diagnostics);
    }
    usage::check_inherited(raw, &unused, diagnostics);
    slot::check_field_names(raw, catalog, diagnostics);
    violation_kind::check_kinds(raw, catalog, diagnostics);
    header::check_common_headers(raw, catalog, diagnostics);
    body::check_body(raw, catalog, diagnostics);
    violation::check_violation(raw, catalog, diagnostics);
    locale::check_locales(raw, catalog, diagnostics);
    output::check_outputs(raw, catalog, diagnostics);
    size::check_responses(raw, catalog, diagnostics)
}

/// Adds the place of an error to the problems of the values that the error has inherited.
fn name_heir(raw: &Raw, error: &RawError, before: usize, diagnostics: &mut Diagnostics) {
    for diagnostic in diagnostics.since(before) {
        if diagnostic.related.is_none() && diagnostic.span.is_some_and(|span| raw.inherited.has(span)) {
            diagnostic.related(error.key.span, "this error inherits the value");
        }
    }
}
