//! Checks that the errors which the catalog names for HTTP statuses can be constructed.

use error_catalog_model::{Error, Field, FieldType, Literal, RejectionDoc, RejectionValue};

use super::item::{Enum, Place, Variant};
use super::message::Places;
use super::{Binding, Bound, Candidate, Member, Problem, Property, Requirement};

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
                (true, _) => check_variants(item, error, (doc.status, rejection), &why, places, binding),
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
    (status, rejection): (u16, &RejectionDoc),
    why: &str,
    places: &Places<'_>,
    binding: &mut Binding,
) {
    let (mut candidates, mut first) = (Vec::new(), None);
    let members = rejection.members(status, error);
    for bound in binding.errors.get(rejection.error).into_iter().flatten() {
        let Some(variant) = item.variants.get(bound.variant) else { continue };
        let (candidate, problems) = check_variant(variant, bound, &members, error, why, &places.of(error));
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
    members: &[(&Field, Option<RejectionValue>)],
    error: &Error,
    why: &str,
    place: &str,
) -> (Candidate, Vec<Problem>) {
    let find = |name: &str| variant.fields.iter().find(|field| field.name == name);
    let (mut problems, mut requirements, mut values) = (Vec::new(), Vec::new(), Vec::new());
    let require = |member: &Member, property: Property, what: String| Requirement {
        member: member.clone(),
        property,
        message: format!("{why}, so {what}{place}"),
    };
    let mut report = |place: Place, message: String| problems.push(Problem { place, message });
    for (member, (field, value)) in bound.members.iter().zip(members) {
        let (Some(own), Some(value)) = (find(&member.name), value) else { continue };
        let (name, ty) = (&field.name, &field.ty);
        if member.is_display || field.rust.is_some() {
            let message = format!("{why}, but nothing converts a `{ty}` to the type of the field `{name}`{place}");
            report(own.ty_place, message);
        } else {
            let way_out = "a type with `field_type!` needs `From` or `TryFrom` for the Rust type in a generated enum";
            let message = format!("a `{ty}` must convert to the type of the field `{name}`: {way_out}");
            requirements.push(require(member, Property::Converts(ty.clone()), message));
            for (property, shown) in properties(ty, value) {
                let message = format!("{shown} must fit the type of the field `{name}`");
                values.push(require(member, property, message));
            }
        }
    }
    for member in bound.internal.iter().filter(|member| !member.is_optional) {
        let message = format!("the type of the field `{}` must implement `Default`", member.name);
        requirements.push(require(member, Property::HasDefault, message));
    }
    for member in bound.source.iter().filter(|source| !source.is_optional) {
        let Some(own) = find(&member.name) else { continue };
        let way_out = format!("otherwise, add a second variant with `#[key({:?})]` and without a source", error.key);
        let what = format!("{why} without a source, so the source must be an `Option`; {way_out}");
        report(own.ty_place, format!("{what}{place}"));
    }
    (Candidate { cfg: bound.cfg.clone(), requirements, values }, problems)
}

/// Returns the properties of a type that has the value for a field, each with the value as a message shows it.
fn properties(ty: &FieldType, value: &RejectionValue) -> Vec<(Property, String)> {
    let mut properties = Vec::new();
    match value {
        RejectionValue::Literal(literal) => add_properties(ty, ty, literal, &mut properties),
        RejectionValue::Text(_) => properties.push((Property::HasText(ty.clone(), 0), "every text".to_owned())),
    }
    properties
}

/// Adds the properties of a type that has this value, which is part of a field of the type `ty`.
fn add_properties(ty: &FieldType, part: &FieldType, value: &Literal, properties: &mut Vec<(Property, String)>) {
    match (part, value) {
        (FieldType::Signed(_) | FieldType::Unsigned(_), Literal::Integer(number)) => {
            properties.push((Property::HasInteger(ty.clone(), *number), format!("the value {number}")));
        }
        (FieldType::String, Literal::String(text)) => {
            properties.push((Property::HasText(ty.clone(), text.chars().count()), format!("the value {text:?}")));
        }
        (FieldType::List(element), Literal::List(values)) => {
            values.iter().for_each(|value| add_properties(ty, element, value, properties));
        }
        _ => {}
    }
}
