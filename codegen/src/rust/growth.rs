//! Writes the attributes that let a crate have only some of the errors, and that let a crate add errors later.

use error_catalog_model::Error;

use super::{Rust, put};

impl Rust<'_> {
    /// Writes `#[cfg(…)]` if a crate may lack the error.
    pub(super) fn put_cfg(&mut self, indent: usize, cfg: &Option<String>) {
        if let Some(condition) = cfg {
            self.put_indent(indent);
            put!(self, "#[cfg({condition})]");
        }
    }

    /// Whether a crate may lack one of the errors.
    pub(super) fn has_cfg(&self) -> bool {
        self.variants().any(|(_, variant)| variant.cfg.is_some())
    }

    /// Whether the implementations use a deprecated item.
    pub(super) fn is_deprecated(&self) -> bool {
        let is_bound = self.binding.is_some_and(|binding| binding.is_deprecated);
        is_bound
            || self.catalog.errors.iter().any(|error| error.deprecated.is_some())
            || self.catalog.violations.iter().any(|kind| kind.deprecated.is_some())
    }

    /// Writes `#[non_exhaustive]` above an enum if other crates must expect further variants.
    pub(super) fn put_non_exhaustive_enum(&mut self) {
        if self.catalog.non_exhaustive || self.options.non_exhaustive {
            put!(self, "#[non_exhaustive]");
        }
    }

    /// Writes `#[non_exhaustive]` above a variant if other crates must expect further fields.
    pub(super) fn put_non_exhaustive_variant(&mut self, error: &Error) {
        if self.is_non_exhaustive(error) {
            put!(self, "    #[non_exhaustive]");
        }
    }

    /// Whether other crates must expect further fields of the error.
    pub(super) fn is_non_exhaustive(&self, error: &Error) -> bool {
        error.is_non_exhaustive(self.catalog.non_exhaustive || self.options.non_exhaustive)
    }
}

/// The attribute `#[cfg(…)]` with a space after it, or nothing.
pub(super) fn cfg_prefix(cfg: &Option<String>) -> String {
    cfg.as_ref().map_or_else(String::new, |condition| format!("#[cfg({condition})] "))
}
