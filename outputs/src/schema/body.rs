//! Compiles the template of the body into the shape of one error's bodies.
//!
//! The same scopes and conditions decide which operations the encoder has, so a shape fits every body that it writes.

use std::mem::replace;

use error_catalog_codegen::program::{Condition, OnceScope, Scope, ViolationScope};
use error_catalog_model::{
    Catalog, Error, Guard, Item, Object, Placeholder, SlotBinding, SlotFormat, TextTemplate, ValueTemplate,
    ViolationsFormat, ViolationsShape, to_case,
};
use error_catalog_wire::{Builtin, Json, Slot};

use super::describe::Descriptions;
use super::shape::{MemberShape, Shape};
use super::slot::{in_format, of_builtin, of_context, of_field, of_part, of_violation_field};
use super::text::{KnownText, is_identity, is_wording};

/// A constant of every body of an error that tells errors apart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    /// The keys that lead to the constant. `None` if the constant is in a list.
    pub(super) path: Option<Vec<String>>,
    pub(super) value: Json,
    /// Whether the value is the code of the error.
    pub(super) is_code: bool,
}

/// Compiles templates for one error.
pub(super) struct Compiler<'c, 'a> {
    catalog: &'a Catalog,
    error: &'a Error,
    descriptions: &'c Descriptions<'a>,
    /// Whether the words for people are constants, because nothing else tells the error apart.
    exact: bool,
    in_violation: bool,
    /// The number of lists around the current value.
    lists: usize,
    path: Vec<String>,
    /// Whether every body has the current value.
    is_certain: bool,
    /// Whether only bodies of a later version have the current value. Slots without a value have one there.
    is_later: bool,
    /// Slots that are known to have a value here.
    present: Vec<Slot>,
    pub(super) marks: Vec<Mark>,
}

