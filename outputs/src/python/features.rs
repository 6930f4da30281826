//! The parts of the skeleton that a catalog needs.

use std::collections::BTreeSet;

use error_catalog_codegen::program::{OpenSlot, Shape, TextPiece};
use error_catalog_model::FieldType;

use super::table::reader_part;
use crate::client::Client;

/// The names of the parts that a catalog needs.
pub(super) struct Features(BTreeSet<&'static str>);

impl Features {
    pub(super) fn of(client: &Client<'_>) -> Self {
        let mut features = Self(BTreeSet::new());
        let Client { catalog, outline, skeleton, errors, rows } = client;
        features.add_shape(outline);
        for row in rows {
            features.add_shape(&row.body);
            for (_, shape) in &row.headers {
                features.add_shape(shape);
                features.add("headers texts");
            }
            features.add_if(row.is_candidate, "codeless compare agreement");
            features.add_if(row.error.owner.is_some(), "families compare agreement");
            features.add_if(row.shares_status, "shared agreement");
            features.add_if(row.aliases().next().is_some(), "aliases");
            features.add_if(row.retry().is_some(), "retries");
        }
        for shown in errors.iter().flat_map(|error| &error.fields) {
            features.add("fields");
            features.add_field(&shown.field.ty);
        }
        if features.has_any("codeless") {
            features.add_shape(skeleton);
        }
        features.add_if(client.reads_numbers(), "numbers");
        features.add_if(!catalog.categories.is_empty(), "categories");
        features.add_if(errors.len() > 1, "union");
        features.add_if(errors.is_empty(), "empty");
        features
    }

    /// Whether a catalog needs one of these parts.
    pub(super) fn has_any(&self, names: &str) -> bool {
        names.split(' ').any(|name| self.0.contains(name))
    }

    fn add(&mut self, names: &'static str) {
        self.0.extend(names.split(' '));
    }

    fn add_if(&mut self, is_needed: bool, names: &'static str) {
        if is_needed {
            self.add(names);
        }
    }

    fn add_field(&mut self, ty: &FieldType) {
        if let FieldType::List(element) = ty {
            self.add_field(element);
        }
        self.0.extend(reader_part(ty));
    }

    fn add_slot(&mut self, open: OpenSlot) {
        self.add_if(open.format.is_some(), "formats");
    }

    fn add_shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Constant(_) | Shape::Message(_) | Shape::Violations(_) => {}
            Shape::Slot(open) => self.add_slot(*open),
            Shape::Text(pieces) => {
                for piece in pieces {
                    if let TextPiece::Slot(open) = piece {
                        self.add_slot(*open);
                        self.add("texts");
                    }
                }
            }
            Shape::Each { value, once, .. } => {
                self.add("each");
                self.add_shape(value);
                if let Some(once) = once {
                    self.add("spread");
                    self.add_shape(once);
                }
            }
            Shape::List(elements) => {
                self.add("lists agreement");
                elements.iter().for_each(|element| self.add_shape(element));
            }
            Shape::Object(members) => members.iter().for_each(|(_, value)| self.add_shape(value)),
        }
    }
}

/// Writes the type of templates.
pub(super) fn write_template_type(features: &Features, out: &mut String) {
    let mut types = vec!["_Slot"];
    for (feature, name) in [("texts", "_Text"), ("each", "_Each"), ("spread", "_Spread")] {
        types.extend(features.has_any(feature).then_some(name));
    }
    let types = types.join(" | ");
    out.push_str("# A JSON value with open slots. A value without a slot is a constant.\n");
    out.push_str("_Template: TypeAlias = \"dict[str, _Template] | list[_Template] | _Leaf\"\n");
    out.push_str(&format!("_Leaf: TypeAlias = \"{types} | str | float | bool | None\"\n"));
}
