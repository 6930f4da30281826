//! The descriptions of members.

use std::cell::RefCell;
use std::collections::BTreeMap;

use error_catalog_codegen::escape;
use error_catalog_model::{Builtin, Catalog, Error, Placeholder, ValueTemplate};

use crate::view::part_of_slot;
use crate::view::wording::{Description, describe_part, describe_slot, describe_value};

/// The descriptions of members. Descriptions that many errors share are generated once, because they can depend on all
/// errors.
pub(crate) struct Descriptions<'a> {
    catalog: &'a Catalog,
    shared: RefCell<BTreeMap<String, Option<String>>>,
}

impl<'a> Descriptions<'a> {
    pub(super) fn new(catalog: &'a Catalog) -> Self {
        Self { catalog, shared: RefCell::default() }
    }

    /// The description that the catalog has for a member of the body.
    fn of_path(&self, path: &[String]) -> Option<String> {
        let member = self.catalog.wire.members.iter().find(|member| member.path == path)?;
        Some(escape::block(&member.description))
    }

    /// The description of a member of an error's body.
    pub(super) fn of_member(&self, error: &Error, path: &[String], value: &ValueTemplate) -> Option<String> {
        let general = || {
            let slot = only_slot(value)?;
            match error.public_fields().find(|field| field.name == slot.name) {
                Some(field) if field.description.is_some() => field.description.as_deref().map(escape::block),
                Some(_) if Builtin::from_term(&slot.name).is_none() => None,
                _ => self.of_slot(slot),
            }
        };
        self.of_path(path).or_else(general)
    }

    fn of_slot(&self, slot: &Placeholder) -> Option<String> {
        let key = slot.to_string();
        if let Some(known) = self.shared.borrow().get(&key) {
            return known.clone();
        }
        let description = rendered(describe_slot(self.catalog, slot));
        self.shared.borrow_mut().insert(key, description.clone());
        description
    }

    /// The description of a member of an error that does not exist yet.
    pub(super) fn of_unknown(&self, path: &[String], value: &ValueTemplate) -> Option<String> {
        self.of_path(path).or_else(|| self.of_slot(only_slot(value)?))
    }

    /// The description of a member of a violation.
    pub(super) fn of_violation(&self, path: &[String], value: &ValueTemplate) -> Option<String> {
        let part = match value {
            ValueTemplate::Slot(slot) => part_of_slot(slot),
            _ => None,
        };
        let general = || match part {
            Some(part) => rendered(describe_part(part)),
            None => rendered(describe_value(self.catalog, value)),
        };
        self.of_path(path).or_else(general)
    }
}

/// The slot that is the whole value or the only slot of a text.
fn only_slot(value: &ValueTemplate) -> Option<&Placeholder> {
    match value {
        ValueTemplate::Slot(slot) => Some(slot),
        ValueTemplate::Text(text) => {
            let mut slots = text.placeholders();
            slots.next().filter(|_| slots.next().is_none())
        }
        _ => None,
    }
}

/// Renders a description as Markdown.
pub(crate) fn rendered(description: Description<'_>) -> Option<String> {
    let text = match description {
        Description::Markdown(markdown) => escape::block(markdown),
        Description::Generated(phrase) => phrase.render(escape::code),
    };
    Some(text).filter(|text| !text.is_empty())
}
