//! Converts names into other cases.

use error_catalog_wire::{Casing, SlotFormat};

use crate::names::to_code;

/// Writes a code, a key or a category in the case of a format. Other formats do not change the text.
#[must_use]
pub fn to_case(name: &str, format: SlotFormat) -> String {
    match (format, format.casing()) {
        (SlotFormat::Lower, _) => name.to_lowercase(),
        (SlotFormat::Upper, _) => name.to_uppercase(),
        (_, Some(casing)) => to_styled(name, casing),
        _ => name.to_owned(),
    }
}

/// Whether a character of a code is part of a word, or separates words, as white space does.
pub(crate) fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-') || c.is_whitespace()
}

/// Converts a code into a casing. Dots, slashes and similar characters stay as they are, and each part between them is
/// converted separately.
pub(crate) fn to_styled(code: &str, style: Casing) -> String {
    let mut styled = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| is_part(c) != is_part(first)).unwrap_or(rest.len());
        let (part, tail) = rest.split_at(end);
        match is_part(first) {
            true => styled.push_str(&to_code(part, Some(style))),
            false => styled.push_str(part),
        }
        rest = tail;
    }
    styled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_each_case() {
        for (name, format, expected) in [
            ("APP-CLI-0001", SlotFormat::Lower, "app-cli-0001"),
            ("app_cli", SlotFormat::Upper, "APP_CLI"),
            ("APP-CLI-0001", SlotFormat::Snake, "app_cli_0001"),
            ("userNotFound", SlotFormat::Screaming, "USER_NOT_FOUND"),
            ("USER_NOT_FOUND", SlotFormat::Kebab, "user-not-found"),
            ("auth/InvalidToken", SlotFormat::Kebab, "auth/invalid-token"),
            ("user_not_found", SlotFormat::Camel, "userNotFound"),
            ("user.not-found", SlotFormat::Pascal, "User.NotFound"),
            ("insufficient access", SlotFormat::Kebab, "insufficient-access"),
            ("Größe überschritten", SlotFormat::Kebab, "größe-überschritten"),
            ("aB", SlotFormat::String, "aB"),
        ] {
            assert_eq!(to_case(name, format), expected);
        }
    }
}
