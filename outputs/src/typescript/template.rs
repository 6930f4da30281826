//! Writes the templates with which the module reads responses. They are the trees of the Rust client, so that both
//! clients agree.

use std::fmt::Write;

use error_catalog_codegen::program::{OpenSlot, Shape, TextPiece};
use error_catalog_model::{Builtin, Error, Slot};

use super::runtime::Used;
use crate::text::typescript::{key, string};

/// Writes a template of an error as an expression, and notes which kinds of templates it uses.
pub(super) fn template(shape: &Shape, error: Option<&Error>, used: &mut Used) -> String {
    let mut writer = Writer { out: String::new(), error, used, values: Vec::new() };
    writer.shape(shape);
    writer.out
}

struct Writer<'a> {
    out: String,
    error: Option<&'a Error>,
    used: &'a mut Used,
    /// The names of the values of violations.
    values: Vec<String>,
}

impl Writer<'_> {
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Constant(json) => self.out.push_str(json),
            Shape::Text(pieces) => match pieces.as_slice() {
                [] => self.out.push_str("\"\""),
                [TextPiece::Literal(text)] => self.out.push_str(&string(text)),
                pieces => self.text(pieces),
            },
            Shape::Message(_) => self.out.push_str("{ object: {} }"),
            Shape::Slot(open) => self.slot(*open),
            Shape::Violations(slot) => self.slot(OpenSlot { slot: *slot, format: None }),
            Shape::Each { slot, names, value, once } => {
                self.used.insert("each");
                let violations = self.name(*slot);
                self.values = names.split_terminator(',').map(str::to_owned).collect();
                self.put(format_args!("{{ violations: {}, each: ", string(&violations)));
                self.shape(value);
                if let Some(once) = once {
                    self.used.insert("repeated");
                    self.out.push_str(", once: ");
                    self.shape(once);
                }
                self.out.push_str(" }");
            }
            Shape::List(elements) => {
                self.used.insert("lists");
                self.out.push_str("{ list: [");
                for (index, element) in elements.iter().enumerate() {
                    self.out.push_str(if index == 0 { "" } else { ", " });
                    self.shape(element);
                }
                self.out.push_str("] }");
            }
            Shape::Object(members) => {
                self.out.push_str("{ object: {");
                for (index, (name, value)) in members.iter().enumerate() {
                    self.put(format_args!("{} {}: ", if index == 0 { "" } else { "," }, key(name)));
                    self.shape(value);
                }
                self.out.push_str(if members.is_empty() { "} }" } else { " } }" });
            }
        }
    }

    fn text(&mut self, pieces: &[TextPiece]) {
        self.used.insert("texts");
        self.out.push_str("{ text: [");
        for (index, piece) in pieces.iter().enumerate() {
            self.out.push_str(if index == 0 { "" } else { ", " });
            match piece {
                TextPiece::Literal(text) => self.out.push_str(&string(text)),
                TextPiece::Slot(open) => self.slot(*open),
            }
        }
        self.out.push_str("] }");
    }

    fn slot(&mut self, OpenSlot { slot, format }: OpenSlot) {
        let name = self.name(slot);
        self.put(format_args!("{{ slot: {}", string(&name)));
        if let Some(format) = format {
            self.used.insert("formats");
            self.put(format_args!(", format: {}", string(format.as_str())));
        }
        self.out.push_str(" }");
    }

    fn name(&self, slot: Slot) -> String {
        match slot {
            Slot::Field(index) => {
                let field = self.error.and_then(|error| error.public_fields().nth(usize::from(index)));
                format!("fields.{}", field.map_or("", |field| &field.name))
            }
            Slot::Builtin(builtin) => builtin.as_str().to_owned(),
            Slot::Violation(part) => format!("parts.{}", part.as_str()),
            Slot::Value(index) => format!("values.{}", self.values.get(usize::from(index)).map_or("", String::as_str)),
        }
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a `String` does not fail.
        let _ = self.out.write_fmt(text);
    }
}

/// Returns the parts of a body that a client reads once the code has identified the error. `has_outline` says whether
/// the client finds a slot in all bodies.
pub(super) fn pruned(shape: Shape, has_outline: &dyn Fn(Slot) -> bool) -> Shape {
    let is_read = |slot: Slot| match slot {
        Slot::Field(_) => true,
        Slot::Builtin(Builtin::RequestId | Builtin::RetryAfter) => !has_outline(slot),
        _ => false,
    };
    prune(shape, &is_read)
}

fn prune(shape: Shape, is_read: &dyn Fn(Slot) -> bool) -> Shape {
    let Shape::Object(members) = shape else { return shape };
    let kept = members.into_iter().filter(|(_, value)| value.has_slot(is_read));
    Shape::Object(kept.map(|(key, value)| (key, prune(value, is_read))).collect())
}

/// Whether a template shows nothing.
pub(super) fn is_empty(shape: &Shape) -> bool {
    matches!(shape, Shape::Object(members) if members.is_empty())
}

/// How a response shows a field.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(super) enum Sight {
    /// The responses do not show the field.
    Never,
    /// The field is a part of a text.
    InText,
    /// The field is a whole value.
    Whole,
}

/// How a body shows each of the first `count` fields.
pub(super) fn sights(shape: &Shape, count: usize) -> Vec<Sight> {
    let mut sights = vec![Sight::Never; count];
    push_sights(shape, &mut sights);
    sights
}

fn push_sights(shape: &Shape, sights: &mut [Sight]) {
    let mut see = |slot: Slot, sight: Sight| {
        let Slot::Field(index) = slot else { return };
        if let Some(known) = sights.get_mut(usize::from(index)) {
            *known = if sight > *known { sight } else { *known };
        }
    };
    match shape {
        Shape::Constant(_) => {}
        Shape::Slot(open) => see(open.slot, Sight::Whole),
        Shape::Violations(slot) | Shape::Each { slot, .. } => see(*slot, Sight::Whole),
        Shape::Message(slots) => slots.iter().for_each(|open| see(open.slot, Sight::InText)),
        Shape::Text(pieces) => {
            let sight = if pieces.len() == 1 { Sight::Whole } else { Sight::InText };
            for piece in pieces {
                if let TextPiece::Slot(open) = piece {
                    see(open.slot, sight);
                }
            }
        }
        Shape::List(elements) => elements.iter().for_each(|element| push_sights(element, sights)),
        Shape::Object(members) => members.iter().for_each(|(_, value)| push_sights(value, sights)),
    }
}
