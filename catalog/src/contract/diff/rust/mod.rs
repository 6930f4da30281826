//! Finds the changes that Rust callers can see.

mod changes;
mod members;

use std::collections::{BTreeMap, BTreeSet};

use self::changes::RustChanges;
use self::members::diff_members;
use super::pair::pair_errors;
use crate::contract::{Contract, Impact, RustChange, RustChangeKind, RustContract, RustVariant};
use crate::sentence::{as_code, sentence};

/// Returns the changes of the names and types in one contract, sorted by key and kind. The result is `None` if one of
/// the contracts comes from a lock without the names and types in Rust.
///
/// Rust callers depend on names, so a variant is compared with the variant of the same name.
pub(super) fn diff_names(old: &Contract, new: &Contract) -> Option<Vec<RustChange>> {
    let renames = renames(old, new);
    let (old, new) = (old.rust.as_ref()?, new.rust.as_ref()?);
    let mut changes = RustChanges::default();
    diff_enums(old, new, &mut changes);
    diff_properties(old, new, &mut changes);
    diff_values(old, new, &mut changes);
    for (name, variant) in &old.variants {
        match (new.variants.get(name), renames.get(name.as_str())) {
            (Some(same), _) => diff_variants((name, variant), same, (old, new), &mut changes),
            (None, Some(to)) => {
                let what = sentence!["variant ", as_code(name), " is now ", as_code(to)];
                let change = changes.add(RustChangeKind::VariantRenamed, Impact::Major, what);
                change.values(Some(name), Some(to));
                if let Some(renamed) = new.variants.get(*to) {
                    change.about(Some(variant), Some(renamed));
                    diff_variants((to, variant), renamed, (old, new), &mut changes);
                }
            }
            (None, None) => {
                let what = sentence!["variant ", as_code(name), " was removed"];
                changes.add(RustChangeKind::VariantRemoved, Impact::Major, what).about(Some(variant), None);
            }
        }
    }
    let renamed: BTreeSet<&str> = renames.values().copied().collect();
    let is_new = |name: &str| !old.variants.contains_key(name) && !renamed.contains(name);
    for (name, variant) in new.variants.iter().filter(|(name, _)| is_new(name)) {
        let what = sentence!["variant ", as_code(name), " is new"];
        changes.add(RustChangeKind::VariantAdded, growth(old), what).about(None, Some(variant));
    }
    diff_conversions(old, new, &mut changes);
    changes.list.sort_by(|a, b| (&a.key, a.kind).cmp(&(&b.key, b.kind)));
    Some(changes.list)
}

/// The variants that have a different name, by the old name.
fn renames<'a>(old: &'a Contract, new: &'a Contract) -> BTreeMap<&'a str, &'a str> {
    let by_key = |contract: &'a Contract| -> BTreeMap<&'a str, &'a str> {
        let variants = contract.rust.iter().flat_map(|rust| &rust.variants);
        variants.map(|(name, variant)| (variant.key.as_str(), name.as_str())).collect()
    };
    let (olds, news) = (by_key(old), by_key(new));
    let (old_names, new_names): (BTreeSet<&str>, BTreeSet<&str>) =
        (olds.values().copied().collect(), news.values().copied().collect());
    let pairs = pair_errors(old, new).pairs.into_iter();
    let names = pairs.filter_map(|pair| Some((*olds.get(&*pair.old.key)?, *news.get(&*pair.new.key)?)));
    names.filter(|(from, to)| !new_names.contains(from) && !old_names.contains(to)).collect()
}

/// The impact of an additional variant.
fn growth(old: &RustContract) -> Impact {
    if old.non_exhaustive { Impact::Minor } else { Impact::Major }
}

/// The impact if these variants are no longer `#[non_exhaustive]`: their constructors then take optional fields.
fn opening<'a>(variants: impl IntoIterator<Item = &'a RustVariant>) -> Impact {
    if variants.into_iter().any(RustVariant::has_optional_members) { Impact::Major } else { Impact::Minor }
}

fn diff_enums(old: &RustContract, new: &RustContract, changes: &mut RustChanges) {
    match (old.non_exhaustive, new.non_exhaustive) {
        (false, true) => {
            let what = sentence!["the enums are now ", as_code("#[non_exhaustive]")];
            changes.add(RustChangeKind::NonExhaustiveAdded, Impact::Major, what);
        }
        (true, false) => {
            let what = sentence!["the enums are no longer ", as_code("#[non_exhaustive]")];
            // An error that decides itself has the same constructor as before.
            let longer = new.variants.iter().filter(|(name, variant)| {
                !variant.non_exhaustive && old.variants.get(*name).is_some_and(|old| old.non_exhaustive)
            });
            changes.add(RustChangeKind::NonExhaustiveRemoved, opening(longer.map(|(_, variant)| variant)), what);
        }
        _ => {}
    }
    for category in old.categories.difference(&new.categories) {
        let what = sentence!["category ", as_code(category), " was removed"];
        changes.add(RustChangeKind::CategoryRemoved, Impact::Major, what).values(Some(category), None);
    }
    for category in new.categories.difference(&old.categories) {
        let what = sentence!["category ", as_code(category), " is new"];
        changes.add(RustChangeKind::CategoryAdded, growth(old), what).values(None, Some(category));
    }
}

