//! Whether the application wrote an attribute, which may depend on a condition.

use super::item::Attribute;

/// When an item has an attribute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Presence {
    #[default]
    Never,
    /// Under this condition, as in `#[cfg(…)]`.
    If(String),
    Always,
}

impl Presence {
    /// When an item has at least one of these attributes.
    pub(crate) fn of<'a>(attributes: impl Iterator<Item = &'a Attribute>) -> Self {
        let mut conditions = Vec::new();
        for attribute in attributes {
            match &attribute.condition {
                None => return Self::Always,
                Some(condition) => conditions.push(condition.as_str()),
            }
        }
        match conditions.as_slice() {
            [] => Self::Never,
            [condition] => Self::If((*condition).to_owned()),
            conditions => Self::If(format!("any({})", conditions.join(", "))),
        }
    }

    /// When an item has an attribute with this name.
    pub(crate) fn of_name(attributes: &[Attribute], name: &str) -> Self {
        Self::of(attributes.iter().filter(|attribute| attribute.name() == name))
    }

    /// Returns the attribute `content` for the case that the item does not have the attribute already.
    pub(crate) fn otherwise(&self, content: &str) -> String {
        match self {
            Self::Never => format!("#[{content}]"),
            Self::If(condition) => format!("#[cfg_attr(not({condition}), {content})]"),
            Self::Always => String::new(),
        }
    }
}
