//! Checks that the errors which the catalog names for HTTP statuses can be constructed.

use error_catalog_model::{Error, FieldType, RejectionDoc};

use super::item::{Enum, Place, Variant};
use super::message::Places;
use super::{Binding, Bound, Candidate, Member, Problem, Requirement};

/// Reports each error that the catalog names for a status, but that has no variant, or whose variant has a part for
/// which the catalog gives no value.
pub(super) fn check_statuses(item: &Enum, places: &Places<'_>, binding: &mut Binding) {
    let catalog = places.catalog;
    for doc in &catalog.statuses {
        for rejection in &doc.rejections {
            let Some(error) = catalog.errors.get(rejection.error) else { continue };
            let why = format!("`[statuses.{}]` sends the error `{}`", doc.status, error.key);
            let has_variant = binding.variants.contains(&Some(rejection.error));
            match (has_variant, item.partial) {
                (true, _) => check_variants(item, error, rejection, &why, places, binding),
                (false, Some(partial)) => {
                    binding.report(partial, format!("{why}, so the enum needs a variant for it{}", places.of(error)));
                }
                // The error is reported as missing.
                (false, None) => {}
            }
        }
    }
}

/// Finds the variants of an error that generated code may construct. If there are none, reports why the first variant
/// is none of them.
fn check_variants(
    item: &Enum,
    error: &Error,
    rejection: &RejectionDoc,
    why: &str,
    places: &Places<'_>,
    binding: &mut Binding,
) {
    let (mut candidates, mut first) = (Vec::new(), None);
    for bound in binding.errors.get(rejection.error).into_iter().flatten() {
        let Some(variant) = item.variants.get(bound.variant) else { continue };
        let (candidate, problems) = check_variant(variant, bound, error, rejection, why, &places.of(error));
        if problems.is_empty() {
            candidates.push(candidate);
        }
        first.get_or_insert(problems);
    }
    if candidates.is_empty() {
        binding.problems.extend(first.into_iter().flatten());
    }
    binding.candidates.push(candidates);
}

/// Returns what a variant requires of its types, and the parts of the variant for which there is no value.
fn check_variant(
    variant: &Variant,
    bound: &Bound,
    error: &Error,
    rejection: &RejectionDoc,
    why: &str,
    place: &str,
) -> (Candidate, Vec<Problem>) {
    let find = |name: &str| variant.fields.iter().find(|field| field.name == name);
    let (mut problems, mut requirements) = (Vec::new(), Vec::new());
    let mut require = |member: &Member, from: Option<FieldType>, message: String| {
        let message = format!("{why}, {message}{place}");
        requirements.push(Requirement { member: member.clone(), from, message });
    };
    let mut report = |place: Place, message: String| problems.push(Problem { place, message });
    for ((member, field), value) in bound.members.iter().zip(&error.fields).zip(&rejection.values) {
        let Some(own) = find(&member.name).filter(|_| value.is_some()) else { continue };
        let (name, ty) = (&field.name, &field.ty);
        if member.is_display || field.rust.is_some() {
            let message = format!("{why}, but nothing converts a `{ty}` to the type of the field `{name}`{place}");
            report(own.ty_place, message);
        } else {
            let way_out = "a type with `field_type!` needs `From` or `TryFrom` for the Rust type in a generated enum";
            let message = format!("so a `{ty}` must convert to the type of the field `{name}`: {way_out}");
            require(member, Some(ty.clone()), message);
        }
    }
    for member in bound.internal.iter().filter(|member| !member.is_optional) {
        require(member, None, format!("so the type of the field `{}` must implement `Default`", member.name));
    }
    for member in bound.source.iter().filter(|source| !source.is_optional) {
        let Some(own) = find(&member.name) else { continue };
        report(own.ty_place, format!("{why} without a source, so the source must be an `Option`{place}"));
    }
    (Candidate { cfg: bound.cfg.clone(), requirements }, problems)
}
