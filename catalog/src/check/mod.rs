//! Checks the rules that need the whole catalog. Each function checks one rule, or a group of similar rules.

mod body;
mod grammar;
mod header;
mod identity;
mod locale;
mod output;
mod preset;
mod slot;
mod source;
mod usage;

use error_catalog_wire::Slot;

use crate::diagnostic::{Diagnostics, rules};
use crate::model::Catalog;
use crate::raw::Raw;
use crate::released::Released;

/// Applies every rule that looks at more than one entry.
pub(crate) fn check_catalog(raw: &Raw, catalog: &Catalog, released: &Released, diagnostics: &mut Diagnostics) {
    identity::check_codes(raw, catalog, diagnostics);
    identity::check_numbers(raw, catalog, released, diagnostics);
    source::check_sources(raw, diagnostics);
    slot::check_docs_url(raw, diagnostics);
    for (raw_error, error) in raw.errors.iter().zip(&catalog.errors) {
        let before = diagnostics.len();
        slot::check_texts(raw_error, error, diagnostics);
        slot::check_details(raw_error, error, diagnostics);
        preset::check_message(raw, raw_error, diagnostics);
        slot::check_field_types(raw_error, diagnostics);
        header::check_own_headers(raw_error, error, diagnostics);
        // A slot with a problem may be a misspelled use of the field that seems unused.
        if diagnostics.len() == before {
            usage::check_usage(raw, raw_error, error, diagnostics);
        }
    }
    header::check_common_headers(raw, catalog, diagnostics);
    body::check_body(raw, catalog, diagnostics);
    locale::check_locales(raw, catalog, diagnostics);
    output::check_outputs(raw, catalog, diagnostics);
    check_limits(raw, diagnostics);
}

/// Checks the limits of generated code: the tables index codes, aliases and categories with a `u16`, in which 0 means
/// "none".
fn check_limits(raw: &Raw, diagnostics: &mut Diagnostics) {
    const CODES: usize = 65_534;
    const FIELDS: usize = Slot::MAX_FIELDS;
    let codes = raw.errors.iter().map(|error| 1 + error.aliases.len()).sum::<usize>();
    let last = [
        (codes, "codes", raw.errors.last().map(|error| &error.key)),
        (raw.categories.len(), "categories", raw.categories.last().map(|it| &it.key)),
    ];
    for (count, what, last) in last {
        if let Some(key) = last.filter(|_| count > CODES) {
            diagnostics
                .report(&rules::TOO_LARGE, key.span, format!("a catalog cannot have {count} {what}"))
                .label(format!("expected at most {CODES} {what}"));
        }
    }
    for error in &raw.errors {
        if let Some(field) = error.fields.get(FIELDS) {
            let message = format!("error `{}` has too many fields", error.key.value);
            diagnostics
                .report(&rules::TOO_LARGE, field.name.span, message)
                .label(format!("expected at most {FIELDS} fields"));
        }
    }
}
