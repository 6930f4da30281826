//! Compiles templates into trees with open slots. With these trees, a client finds the values of the slots in a
//! response.
//!
//! The trees mirror the programs of [`Assembly`](super::assemble::Assembly): the output of a program always fits the
//! tree of the same template.

use std::fmt::Write;

use error_catalog_model::{
    Catalog, Error, Guard, Item, Member, Object, Piece, Placeholder, SlotBinding, SlotFormat, TextTemplate,
    ValueTemplate, ViolationsFormat, to_case,
};
use error_catalog_wire::{Builtin, Slot, Value};

use super::condition::Condition;
use super::is_sent;
use super::scope::{ErrorScope, OnceScope, OutlineScope, Scope, ViolationScope};

/// A slot whose value a client reads, and the format in which the slot is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OpenSlot {
    /// Where the value is found.
    pub slot: Slot,
    /// The format of a time or a duration.
    pub format: Option<SlotFormat>,
}

impl OpenSlot {
    /// A slot without a format. A case matters only for constants, and a client reads any value that is a string.
    pub(crate) const fn new(slot: Slot, format: Option<SlotFormat>) -> Self {
        let format = match format {
            Some(format) if format.is_time() || format.is_duration() => Some(format),
            _ => None,
        };
        Self { slot, format }
    }
}

/// A JSON value with open slots.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A constant that is not a string, as JSON.
    Constant(String),
    /// A string, with or without slots in it.
    Text(Vec<TextPiece>),
    /// A string that is the message of the error. The slots are the slots in the message.
    Message(Vec<OpenSlot>),
    /// A slot that is the whole value.
    Slot(OpenSlot),
    /// A slot for violations that is the whole value.
    Violations(Slot),
    /// A list with a value for each violation in the slot, or the elements of a list that are such values. Commas
    /// separate the names of the values of violations that fill slots.
    Each {
        /// The slot of the violations.
        slot: Slot,
        /// The names of the values of violations.
        names: String,
        /// The value of each violation.
        value: Box<Shape>,
        /// The single element of an error without violations.
        once: Option<Box<Shape>>,
    },
    /// A list.
    List(Vec<Shape>),
    /// The keys and the values of an object.
    Object(Vec<(String, Shape)>),
}

/// A piece of a text. No literal follows another literal, and no literal is empty.
#[derive(Clone, Debug, PartialEq)]
pub enum TextPiece {
    /// Constant text.
    Literal(String),
    /// A slot.
    Slot(OpenSlot),
}

/// Whether a tree includes the parts that are left out if a slot has no value.
#[derive(Clone, Copy, PartialEq)]
pub enum Optional {
    /// The tree includes them.
    Present,
    /// The tree does not include them.
    Absent,
}

impl Shape {
    /// Any value. The slot does not matter where only the structure of a body is compared.
    const ANY: Shape = Shape::Slot(OpenSlot::new(Slot::Builtin(Builtin::Message), None));

    /// The body of an error.
    #[must_use]
    pub fn of_error(catalog: &Catalog, error: &Error, optional: Optional) -> Self {
        let scope = &ErrorScope { catalog, error };
        Compiler { scope, violations: &catalog.wire.violations, optional, refers_to_message: false }
            .value(&catalog.wire.body)
    }

    /// The parts of an error's body that may have a slot. `variable` is the [`variable_part`] of the catalog's body.
    pub(crate) fn of_variable(catalog: &Catalog, error: &Error, variable: &ValueTemplate) -> Self {
        let scope = &ErrorScope { catalog, error };
        Compiler { scope, violations: &catalog.wire.violations, optional: Optional::Present, refers_to_message: true }
            .value(variable)
    }

    /// The body with every slot open, in which a client finds the code.
    #[must_use]
    pub fn of_outline(catalog: &Catalog) -> Self {
        Compiler::outline(catalog, &OutlineScope { catalog }, Optional::Present).value(&catalog.wire.body)
    }

