//! How responses show field-level validation errors.

use error_catalog_wire::{SlotFormat, ViolationPart, ViolationsShape};

use super::{Member, Object, Placeholder, ValueTemplate};

/// How responses show field-level validation errors.
#[derive(Clone, Debug, PartialEq)]
pub enum ViolationsFormat {
    /// In a shape that has a name.
    Shape(ViolationsShape),
    /// As a list with a value for each violation.
    Each(ValueTemplate),
}

impl ViolationsFormat {
    /// The name of the shape. A list of a template's values is a `list`.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            ViolationsFormat::Shape(shape) => shape.as_str(),
            ViolationsFormat::Each(_) => ViolationsShape::List.as_str(),
        }
    }

    /// Whether the value is a list, and not an object.
    #[must_use]
    pub fn is_list(&self) -> bool {
        !matches!(self, ViolationsFormat::Shape(ViolationsShape::Map | ViolationsShape::MapOfLists))
    }

    /// The template of a violation. A named shape that is a list has a template, too, which writes the same bytes.
    #[must_use]
    pub fn template(&self) -> Option<ValueTemplate> {
        let member = |key: &str, part: ViolationPart| {
            let (name, format) = part.as_str().split_once(':').unwrap_or((part.as_str(), ""));
            let slot = Placeholder { format: SlotFormat::from_term(format), ..Placeholder::plain(name) };
            let (optional, value) = (part == ViolationPart::Code, ValueTemplate::Slot(slot));
            Member { key: key.to_owned(), optional, value }
        };
        let members = match self {
            ViolationsFormat::Each(template) => return Some(template.clone()),
            ViolationsFormat::Shape(ViolationsShape::Map | ViolationsShape::MapOfLists) => return None,
            ViolationsFormat::Shape(ViolationsShape::List) => vec![
                member("pointer", ViolationPart::Fragment),
                member("code", ViolationPart::Code),
                member("detail", ViolationPart::Detail),
            ],
            ViolationsFormat::Shape(ViolationsShape::FieldViolations) => vec![
                member("field", ViolationPart::Field),
                member("description", ViolationPart::Detail),
                member("reason", ViolationPart::Code),
            ],
        };
        Some(ValueTemplate::Object(Object { members }))
    }
}
