//! Writes the templates with which the module reads responses. They are the trees of the Rust client, so that both
//! clients agree.

use std::fmt::Write;

use error_catalog_codegen::program::{OpenSlot, Shape, TextPiece};
use error_catalog_model::{Error, Slot};

use super::runtime::Used;
use crate::client::slot_name;
use crate::text::typescript::{key, string};

/// Writes a template of an error as an expression, and notes which kinds of templates it uses.
pub(super) fn template(shape: &Shape, error: Option<&Error>, used: &mut Used) -> String {
    let mut writer = Writer { out: String::new(), error, used, values: String::new() };
    writer.shape(shape);
    writer.out
}

struct Writer<'a> {
    out: String,
    error: Option<&'a Error>,
    used: &'a mut Used,
    /// The names of the values of violations.
    values: String,
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
                self.values.clone_from(names);
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
        slot_name(slot, self.error, &self.values)
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a `String` does not fail.
        let _ = self.out.write_fmt(text);
    }
}

/// Whether a template shows nothing.
pub(super) fn is_empty(shape: &Shape) -> bool {
    matches!(shape, Shape::Object(members) if members.is_empty())
}
