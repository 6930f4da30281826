//! The schemas of bodies: JSON Schema, and the two dialects of OpenAPI.
//!
//! [`Bodies`] compiles the template of the body into a [`Shape`] for each error. [`Schemas`] writes shapes.

mod body;
mod describe;
mod dialect;
mod headers;
mod node;
mod shape;
mod slot;
mod text;
mod unknown;
mod writer;

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use error_catalog_codegen::program::ErrorScope;
use error_catalog_model::{Catalog, Error};

use self::body::{Compiler, Mark};
use self::describe::Descriptions;
pub(crate) use self::dialect::{Dialect, Schemas, push};
pub(crate) use self::headers::{HeaderShape, header_shape};
pub(crate) use self::node::{Members, Node};
pub(crate) use self::shape::Shape;
use self::unknown::unknown_shape;
pub(crate) use self::writer::ObjectWriter;

/// The shapes of all bodies.
pub(crate) struct Bodies<'a> {
    /// The bodies of each error, in the order of the catalog.
    pub(crate) errors: Vec<Body>,
    /// The body of an error that the catalog does not list.
    pub(crate) unknown: Shape,
    pub(crate) descriptions: Descriptions<'a>,
}

/// The bodies of an error.
pub(crate) struct Body {
    pub(crate) shape: Shape,
    /// The keys that lead to the code, if every body contains the code outside of lists.
    pub(crate) code_path: Option<Vec<String>>,
}

impl<'a> Bodies<'a> {
    pub(crate) fn of(catalog: &'a Catalog) -> Self {
        let descriptions = Descriptions::new(catalog);
        let rows = |index: usize, error: &'a Error, exact: bool| -> Vec<(Shape, Vec<Mark>)> {
            let further = catalog.further_of(index).iter().map(|further| &further.error);
            iter::once(error).chain(further).map(|error| compile(catalog, error, &descriptions, exact)).collect()
        };
        let errors = || catalog.errors.iter().enumerate();
        let compiled: Vec<_> = errors().map(|(index, error)| rows(index, error, false)).collect();
        let identities: Vec<_> = compiled.iter().map(|rows| identities(rows)).collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for identity in identities.iter().flatten() {
            *counts.entry(identity).or_default() += 1;
        }
        let mut bodies = Vec::with_capacity(compiled.len());
        for (((index, error), mut compiled), identities) in errors().zip(compiled).zip(&identities) {
            let has_marks = compiled.iter().all(|(_, marks)| !marks.is_empty());
            let is_identified = has_marks && identities.iter().all(|it| counts.get(it.as_str()) == Some(&1));
            if !is_identified {
                let exact = rows(index, error, true).into_iter().map(|(shape, _)| shape);
                compiled.iter_mut().zip(exact).for_each(|(row, exact)| row.0 = exact);
            }
            // Otherwise, the differences between the statuses tell the error apart.
            let can_grow = is_identified && identities.len() == 1;
            let mut rows = compiled.into_iter();
            let Some((mut shape, marks)) = rows.next() else { continue };
            for (further, _) in rows {
                shape = shape.merge(further, can_grow);
            }
            let code_path = marks.into_iter().find(|mark| mark.is_code).and_then(|mark| mark.path);
            bodies.push(Body { shape, code_path });
        }
        let unknown = unknown_shape(catalog, &descriptions);
        Self { errors: bodies, unknown, descriptions }
    }

    /// The shape of violations, if it is the same in the bodies of all errors.
    pub(crate) fn violations(&self) -> Option<&Shape> {
        let mut found = Vec::new();
        self.errors.iter().for_each(|body| push_violations(&body.shape, &mut found));
        push_violations(&self.unknown, &mut found);
        let first = *found.first()?;
        found.iter().all(|shape| *shape == first).then_some(first)
    }
}

fn compile<'a>(
    catalog: &'a Catalog,
    error: &'a Error,
    descriptions: &Descriptions<'a>,
    exact: bool,
) -> (Shape, Vec<Mark>) {
    let mut compiler = Compiler::new(catalog, error, descriptions, exact);
    let shape = compiler.value(&ErrorScope { catalog, error }, &catalog.wire.body);
    (shape, compiler.marks)
}

/// The constants that tell an error apart with each of its statuses, as keys for comparison.
fn identities(rows: &[(Shape, Vec<Mark>)]) -> BTreeSet<String> {
    rows.iter().map(|(_, marks)| format!("{marks:?}")).collect()
}

fn push_violations<'s>(shape: &'s Shape, found: &mut Vec<&'s Shape>) {
    match shape {
        Shape::Violations(violations) => found.push(violations),
        Shape::List { items, later, .. } => {
            items.iter().chain(later).for_each(|item| push_violations(item, found));
        }
        Shape::AnyOf(choices) => choices.iter().for_each(|choice| push_violations(choice, found)),
        Shape::NullUntil(later) => push_violations(later, found),
        Shape::Object(members) => members.iter().for_each(|member| push_violations(&member.shape, found)),
        _ => {}
    }
}
