//! Merges all files of a catalog into one file, in which each key occurs once.

use crate::diagnostic::{Diagnostics, rules};
use crate::interner::Interner;
use crate::raw::{LeftOut, Raw, Sp};

/// Merges the files, and leaves out every entry whose key is already taken.
pub(crate) fn merge_files(files: Vec<Raw>, diagnostics: &mut Diagnostics) -> Raw {
    let mut files = files.into_iter();
    let mut merged = files.next().unwrap_or_default();
    for file in files {
        merged.statuses.extend(file.statuses);
        merged.categories.extend(file.categories);
        merged.errors.extend(file.errors);
        merged.violations.extend(file.violations);
        merged.retired.extend(file.retired);
        merged.retired_numbers.extend(file.retired_numbers);
        merged.retired_violations.extend(file.retired_violations);
        merged.locales.extend(file.locales);
        merged.left_out.append(file.left_out);
        merged.gap = merged.gap.or(file.gap);
    }
    let mut keys = Keys { left_out: &mut merged.left_out, diagnostics };
    keys.keep_first("error", &mut merged.errors, |error| error.key.clone());
    keys.keep_first("violation", &mut merged.violations, |violation| violation.key.clone());
    keys.keep_first("category", &mut merged.categories, |category| category.key.clone());
    keys.keep_first("status", &mut merged.statuses, |it| Sp::new(it.status.value.to_string(), it.status.span));
    keys.keep_first("retired code", &mut merged.retired, |retired| retired.code.clone());
    keys.keep_first("retired violation", &mut merged.retired_violations, |retired| retired.code.clone());
    keys.keep_first_variant(&mut merged.errors, |error| (&error.variant, &error.key));
    keys.keep_first_variant(&mut merged.violations, |violation| (&violation.variant, &violation.key));
    keys.keep_first_variant(&mut merged.categories, |category| (&category.variant, &category.key));
    merged
}

struct Keys<'a> {
    left_out: &'a mut LeftOut,
    diagnostics: &'a mut Diagnostics,
}

impl Keys<'_> {
    /// Keeps the first entry of each key, and reports the other entries. TOML itself rejects a duplicate only within
    /// one file.
    fn keep_first<T>(&mut self, what: &str, entries: &mut Vec<T>, key: fn(&T) -> Sp<String>) {
        let keys: Vec<Sp<String>> = entries.iter().map(key).collect();
        let mut is_first = self.check_keys(what, &keys).into_iter();
        entries.retain(|_| is_first.next().unwrap_or(true));
    }

    /// Whether each key is the first of its name. The other keys are reported.
    fn check_keys(&mut self, what: &str, keys: &[Sp<String>]) -> Vec<bool> {
        let (mut seen, mut first) = (Interner::default(), Vec::new());
        let mut are_first = Vec::new();
        for key in keys {
            let earlier = seen.insert(key.value.as_bytes());
            are_first.push(earlier.is_none());
            match earlier {
                None => first.push(key.span),
                Some(earlier) => {
                    let message = format!("the {what} `{}` is defined twice", key.value);
                    self.diagnostics
                        .report(&rules::DUPLICATE_KEY, key.span, message)
                        .label("expected a different key")
                        .related(first[earlier], "first defined here");
                }
            }
        }
        are_first
    }

    /// Keeps the first entry of each variant, and reports the other entries: two keys such as `user_2` and `user2` must
    /// not become one variant.
    fn keep_first_variant<T>(&mut self, entries: &mut Vec<T>, name: fn(&T) -> (&String, &Sp<String>)) {
        let names: Vec<(&String, &Sp<String>)> = entries.iter().map(name).collect();
        let mut is_first = self.check_variants(&names).into_iter();
        entries.retain(|_| is_first.next().unwrap_or(true));
    }

    fn check_variants(&mut self, names: &[(&String, &Sp<String>)]) -> Vec<bool> {
        let (mut seen, mut first) = (Interner::default(), Vec::new());
        let mut are_first = Vec::new();
        for (variant, key) in names {
            let earlier = seen.insert(variant.as_bytes()).map(|earlier: usize| first[earlier]);
            are_first.push(earlier.is_none());
            let Some(earlier): Option<&Sp<String>> = earlier else {
                first.push(*key);
                continue;
            };
            let before = self.diagnostics.len();
            let message = format!("`{}` and `{}` both become `{variant}` in Rust", earlier.value, key.value);
            self.diagnostics
                .report(&rules::DUPLICATE_VARIANT, key.span, message)
                .label("expected a key that differs in letters or digits, not only in case, `_` or `-`")
                .related(earlier.span, "first defined here");
            if let Some(reported) = self.diagnostics.reported_since(before) {
                self.left_out.insert(&key.value, reported);
            }
        }
        are_first
    }
}
