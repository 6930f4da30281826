//! All files of a catalog as one, each key once.

use std::collections::{BTreeMap, BTreeSet};

use crate::LintSetting;
use crate::diagnostic::{Diagnostics, Span, rules};
use crate::raw::{
    RawCatalog, RawCategory, RawError, RawFile, RawHeader, RawLocale, RawOutput, RawRetired, RawStatus, RawWire, Sp,
};

/// A catalog as it stands, over all its files. No key stands in it twice, and no two keys become one Rust name.
#[derive(Default)]
pub(crate) struct Merged {
    pub(crate) catalog: RawCatalog,
    pub(crate) wire: RawWire,
    pub(crate) headers: Vec<RawHeader>,
    pub(crate) statuses: Vec<RawStatus>,
    pub(crate) categories: Vec<RawCategory>,
    pub(crate) errors: Vec<RawError>,
    pub(crate) retired: Vec<RawRetired>,
    pub(crate) locales: Vec<RawLocale>,
    pub(crate) outputs: Vec<RawOutput>,
    pub(crate) lints: Vec<LintSetting>,
    /// Keys of entries that were set aside, for a mistake that is reported: to miss them would be an echo.
    pub(crate) set_aside: BTreeSet<String>,
    /// Whether something could not be read at all, so that nothing can be missed for certain.
    pub(crate) has_gaps: bool,
}

impl Merged {
    /// Whether a name that stands for no field may do so after all, but for a mistake that is reported.
    pub(crate) fn may_have_field(&self, name: &str) -> bool {
        self.has_gaps || !self.set_aside.is_empty() || self.errors.iter().any(|error| error.may_have_field(name))
    }
}

/// Takes the files together, and sets aside what stands there for the second time.
pub(crate) fn merge_files(files: Vec<RawFile>, diagnostics: &mut Diagnostics) -> Merged {
    let mut merged = Merged::default();
    let mut wire = None;
    for (index, file) in files.into_iter().enumerate() {
        if index == 0 {
            merged.catalog = file.catalog;
        }
        wire = wire.or(file.wire);
        merged.headers.extend(file.headers);
        merged.statuses.extend(file.statuses);
        merged.categories.extend(file.categories);
        merged.errors.extend(file.errors);
        merged.retired.extend(file.retired);
        merged.locales.extend(file.locales);
        merged.outputs.extend(file.outputs);
        merged.lints.extend(file.lints);
        merged.set_aside.extend(file.set_aside);
        merged.has_gaps |= file.has_gaps;
    }
    merged.wire = wire.unwrap_or(merged.wire);
    let mut keys = Keys { set_aside: &mut merged.set_aside, diagnostics };
    keys.keep_first("error", &mut merged.errors, |error| error.key.clone());
    keys.keep_first("category", &mut merged.categories, |category| category.key.clone());
    keys.keep_first("status", &mut merged.statuses, |it| Sp::new(it.status.value.to_string(), it.status.span));
    keys.keep_first("retired code", &mut merged.retired, |retired| retired.code.clone());
    keys.keep_first_variant(&mut merged.errors, |error| (&error.variant, &error.key));
    keys.keep_first_variant(&mut merged.categories, |category| (&category.variant, &category.key));
    merged
}

struct Keys<'a> {
    set_aside: &'a mut BTreeSet<String>,
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
                    let message = format!("`{}` and `{}` both become `{variant}` in Rust", first.value, key.value);
                    self.diagnostics
                        .report(&rules::DUPLICATE_VARIANT, key.span, message)
                        .with_label("expected a key that differs in more than case, `_` and `-`")
                        .with_related(first.span, "first here");
                    self.set_aside.insert(key.value.clone());
                    false
                }
            }
        });
    }
}
