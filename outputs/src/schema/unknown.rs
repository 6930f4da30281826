//! The body of an error that the catalog does not list yet.

use error_catalog_codegen::program::{ErrorScope, Scope, StatusScope};
use error_catalog_model::{Catalog, Object, Placeholder, SlotBinding, ValueTemplate};

use super::body::Compiler;
use super::describe::Descriptions;
use super::shape::{MemberShape, Shape};
use super::slot::of_builtin;

/// The shape of any error's body. A member is required if the body always has the member, and a slot has the type that
/// it has in all errors.
pub(super) fn unknown_shape(catalog: &Catalog, descriptions: &Descriptions<'_>) -> Shape {
    Outline { catalog, descriptions, path: Vec::new() }.value(&catalog.wire.body)
}

struct Outline<'c, 'a> {
    catalog: &'a Catalog,
    descriptions: &'c Descriptions<'a>,
    path: Vec<String>,
}

impl Outline<'_, '_> {
    fn value(&mut self, template: &ValueTemplate) -> Shape {
        match template {
            ValueTemplate::Bool(value) => Shape::Const((*value).into()),
            ValueTemplate::Integer(number) => Shape::Const((*number).into()),
            ValueTemplate::Float(number) => Shape::Const((*number).into()),
            ValueTemplate::Text(text) => match text.as_constant() {
                Some(text) => Shape::Const(text.into()),
                None => Shape::TEXT,
            },
            ValueTemplate::Slot(slot) => self.slot(slot),
            ValueTemplate::List(_) => Shape::LIST,
            ValueTemplate::Object(object) => self.object(object),
        }
    }

    fn object(&mut self, object: &Object) -> Shape {
        let mut members = Vec::new();
        for member in &object.members {
            self.path.push(member.key.clone());
            let shape = self.value(&member.value);
            let description = self.descriptions.of_unknown(&self.path, &member.value);
            self.path.pop();
            members.push(MemberShape { key: member.key.clone(), shape, required: !member.optional, description });
        }
        Shape::Object(members)
    }

    fn slot(&self, slot: &Placeholder) -> Shape {
        let value = ValueTemplate::Slot(slot.clone());
        let mut found: Vec<Shape> = Vec::new();
        for error in self.catalog.rows() {
            let scope = ErrorScope { catalog: self.catalog, error };
            if matches!(scope.binding(&slot.name), SlotBinding::Absent) {
                continue;
            }
            let shape = Compiler::new(self.catalog, error, self.descriptions, false).value(&scope, &value).widen();
            if !found.contains(&shape) {
                found.push(shape);
            }
        }
        if found.is_empty() {
            found.push(of_builtin(&slot.name));
        }
        let answer = StatusScope { catalog: self.catalog };
        let is_null = matches!(answer.binding(&slot.name), SlotBinding::Absent);
        if slot.or_null || (is_null && !self.is_left_out(slot)) {
            found.push(Shape::Null);
        }
        let shape = Shape::any_of(found);
        let choices = match &shape {
            Shape::AnyOf(shapes) => shapes.iter().filter(|shape| **shape != Shape::Null).count(),
            _ => 1,
        };
        if choices > 1 { Shape::Any } else { shape }
    }

    /// Whether the member of the slot is left out if the slot has no value.
    fn is_left_out(&self, slot: &Placeholder) -> bool {
        !self.catalog.wire.body.needs(&slot.name)
    }
}
