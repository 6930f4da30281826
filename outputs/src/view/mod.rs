//! A catalog as documents see it: what several renderers say about it is worked out here, once.

mod error;
mod headers;
mod members;
pub mod types;
pub mod wording;

use std::cell::OnceCell;

use error_catalog_codegen::program::{Compiled, Response, compile};
use error_catalog_model::{Catalog, Example};

pub use self::error::{Advice, ErrorView};
pub use self::headers::{HeaderView, Senders, is_same};
pub use self::members::MemberView;

/// A catalog, and everything that documents derive from it.
pub struct View<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// Its errors, in its order.
    pub errors: Vec<ErrorView<'a>>,
    /// The programs that write responses, compiled for the first one.
    programs: OnceCell<Compiled>,
}

impl<'a> View<'a> {
    /// The view of a catalog.
    #[must_use]
    pub fn of(catalog: &'a Catalog) -> Self {
        let errors = (0..).zip(&catalog.errors).map(|(index, error)| ErrorView::of(catalog, index, error)).collect();
        Self { catalog, errors, programs: OnceCell::new() }
    }

    /// The response that an example of an error documents.
    pub(crate) fn respond(&self, error: &ErrorView<'_>, example: &Example) -> Response {
        let programs = self.programs.get_or_init(|| compile(self.catalog));
        programs.respond(self.catalog, error.index, example)
    }

    /// The error with this key.
    #[must_use]
    pub fn error_with_key(&self, key: &str) -> Option<&ErrorView<'a>> {
        self.errors.iter().find(|view| view.error.key == key)
    }
}
