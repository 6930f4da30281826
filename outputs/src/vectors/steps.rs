//! Steps into the body of a response, and the pieces of its texts.

use error_catalog_codegen::program::{OpenSlot, Shape, TextPiece};
use error_catalog_model::Slot;
use error_catalog_wire::Json;

/// A step into a value of a body.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    /// The member of an object with this key.
    Key(String),
    /// The element of a list with this index.
    Index(usize),
    /// The first element of a list whose member `key` is the string `is`.
    Where {
        /// The key of the member.
        key: String,
        /// The value of the member.
        is: String,
    },
}

pub(super) fn extended(path: &[Step], step: Step) -> Vec<Step> {
    path.iter().cloned().chain([step]).collect()
}

/// The path of an element. The elements that are repeated for each violation are the elements of the list itself.
pub(super) fn element_path(path: &[Step], elements: &[Shape], index: usize) -> Vec<Step> {
    match elements.get(index) {
        Some(Shape::Each { .. }) => path.to_vec(),
        Some(element) if elements.len() > 1 => extended(path, mark(element).unwrap_or(Step::Index(index))),
        _ => extended(path, Step::Index(index)),
    }
}

/// The member by which an element is found: its first constant string.
fn mark(element: &Shape) -> Option<Step> {
    let Shape::Object(members) = element else { return None };
    members.iter().find_map(|(key, value)| match value {
        Shape::Text(pieces) => match pieces.as_slice() {
            [TextPiece::Literal(is)] => Some(Step::Where { key: key.clone(), is: is.clone() }),
            _ => None,
        },
        _ => None,
    })
}

/// The value to which steps lead.
pub(super) fn at<'j>(body: &'j Json, path: &[Step]) -> Option<&'j Json> {
    path.iter().try_fold(body, |value, step| match (step, value) {
        (Step::Key(key), Json::Object(members)) => members.iter().find(|(name, _)| name == key).map(|(_, value)| value),
        (Step::Index(index), Json::List(elements)) => elements.get(*index),
        (Step::Where { key, is }, Json::List(elements)) => elements.iter().find(|element| has(element, key, is)),
        _ => None,
    })
}

/// The value to which steps lead, to change it.
pub(super) fn at_mut<'j>(body: &'j mut Json, path: &[Step]) -> Option<&'j mut Json> {
    path.iter().try_fold(body, |value, step| match (step, value) {
        (Step::Key(key), Json::Object(members)) => {
            members.iter_mut().find(|(name, _)| name == key).map(|(_, value)| value)
        }
        (Step::Index(index), Json::List(elements)) => elements.get_mut(*index),
        (Step::Where { key, is }, Json::List(elements)) => elements.iter_mut().find(|element| has(element, key, is)),
        _ => None,
    })
}

fn has(element: &Json, key: &str, is: &str) -> bool {
    let Json::Object(members) = element else { return false };
    members.iter().any(|(name, value)| name == key && matches!(value, Json::String(text) if text == is))
}

/// The slots of a text and their values, of which each is as short as possible; `None` if a constant is not in its
/// place, or a slot has two different values.
pub(super) fn split<'t>(pieces: &[TextPiece], mut text: &'t str) -> Option<Vec<(Slot, &'t str)>> {
    let mut found: Vec<(OpenSlot, &str)> = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let open = match piece {
            TextPiece::Literal(literal) => {
                text = text.strip_prefix(literal.as_str())?;
                continue;
            }
            TextPiece::Slot(open) => *open,
        };
        let end = match pieces.get(index + 1) {
            Some(TextPiece::Literal(literal)) if index + 2 == pieces.len() => {
                text.strip_suffix(literal.as_str())?.len()
            }
            Some(TextPiece::Literal(literal)) => text.find(literal.as_str())?,
            Some(TextPiece::Slot(_)) => 0,
            None => text.len(),
        };
        let (value, rest) = text.split_at_checked(end)?;
        if found.iter().any(|known| known.0 == open && known.1 != value) {
            return None;
        }
        found.push((open, value));
        text = rest;
    }
    text.is_empty().then(|| found.into_iter().map(|(open, value)| (open.slot, value)).collect())
}

#[cfg(test)]
mod tests {
    use error_catalog_model::Builtin;

    use super::*;

    #[test]
    fn a_slot_is_as_short_as_possible() {
        let slot = |builtin| TextPiece::Slot(OpenSlot { slot: Slot::Builtin(builtin), format: None });
        let literal = |text: &str| TextPiece::Literal(text.to_owned());
        let (a, b) = (slot(Builtin::Code), slot(Builtin::Title));
        for (pieces, text, expected) in [
            (vec![], "", Some(vec![])),
            (vec![], "x", None),
            (vec![a.clone()], "x", Some(vec!["x"])),
            (vec![literal("<"), a.clone(), literal(">")], "<x>>", Some(vec!["x>"])),
            (vec![literal("<"), a.clone(), literal(">")], "<x", None),
            (vec![a.clone(), literal("-"), b.clone()], "x-y-z", Some(vec!["x", "y-z"])),
            (vec![a.clone(), b.clone()], "x", Some(vec!["", "x"])),
            (vec![a.clone(), literal("-"), a.clone()], "x-x", Some(vec!["x", "x"])),
            (vec![a.clone(), literal("-"), a.clone()], "x-y", None),
        ] {
            let found = split(&pieces, text);
            let found = found.map(|found| found.into_iter().map(|(_, value)| value).collect::<Vec<_>>());
            assert_eq!(found, expected, "{text}");
        }
    }
}