/// Compares the methods for properties.
fn diff_properties(old: &RustContract, new: &RustContract, changes: &mut RustChanges) {
    for (name, before) in &old.properties {
        match new.properties.get(name) {
            None => {
                let what = sentence!["property ", as_code(name), " was removed"];
                changes.add(RustChangeKind::PropertyRemoved, Impact::Major, what).values(Some(name), None);
            }
            Some(after) if before != after => {
                let what =
                    sentence!["property ", as_code(name), " was ", as_code(before), " and is now ", as_code(after)];
                changes.add(RustChangeKind::PropertyRetyped, Impact::Major, what).values(Some(before), Some(after));
            }
            Some(_) => {}
        }
    }
    for name in new.properties.keys().filter(|name| !old.properties.contains_key(*name)) {
        let what = sentence!["property ", as_code(name), " is new"];
        changes.add(RustChangeKind::PropertyAdded, Impact::Minor, what).values(None, Some(name));
    }
}

/// Compares the enums for the values of fields and properties.
fn diff_values(old: &RustContract, new: &RustContract, changes: &mut RustChanges) {
    // A field whose enum has a different name has a different type.
    for (name, before) in &old.values {
        let Some(after) = new.values.get(name) else { continue };
        for value in before.difference(after) {
            let path = format!("{name}::{value}");
            let what = sentence!["value ", as_code(&path), " was removed"];
            changes.add(RustChangeKind::ValueRemoved, Impact::Major, what).values(Some(&path), None);
        }
        for value in after.difference(before) {
            let path = format!("{name}::{value}");
            let what = sentence!["value ", as_code(&path), " is new"];
            changes.add(RustChangeKind::ValueAdded, growth(old), what).values(None, Some(&path));
        }
    }
}

fn diff_variants(
    (name, old): (&str, &RustVariant),
    new: &RustVariant,
    (old_enums, new_enums): (&RustContract, &RustContract),
    changes: &mut RustChanges,
) {
    diff_members((name, old), new, changes);
    // If the enums changed in the same way, that change already includes the variants.
    let is_own = old.non_exhaustive != new.non_exhaustive
        && (old.non_exhaustive, new.non_exhaustive) != (old_enums.non_exhaustive, new_enums.non_exhaustive);
    if is_own {
        let (kind, impact, now) = match new.non_exhaustive {
            true => (RustChangeKind::VariantClosed, Impact::Major, "now"),
            false => (RustChangeKind::VariantOpened, opening([new]), "no longer"),
        };
        let what = sentence!["variant ", as_code(name), format!(" is {now} "), as_code("#[non_exhaustive]")];
        changes.add(kind, impact, what).about(Some(old), Some(new));
    }
    let (kind, impact, what) = match (&old.cfg, &new.cfg) {
        _ if old.cfg == new.cfg || old.normal_cfg() == new.normal_cfg() => return,
        (Some(from), Some(to)) => {
            let what =
                sentence!["the condition of ", as_code(name), " was ", as_code(from), " and is now ", as_code(to)];
            (RustChangeKind::ConditionAdded, Impact::Major, what)
        }
        (None, to) => {
            let to = as_code(to.as_deref().unwrap_or_default());
            let what = sentence!["variant ", as_code(name), " now has the condition ", to];
            (RustChangeKind::ConditionAdded, Impact::Major, what)
        }
        (Some(from), None) => {
            let what = sentence!["variant ", as_code(name), " no longer has the condition ", as_code(from)];
            (RustChangeKind::ConditionRemoved, growth(old_enums), what)
        }
    };
    changes.add(kind, impact, what).about(Some(old), Some(new)).values(old.cfg.as_deref(), new.cfg.as_deref());
}

/// Compares the types that `?` converts. The enum of errors has these conversions, so a conversion to an error that was
/// renamed is the same conversion. A variant of a type that no error names becomes the error that names the type.
fn diff_conversions(old: &RustContract, new: &RustContract, changes: &mut RustChanges) {
    let (olds, news) = (conversions(old), conversions(new));
    let paths: BTreeSet<&str> = olds.keys().chain(news.keys()).copied().collect();
    for path in paths {
        let whole = path.rsplit_once("::").map_or(path, |(ty, _)| ty);
        let [before, after] = [&olds, &news].map(|map| map.get(path).or_else(|| map.get(whole)).copied());
        match (before, after) {
            (Some((name, variant)), None) => {
                let what = sentence![as_code("?"), " no longer converts ", as_code(path)];
                let change = changes.add(RustChangeKind::ConversionRemoved, Impact::Major, what);
                change.about(Some(variant), new.variants.get(name)).values(Some(path), None);
            }
            (None, Some((name, variant))) => {
                let what = sentence![as_code("?"), " also converts ", as_code(path)];
                let change = changes.add(RustChangeKind::ConversionAdded, Impact::Minor, what);
                change.about(old.variants.get(name), Some(variant)).values(None, Some(path));
            }
            (Some((name, variant)), Some((to, target))) if name != to && new.variants.contains_key(name) => {
                let what = sentence![as_code("?"), " now converts ", as_code(path), " into ", as_code(to)];
                let change = changes.add(RustChangeKind::ConversionMoved, Impact::Major, what);
                change.about(Some(variant), Some(target)).values(Some(name), Some(to));
            }
            _ => {}
        }
    }
}

/// The variant that each type becomes.
fn conversions(contract: &RustContract) -> BTreeMap<&str, (&str, &RustVariant)> {
    let variants = contract.variants.iter();
    variants.flat_map(|(name, it)| it.from.iter().map(move |path| (path.as_str(), (name.as_str(), it)))).collect()
}
