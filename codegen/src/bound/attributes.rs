//! The attributes of an enum, of its variants and of their fields.

use super::item::{Attribute, Enum, Place, Variant, is_helper};
use super::{Presence, Problem};

/// The derives of crates that implement `Display` and `Error`, as the attribute does.
const RIVALS: [&str; 3] = ["Error", "Display", "Snafu"];

/// Checks the attributes of the enum. Returns when the application derives `Debug`.
pub(super) fn check_enum(item: &Enum, problems: &mut Vec<Problem>) -> Presence {
    for attribute in &item.attributes {
        for path in rivals(attribute) {
            let path: String = path.split_whitespace().collect();
            let message = format!(
                "remove `{path}` from the derives: `#[error_catalog]` implements `Display`, `Error` and `From`"
            );
            problems.push(Problem { place: attribute.place, message });
        }
        match attribute.name() {
            "error" => problems.push(Problem { place: attribute.place, message: leftover("error") }),
            name if is_helper(name) => problems.push(misplaced(attribute)),
            _ => {}
        }
    }
    Presence::of(item.attributes.iter().filter(|attribute| derives_debug(attribute)))
}

/// Whether an attribute of the enum, of a variant or of a field is `#[deprecated]`, or allows the lint of this name.
pub(super) fn is_deprecated(item: &Enum) -> bool {
    let has = |attributes: &[Attribute]| {
        attributes.iter().any(|attribute| {
            let is_lint = matches!(attribute.name(), "allow" | "expect");
            attribute.name() == "deprecated" || is_lint && attribute.list().any(|lint| lint == "deprecated")
        })
    };
    let has_variant =
        |variant: &Variant| has(&variant.attributes) || variant.fields.iter().any(|field| has(&field.attributes));
    has(&item.attributes) || item.variants.iter().any(has_variant)
}

/// Returns what remains of an attribute for the compiler, if the parts of the attribute are `parts`. The result is
/// `None` if the whole attribute remains. A `cfg_attr` has any number of parts, and any other attribute has one part.
#[must_use]
pub fn remaining(parts: &[Attribute]) -> Option<String> {
    let is_whole = |part: &Attribute| !is_helper(part.name()) && rivals(part).next().is_none();
    if parts.iter().all(is_whole) {
        return None;
    }
    let remaining = parts.iter().filter(|part| !is_helper(part.name())).map(|part| {
        let text = match rivals(part).next() {
            None => part.text.clone(),
            Some(_) => format!("derive({})", part.list().filter(|path| !is_rival(path)).collect::<Vec<_>>().join(", ")),
        };
        match &part.condition {
            None => format!("#[{text}]"),
            Some(condition) => format!("#[cfg_attr({condition}, {text})]"),
        }
    });
    Some(remaining.collect())
}

/// The derives in an attribute that clash with `#[error_catalog]`.
fn rivals(attribute: &Attribute) -> impl Iterator<Item = &str> {
    attribute.list().filter(|path| attribute.name() == "derive" && is_rival(path))
}

fn is_rival(path: &str) -> bool {
    RIVALS.contains(&last(path))
}

pub(super) fn derives_debug(attribute: &Attribute) -> bool {
    attribute.name() == "derive" && attribute.list().any(|path| last(path) == "Debug")
}

/// The last segment of a path.
fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path).trim()
}

/// The attribute `#[key("…")]` of a variant.
pub(super) enum Key<'a> {
    Given(&'a str, Place),
    /// The attribute is reported. The text is the key if the mistake is only in the syntax.
    Invalid(&'a str),
}

/// The attribute `#[key("…")]` of a variant, if the variant has one. Reports each attribute that a variant cannot have.
pub(super) fn key<'a>(variant: &'a Variant, problems: &mut Vec<Problem>) -> Option<Key<'a>> {
    let mut key = None;
    for attribute in &variant.attributes {
        let place = attribute.place;
        let mut report = |message: String| problems.push(Problem { place, message });
        match attribute.name() {
            "key" if key.is_some() => report("a variant has at most one `#[key(\"…\")]`".to_owned()),
            "key" => {
                let text = attribute.arguments().and_then(string);
                key = Some(text.map_or_else(|| Key::Invalid(bare(attribute.rest())), |text| Key::Given(text, place)));
                if text.is_none() {
                    report("expected `#[key(\"…\")]` with the key of an error of the catalog".to_owned());
                } else if let Some(message) = conditional(attribute) {
                    report(message);
                }
            }
            "error" => report(leftover("error")),
            name if is_helper(name) => problems.push(misplaced(attribute)),
            _ => {}
        }
    }
    key
}

/// The content of a string literal without escapes. A comma may follow the literal.
fn string(literal: &str) -> Option<&str> {
    let literal = literal.strip_suffix(',').unwrap_or(literal).trim_end();
    let quoted = literal.strip_prefix('r').map_or(literal, |raw| raw.trim_matches('#'));
    let text = quoted.strip_prefix('"')?.strip_suffix('"')?;
    (!text.contains(['"', '\\'])).then_some(text)
}

/// The text without the punctuation around it, such as the quotation marks in `= "not_found"`.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The condition of a variant, as in `#[cfg(…)]`.
pub(super) fn cfg(attributes: &[Attribute]) -> Option<String> {
    let cfgs = attributes.iter().filter(|attribute| attribute.name() == "cfg");
    let conditions = cfgs.filter_map(|attribute| {
        let own = attribute.arguments()?.trim_end_matches(',').trim_end();
        Some(match &attribute.condition {
            None => own.to_owned(),
            Some(condition) => format!("any(not({condition}), {own})"),
        })
    });
    let conditions: Vec<String> = conditions.collect();
    match conditions.as_slice() {
        [] => None,
        [condition] => Some(condition.clone()),
        conditions => Some(format!("all({})", conditions.join(", "))),
    }
}

/// The message about an attribute that cannot depend on a condition.
pub(super) fn conditional(attribute: &Attribute) -> Option<String> {
    attribute.condition.as_ref()?;
    Some(format!("`#[{}]` in `cfg_attr` is not supported: use two variants with `#[cfg]`", attribute.name()))
}

/// The message about an attribute of thiserror.
pub(super) fn leftover(name: &str) -> String {
    let reason = match name {
        "error" => "the message is in the catalog",
        _ => "the attribute is of no use here",
    };
    format!("remove `#[{name}]`, which is an attribute of thiserror: {reason}")
}

/// The problem of an attribute that is not on the right kind of item.
fn misplaced(attribute: &Attribute) -> Problem {
    let name = attribute.name();
    let owner = if name == "key" { "a variant" } else { "a field of a variant" };
    Problem { place: attribute.place, message: format!("`#[{name}]` is an attribute of {owner}") }
}
