//! A catalog as documents see it: what several renderers say about it is worked out here, once.

mod error;
pub mod wording;

use error_catalog_codegen::program::{Compiled, compile};
use error_catalog_model::Catalog;

pub use self::error::{Advice, ErrorView};

/// A catalog, and everything that documents derive from it.
pub struct View<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// Its errors, in its order.
    pub errors: Vec<ErrorView<'a>>,
    /// The programs that write responses.
    pub(crate) compiled: Compiled,
}

impl<'a> View<'a> {
    /// The view of a catalog.
    #[must_use]
    pub fn of(catalog: &'a Catalog) -> Self {
        let errors = (0..).zip(&catalog.errors).map(|(index, error)| ErrorView::of(catalog, index, error)).collect();
        Self { catalog, errors, compiled: compile(catalog) }
    }

    /// The error with this key.
    #[must_use]
    pub fn error_with_key(&self, key: &str) -> Option<&ErrorView<'a>> {
        self.errors.iter().find(|view| view.error.key == key)
    }
}
