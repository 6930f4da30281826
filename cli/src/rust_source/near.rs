//! Decides which texts are codes, and which texts only look like codes.

use std::collections::{BTreeMap, BTreeSet};

use error_catalog_model::{Builtin, ValueTemplate};

use super::nearest::Names;
use crate::load::Loaded;

/// The minimum length of a code. Shorter strings resemble codes by chance.
const LEAST: usize = 8;

/// The maximum number of different characters between a text and the code that the text resembles by its look alone.
const MOST: usize = 2;

/// The codes of a catalog, and other names that must not be reported.
pub(super) struct Codes {
    /// Codes and aliases, each with the index of the error that it identifies.
    known: BTreeMap<String, usize>,
    names: Names,
    retired: BTreeSet<String>,
    /// Names in the catalog that look like codes but are not.
    others: BTreeSet<String>,
    /// Valid codes that are not in the catalog: the codes of responses that are made from a status alone, and the codes
    /// of other catalogs.
    foreign: BTreeSet<String>,
    /// The key of the body's member that contains the code.
    pub(super) member: Option<String>,
    styles: [bool; 5],
}

/// The judgement of a text that looks like a code but is not a code of the catalog.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Verdict {
    /// Whether the text is in a place where a code is expected. If not, the text only resembles a code.
    pub(crate) is_likely: bool,
    /// The code in the catalog that the text resembles.
    pub(crate) near: Option<String>,
    /// Whether the catalog retires the text as a code.
    pub(crate) is_retired: bool,
}

impl Codes {
    /// Collects the codes of a catalog and its lock. `foreign` are the codes of other catalogs.
    pub(super) fn of(loaded: &Loaded, mut foreign: BTreeSet<String>) -> Self {
        let catalog = &loaded.catalog;
        let gone = loaded.lock().into_iter().flat_map(|lock| &lock.removed).map(|gone| &gone.code);
        foreign.extend(catalog.status_codes());
        let mut known = BTreeMap::new();
        let mut others = BTreeSet::new();
        for (index, error) in catalog.errors.iter().enumerate() {
            // A code that several errors send stands for its owner.
            let code = error.owner.is_none().then_some(&error.code);
            known.extend(error.aliases.iter().chain(code).map(|code| (code.clone(), index)));
            others.extend([&error.key, &error.variant, &error.constructor].map(ToOwned::to_owned));
            others.extend(error.fields.iter().map(|field| field.name.clone()));
        }
        others.extend(catalog.categories.iter().flat_map(|category| [&category.key, &category.variant]).cloned());
        others.extend(Builtin::ALL.iter().map(|slot| slot.as_str().to_owned()));
        others.extend(catalog.name.clone());
        let retired = catalog.retired.iter().map(|retired| &retired.code).chain(gone);
        let retired = retired.filter(|code| !known.contains_key(*code)).cloned().collect();
        let all: Vec<[bool; 5]> = catalog.errors.iter().map(|error| styles_of(&error.code)).collect();
        let common = std::array::from_fn(|style| all.iter().all(|styles| styles[style]));
        let any = std::array::from_fn(|style| all.iter().any(|styles| styles[style]));
        let styles = if common == [false; 5] { any } else { common };
        let names = Names::of(known.keys().cloned());
        Self { names, known, retired, others, foreign, member: code_member(&catalog.wire.body), styles }
    }

    /// The index of the error that a code or an alias identifies.
    pub(super) fn error(&self, text: &str) -> Option<usize> {
        self.known.get(text).copied()
    }

