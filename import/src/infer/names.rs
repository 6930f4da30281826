//! Names out of texts: keys, codes, fields.

use std::collections::{BTreeMap, BTreeSet};

use error_catalog_model::keys::to_code;
use error_catalog_model::{Casing, Catalog};
use heck::{ToPascalCase, ToSnakeCase};

/// The most words that a key is made of.
const WORDS: usize = 6;

/// The text without line breaks and other control characters, and with single spaces.
pub(crate) fn one_line(text: &str) -> String {
    let text = text.replace(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}'), " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text as a text template that has no slots.
pub(crate) fn literal(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// A key out of a code or a sentence; empty where there is nothing to make it from.
pub(crate) fn key_of(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|c| *c != '\'' && *c != '’')
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<&str> = text.split_whitespace().take(WORDS).collect();
    let mut key: String = words.join("_").to_snake_case().chars().take(64).collect();
    key.truncate(key.trim_end_matches('_').len());
    match key.starts_with(|c: char| c.is_ascii_digit()) {
        true => format!("error_{key}"),
        false => key,
    }
}

/// A field's name out of any; empty where there is nothing to make it from.
pub(crate) fn field_of(text: &str) -> String {
    let name = key_of(text);
    let is_free = |name: &str| {
        let text =
            format!("errors.e = {{ status = 500, message = \"{{{name}}}\", fields = {{ {name} = \"string\" }} }}");
        is_catalog(text)
    };
    if name.is_empty() || is_free(&name) { name } else { format!("{name}_value") }
}

/// Keys that nobody has yet.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    taken: BTreeSet<String>,
    /// Where to go on counting.
    counts: BTreeMap<String, usize>,
}

impl Keys {
    /// The key itself, or one like it that is free.
    pub(crate) fn take_error(&mut self, key: &str) -> String {
        self.take(key, "error", |key| is_catalog(format!("errors.{key} = {{ status = 500, message = \"m\" }}")))
    }

    pub(crate) fn take_category(&mut self, key: &str) -> String {
        self.take(key, "category", |key| is_catalog(format!("categories.{key} = {{}}")))
    }

    /// Takes the keys that would make this code.
    pub(crate) fn reserve(&mut self, code: &str) {
        self.taken.insert(fold(code));
    }

    /// Whether the key is still free.
    pub(crate) fn is_free(&self, key: &str) -> bool {
        !key.is_empty() && !self.taken.contains(&fold(key))
    }

    fn take(&mut self, key: &str, kind: &str, is_valid: impl Fn(&str) -> bool) -> String {
        let wanted = [key.to_owned(), format!("{key}_{kind}"), format!("{kind}_{key}")];
        let key =
            wanted.into_iter().filter(|_| !key.is_empty()).find(|key| is_valid(key)).unwrap_or_else(|| kind.to_owned());
        let mut name = key.clone();
        let count = self.counts.entry(key.clone()).or_insert(1);
        while !self.taken.insert(fold(&name)) {
            *count += 1;
            name = format!("{key}_{count}");
        }
        name
    }
}

/// Two keys of the same Rust name are the same.
fn fold(key: &str) -> String {
    key.to_pascal_case().to_ascii_lowercase()
}

/// Whether a URL is made of this and a code behind it.
pub(crate) fn is_docs_prefix(prefix: &str) -> bool {
    !prefix.contains(['"', '\\']) && is_catalog(format!("catalog.docs-url = \"{}{{code}}\"", literal(prefix)))
}

/// The format itself knows best which names are taken by Rust and by what it generates.
fn is_catalog(text: String) -> bool {
    Catalog::parse("e.toml", &BTreeMap::from([("e.toml".to_owned(), text)])).0.is_some()
}

/// The style in which most keys make their codes; none where it is not worth a line.
pub(crate) fn style_of(pairs: &[(&str, &str)]) -> Option<Casing> {
    let fits = |style: Option<Casing>| pairs.iter().filter(|(key, code)| to_code(key, style) == **code).count();
    let best = Casing::ALL.iter().copied().rev().max_by_key(|style| fits(Some(*style)))?;
    (fits(Some(best)) > 0).then_some(best)
}

/// Whether the format takes it for a code.
pub(crate) fn is_code(code: &str) -> bool {
    !code.is_empty() && code.len() <= 200 && code.chars().all(|c| c.is_ascii_graphic() && c != '"' && c != '\\')
}

/// Whether a text looks like a code and not like a word of a sentence: `user_not_found`, `E1001`, `NoSuchKey`.
pub(crate) fn is_code_like(text: &str) -> bool {
    let mut letters = text.chars().filter(char::is_ascii_alphabetic);
    let is_token = is_code(text)
        && text.len() <= 80
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.ends_with(|c: char| c.is_ascii_alphanumeric())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':' | '#'));
    let has_joint =
        text.chars().any(|c| matches!(c, '_' | '.' | '/' | ':')) || (text.contains('-') && !text.contains("--"));
    let has_hump = text.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    let is_shouted = letters.clone().count() > 1 && letters.all(|c| c.is_ascii_uppercase());
    let has_digit = text.chars().any(|c| c.is_ascii_digit()) && text.chars().any(|c| c.is_ascii_alphabetic());
    is_token && text.chars().any(|c| c.is_ascii_alphabetic()) && (has_joint || has_hump || is_shouted || has_digit)
}
