//! Steps into the body of a response.

use error_catalog_codegen::program::{Shape, TextPiece};
use error_catalog_model::{Guard, Item, ValueTemplate};
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
        Some(_) if elements.len() > 1 => extended(path, mark(elements, index).unwrap_or(Step::Index(index))),
        _ => extended(path, Step::Index(index)),
    }
}

/// The member by which an element is found: its first constant string that no other element has in this member.
fn mark(elements: &[Shape], index: usize) -> Option<Step> {
    let others = || elements.iter().enumerate().filter(|(other, _)| *other != index);
    let is_own = |mark: &(&str, &str)| others().all(|(_, other)| marks(other).all(|other| other != *mark));
    let (key, is) = marks(elements.get(index)?).find(is_own)?;
    Some(Step::Where { key: key.to_owned(), is: is.to_owned() })
}

/// The constant strings among the members of an element.
fn marks(element: &Shape) -> impl Iterator<Item = (&str, &str)> {
    let members = if let Shape::Object(members) = element { members.as_slice() } else { &[] };
    members.iter().filter_map(|(key, value)| match value {
        Shape::Text(pieces) => match pieces.as_slice() {
            [TextPiece::Literal(is)] => Some((key.as_str(), is.as_str())),
            _ => None,
        },
        _ => None,
    })
}

/// Whether a list in a template has elements whose places depend on whether other elements are there. The elements may
/// only be found by constants.
pub(super) fn has_moving_elements(template: &ValueTemplate) -> bool {
    match template {
        ValueTemplate::List(items) => {
            let moves = |(index, item): (usize, &Item)| match item.guard {
                Guard::None => false,
                Guard::If(_) => {
                    let mut later = items.iter().skip(index + 1);
                    later.any(|later| !(is_marked(items, item) && is_marked(items, later)))
                }
                Guard::Each(_) => index > 0 || items.iter().skip(1).any(|other| !is_marked(items, other)),
            };
            items.iter().enumerate().any(moves) || items.iter().any(|item| has_moving_elements(&item.value))
        }
        ValueTemplate::Object(object) => object.members.iter().any(|member| has_moving_elements(&member.value)),
        _ => false,
    }
}

/// Whether an element has a constant string that no other element has.
fn is_marked(items: &[Item], item: &Item) -> bool {
    let is_own = |mark: &(&str, &str)| items.iter().flat_map(constants).filter(|other| other == mark).count() == 1;
    !matches!(item.guard, Guard::Each(_)) && constants(item).any(|mark| is_own(&mark))
}

fn constants(item: &Item) -> impl Iterator<Item = (&str, &str)> {
    let members = if let ValueTemplate::Object(object) = &item.value { object.members.as_slice() } else { &[] };
    members.iter().filter_map(|member| match &member.value {
        ValueTemplate::Text(text) => Some((member.key.as_str(), text.as_constant().filter(|text| !text.is_empty())?)),
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
