//! Checks translations: each translation uses the same slots as its original, and every error has a translation.

use super::slot::check_text;
use crate::diagnostic::{Diagnostics, rules};
use crate::interner::{Interner, sort_by};
use crate::model::{Catalog, Error};
use crate::names::list_of;
use crate::raw::Raw;
use crate::raw::{RawError, RawText, RawTranslation};

pub(super) fn check_locales(raw: &Raw, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    if raw.locales.is_empty() {
        return;
    }
    // A key takes precedence over a code, as everywhere in a catalog.
    let (mut names, mut originals) = (Interner::default(), Vec::new());
    let keys = catalog.errors.iter().map(|error| &error.key).enumerate();
    let codes = catalog.errors.iter().map(|error| &error.code).enumerate();
    let codes = codes.filter(|(index, _)| catalog.errors[*index].owner.is_none());
    for (index, name) in keys.chain(codes) {
        if names.insert(name.as_bytes()).is_none() {
            originals.push(index);
        }
    }
    for translation in raw.locales.iter().flat_map(|locale| &locale.translations) {
        if let Some(name) = names.find(translation.key.value.as_bytes()) {
            let index = originals[name];
            check_translation(&raw.errors[index], &catalog.errors[index], translation, diagnostics);
        }
    }
    if raw.gap.is_none() {
        check_complete(raw, catalog, diagnostics);
    }
}

fn check_translation(raw: &RawError, error: &Error, translation: &RawTranslation, diagnostics: &mut Diagnostics) {
    let pairs = [
        ("message", &raw.message, &translation.message),
        ("user-message", &raw.user_message, &translation.user_message),
    ];
    for (key, original, translated) in pairs {
        match (original, translated) {
            (Some(original), Some(translated)) => check_slots(raw, error, original, translated, diagnostics),
            (None, Some(translated)) if raw.broken.is_none() => {
                let message = format!("error `{}` has no `{key}` to translate", error.key);
                diagnostics
                    .report(&rules::LOCALE_SLOTS, translated.span, message)
                    .label("expected the translation of a text that the error defines");
            }
            _ => {}
        }
    }
    // An end user reads the `user-message`. The `message` is for developers, who can do without a translation.
    if let (Some(original), None) = (&raw.user_message, &translation.user_message) {
        diagnostics
            .report(
                &rules::LOCALE_INCOMPLETE,
                translation.key.span,
                format!("the translation of `{}` has no `user-message`", error.key),
            )
            .label("expected `user-message`")
            .related(original.span, "the original");
    }
}

fn check_slots(raw: &RawError, error: &Error, original: &RawText, translated: &RawText, diagnostics: &mut Diagnostics) {
    let (expected, found) = (names_of(original), names_of(translated));
    let missing = without(&expected, &found);
    let added = without(&found, &expected);
    if missing.is_empty() && added.is_empty() {
        return;
    }
    let before = diagnostics.len();
    check_text(raw, error, translated, diagnostics);
    if diagnostics.len() > before {
        return;
    }
    let label = match (missing.is_empty(), added.is_empty()) {
        (false, true) => format!("expected a translation with {}", list_of(&missing)),
        (true, _) => format!("expected a translation without {}", list_of(&added)),
        (false, false) => {
            format!("expected a translation with {} instead of {}", list_of(&missing), list_of(&added))
        }
    };
    diagnostics
        .report(
            &rules::LOCALE_SLOTS,
            translated.span,
            format!("the translation of `{}` uses different slots than the original", error.key),
        )
        .label(label)
        .related(original.span, "the original");
}

/// The names of the slots, in order.
fn names_of(text: &RawText) -> Vec<&str> {
    let mut names: Vec<&str> = text.slots.iter().map(|slot| slot.value.as_str()).collect();
    sort_by(&mut names, Ord::cmp);
    names.dedup();
    names
}

fn without<'a>(names: &[&'a str], others: &[&str]) -> Vec<&'a str> {
    names.iter().copied().filter(|name| others.binary_search(name).is_err()).collect()
}

/// Checks that a locale translates every error: otherwise a client would show two languages.
fn check_complete(raw: &Raw, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    const SHOWN: usize = 5;
    for locale in &catalog.locales {
        let Some(first) = raw.locales.iter().find(|raw| raw.lang.value == locale.lang) else { continue };
        let mut is_translated = vec![false; catalog.errors.len()];
        locale.translations.iter().for_each(|translation| is_translated[translation.error] = true);
        let errors = catalog.errors.iter().zip(is_translated);
        let missing: Vec<&str> = errors.filter(|it| !it.1).map(|(error, _)| error.key.as_str()).collect();
        if missing.is_empty() {
            continue;
        }
        let (count, all) = (missing.len(), catalog.errors.len());
        let shown = match missing.split_at_checked(SHOWN) {
            Some((shown, rest @ [_, ..])) => format!("`{}` and {} more", shown.join("`, `"), rest.len()),
            _ => list_of(&missing),
        };
        diagnostics
            .report(
                &rules::LOCALE_INCOMPLETE,
                first.lang.span,
                format!("locale `{}` has no translations for {count} of {all} errors", locale.lang),
            )
            .label(format!("expected translations of {shown}"));
    }
}
