//! Checks names, converts names for Rust and for other languages, and finds the known name that is nearest to a
//! mistyped name.

#[cfg(feature = "outputs")]
pub(crate) mod languages;
mod spelling;

use heck::{ToLowerCamelCase, ToPascalCase, ToSnakeCase};

use error_catalog_wire::{Casing, is_invisible, is_printable};

pub use self::spelling::nearest;

/// Keywords of every edition, strict and reserved (Rust Reference, "Keywords"), in order.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

pub(crate) fn is_keyword(name: &str) -> bool {
    KEYWORDS.binary_search(&name).is_ok()
}

/// Whether `r#name` is an identifier although `name` is not.
pub(crate) fn can_be_raw(name: &str) -> bool {
    !matches!(name, "self" | "Self" | "super" | "crate")
}

/// Whether a text is a valid key of an error or a category: letters, digits, `_` and `-`, beginning with a letter.
pub(crate) fn is_key(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

/// Whether a text is a valid name of a field: a snake_case word, which may be a keyword.
pub(crate) fn is_field_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// Whether a text is a valid name of a catalog: lowercase words with hyphens between them, and dots as in a domain
/// name.
pub(crate) fn is_catalog_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .split(['-', '.'])
            .all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
}

/// Whether a key is already in snake_case, as nearly all keys are. This saves a call of `heck`, which is slow in an
/// unoptimised macro.
fn is_snake_case(key: &str) -> bool {
    let mut last = b'_';
    for &byte in key.as_bytes() {
        if !matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_') || (byte == b'_' && last == b'_') {
            return false;
        }
        last = byte;
    }
    last != b'_'
}

fn to_snake_case(key: &str) -> String {
    if is_snake_case(key) { key.to_owned() } else { key.to_snake_case() }
}

pub(crate) fn to_pascal_case(key: &str) -> String {
    if !is_snake_case(key) {
        return key.to_pascal_case();
    }
    let mut name = String::with_capacity(key.len());
    for word in key.split('_') {
        let (first, rest) = word.split_at(1);
        name.push_str(&first.to_ascii_uppercase());
        name.push_str(rest);
    }
    name
}

/// The Rust variant of a key, or `None` if the key cannot become a variant.
pub(crate) fn to_variant(key: &str) -> Option<String> {
    let variant = to_pascal_case(key);
    (is_key(key) && !is_keyword(&variant) && variant != ALL).then_some(variant)
}

/// The Rust variant of a value of `one-of`, or `None` if the value cannot become a variant.
pub(crate) fn to_value_variant(value: &str) -> Option<String> {
    let mut variant = to_pascal_case(value);
    if variant.starts_with(|c: char| c.is_ascii_digit()) {
        variant.insert(0, '_');
    }
    (value.is_ascii() && !variant.is_empty() && !is_keyword(&variant) && variant != ALL).then_some(variant)
}

/// Whether texts can be the values of `one-of`.
#[must_use]
pub fn can_be_listed(values: &[String]) -> bool {
    let variants: Vec<_> = values.iter().map(|value| to_value_variant(value)).collect();
    let is_new = |at: usize| variants[at].is_some() && !variants[..at].contains(&variants[at]);
    (1..=MAX_VALUES).contains(&values.len())
        && (0..values.len()).all(|at| is_new(at) && !values[at].contains(char::is_control))
}

/// The largest number of values of `one-of`.
pub(crate) const MAX_VALUES: usize = 256;

/// The name of the constant that lists all variants. A variant of the same name would hide it.
const ALL: &str = "ALL";

/// Whether the variant of a key would be [`ALL`], as it is for `a_l_l`.
pub(crate) fn is_all(key: &str) -> bool {
    to_pascal_case(key) == ALL
}

/// Returns the name of the Rust function for a key, or `None` if the key does not make a name.
pub(crate) fn to_function(key: &str) -> Option<String> {
    to_identifier(to_snake_case(key))
}

/// Returns the identifier for a name, which is a raw identifier for a keyword, or `None` if there is no identifier.
pub(crate) fn to_identifier(name: String) -> Option<String> {
    match is_keyword(&name) {
        false => Some(name),
        true => can_be_raw(&name).then(|| format!("r#{name}")),
    }
}

/// Converts a key into a code, in the style that the catalog sets. Without a style, the code is the key itself.
#[must_use]
pub fn to_code(key: &str, style: Option<Casing>) -> String {
    match style {
        None => key.to_owned(),
        Some(Casing::Snake) => to_snake_case(key),
        Some(Casing::ScreamingSnake) => to_snake_case(key).to_ascii_uppercase(),
        Some(Casing::Kebab) => to_snake_case(key).replace('_', "-"),
        Some(Casing::Camel) => key.to_lower_camel_case(),
        Some(Casing::Pascal) => to_pascal_case(key),
    }
}

/// The maximum length of a code that has other characters than visible ASCII.
const MAX_CODE: usize = 128;

/// Whether a text is a valid code or alias: visible ASCII without the two characters that JSON escapes, or a short
/// printable text without white space at an end.
#[must_use]
pub fn is_code(code: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_graphic() && c != '"' && c != '\\';
    let is_short = || code.chars().count() <= MAX_CODE && is_printable(code) && code.trim() == code;
    code.chars().any(|c| !c.is_whitespace() && !is_invisible(c)) && (code.chars().all(is_plain) || is_short())
}

