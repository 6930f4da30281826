//! Text for people.

use error_catalog_model::is_unprintable;

/// Checks that a text is printable, apart from the characters `kept`.
pub(crate) fn check_printable(text: &str, kept: &[char]) {
    let unprintable = text.chars().find(|c| is_unprintable(*c) && !kept.contains(c));
    assert_eq!(unprintable, None, "{text:?}");
}
