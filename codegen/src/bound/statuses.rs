//! Checks that the errors which the catalog names for HTTP statuses can be constructed.

use error_catalog_model::{Error, RejectionDoc};

use super::Binding;
use super::item::{Enum, Field, Variant};
use super::message::Places;

/// Reports each error that the catalog names for a status, but that has no variant, or whose variant has a part for
/// which the catalog gives no value.
pub(super) fn check_statuses(item: &Enum, places: &Places<'_>, binding: &mut Binding) {
    let catalog = places.catalog;
    for doc in &catalog.statuses {
        for rejection in &doc.rejections {
            let Some(error) = catalog.errors.get(rejection.error) else { continue };
            let why = format!("`[statuses.{}]` sends the error `{}`", doc.status, error.key);
            let index = binding.variants.iter().position(|bound| *bound == Some(rejection.error));
            match (index.and_then(|index| item.variants.get(index)), item.partial) {
                (Some(variant), _) => check_variant(variant, error, rejection, &why, places, binding),
                (None, Some(partial)) => {
                    binding.report(partial, format!("{why}, so the enum needs a variant for it{}", places.of(error)));
                }
                // The error is reported as missing.
                (None, None) => {}
            }
        }
    }
}

fn check_variant(
    variant: &Variant,
    error: &Error,
    rejection: &RejectionDoc,
    why: &str,
    places: &Places<'_>,
    binding: &mut Binding,
) {
    let Some(bound) = binding.errors.get(rejection.error).and_then(Option::as_ref) else { return };
    let find = |name: &str| variant.fields.iter().find(|field| field.name == name);
    let source = bound.source.iter().filter(|source| !source.is_optional).filter_map(|source| find(&source.name));
    let values = bound.members.iter().zip(&rejection.values);
    let shown = values.filter(|(member, value)| member.is_display && value.is_some());
    let shown = shown.filter_map(|(member, _)| find(&member.name));
    let message = |what: &str| format!("{why} without {what}{}", places.of(error));
    let sources: Vec<(&Field, String)> =
        source.map(|field| (field, message("a source: the source must be an `Option`"))).collect();
    let shown = shown.map(|field| (field, message("a value for `#[display]`, which converts in one direction only")));
    let problems: Vec<(&Field, String)> = sources.into_iter().chain(shown).collect();
    for (field, message) in problems {
        binding.report(field.ty_place, message);
    }
}