    /// The members that the bodies of all errors have. Every value that is not an object is a slot.
    #[must_use]
    pub fn of_skeleton(catalog: &Catalog) -> Self {
        let scope = OutlineScope { catalog };
        Compiler::outline(catalog, &scope, Optional::Absent).value(&catalog.wire.body).into_skeleton()
    }

    fn into_skeleton(self) -> Self {
        match self {
            Shape::Object(members) => {
                Shape::Object(members.into_iter().map(|(key, value)| (key, value.into_skeleton())).collect())
            }
            _ => Shape::ANY,
        }
    }

    /// The names and the texts of an error's headers.
    #[must_use]
    pub fn of_headers<'a>(catalog: &Catalog, error: &'a Error) -> Vec<(&'a str, Self)> {
        let scope = ErrorScope { catalog, error };
        let compiler = Compiler {
            scope: &scope,
            violations: &catalog.wire.violations,
            optional: Optional::Present,
            refers_to_message: false,
        };
        let sent = error.headers.iter().filter(|header| is_sent(header, &scope));
        sent.map(|header| (header.name.as_str(), compiler.text(&header.value))).collect()
    }

    /// Whether the tree has a slot for which `is_wanted` holds.
    #[must_use]
    pub fn has_slot(&self, is_wanted: &dyn Fn(Slot) -> bool) -> bool {
        match self {
            Shape::Constant(_) => false,
            Shape::Text(pieces) => {
                pieces.iter().any(|piece| matches!(piece, TextPiece::Slot(open) if is_wanted(open.slot)))
            }
            Shape::Message(slots) => slots.iter().any(|open| is_wanted(open.slot)),
            Shape::Slot(open) => is_wanted(open.slot),
            Shape::Violations(_) | Shape::Each { .. } => true,
            Shape::List(elements) => elements.iter().any(|element| element.has_slot(is_wanted)),
            Shape::Object(members) => members.iter().any(|(_, value)| value.has_slot(is_wanted)),
        }
    }

    /// Adds the slots inside of strings.
    pub(crate) fn push_text_slots(&self, slots: &mut Vec<Slot>) {
        match self {
            Shape::Constant(_) | Shape::Slot(_) | Shape::Violations(_) | Shape::Each { .. } => {}
            Shape::Message(found) => slots.extend(found.iter().map(|open| open.slot)),
            Shape::Text(pieces) => slots.extend(pieces.iter().filter_map(|piece| match piece {
                TextPiece::Slot(open) => Some(open.slot),
                TextPiece::Literal(_) => None,
            })),
            Shape::List(elements) => elements.iter().for_each(|element| element.push_text_slots(slots)),
            Shape::Object(members) => members.iter().for_each(|(_, value)| value.push_text_slots(slots)),
        }
    }
}

/// Returns the body without the members whose values are the same in every response of an error. The members that are
/// left may have a slot.
pub(crate) fn variable_part(catalog: &Catalog) -> ValueTemplate {
    // A field may have the name of a constant.
    let is_field =
        |name: &str| catalog.errors.iter().any(|error| error.public_fields().any(|field| field.name == name));
    variable_part_of(&catalog.wire.body, &is_field)
}

fn variable_part_of(template: &ValueTemplate, is_field: &dyn Fn(&str) -> bool) -> ValueTemplate {
    let ValueTemplate::Object(Object { members }) = template else { return template.clone() };
    let is_variable = |member: &&Member| match &member.value {
        ValueTemplate::Bool(_) | ValueTemplate::Integer(_) | ValueTemplate::Float(_) => false,
        ValueTemplate::Slot(slot) => {
            Builtin::from_term(&slot.name).is_none_or(|builtin| !builtin.is_constant()) || is_field(&slot.name)
        }
        ValueTemplate::Text(_) | ValueTemplate::List(_) | ValueTemplate::Object(_) => true,
    };
    let part = |member: &Member| Member { value: variable_part_of(&member.value, is_field), ..member.clone() };
    ValueTemplate::Object(Object { members: members.iter().filter(is_variable).map(part).collect() })
}

