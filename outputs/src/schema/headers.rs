//! The values of headers.

use error_catalog_codegen::program::{Condition, ErrorScope};
use error_catalog_model::{Catalog, Error, Header, Piece, ValueTemplate};

use super::body::Compiler;
use super::describe::Descriptions;
use super::shape::Shape;
use super::text::KnownText;

/// The values of a header.
pub(crate) struct HeaderShape {
    pub(crate) shape: Shape,
    /// Whether every response has the header.
    pub(crate) required: bool,
    /// The description, in Markdown.
    pub(crate) description: Option<String>,
}

impl HeaderShape {
    /// The same header of several errors. `required` says whether all responses have the header.
    pub(crate) fn merge(headers: Vec<Self>, required: bool) -> Option<Self> {
        let mut description = None;
        let shapes = headers.into_iter().map(|header| {
            description = description.take().or(header.description);
            header.shape
        });
        let shape = Shape::merge_all(shapes.collect())?;
        Some(Self { shape, required, description })
    }

    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.shape == other.shape && self.required == other.required
    }
}

/// The values of an error's header; `None` if the header is never sent.
pub(crate) fn header_shape<'a>(
    catalog: &'a Catalog,
    error: &'a Error,
    header: &Header,
    descriptions: &Descriptions<'a>,
) -> Option<HeaderShape> {
    let scope = ErrorScope { catalog, error };
    let conditions: Vec<Condition> = header.value.slots().map(|slot| Condition::of_slot(&scope, slot)).collect();
    if conditions.contains(&Condition::NEVER) {
        return None;
    }
    let required = conditions.iter().all(|condition| *condition == Condition::ALWAYS);
    let [Piece::Slot(slot)] = header.value.pieces.as_slice() else {
        let shape = KnownText::of(&scope, &header.value, false).into_shape();
        return Some(HeaderShape { shape, required, description: None });
    };
    let value = ValueTemplate::Slot(slot.clone());
    let shape = Compiler::new(catalog, error, descriptions, false).value(&scope, &value);
    Some(HeaderShape { shape: as_text(shape), required, description: descriptions.of_unknown(&[], &value) })
}

/// The shape of a value that is written as plain text.
fn as_text(shape: Shape) -> Shape {
    match shape {
        Shape::AnyOf(shapes) => Shape::any_of(shapes.into_iter().filter(|shape| *shape != Shape::Null).map(as_text)),
        Shape::Any
        | Shape::Null
        | Shape::NullUntil(_)
        | Shape::Never
        | Shape::List { .. }
        | Shape::Map(_)
        | Shape::Object(_)
        | Shape::Violations(_) => Shape::TEXT,
        other => other,
    }
}
