//! All files of a catalog as one, each key once.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Span, rules};
use crate::raw::{
    RawCatalog, RawCategory, RawError, RawFile, RawHeader, RawLocale, RawOutput, RawRetired, RawStatus, RawWire, Sp,
};

/// A catalog as it stands, over all its files. No key stands in it twice, and no two keys become one Rust name.
#[derive(Default)]
pub(crate) struct Merged {
    pub(crate) catalog: RawCatalog,
    pub(crate) wire: Option<RawWire>,
    pub(crate) headers: Vec<RawHeader>,
    pub(crate) statuses: Vec<RawStatus>,
    pub(crate) categories: Vec<RawCategory>,
    pub(crate) errors: Vec<RawError>,
    pub(crate) retired: Vec<RawRetired>,
    pub(crate) locales: Vec<RawLocale>,
    pub(crate) outputs: Vec<RawOutput>,
}

/// Takes the files together, and sets aside what stands there for the second time.
pub(crate) fn merge_files(files: Vec<RawFile>, diagnostics: &mut Diagnostics) -> Merged {
    let mut merged = Merged::default();
    for (index, file) in files.into_iter().enumerate() {
        if index == 0 {
            merged.catalog = file.catalog;
        }
        merged.wire = merged.wire.or(file.wire);
        merged.headers.extend(file.headers);
        merged.statuses.extend(file.statuses);
        merged.categories.extend(file.categories);
        merged.errors.extend(file.errors);
        merged.retired.extend(file.retired);
        merged.locales.extend(file.locales);
        merged.outputs.extend(file.outputs);
    }
    let mut keys = Keys { diagnostics };
    keys.keep_first("error", &mut merged.errors, |error| error.key.clone());
    keys.keep_first("category", &mut merged.categories, |category| category.key.clone());
    keys.keep_first("status", &mut merged.statuses, |it| Sp::new(it.status.value.to_string(), it.status.span));
    keys.keep_first("retired code", &mut merged.retired, |retired| retired.code.clone());
    keys.keep_first_variant(&mut merged.errors, |error| (Some(&error.variant), &error.key));
    keys.keep_first_variant(&mut merged.categories, |category| (category.variant.as_ref(), &category.key));
    merged
}

struct Keys<'a> {
    diagnostics: &'a mut Diagnostics,
}

impl Keys<'_> {
    /// Each key is given once over all files; TOML itself sees to it within one.
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
                    let message = format!("the {what} `{}` is there twice", key.value);
                    self.diagnostics
                        .report(&rules::DUPLICATE_KEY, key.span, message)
                        .with_label("expected a key of its own")
                        .with_related(*first, "first here");
                    false
                }
            }
        });
    }

    /// Two keys such as `user_2` and `user2` must not become one variant.
    fn keep_first_variant<T>(
        &mut self,
        entries: &mut Vec<T>,
        name: impl for<'t> Fn(&'t T) -> (Option<&'t String>, &'t Sp<String>),
    ) {
        let mut seen: BTreeMap<String, Sp<String>> = BTreeMap::new();
        entries.retain(|entry| {
            let (Some(variant), key) = name(entry) else { return true };
            match seen.get(variant) {
                None => {
                    seen.insert(variant.clone(), key.clone());
                    true
                }
                Some(first) => {
                    let message = format!("`{}` and `{}` both become `{variant}` in Rust", first.value, key.value);
                    self.diagnostics
                        .report(&rules::DUPLICATE_VARIANT, key.span, message)
                        .with_label("expected a key that differs in more than case, `_` and `-`")
                        .with_related(first.span, "first here");
                    false
                }
            }
        });
    }
}