    /// Judges a text that is not a code. `is_expected` means that the text is in a place where a code is expected.
    pub(super) fn judge(&self, text: &str, is_expected: bool) -> Option<Verdict> {
        let is_compound = words(text) > 1;
        if self.known.contains_key(text) || self.foreign.contains(text) {
            return None;
        }
        if self.retired.contains(text) {
            return (is_expected || is_compound).then_some(Verdict {
                is_likely: is_expected,
                near: None,
                is_retired: true,
            });
        }
        if !(0..5).any(|style| self.styles[style] && styles_of(text)[style]) {
            return None;
        }
        if is_expected {
            return (text.len() > 2).then(|| Verdict {
                is_likely: true,
                near: self.nearest(text, usize::MAX),
                is_retired: false,
            });
        }
        if !is_compound || text.len() < LEAST || self.others.contains(text) {
            return None;
        }
        let near = self.nearest(text, MOST).filter(|near| words(near) > 1 && is_close(text, near))?;
        Some(Verdict { is_likely: false, near: Some(near), is_retired: false })
    }

    fn nearest(&self, text: &str, limit: usize) -> Option<String> {
        self.names.nearest(text, limit).map(str::to_owned)
    }
}

/// The key of the member that contains the code.
fn code_member(body: &ValueTemplate) -> Option<String> {
    match body {
        ValueTemplate::Object(object) => object.members.iter().find_map(|member| match &member.value {
            ValueTemplate::Slot(slot) => (slot.name == Builtin::Code.as_str()).then(|| member.key.clone()),
            value => code_member(value),
        }),
        ValueTemplate::List(items) => items.iter().find_map(|item| code_member(&item.value)),
        _ => None,
    }
}

/// Whether a text is in each of these styles: snake_case, SCREAMING_SNAKE_CASE, kebab-case, camelCase, PascalCase. A
/// text that is a single word can be in several styles.
fn styles_of(text: &str) -> [bool; 5] {
    let only = |allowed: &dyn Fn(char) -> bool| text.chars().all(|c| c.is_ascii_digit() || allowed(c));
    let begins = |is: fn(&char) -> bool| text.chars().next().is_some_and(|c| is(&c));
    let (lower, upper) = (begins(char::is_ascii_lowercase), begins(char::is_ascii_uppercase));
    [
        lower && only(&|c| c.is_ascii_lowercase() || c == '_'),
        upper && only(&|c| c.is_ascii_uppercase() || c == '_'),
        lower && only(&|c| c.is_ascii_lowercase() || c == '-'),
        lower && only(&|c| c.is_ascii_alphabetic()),
        upper && only(&|c| c.is_ascii_alphabetic()),
    ]
}

/// The number of words in a code, or 0 if the text cannot be a code.
fn words(text: &str) -> usize {
    if !styles_of(text).contains(&true) {
        return 0;
    }
    let humps = text
        .chars()
        .skip(1)
        .zip(text.chars())
        .filter(|(c, before)| c.is_ascii_uppercase() && before.is_ascii_lowercase());
    1 + humps.count() + text.split(['_', '-']).filter(|word| !word.is_empty()).count().saturating_sub(1)
}

/// Whether two texts differ only in one or two adjacent characters of a word that is long enough to be mistyped.
fn is_close(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(|(a, b)| a == b).count();
    let is_gap = |c: &&char| matches!(c, '_' | '-');
    let before = a[..start].iter().rev().take_while(|c| !is_gap(c)).count();
    let word = before + a[start..].iter().take_while(|c| !is_gap(c)).count();
    a.len() - start - end <= MOST && b.len() - start - end <= MOST && word >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_resembles_a_code() {
        for (a, b, expected) in [
            ("user_not_fond", "user_not_found", true),
            ("user_notfound", "user_not_found", true),
            ("user_not_fuond", "user_not_found", true),
            ("role_not_found", "user_not_found", false),
            ("invalid_user", "invalid_uuid", false),
            ("usr_not_found", "user_not_found", false),
            ("usre_not_found", "user_not_found", true),
        ] {
            assert_eq!(is_close(a, b), expected, "{a}");
        }
        for (text, expected) in
            [("user_not_found", 3), ("timeout", 1), ("UserGone", 2), ("a b", 0), ("23505", 0), ("", 0)]
        {
            assert_eq!(words(text), expected, "{text}");
        }
    }
}
