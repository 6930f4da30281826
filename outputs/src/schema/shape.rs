//! The values that a part of a body can have, before a dialect of schemas writes them.

use std::collections::BTreeSet;

use error_catalog_wire::Json;

/// The values that a part of a body can have.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    /// Any value.
    Any,
    Null,
    /// `null`. A later version of an API can have one of these values instead.
    NullUntil(Box<Shape>),
    Boolean,
    /// An integer. Bounds that a JSON parser could round are left out.
    Integer {
        min: Option<i64>,
        max: Option<i64>,
        /// The format in OpenAPI.
        format: Option<&'static str>,
    },
    Number,
    Text {
        format: Option<&'static str>,
        /// A regular expression that the whole text matches.
        pattern: Option<String>,
    },
    /// A value that is always the same.
    Const(Json),
    /// One of these values, which have the same type. A later version of an API can have further values.
    OneOf(Vec<Json>),
    /// One of these values, which have the same type and tell the error apart.
    Among(Vec<Json>),
    /// A list, each of whose elements has one of these shapes. The elements of a list without shapes can be anything.
    List {
        items: Vec<Shape>,
        /// The shapes of further elements that a later version of an API can have.
        later: Vec<Shape>,
        fewest: usize,
        most: Option<usize>,
    },
    /// No value: every such object lacks the member.
    Never,
    /// An object with any keys.
    Map(Box<Shape>),
    /// An object with these members, and perhaps others.
    Object(Vec<MemberShape>),
    AnyOf(Vec<Shape>),
    /// The violations of a request. Documents describe them in one place.
    Violations(Box<Shape>),
}

/// A member of a [`Shape::Object`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MemberShape {
    pub(crate) key: String,
    pub(crate) shape: Shape,
    /// Whether every such object has the member.
    pub(crate) required: bool,
    /// The description, in Markdown.
    pub(crate) description: Option<String>,
}

impl Shape {
    pub(crate) const TEXT: Self = Shape::Text { format: None, pattern: None };
    pub(crate) const INTEGER: Self = Shape::Integer { min: None, max: None, format: None };
    pub(crate) const COUNT: Self = Shape::Integer { min: Some(0), max: None, format: None };
    pub(crate) const LIST: Self = Shape::List { items: Vec::new(), later: Vec::new(), fewest: 0, most: None };
    pub(crate) const OBJECT: Self = Shape::Object(Vec::new());

    /// A list of any length.
    pub(crate) fn list_of(item: Self) -> Self {
        Shape::List { items: vec![item], later: Vec::new(), fewest: 0, most: None }
    }

    /// A text in a format of JSON Schema.
    pub(crate) const fn text_in(format: &'static str) -> Self {
        Shape::Text { format: Some(format), pattern: None }
    }

    /// One of several shapes, without shapes that another one includes.
    pub(crate) fn any_of(shapes: impl IntoIterator<Item = Shape>) -> Self {
        let mut found: Vec<Shape> = Vec::new();
        for shape in shapes {
            let inner = match shape {
                Shape::AnyOf(inner) => inner,
                // Another shape says what can be there.
                Shape::NullUntil(later) if !found.is_empty() => vec![Shape::Null, *later],
                other => vec![other],
            };
            for shape in inner {
                if !found.contains(&shape) {
                    found.push(shape);
                }
            }
        }
        if found.contains(&Shape::Any) {
            return Shape::Any;
        }
        if found.contains(&Shape::TEXT) {
            found.retain(|shape| *shape == Shape::TEXT || !shape.is_text());
        }
        match found.len() {
            1 => found.remove(0),
            _ => Shape::AnyOf(found),
        }
    }

    fn is_text(&self) -> bool {
        match self {
            Shape::Text { .. } => true,
            Shape::Const(value) => matches!(value, Json::String(_)),
            Shape::OneOf(values) | Shape::Among(values) => matches!(values.first(), Some(Json::String(_))),
            _ => false,
        }
    }

    /// The values of both shapes, as one shape. The descriptions are those of the first. If the values `can_grow`, a
    /// later version of an API can have other values than these.
    pub(crate) fn merge(self, other: Self, can_grow: bool) -> Self {
        match (self, other) {
            (one, other) if one == other => one,
            (Shape::NullUntil(later), other) | (other, Shape::NullUntil(later)) => {
                Shape::any_of([other, Shape::NullUntil(later)])
            }
            (Shape::Never, other) | (other, Shape::Never) => other,
            (Shape::Object(one), Shape::Object(other)) => Shape::Object(merge_members(one, other, can_grow)),
            (one, other) => match (one.constants(), other.constants()) {
                (Some(mut values), Some(more)) if same_type(&values, &more) => {
                    let can_grow = can_grow || [&one, &other].iter().any(|shape| matches!(shape, Shape::OneOf(_)));
                    let mut known: BTreeSet<String> = values.iter().map(Json::to_string).collect();
                    values.extend(more.into_iter().filter(|value| known.insert(value.to_string())));
                    if can_grow { Shape::OneOf(values) } else { Shape::Among(values) }
                }
                _ => Shape::any_of([one, other]),
            },
        }
    }

    /// The values of all shapes, as one shape. Merging pairs avoids copying a long list for each further value.
    pub(crate) fn merge_all(mut shapes: Vec<Self>) -> Option<Self> {
        while shapes.len() > 1 {
            let mut rest = shapes.into_iter();
            shapes = Vec::new();
            while let Some(one) = rest.next() {
                shapes.push(match rest.next() {
                    Some(other) => one.merge(other, true),
                    None => one,
                });
            }
        }
        shapes.pop()
    }

