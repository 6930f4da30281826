//! Merges all files of a catalog into one file, in which each key occurs once.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Reported, Span, rules};
use crate::raw::{Raw, Sp};

/// Merges the files, and leaves out every entry whose key is already taken.
pub(crate) fn merge_files(files: Vec<Raw>, diagnostics: &mut Diagnostics) -> Raw {
    let mut files = files.into_iter();
    let mut merged = files.next().unwrap_or_default();
    for file in files {
        merged.statuses.extend(file.statuses);
        merged.categories.extend(file.categories);
        merged.errors.extend(file.errors);
        merged.retired.extend(file.retired);
        merged.locales.extend(file.locales);
        merged.left_out.extend(file.left_out);
        merged.gap = merged.gap.or(file.gap);
    }
    let mut keys = Keys { left_out: &mut merged.left_out, diagnostics };
    keys.keep_first("error", &mut merged.errors, |error| error.key.clone());
    keys.keep_first("category", &mut merged.categories, |category| category.key.clone());
    keys.keep_first("status", &mut merged.statuses, |it| Sp::new(it.status.value.to_string(), it.status.span));
    keys.keep_first("retired code", &mut merged.retired, |retired| retired.code.clone());
    keys.keep_first_variant(&mut merged.errors, |error| (&error.variant, &error.key));
    keys.keep_first_variant(&mut merged.categories, |category| (&category.variant, &category.key));
    merged
}

struct Keys<'a> {
    left_out: &'a mut BTreeMap<String, Reported>,
    diagnostics: &'a mut Diagnostics,
}

impl Keys<'_> {
    /// Keeps the first entry of each key, and reports the other entries. TOML itself rejects a duplicate only within
    /// one file.
    fn keep_first<T>(&mut self, what: &str, entries: &mut Vec<T>, key: impl Fn(&T) -> Sp<String>) {
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        entries.retain(|entry| {
            let key = key(entry);
            match seen.get(&key.value) {
                None => {
                    seen.insert(key.value, key.span);
                    true
                }
                Some(first) => {
                    let message = format!("the {what} `{}` is defined twice", key.value);
                    self.diagnostics
                        .report(&rules::DUPLICATE_KEY, key.span, message)
                        .label("expected a different key")
                        .related(*first, "first defined here");
                    false
                }
            }
        });
    }

    /// Keeps the first entry of each variant, and reports the other entries: two keys such as `user_2` and `user2` must
    /// not become one variant.
    fn keep_first_variant<T>(
        &mut self,
        entries: &mut Vec<T>,
        name: impl for<'t> Fn(&'t T) -> (&'t String, &'t Sp<String>),
    ) {
        let mut seen: BTreeMap<String, Sp<String>> = BTreeMap::new();
        entries.retain(|entry| {
            let (variant, key) = name(entry);
            match seen.get(variant) {
                None => {
                    seen.insert(variant.clone(), key.clone());
                    true
                }
                Some(first) => {
                    let before = self.diagnostics.len();
                    let message = format!("`{}` and `{}` both become `{variant}` in Rust", first.value, key.value);
                    self.diagnostics
                        .report(&rules::DUPLICATE_VARIANT, key.span, message)
                        .label("expected a key that differs in letters or digits, not only in case, `_` or `-`")
                        .related(first.span, "first defined here");
                    let reported = self.diagnostics.reported_since(before);
                    self.left_out.extend(reported.map(|reported| (key.value.clone(), reported)));
                    false
                }
            }
        });
    }
}