/// Whether a text is a semantic version (SemVer 2.0.0): three numbers, optionally a pre-release and build metadata.
pub(crate) fn is_semver(version: &str) -> bool {
    let (rest, build) = version.split_once('+').map_or((version, None), |(rest, build)| (rest, Some(build)));
    let (core, pre) = rest.split_once('-').map_or((rest, None), |(core, pre)| (core, Some(pre)));
    let is_number = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()) && (part == "0" || !part.starts_with('0'))
    };
    let is_word = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let is_pre = |part: &str| is_word(part) && (!part.bytes().all(|b| b.is_ascii_digit()) || is_number(part));
    core.split('.').count() == 3
        && core.split('.').all(is_number)
        && pre.is_none_or(|pre| pre.split('.').all(is_pre))
        && build.is_none_or(|build| build.split('.').all(is_word))
}

/// Whether a text is a language tag as BCP 47 defines it: a language of two or three letters, then subtags.
pub(crate) fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_language = parts
        .next()
        .is_some_and(|language| (2..=3).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_alphabetic()));
    is_language && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Writes a list such as `` `a`, `b` and `c` ``. Of a long list, only the first names and the number of the others are
/// written, because thousands of messages may contain the list.
pub(crate) fn list_of<S: AsRef<str>>(names: &[S]) -> String {
    const SHOWN: usize = 50;
    let (shown, more) = names.split_at(names.len().min(SHOWN));
    let mut list = String::new();
    for (index, name) in shown.iter().enumerate() {
        list.push_str(match index {
            0 => "",
            _ if index + 1 == names.len() => " and ",
            _ => ", ",
        });
        list.push('`');
        list.push_str(name.as_ref());
        list.push('`');
    }
    if !more.is_empty() {
        list.push_str(&format!(" and {} more", more.len()));
    }
    list
}

/// Joins values that exclude each other: `401, 403 or 404`.
pub(crate) fn alternatives(values: &[String]) -> String {
    match values {
        [first @ .., second, last] => {
            let mut list = String::new();
            first.iter().for_each(|value| list.push_str(&format!("{value}, ")));
            list + second + " or " + last
        }
        values => values.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use error_catalog_wire::{ERROR_STATUSES, StatusAnswer, reason_phrase};

    #[test]
    fn semantic_versions() {
        for version in ["0.0.0", "1.2.3", "1.0.0-alpha.1", "1.0.0-0a.x-y+build.007", "10.20.30+exp"] {
            assert!(is_semver(version), "{version}");
        }
        for version in
            ["", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.x", "v1.2.3", "1.0.0-", "1.0.0-01", "1.0.0+", "1.0.0+a b"]
        {
            assert!(!is_semver(version), "{version}");
        }
    }

    #[test]
    fn catalog_names() {
        for name in ["shop", "shop-api-2", "shop.example.com", "my-shop.example"] {
            assert!(is_catalog_name(name), "{name}");
        }
        for name in ["", "Shop", "2shop", "shop_api", "shop-", "shop..com", ".com", "shop.", "a b", "a/b"] {
            assert!(!is_catalog_name(name), "{name}");
        }
    }

    #[test]
    fn long_lists_are_cut() {
        let names: Vec<String> = (1..=60).map(|number| format!("n{number}")).collect();
        assert_eq!(list_of(&names[..3]), "`n1`, `n2` and `n3`");
        assert!(list_of(&names[..50]).ends_with("`n49` and `n50`"));
        assert!(list_of(&names).ends_with("`n49`, `n50` and 10 more"));
    }

    #[test]
    fn keywords_can_be_searched() {
        assert!(KEYWORDS.is_sorted());
        assert!(is_keyword("Self") && is_keyword("yield") && !is_keyword("union"));
    }

    #[test]
    fn keys_and_what_becomes_of_them() {
        assert_eq!(to_variant("user_not_found").as_deref(), Some("UserNotFound"));
        for key in ["a", "user_not_found", "error_2fa", "a1_b", "a__b", "_a", "a_", "aB", "a-b", "é_a"] {
            assert_eq!(to_pascal_case(key), key.to_pascal_case(), "{key}");
            assert!(!is_snake_case(key) || key.to_snake_case() == key, "{key}");
        }
        assert_eq!(to_variant("self"), None);
        assert_eq!(to_variant("2fa"), None);
        assert!(["user_not_found", "error_2fa", "a"].into_iter().all(is_snake_case));
        assert_eq!(to_variant("a_l_l"), None);
        assert_eq!(["a_l_l", "all", "al_l"].map(is_all), [true, false, false]);
        assert_eq!(to_variant("ALL").as_deref(), Some("All"));
        assert_eq!(to_function("type").as_deref(), Some("r#type"));
        assert_eq!(to_function("crate"), None);
        assert_eq!(to_code("user_not_found", Some(Casing::ScreamingSnake)), "USER_NOT_FOUND");
        assert_eq!(to_code("user_not_found", Some(Casing::Camel)), "userNotFound");
        assert_eq!(to_code("Odd-Key", None), "Odd-Key");
        // The code of a status is the code that an error with the name of the status would have.
        for (status, casing) in
            ERROR_STATUSES.into_iter().flat_map(|status| Casing::ALL.iter().map(move |it| (status, *it)))
        {
            let key = reason_phrase(status).to_snake_case();
            assert_eq!(StatusAnswer::new(status, casing).code().to_string(), to_code(&key, Some(casing)));
        }
    }

    #[test]
    fn language_tags() {
        for tag in ["fr", "pt-BR", "zh-Hant-TW", "deu"] {
            assert!(is_language_tag(tag), "{tag}");
        }
        for tag in ["", "f", "french", "fr_FR", "fr-", "12"] {
            assert!(!is_language_tag(tag), "{tag}");
        }
    }
}
