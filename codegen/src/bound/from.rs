//! Checks the types that `?` converts to errors.

use std::collections::BTreeMap;

use super::Binding;
use super::fields::member;
use super::item::Enum;

/// Reports each type that several variants convert with `#[from]`.
pub(super) fn check_from(item: &Enum, binding: &mut Binding) {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for (index, variant) in item.variants.iter().enumerate() {
        let error = binding.variants.get(index).copied().flatten();
        let bound = error.and_then(|error| binding.errors[error].as_ref());
        let is_bound = bound.is_some_and(|bound| bound.name == variant.name);
        for field in variant.fields.iter().filter(|field| field.attribute("from").is_some()) {
            let ty: String = field.ty.split_whitespace().collect();
            if let Some(owner) = owners.get(&ty) {
                let message = format!("`#[from]` of the variant `{owner}` already converts the type `{ty}`");
                binding.report(field.ty_place, message);
                if let Some(bound) = error.filter(|_| is_bound).and_then(|error| binding.errors[error].as_mut()) {
                    bound.is_from = false;
                }
                continue;
            }
            owners.insert(ty, &variant.name);
            if !is_bound {
                binding.loose_sources.push(member(field));
            }
        }
    }
}