    fn constants(&self) -> Option<Vec<Json>> {
        match self {
            Shape::Const(value) => Some(vec![value.clone()]),
            Shape::OneOf(values) | Shape::Among(values) => Some(values.clone()),
            _ => None,
        }
    }

    /// The shape that also includes the values of errors that do not exist yet.
    pub(crate) fn widen(self) -> Self {
        match self {
            Shape::Const(value) => of_type(&value),
            Shape::OneOf(values) | Shape::Among(values) => values.first().map_or(Shape::Any, of_type),
            Shape::Integer { .. } => Shape::INTEGER,
            Shape::Text { format, .. } => Shape::Text { format, pattern: None },
            Shape::List { .. } => Shape::LIST,
            Shape::Object(_) => Shape::OBJECT,
            Shape::NullUntil(later) => Shape::any_of([later.widen(), Shape::Null]),
            Shape::AnyOf(shapes) => Shape::any_of(shapes.into_iter().map(Shape::widen)),
            other => other,
        }
    }
}

fn merge_members(one: Vec<MemberShape>, mut other: Vec<MemberShape>, can_grow: bool) -> Vec<MemberShape> {
    let mut members = Vec::with_capacity(one.len());
    for mut member in one {
        match other.iter().position(|other| other.key == member.key) {
            Some(index) => {
                let other = other.remove(index);
                member.required &= other.required;
                member.shape = member.shape.merge(other.shape, can_grow);
            }
            None => member.required = false,
        }
        members.push(member);
    }
    members.extend(other.into_iter().map(|member| MemberShape { required: false, ..member }));
    members
}

/// Whether constants have the same JSON type, so that one list can contain them.
fn same_type(one: &[Json], other: &[Json]) -> bool {
    one.first().map(of_type) == other.first().map(of_type)
}

/// Every value of a constant's type.
fn of_type(value: &Json) -> Shape {
    match value {
        Json::Null => Shape::Null,
        Json::Bool(_) => Shape::Boolean,
        Json::Unsigned(_) | Json::Signed(_) => Shape::INTEGER,
        Json::Float(_) => Shape::Number,
        Json::String(_) => Shape::TEXT,
        Json::List(_) => Shape::LIST,
        Json::Object(_) => Shape::OBJECT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Shape {
        Shape::Const(Json::from(text))
    }

    fn member(key: &str, shape: Shape, required: bool) -> MemberShape {
        MemberShape { key: key.to_owned(), shape, required, description: None }
    }

    #[test]
    fn a_choice_has_no_needless_shapes() {
        for (shapes, expected) in [
            (vec![Shape::Null, Shape::Any], Shape::Any),
            (vec![Shape::Null, Shape::Null], Shape::Null),
            (vec![text("a"), Shape::TEXT, Shape::text_in("uuid")], Shape::TEXT),
            (
                vec![Shape::AnyOf(vec![Shape::TEXT, Shape::Null]), Shape::Null, Shape::Number],
                Shape::AnyOf(vec![Shape::TEXT, Shape::Null, Shape::Number]),
            ),
        ] {
            assert_eq!(Shape::any_of(shapes), expected);
        }
    }

    #[test]
    fn merging_keeps_what_both_have() {
        let one = Shape::Object(vec![
            member("a", text("x"), true),
            member("b", Shape::Number, true),
            member("c", Shape::TEXT, true),
        ]);
        let other = Shape::Object(vec![
            member("d", Shape::Null, true),
            member("a", text("y"), true),
            member("c", Shape::Null, false),
        ]);
        let merged = |choice: Shape| {
            Shape::Object(vec![
                member("a", choice, true),
                member("b", Shape::Number, false),
                member("c", Shape::AnyOf(vec![Shape::TEXT, Shape::Null]), false),
                member("d", Shape::Null, false),
            ])
        };
        let values = || vec!["x".into(), "y".into()];
        assert_eq!(one.clone().merge(other.clone(), true), merged(Shape::OneOf(values())));
        assert_eq!(one.clone().merge(other, false), merged(Shape::Among(values())));
        assert_eq!(one.clone().merge(one.clone(), true), one);
        assert_eq!(text("x").merge(Shape::OneOf(values()), false), Shape::OneOf(values()));
        let mixed = Shape::Const(Json::Bool(true)).merge(text("x"), true);
        assert_eq!(mixed, Shape::AnyOf(vec![Shape::Const(Json::Bool(true)), text("x")]));
    }

    #[test]
    fn many_shapes_keep_their_order() {
        let codes = ["c", "a", "b", "a", "e", "d", "c"];
        let merged = Shape::OneOf(["c", "a", "b", "e", "d"].map(Json::from).to_vec());
        assert_eq!(Shape::merge_all(codes.map(text).to_vec()), Some(merged));
        assert_eq!(Shape::merge_all(vec![text("a")]), Some(text("a")));
        assert_eq!(Shape::merge_all(Vec::new()), None);
    }

    #[test]
    fn unknown_errors_have_other_constants() {
        for (shape, expected) in [
            (text("a"), Shape::TEXT),
            (Shape::OneOf(vec![Json::Unsigned(1), Json::Unsigned(2)]), Shape::INTEGER),
            (Shape::AnyOf(vec![text("a"), Shape::Null, text("b")]), Shape::AnyOf(vec![Shape::TEXT, Shape::Null])),
            (Shape::List { items: vec![text("a")], later: Vec::new(), fewest: 1, most: Some(1) }, Shape::LIST),
            (Shape::Object(vec![member("a", Shape::Null, true)]), Shape::OBJECT),
        ] {
            assert_eq!(shape.widen(), expected);
        }
    }
}
