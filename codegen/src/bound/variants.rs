//! Finds the error of each variant.

use error_catalog_model::{Error, Interner, nearest};

use super::attributes::Key;
use super::fields::bind_fields;
use super::item::{Enum, Variant, plain};
use super::message::Places;
use super::{Binding, Bound, attributes};
use crate::groups::Groups;

/// Binds each variant to an error, and reports the errors and the variants that remain.
pub(super) fn bind_variants(item: &Enum, places: &Places<'_>, binding: &mut Binding) {
    let errors = &places.catalog.errors;
    let mut names = Names::new(errors);
    let mut is_missing = vec![true; errors.len()];
    let mut unreadable = 0;
    // The variants that were seen, by name.
    let mut earlier: Groups<Vec<&Variant>> = Groups::new();
    for (position, variant) in item.variants.iter().enumerate() {
        let found = names.find(variant, places, binding);
        let others = earlier.group(variant.plain_name().to_owned(), Vec::new);
        let is_alternative = others.iter().all(|other| are_alternatives(other, variant));
        others.push(variant);
        binding.variants.push(match found {
            Found::Error(index) => Some(index),
            Found::Near(index) => {
                // The misspelled variant is probably meant to be this error, which is therefore not missing.
                is_missing[index] = false;
                None
            }
            Found::Unreadable => {
                unreadable += 1;
                None
            }
            Found::Nothing => None,
        });
        let Found::Error(index) = found else { continue };
        is_missing[index] = false;
        if !is_alternative {
            let message = format!(
                "a variant `{}` exists already: variants with the same name need different `#[cfg(…)]`",
                variant.name
            );
            binding.report(variant.place, message + &places.of(&errors[index]));
            continue;
        }
        let bound = bind_fields(variant, index, places, binding);
        binding.errors[index].extend(bound.map(|bound| Bound { variant: position, ..bound }));
    }
    let missing: Vec<&Error> = errors.iter().zip(is_missing).filter(|it| it.1).map(|(error, _)| error).collect();
    // Each variant with an unreadable key can be one of the missing errors.
    if missing.len() > unreadable && item.partial.is_none() {
        binding.report(item.place, places.missing(&missing));
    }
}

/// Whether two variants have different conditions. A crate then need not have both. If a crate has both, then the
/// compiler reports the second variant.
pub(super) fn are_alternatives(one: &Variant, other: &Variant) -> bool {
    let (one, other) = (attributes::cfg(&one.attributes), attributes::cfg(&other.attributes));
    one.is_some() && other.is_some() && one != other
}

/// The largest number of names that are compared with unknown names. If an enum has thousands of unknown variants, then
/// only the first of them get a suggestion.
const COMPARISONS: usize = 200_000;

/// The indices of the errors by their names. A name of a variant has no prefix `r#`.
struct Names<'a> {
    errors: &'a [Error],
    keys: Interner<'a>,
    variants: Interner<'a>,
    /// The number of comparisons that remain.
    comparisons: usize,
}

#[derive(Clone, Copy)]
enum Found {
    Error(usize),
    /// No error has the name, but the name of this error is similar.
    Near(usize),
    /// The key is reported, and can be the key of any error.
    Unreadable,
    Nothing,
}

impl<'a> Names<'a> {
    fn new(errors: &'a [Error]) -> Self {
        let keys = Interner::of(errors.iter().map(|error| error.key.as_str()));
        let variants = Interner::of(errors.iter().map(|error| plain(&error.variant)));
        Self { errors, keys, variants, comparisons: COMPARISONS }
    }

    /// The error whose key or variant is nearest to an unknown name, until the comparisons are used up.
    fn suggest(&mut self, name: &str, is_key: bool) -> Option<(&'a str, usize)> {
        self.comparisons = self.comparisons.checked_sub(self.errors.len())?;
        let known = if is_key { &self.keys } else { &self.variants };
        let name_of = |error: &'a Error| if is_key { error.key.as_str() } else { plain(&error.variant) };
        let names: Vec<&str> = known.sorted().into_iter().map(|index| name_of(&self.errors[index])).collect();
        let near = nearest(name, &names)?;
        let index = known.find(near.as_bytes())?;
        Some((name_of(&self.errors[index]), index))
    }

    fn find(&mut self, variant: &Variant, places: &Places<'_>, binding: &mut Binding) -> Found {
        let errors = &places.catalog.errors;
        let (near, place, what, help) = match attributes::key(variant, &mut binding.problems) {
            Some(Key::Invalid(key)) => {
                return self.keys.find(key.as_bytes()).map_or(Found::Unreadable, Found::Near);
            }
            Some(Key::Given(key, place)) => match self.keys.find(key.as_bytes()) {
                Some(index) => return Found::Error(index),
                None => {
                    let near = self.suggest(key, true);
                    (near, place, format!("key `{key}`"), "")
                }
            },
            None => match self.variants.find(variant.plain_name().as_bytes()) {
                Some(index) => return Found::Error(index),
                None => {
                    let near = self.suggest(variant.plain_name(), false);
                    let help = "\n = help: `#[key(\"…\")]` gives a variant the key of an error with a different name";
                    (near, variant.place, format!("variant `{}`", variant.name), help)
                }
            },
        };
        let Some((suggestion, index)) = near else {
            binding.report(place, format!("no error of the catalog has the {what}{help}"));
            return Found::Nothing;
        };
        let error = &errors[index];
        let message = format!("no error of the catalog has the {what}; did you mean `{suggestion}`?");
        binding.report(place, message + &places.of(error) + help);
        Found::Near(index)
    }
}
