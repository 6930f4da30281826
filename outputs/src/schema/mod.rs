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

use std::collections::BTreeMap;

use error_catalog_codegen::program::ErrorScope;
use error_catalog_model::{Catalog, Error};

use self::body::{Compiler, Mark};
use self::describe::Descriptions;
pub(crate) use self::dialect::{Dialect, Schemas, push};
pub(crate) use self::headers::{HeaderShape, header_shape};
pub(crate) use self::node::Node;
pub(crate) use self::shape::Shape;
use self::unknown::unknown_shape;

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
        let compiled: Vec<(Shape, Vec<Mark>)> =
            catalog.errors.iter().map(|error| compile(catalog, error, &descriptions, false)).collect();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (_, marks) in &compiled {
            *counts.entry(identity(marks)).or_default() += 1;
        }
        let mut errors = Vec::with_capacity(compiled.len());
        for (index, (error, (mut shape, marks))) in catalog.errors.iter().zip(compiled).enumerate() {
            let is_identified = !marks.is_empty() && counts.get(&identity(&marks)) == Some(&1);
            if !is_identified {
                shape = compile(catalog, error, &descriptions, true).0;
            }
            for further in catalog.further_of(index) {
                shape = shape.merge(compile(catalog, &further.error, &descriptions, !is_identified).0);
            }
            let code_path = marks.into_iter().find(|mark| mark.is_code).and_then(|mark| mark.path);
            errors.push(Body { shape, code_path });
        }
        let unknown = unknown_shape(catalog, &descriptions);
        Self { errors, unknown, descriptions }
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

/// The constants that tell an error apart, as a key for comparison.
fn identity(marks: &[Mark]) -> String {
    format!("{marks:?}")
}

fn push_violations<'s>(shape: &'s Shape, found: &mut Vec<&'s Shape>) {
    match shape {
        Shape::Violations(violations) => found.push(violations),
        Shape::List { items, .. } | Shape::AnyOf(items) => {
            items.iter().for_each(|item| push_violations(item, found));
        }
        Shape::Object(members) => members.iter().for_each(|member| push_violations(&member.shape, found)),
        _ => {}
    }
}
