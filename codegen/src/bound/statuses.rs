//! Checks that the errors which the catalog names for HTTP statuses can be constructed.

use error_catalog_model::{Error, FieldType, RejectionDoc};

use super::item::{Enum, Variant};
use super::message::Places;
use super::{Binding, Member, Requirement};

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
    let place = places.of(error);
    let (mut problems, mut requirements) = (Vec::new(), Vec::new());
    let mut require = |member: &Member, from: Option<FieldType>, message: String| {
        let message = format!("{why}, {message}{place}");
        requirements.push(Requirement { member: member.clone(), cfg: bound.cfg.clone(), from, message });
    };
    for ((member, field), value) in bound.members.iter().zip(&error.fields).zip(&rejection.values) {
        let Some(own) = find(&member.name).filter(|_| value.is_some()) else { continue };
        let (name, ty) = (&field.name, &field.ty);
        if member.is_display || field.rust.is_some() {
            let message = format!("{why}, but nothing converts a `{ty}` to the type of the field `{name}`{place}");
            problems.push((own.ty_place, message));
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
        problems.push((own.ty_place, format!("{why} without a source, so the source must be an `Option`{place}")));
    }
    binding.requirements.extend(requirements);
    for (place, message) in problems {
        binding.report(place, message);
    }
}
