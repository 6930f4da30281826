//! What must hold for the catalog as a whole, one function a rule or a family of rules.

mod body;
mod header;
mod identity;
mod locale;
mod output;
mod slot;

use crate::Catalog;
use crate::diagnostic::{Diagnostics, rules};
use crate::merge::Merged;

/// Applies every rule that needs more than one entry to be known.
pub(crate) fn check_catalog(raw: &Merged, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    identity::check_codes(raw, catalog, diagnostics);
    identity::check_numbers(raw, diagnostics);
    slot::check_docs_url(raw, diagnostics);
    for (raw_error, error) in raw.errors.iter().zip(&catalog.errors) {
        let before = diagnostics.len();
        slot::check_texts(raw_error, error, diagnostics);
        slot::check_details(raw_error, error, diagnostics);
        slot::check_field_types(raw_error, diagnostics);
        header::check_own_headers(raw_error, error, diagnostics);
        // A slot with a mistake in it may be what would have used the field.
        if diagnostics.len() == before {
            slot::check_unused_fields(raw, raw_error, error, diagnostics);
        }
    }
    header::check_common_headers(raw, catalog, diagnostics);
    body::check_body(raw, catalog, diagnostics);
    locale::check_locales(raw, catalog, diagnostics);
    output::check_outputs(raw, catalog, diagnostics);
    check_limits(raw, diagnostics);
}

/// `Code` is a `u16`, and a slot of the encoder one byte of which the context takes a part.
fn check_limits(raw: &Merged, diagnostics: &mut Diagnostics) {
    const ERRORS: usize = 65_535;
    const FIELDS: usize = 200;
    if let Some(error) = raw.errors.get(ERRORS) {
        let message = format!("{} errors are too many for one catalog", raw.errors.len());
        diagnostics
            .report(&rules::TOO_LARGE, error.key.span, message)
            .with_label(format!("expected no more than {ERRORS}"));
    }
    for error in &raw.errors {
        if let Some(field) = error.fields.iter().filter(|field| !field.internal).nth(FIELDS) {
            let message = format!("error `{}` has too many public fields", error.key.value);
            diagnostics
                .report(&rules::TOO_LARGE, field.name.span, message)
                .with_label(format!("expected no more than {FIELDS}"));
        }
    }
}
