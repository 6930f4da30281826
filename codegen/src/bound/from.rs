//! Checks the types that `?` converts to errors.

use super::fields::member;
use super::item::{Enum, Variant, compact, converted_type};
use super::variants::are_alternatives;
use super::{Binding, Problem, attributes};
use crate::groups::Groups;

/// Reports each type that several variants convert with `#[from]`.
pub(super) fn check_from(item: &Enum, binding: &mut Binding) {
    let mut owners: Groups<Vec<&Variant>> = Groups::new();
    for (index, variant) in item.variants.iter().enumerate() {
        let error = binding.variants.get(index).copied().flatten();
        let bounds = error.and_then(|error| binding.errors.get_mut(error));
        let mut bound = bounds.and_then(|bounds| bounds.iter_mut().find(|bound| bound.variant == index));
        for field in variant.fields.iter().filter(|field| field.attribute("from").is_some()) {
            let owners = owners.group(converted_type(&field.ty), Vec::new);
            if let Some(owner) = owners.iter().find(|owner| !are_alternatives(owner, variant)) {
                let ty = compact(&field.ty);
                let message = format!("`#[from]` of the variant `{}` already converts the type `{ty}`", owner.name);
                binding.problems.push(Problem { place: field.ty_place, message });
                if let Some(bound) = &mut bound {
                    bound.is_from = false;
                }
                continue;
            }
            owners.push(variant);
            if bound.is_none() {
                binding.loose_sources.push((attributes::cfg(&variant.attributes), member(field)));
            }
        }
    }
}
