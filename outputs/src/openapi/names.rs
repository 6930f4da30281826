//! The names of components.

use std::collections::BTreeSet;

use error_catalog_model::{Catalog, Language};

use super::schema_reference;

/// The names of components. The schema of an error ends in `Error`, or is an exception with `Body`. No other component
/// has such a name.
pub(super) struct Names {
    prefix: String,
    /// The schema of each error, in the order of the catalog.
    pub(super) schemas: Vec<String>,
    /// The reference to the schema of violations.
    pub(super) violations: String,
}

impl Names {
    /// Names components with a prefix. The option of the output accepts only characters that a name can contain.
    pub(super) fn of(catalog: &Catalog, prefix: &str) -> Self {
        // A rule rejects catalogs with equal names.
        let names = catalog.errors.iter().map(|error| Language::OpenApi.type_name(&error.variant));
        let schemas = names.map(|name| format!("{prefix}{name}")).collect();
        let violations = schema_reference(&format!("{prefix}Violations"));
        Self { prefix: prefix.to_owned(), schemas, violations }
    }

    /// Adds a number to a name that another error already has. The rule checks only the catalogs of outputs.
    pub(super) fn distinguish(&mut self) {
        let mut taken = BTreeSet::new();
        for name in &mut self.schemas {
            let plain = name.clone();
            let mut number = 2_u32;
            while !taken.insert(name.clone()) {
                *name = format!("{plain}{number}");
                number += 1;
            }
        }
    }

    /// The name of another component.
    pub(super) fn with_prefix(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }
}

/// Whether the name of a component can contain the character.
pub(crate) fn is_allowed_in_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// Whether a text can be the name of a component.
pub(super) fn is_component_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(is_allowed_in_name)
}