impl<'c, 'a> Compiler<'c, 'a> {
    pub(super) fn new(catalog: &'a Catalog, error: &'a Error, descriptions: &'c Descriptions<'a>, exact: bool) -> Self {
        let (path, present, marks) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            catalog,
            error,
            descriptions,
            exact,
            in_violation: false,
            lists: 0,
            path,
            is_certain: true,
            is_later: false,
            present,
            marks,
        }
    }

    pub(super) fn value(&mut self, scope: &dyn Scope, template: &ValueTemplate) -> Shape {
        match template {
            ValueTemplate::Bool(value) => Shape::Const(Json::from(*value)),
            ValueTemplate::Integer(number) => Shape::Const(Json::from(*number)),
            ValueTemplate::Float(number) => Shape::Const(Json::Float(*number)),
            ValueTemplate::Text(text) => self.text(scope, text),
            ValueTemplate::Slot(slot) => self.placeholder(scope, slot),
            ValueTemplate::List(items) => self.list(scope, items),
            ValueTemplate::Object(object) => self.object(scope, object),
        }
    }

    fn text(&mut self, scope: &dyn Scope, template: &TextTemplate) -> Shape {
        if self.is_later && template.as_constant().is_none() {
            return Shape::TEXT;
        }
        let text = KnownText::of(scope, template, self.exact);
        let has_identity = text.has_identity;
        let shape = text.into_shape();
        match &shape {
            Shape::Const(value) if has_identity => self.mark(value, false),
            _ => {}
        }
        shape
    }

    fn mark(&mut self, value: &Json, is_code: bool) {
        if self.is_certain {
            let path = (self.lists == 0).then(|| self.path.clone());
            self.marks.push(Mark { path, value: value.clone(), is_code });
        }
    }

    /// Runs `inner` where some bodies do not have the value, unless the condition always holds.
    fn under<T>(&mut self, condition: &Condition, inner: impl FnOnce(&mut Self) -> T) -> T {
        let (was_certain, known) = (self.is_certain, self.present.len());
        self.is_certain &= *condition == Condition::ALWAYS;
        self.present.extend(condition.certain());
        let result = inner(self);
        self.present.truncate(known);
        self.is_certain = was_certain;
        result
    }

    fn placeholder(&mut self, scope: &dyn Scope, slot: &Placeholder) -> Shape {
        let binding = scope.slot(slot);
        let mut condition = Condition::of_slot(scope, &slot.name).given(&self.present);
        if matches!(binding, SlotBinding::Template(_)) && !slot.or_null {
            // The encoder writes an empty object.
            condition = Condition::ALWAYS;
        }
        if condition == Condition::NEVER && slot.or_null {
            return self.null_until(&slot.name, slot.format);
        }
        let shape = self.under(&condition, |this| this.bound(scope, &slot.name, binding, slot.format));
        // The encoder writes an empty text for a part of a violation that does not exist.
        let is_text = matches!(binding, SlotBinding::Open { slot: Slot::Violation(part), .. } if part.has_text());
        if condition == Condition::ALWAYS || (is_text && !slot.or_null) {
            return shape;
        }
        Shape::any_of([shape, Shape::Null])
    }

    /// The values of a slot that is a whole value.
    fn bound(&mut self, scope: &dyn Scope, name: &str, binding: SlotBinding<'_>, format: Option<SlotFormat>) -> Shape {
        if let (SlotBinding::Open { slot, .. }, Some(outer)) = (binding, scope.outer()) {
            let other = scope.fallback(slot).filter(|_| !self.present.contains(&slot));
            if let Some(other) = other {
                let own = self.own_value(scope, name, binding, format);
                return Shape::any_of([own, self.bound(outer, other, outer.binding(other), format)]);
            }
        }
        self.own_value(scope, name, binding, format)
    }

    fn own_value(
        &mut self,
        scope: &dyn Scope,
        name: &str,
        binding: SlotBinding<'_>,
        format: Option<SlotFormat>,
    ) -> Shape {
        let format = binding.format_of_value(format);
        let outer = scope.outer().unwrap_or(scope);
        match (binding, format) {
            (SlotBinding::Absent, format) => self.null_until(name, format),
            (SlotBinding::Template(template), None) => self.value(outer, template),
            (SlotBinding::Number(number), None) => self.constant(name, Json::from(number), None),
            (SlotBinding::Number(number), _) => self.constant(name, Json::from(number.to_string().as_str()), None),
            (SlotBinding::Text(_) | SlotBinding::Message(_), _) if is_wording(name) && !self.exact => Shape::TEXT,
            (SlotBinding::Text(text), Some(format)) if format != SlotFormat::String => {
                self.constant(name, Json::from(to_case(text, format).as_str()), Some(format))
            }
            (SlotBinding::Text(text), _) => self.constant(name, Json::from(text), None),
            (SlotBinding::Message(_), _) if !self.exact => Shape::TEXT,
            (SlotBinding::Message(template), _) => KnownText::of(outer, template, true).into_shape(),
            (SlotBinding::Open { is_violations: true, .. }, None) => self.violations(scope),
            (SlotBinding::Open { slot, .. }, None) => self.open(name, slot),
            (SlotBinding::Open { .. }, Some(format)) => in_format(format),
            (SlotBinding::Template(_), Some(_)) => Shape::TEXT,
        }
    }

    /// The values of a slot that has no value in this version of an API.
    fn null_until(&self, name: &str, format: Option<SlotFormat>) -> Shape {
        let later = || format.map_or_else(|| of_builtin(name), in_format);
        match Builtin::from_term(name) {
            // An error that gets a code is a different error.
            Some(Builtin::Code | Builtin::Key) => Shape::Null,
            _ if self.exact => Shape::Null,
            _ if self.is_later => later(),
            _ => Shape::NullUntil(Box::new(later())),
        }
    }

    fn constant(&mut self, name: &str, value: Json, format: Option<SlotFormat>) -> Shape {
        if is_identity(name) {
            self.mark(&value, name == Builtin::Code.as_str() && format.is_none());
        }
        Shape::Const(value)
    }

    fn open(&self, name: &str, slot: Slot) -> Shape {
        match slot {
            Slot::Field(index) => self.error.public_fields().nth(usize::from(index)).map_or(Shape::Any, of_field),
            Slot::Builtin(builtin) => of_context(builtin),
            Slot::Violation(part) => of_part(part),
            Slot::Value(_) => of_violation_field(self.catalog, name),
        }
    }

    /// The values of a slot that contains the violations of a request.
    fn violations(&mut self, scope: &dyn Scope) -> Shape {
        let shape = match &self.catalog.wire.violations {
            ViolationsFormat::Shape(ViolationsShape::Map) => Shape::Map(Box::new(Shape::TEXT)),
            ViolationsFormat::Shape(ViolationsShape::MapOfLists) => {
                Shape::Map(Box::new(Shape::List { items: vec![Shape::TEXT], later: Vec::new(), fewest: 1, most: None }))
            }
            format => {
                let template = format.template().unwrap_or(ValueTemplate::Object(Object::default()));
                Shape::list_of(self.each(&ViolationScope::new(scope), &template))
            }
        };
        Shape::Violations(Box::new(shape))
    }

    /// The values that are written for each violation.
    fn each(&mut self, scope: &dyn Scope, template: &ValueTemplate) -> Shape {
        let (was_in_violation, was_certain) = (self.in_violation, self.is_certain);
        (self.in_violation, self.is_certain) = (true, false);
        let shape = self.value(scope, template);
        (self.in_violation, self.is_certain) = (was_in_violation, was_certain);
        shape
    }

    fn list(&mut self, scope: &dyn Scope, items: &[Item]) -> Shape {
        let (mut shapes, mut later, mut fewest, mut most) = (Vec::new(), Vec::new(), 0, Some(0_usize));
        self.lists += 1;
        let known_marks = self.marks.len();
        for item in items {
            if let Guard::Each(name) = &item.guard {
                fewest += 1;
                let is_repeated = matches!(scope.binding(name), SlotBinding::Open { is_violations: true, .. });
                let was_certain = self.is_certain;
                self.is_certain &= !is_repeated;
                let once = self.value(&OnceScope::new(scope), &item.value);
                self.is_certain = was_certain;
                if is_repeated {
                    most = None;
                    shapes.push(self.each(&ViolationScope::of_element(scope), &item.value));
                } else {
                    most = most.map(|most| most + 1);
                }
                shapes.push(once);
                continue;
            }
            let condition = Condition::of_item(scope, item).given(&self.present);
            if condition == Condition::NEVER {
                later.extend(self.in_later_version(&condition, |this| this.value(scope, &item.value)));
            } else {
                fewest += usize::from(condition == Condition::ALWAYS);
                most = most.map(|most| most + 1);
                shapes.push(self.under(&condition, |this| this.value(scope, &item.value)));
            }
        }
        self.lists -= 1;
        let mut items: Vec<Shape> = Vec::new();
        for shape in shapes {
            if !items.contains(&shape) {
                items.push(shape);
            }
        }
        later.retain(|shape| !items.contains(shape));
        if self.marks.len() > known_marks {
            // With other elements alone, the list would fit errors that this mark tells apart.
            later.clear();
        }
        Shape::List { items, later, fewest, most }
    }

    /// The shape of an element that no body has yet. The bodies of an error that nothing identifies stay as they are.
    fn in_later_version(&mut self, never: &Condition, shape: impl FnOnce(&mut Self) -> Shape) -> Option<Shape> {
        if self.exact {
            return None;
        }
        let was_later = replace(&mut self.is_later, true);
        let shape = self.under(never, shape);
        self.is_later = was_later;
        Some(shape)
    }

    fn object(&mut self, scope: &dyn Scope, object: &Object) -> Shape {
        let mut members = Vec::with_capacity(object.members.len());
        for member in &object.members {
            let condition = Condition::of_member(scope, member).given(&self.present);
            if condition == Condition::NEVER {
                if shows_code(&member.value) && !self.is_later {
                    // An error with a code is a different error.
                    let (key, shape) = (member.key.clone(), Shape::Never);
                    members.push(MemberShape { key, shape, required: false, description: None });
                }
                continue;
            }
            self.path.push(member.key.clone());
            let shape = self.under(&condition, |this| this.value(scope, &member.value));
            let description = match self.in_violation {
                true => self.descriptions.of_violation(&self.path, &member.value),
                false => self.descriptions.of_member(self.error, &self.path, &member.value),
            };
            self.path.pop();
            let required = condition == Condition::ALWAYS;
            members.push(MemberShape { key: member.key.clone(), shape, required, description });
        }
        Shape::Object(members)
    }
}

/// Whether a value contains the code.
fn shows_code(template: &ValueTemplate) -> bool {
    let mut is_found = false;
    template.all_slots(&mut |name| is_found |= name == Builtin::Code.as_str());
    is_found
}