struct Compiler<'a> {
    scope: &'a dyn Scope,
    violations: &'a ViolationsFormat,
    optional: Optional,
    /// Whether a message is compiled to [`Shape::Message`] where possible.
    refers_to_message: bool,
}

impl<'a> Compiler<'a> {
    fn outline(catalog: &'a Catalog, scope: &'a OutlineScope<'a>, optional: Optional) -> Self {
        Self { scope, violations: &catalog.wire.violations, optional, refers_to_message: false }
    }

    /// The compiler for templates that are the values of slots.
    fn outer(&self) -> Compiler<'a> {
        let Self { scope, violations, optional, refers_to_message } = *self;
        Compiler { scope: scope.outer().unwrap_or(scope), violations, optional, refers_to_message }
    }

    fn has_part(&self, condition: &Condition) -> bool {
        match self.optional {
            Optional::Present => *condition != Condition::NEVER,
            Optional::Absent => *condition == Condition::ALWAYS,
        }
    }

    fn value(&self, template: &'a ValueTemplate) -> Shape {
        match template {
            ValueTemplate::Text(text) => self.text(text),
            ValueTemplate::Slot(placeholder) => self.placeholder(placeholder),
            ValueTemplate::List(items) => {
                let written = items.iter().filter(|item| self.has_part(&Condition::of_item(self.scope, item)));
                Shape::List(written.map(|item| self.item(item)).collect())
            }
            ValueTemplate::Object(Object { members }) => {
                let written = members.iter().filter(|member| self.has_part(&Condition::of_member(self.scope, member)));
                Shape::Object(written.map(|member| (member.key.clone(), self.value(&member.value))).collect())
            }
            ValueTemplate::Bool(_) | ValueTemplate::Integer(_) | ValueTemplate::Float(_) => {
                Shape::Constant(constant(template))
            }
        }
    }

    fn item(&self, Item { guard, value }: &'a Item) -> Shape {
        let Guard::Each(name) = guard else { return self.value(value) };
        let Self { scope, violations, optional, refers_to_message } = *self;
        let once = Compiler { scope: &OnceScope::new(scope), violations, optional, refers_to_message }.value(value);
        match scope.binding(name) {
            SlotBinding::Open { slot, is_violations: true, .. } => {
                let scope = &ViolationScope::of_element(scope);
                let each = Compiler { scope, violations, optional, refers_to_message: false }.value(value);
                Shape::Each { slot, names: scope.names(), value: Box::new(each), once: Some(Box::new(once)) }
            }
            _ => once,
        }
    }

    fn placeholder(&self, placeholder: &'a Placeholder) -> Shape {
        let (name, format) = (&placeholder.name, placeholder.format);
        let as_string = placeholder.as_string();
        // Without optional parts, what may be `null` may be anything.
        if placeholder.or_null && self.optional == Optional::Absent && Condition::of_slot(self.scope, name).is_open() {
            return Shape::ANY;
        }
        match self.scope.slot(placeholder) {
            SlotBinding::Absent => Shape::Constant("null".to_owned()),
            SlotBinding::Template(template) if !as_string => self.outer().value(template),
            SlotBinding::Number(number) if !as_string => Shape::Constant(number.to_string()),
            SlotBinding::Open { slot, is_violations: true, .. } if !as_string => match self.violations {
                ViolationsFormat::Shape(_) => Shape::Violations(slot),
                ViolationsFormat::Each(template) => {
                    let (names, value) = self.each(template);
                    Shape::Each { slot, names, value: Box::new(value), once: None }
                }
            },
            SlotBinding::Open { slot, .. } if !as_string => Shape::Slot(OpenSlot::new(slot, format)),
            SlotBinding::Message(template) if self.refers_to_message && name != Builtin::UserMessage.as_str() => {
                self.outer().message(template)
            }
            binding => {
                let mut pieces = Vec::new();
                self.push_binding(binding, format, &mut pieces);
                Shape::Text(pieces)
            }
        }
    }

    /// The names of the values of violations that fill slots, and the value that is written for each violation.
    fn each(&self, template: &ValueTemplate) -> (String, Shape) {
        let scope = ViolationScope::new(self.scope);
        let (violations, optional) = (self.violations, Optional::Present);
        let value = Compiler { scope: &scope, violations, optional, refers_to_message: false }.value(template);
        (scope.names(), value)
    }

    fn message(&self, template: &'a TextTemplate) -> Shape {
        let mut slots = Vec::new();
        for placeholder in template.placeholders() {
            match self.scope.slot(placeholder) {
                SlotBinding::Open { slot, .. } => slots.push(OpenSlot::new(slot, placeholder.format)),
                SlotBinding::Absent | SlotBinding::Text(_) | SlotBinding::Number(_) => {}
                // The program of such a message may skip parts of the message.
                SlotBinding::Message(_) | SlotBinding::Template(_) => return self.text(template),
            }
        }
        Shape::Message(slots)
    }

    fn text(&self, template: &'a TextTemplate) -> Shape {
        let mut pieces = Vec::new();
        self.push_template(template, &mut pieces);
        Shape::Text(pieces)
    }

    fn push_template(&self, template: &'a TextTemplate, pieces: &mut Vec<TextPiece>) {
        for piece in &template.pieces {
            match piece {
                Piece::Literal(text) => push_literal(pieces, text),
                Piece::Slot(slot) => self.push_binding(self.scope.slot(slot), slot.format, pieces),
            }
        }
    }

    fn push_binding(&self, binding: SlotBinding<'a>, format: Option<SlotFormat>, pieces: &mut Vec<TextPiece>) {
        match binding {
            SlotBinding::Absent => {}
            SlotBinding::Text(text) => match format {
                Some(format) => push_literal(pieces, &to_case(text, format)),
                None => push_literal(pieces, text),
            },
            SlotBinding::Number(number) => push_literal(pieces, &number.to_string()),
            SlotBinding::Open { slot, .. } => pieces.push(TextPiece::Slot(OpenSlot::new(slot, format))),
            SlotBinding::Message(template) => self.outer().push_template(template, pieces),
            SlotBinding::Template(template) => self.outer().push_value(template, pieces),
        }
    }

    /// Adds a value inside text.
    fn push_value(&self, template: &'a ValueTemplate, pieces: &mut Vec<TextPiece>) {
        match template {
            ValueTemplate::Text(text) => self.push_template(text, pieces),
            ValueTemplate::Slot(slot) => self.push_binding(self.scope.slot(slot), slot.format, pieces),
            ValueTemplate::Bool(_) | ValueTemplate::Integer(_) | ValueTemplate::Float(_) => {
                push_literal(pieces, &constant(template));
            }
            ValueTemplate::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    if self.has_part(&Condition::of_item(self.scope, item)) {
                        push_literal(pieces, if index > 0 { ", " } else { "" });
                        self.push_value(&item.value, pieces);
                    }
                }
            }
            ValueTemplate::Object(Object { members }) => {
                for (index, member) in members.iter().enumerate() {
                    if self.has_part(&Condition::of_member(self.scope, member)) {
                        push_literal(pieces, if index > 0 { ", " } else { "" });
                        push_literal(pieces, &format!("{}: ", member.key));
                        self.push_value(&member.value, pieces);
                    }
                }
            }
        }
    }
}

fn push_literal(pieces: &mut Vec<TextPiece>, text: &str) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(TextPiece::Literal(literal)) => literal.push_str(text),
        _ => pieces.push(TextPiece::Literal(text.to_owned())),
    }
}

/// The JSON of a boolean or a number.
fn constant(template: &ValueTemplate) -> String {
    let mut json = String::new();
    // Writing to a string cannot fail.
    match template {
        ValueTemplate::Bool(value) => _ = write!(json, "{value}"),
        ValueTemplate::Integer(number) => _ = write!(json, "{number}"),
        ValueTemplate::Float(number) => _ = Value::Float(*number).write_json(&mut json),
        ValueTemplate::Text(_) | ValueTemplate::Slot(_) | ValueTemplate::List(_) | ValueTemplate::Object(_) => {}
    }
    json
}

#[cfg(test)]
mod tests;
