//! The attributes of an enum and of its variants.

use super::item::{Attribute, Enum, Place, Variant, split_list};
use super::{Derived, Problem, is_helper};

/// The derives of crates that implement `Display` and `Error`, as the attribute does.
const RIVALS: [&str; 3] = ["Error", "Display", "Snafu"];

/// Checks the attributes of the enum. Returns when the application derives `Debug`.
pub(super) fn check_enum(item: &Enum, problems: &mut Vec<Problem>) -> Derived {
    let mut debug = Derived::Never;
    for attribute in &item.attributes {
        match attribute.name() {
            "derive" => {
                if attribute.list().any(|path| last(path) == "Debug") {
                    debug = Derived::Always;
                }
                for path in attribute.list().filter(|path| is_rival(path)) {
                    let path: String = path.split_whitespace().collect();
                    let message = format!(
                        "remove `{path}` from the derives: `#[error_catalog]` implements `Display`, `Error` and `From`"
                    );
                    problems.push(Problem { place: attribute.place, message });
                }
            }
            "cfg_attr" if debug == Derived::Never => {
                let mut parts = attribute.list();
                let condition = parts.next().unwrap_or_default();
                if parts.any(derives_debug) {
                    debug = Derived::If(condition.to_owned());
                }
            }
            "error" => problems.push(Problem { place: attribute.place, message: leftover("error") }),
            name if is_helper(name) => problems.push(misplaced(attribute)),
            _ => {}
        }
    }
    debug
}

/// Returns the text of a `derive` without the derives that clash with the attribute; `None` if nothing clashes.
#[must_use]
pub fn without_rivals(attribute: &Attribute) -> Option<String> {
    if attribute.name() != "derive" || !attribute.list().any(is_rival) {
        return None;
    }
    let kept: Vec<&str> = attribute.list().filter(|path| !is_rival(path)).collect();
    Some(format!("derive({})", kept.join(", ")))
}

fn derives_debug(part: &str) -> bool {
    let derive = Attribute { text: part.to_owned(), place: 0 };
    derive.name() == "derive" && derive.list().any(|path| last(path) == "Debug")
}

/// The place of the attribute that derives `Debug`.
pub(super) fn debug_derive(item: &Enum) -> Option<Place> {
    let derives = |attribute: &Attribute| match attribute.name() {
        "cfg_attr" => attribute.list().any(derives_debug),
        _ => derives_debug(&attribute.text),
    };
    Some(item.attributes.iter().find(|attribute| derives(attribute))?.place)
}

/// The last segment of a path.
fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path).trim()
}

fn is_rival(path: &str) -> bool {
    RIVALS.contains(&last(path))
}

/// The key in the attribute `#[key("…")]` of a variant. Reports each attribute that a variant cannot have.
pub(super) fn key<'a>(variant: &'a Variant, problems: &mut Vec<Problem>) -> Option<(&'a str, Place)> {
    let mut key = None;
    for attribute in &variant.attributes {
        match attribute.name() {
            "key" if key.is_some() => {
                let message = "a variant has at most one `#[key(\"…\")]`".to_owned();
                problems.push(Problem { place: attribute.place, message });
            }
            "key" => match attribute.arguments().and_then(string) {
                Some(text) => key = Some((text, attribute.place)),
                None => {
                    let message = "expected `#[key(\"…\")]` with the key of an error of the catalog".to_owned();
                    problems.push(Problem { place: attribute.place, message });
                }
            },
            "error" => problems.push(Problem { place: attribute.place, message: leftover("error") }),
            name if is_helper(name) => problems.push(misplaced(attribute)),
            _ => {}
        }
    }
    key
}

/// The content of a string literal without escapes.
fn string(literal: &str) -> Option<&str> {
    let text = literal.strip_prefix('"')?.strip_suffix('"')?;
    (!text.contains(['"', '\\'])).then_some(text)
}

/// The condition of a variant, as in `#[cfg(…)]`.
pub(super) fn cfg(attributes: &[Attribute]) -> Option<String> {
    let cfgs = attributes.iter().filter(|attribute| attribute.name() == "cfg");
    let conditions: Vec<&str> = cfgs.filter_map(Attribute::arguments).collect();
    match conditions.as_slice() {
        [] => None,
        [condition] => Some((*condition).trim_end_matches(',').to_owned()),
        conditions => {
            Some(format!("all({})", conditions.iter().flat_map(|it| split_list(it)).collect::<Vec<_>>().join(", ")))
        }
    }
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
