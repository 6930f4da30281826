//! Derives names from texts: keys, codes and fields.

use std::collections::{BTreeMap, BTreeSet};

use error_catalog_model::keys::to_code;
use error_catalog_model::{Casing, Catalog};
use heck::{ToPascalCase, ToSnakeCase};

use crate::text::capitalized;

/// The maximum number of words in a key that is made from a sentence.
const WORDS: usize = 10;

/// Whether a text is a valid catalog. Names and types are validated this way, so that the parser's rules are not
/// repeated here.
pub(crate) fn is_catalog(text: String) -> bool {
    Catalog::parse("e.toml", &BTreeMap::from([("e.toml".to_owned(), text)])).0.is_some()
}

/// Whether a catalog can contain an error with these keys in addition to the status.
pub(crate) fn is_error(keys: &str) -> bool {
    is_catalog(format!("errors.e = {{ status = 500, {keys} }}"))
}

/// A key made from a code, a name or a sentence. It is empty if the text has no usable characters.
pub(crate) fn key_of(text: &str) -> String {
    let text: String = text.chars().map(without_accent).collect();
    let key = text.replace(|c: char| !c.is_ascii_alphanumeric(), " ").to_snake_case();
    let prefix = if key.starts_with(|c: char| c.is_ascii_digit()) { "error_" } else { "" };
    format!("{prefix}{key}")
}

/// A key made from the first clause of a sentence, and at most from its first words.
pub(crate) fn key_of_sentence(text: &str) -> String {
    let is_end = |(at, c): &(usize, char)| matches!(c, '.' | ',' | ';' | ':') && text[at + 1..].starts_with(' ');
    let clause = text.char_indices().find(is_end).map_or(text, |(at, _)| &text[..at]);
    let words: Vec<&str> = clause.split_whitespace().take(WORDS).collect();
    key_of(&words.join(" "))
}

/// The letters that a key has in place of other letters.
const LETTERS: &str = "a:àáâãäåāăąǎạảấầẩẫậắằẳẵặ ae:æ c:çćĉċč d:ďđð e:èéêëēĕėęěẹẻẽếềểễệ g:ĝğġģ h:ĥħ i:ìíîïĩīĭįıỉị j:ĵ k:ķ \
                       l:ĺļľŀł n:ñńņňŋ o:òóôõöøōŏőơọỏốồổỗộớờởỡợ oe:œ r:ŕŗř s:śŝşšș ss:ß t:ţťŧț th:þ \
                       u:ùúûüũūŭůűųưụủứừửữự w:ŵ y:ýÿŷỳỵỷỹ z:źżž";

/// The letters that a key has in place of a character.
fn without_accent(c: char) -> String {
    let lower = c.to_lowercase().next().unwrap_or(c);
    let mut groups = LETTERS.split(' ').filter_map(|group| group.split_once(':'));
    let plain = match c {
        '\'' | '’' | '\u{300}'..='\u{36f}' => "",
        _ if c.is_ascii() => return c.to_string(),
        _ => groups.find(|(_, others)| others.contains(lower)).map_or(" ", |(plain, _)| plain),
    };
    if c.is_uppercase() { capitalized(plain.to_owned()) } else { plain.to_owned() }
}

/// A name for a field of this type, made from a text; `None` if the text has no usable characters.
pub(crate) fn field_of(text: &str, ty: &str) -> Option<String> {
    let name = Some(key_of(text)).filter(|name| !name.is_empty())?;
    let is_free = is_error(&format!("message = \"{{{name}}}\", fields.{name} = \"{ty}\""));
    Some(if is_free { name } else { format!("{name}_value") })
}

/// The keys that are already taken.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    taken: BTreeSet<String>,
    /// For each key, the last number that was appended to make it unique.
    counts: BTreeMap<String, usize>,
}

impl Keys {
    /// Marks as taken all keys that this code could be made from.
    pub(crate) fn reserve(&mut self, code: &str) {
        self.taken.insert(fold(code));
    }

    pub(crate) fn is_free(&self, key: &str) -> bool {
        !key.is_empty() && !self.taken.contains(&fold(key))
    }

    /// Takes this key of an error or a category, or a similar one if this key is taken or invalid. Returns the key that
    /// was taken.
    pub(crate) fn take(&mut self, key: &str, kind: &str) -> String {
        let is_valid = |key: &String| is_catalog(format!("errors.{key} = {{ status = 500, message = \"m\" }}"));
        let wanted = [key.to_owned(), format!("{key}_{kind}"), format!("{kind}_{key}")];
        let key = wanted.into_iter().filter(|_| !key.is_empty()).find(is_valid).unwrap_or_else(|| kind.to_owned());
        let mut name = key.clone();
        let count = self.counts.entry(key.clone()).or_insert(1);
        while !self.taken.insert(fold(&name)) {
            *count += 1;
            name = format!("{key}_{count}");
        }
        name
    }
}

/// Returns a text that is the same for all keys that have the same Rust name.
fn fold(key: &str) -> String {
    key.to_pascal_case().to_ascii_lowercase()
}

/// The style that derives the most codes from their keys; `None` if no style derives any.
pub(crate) fn style_of(pairs: &[(&str, &str)]) -> Option<Casing> {
    let fits = |style: Option<Casing>| pairs.iter().filter(|(key, code)| to_code(key, style) == **code).count();
    let best = Casing::ALL.iter().copied().rev().max_by_key(|style| fits(Some(*style)))?;
    (fits(Some(best)) > 0).then_some(best)
}

/// Whether a catalog can contain this code.
pub(crate) fn is_code(code: &str) -> bool {
    // A catalog may contain other characters, but a text with spaces is rarely a code.
    !code.is_empty() && code.len() <= 200 && code.chars().all(|c| c.is_ascii_graphic() && c != '"' && c != '\\')
}

/// Whether a text looks like a code and not like an ordinary word: `user_not_found`, `E1001`, `NoSuchKey`.
pub(crate) fn is_code_like(text: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let is_token = text.len() <= 80
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.ends_with(|c: char| c.is_ascii_alphanumeric())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':' | '#'));
    let has_joint = text.contains(['_', '.', '/', ':']) || (text.contains('-') && !text.contains("--"));
    let is_shouted = text.chars().filter(|c| is_letter(*c)).count() > 1 && !text.contains(|c: char| c.is_lowercase());
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    is_token && text.contains(is_letter) && (has_joint || has_hump(text) || is_shouted || has_digit)
}

/// Whether a capital follows a small letter, as in `NoSuchKey`, or in lines that were joined when a text was extracted.
pub(crate) fn has_hump(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
}
