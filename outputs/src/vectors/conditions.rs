//! The parts of a body that identify an error without a code.

use error_catalog_codegen::program::{Optional, Shape, TextPiece};
use error_catalog_model::{Catalog, Error};
use error_catalog_wire::Json;

use super::steps::{Step, at, element_path, extended};
use super::texts::split;

/// The parts of a body that identify an error. A body fits an error if it meets all conditions in `required`.
#[derive(Debug)]
pub(super) struct Identity {
    /// The conditions of the parts that every response of the error has.
    required: Vec<Condition>,
    /// The conditions of all parts.
    all: Vec<Condition>,
}

/// How well a body fits an error: the sum of the points of the conditions that hold, and then the number of members
/// that are present.
pub(super) type Rank = (usize, usize);

/// A condition on a value in a body. A value that is absent fulfills no condition.
#[derive(Debug)]
struct Condition {
    /// The steps from the body to the value.
    path: Vec<Step>,
    /// What the value must be.
    test: Test,
}

/// What a value must be.
#[derive(Debug)]
enum Test {
    /// Any value.
    Present,
    /// An object.
    Object,
    /// A list.
    List,
    /// A list, or `null`.
    ListOrNull,
    /// The constant with this JSON: `null`, a boolean or a number.
    Constant(String),
    /// A string that has these pieces.
    Text(Vec<TextPiece>),
}

impl Identity {
    pub(super) fn of(catalog: &Catalog, error: &Error) -> Self {
        let conditions = |optional| {
            let mut conditions = Vec::new();
            push_conditions(&Shape::of_error(catalog, error, optional), &[], &mut conditions);
            conditions
        };
        Self { required: conditions(Optional::Absent), all: conditions(Optional::Present) }
    }

    /// How well the body fits the error; `None` if it does not fit, or if it has no constant of the error.
    pub(super) fn rank(&self, body: &Json) -> Option<Rank> {
        if !self.required.iter().all(|condition| condition.holds(body)) {
            return None;
        }
        let met = self.all.iter().filter(|condition| condition.holds(body));
        let points = met.map(Condition::points).sum();
        let is_present = |condition: &&Condition| condition.is_member() && at(body, &condition.path).is_some();
        (points > 0).then(|| (points, self.all.iter().filter(is_present).count()))
    }
}

impl Condition {
    fn points(&self) -> usize {
        match &self.test {
            Test::Present | Test::Object | Test::List | Test::ListOrNull => 0,
            Test::Constant(_) => 1,
            Test::Text(pieces) => match pieces.as_slice() {
                [] => 1,
                [TextPiece::Literal(text)] => text.len() + 1,
                pieces => pieces.iter().map(literal_len).sum(),
            },
        }
    }

    fn is_member(&self) -> bool {
        matches!(self.path.last(), Some(Step::Key(_)))
    }

    fn holds(&self, body: &Json) -> bool {
        let Some(value) = at(body, &self.path) else { return false };
        match (&self.test, value) {
            (Test::Present, _)
            | (Test::Object, Json::Object(_))
            | (Test::List | Test::ListOrNull, Json::List(_))
            | (Test::ListOrNull, Json::Null) => true,
            (Test::Constant(json), value) => *json == value.to_string(),
            (Test::Text(pieces), Json::String(text)) => split(pieces, text).is_some(),
            _ => false,
        }
    }
}

fn literal_len(piece: &TextPiece) -> usize {
    if let TextPiece::Literal(text) = piece { text.len() } else { 0 }
}

fn push_conditions(shape: &Shape, path: &[Step], conditions: &mut Vec<Condition>) {
    let test = match shape {
        Shape::Slot(_) | Shape::Violations(_) | Shape::Message(_) => Test::Present,
        Shape::Constant(json) => Test::Constant(json.clone()),
        Shape::Text(pieces) => Test::Text(pieces.clone()),
        Shape::Each { .. } => Test::ListOrNull,
        Shape::List(_) => Test::List,
        Shape::Object(_) => Test::Object,
    };
    conditions.push(Condition { path: path.to_vec(), test });
    match shape {
        Shape::Object(members) => {
            for (key, value) in members {
                push_conditions(value, &extended(path, Step::Key(key.clone())), conditions);
            }
        }
        Shape::List(elements) => {
            for (index, element) in elements.iter().enumerate() {
                push_conditions(element, &element_path(path, elements, index), conditions);
            }
        }
        _ => {}
    }
}
