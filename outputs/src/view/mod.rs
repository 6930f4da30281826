//! The catalog, with the data that documents derive from it. Data that several documents need is derived only here.

mod error;
mod family;
mod group;
mod headers;
mod lifecycle;
mod members;
pub mod types;
pub mod wording;

use std::sync::OnceLock;

use error_catalog_codegen::program::{Compiled, Response, compile};
use error_catalog_model::{Catalog, Example, Location, ViolationKind, ViolationPart};

pub use self::error::{Advice, ErrorView};
use self::family::{add_anchors, add_families};
pub use self::group::{CategoryView, RejectionView, StatusView};
pub use self::headers::{HeaderView, Senders};
pub use self::lifecycle::DeprecationView;
pub use self::members::MemberView;
pub(crate) use self::members::part_of_slot;

/// A catalog, with the data that documents derive from it.
pub struct View<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// The errors of the catalog, in the catalog's order.
    pub errors: Vec<ErrorView<'a>>,
    /// The programs that write responses, compiled on first use.
    programs: OnceLock<Compiled>,
}

impl<'a> View<'a> {
    /// Creates the view of a catalog.
    #[must_use]
    pub fn of(catalog: &'a Catalog) -> Self {
        let mut errors: Vec<_> =
            (0..).zip(&catalog.errors).map(|(index, error)| ErrorView::of(catalog, index, error)).collect();
        add_families(catalog, &mut errors);
        add_anchors(&mut errors);
        Self { catalog, errors, programs: OnceLock::new() }
    }

    /// Returns the programs that write responses.
    pub(crate) fn programs(&self) -> &Compiled {
        self.programs.get_or_init(|| compile(self.catalog))
    }

    /// Renders the response that an example of an error documents.
    pub(crate) fn respond(&self, error: &ErrorView<'_>, example: &Example) -> Response {
        self.programs().respond(self.catalog, error.index, example)
    }

    /// The path, in the catalog's folder, of the file with a place.
    #[must_use]
    pub fn file(&self, location: Location) -> &'a str {
        self.catalog.files.get(location.file).map_or("", |file| &file.path)
    }

    /// The violation codes, if responses contain the codes of violations.
    #[must_use]
    pub fn violations(&self) -> &'a [ViolationKind] {
        let shows_codes = self.catalog.violation_slots().iter().any(|name| name == ViolationPart::Code.as_str());
        if shows_codes { &self.catalog.violations } else { &[] }
    }

    /// Whether an error is sent neither with the status of every response nor with its own status.
    #[must_use]
    pub fn is_sent_apart(&self, view: &ErrorView<'_>) -> bool {
        view.error.sent_status() != self.catalog.wire.status.unwrap_or(view.error.status)
    }

    /// Whether any error sends a code.
    #[must_use]
    pub fn sends_codes(&self) -> bool {
        self.catalog.errors.iter().any(|error| error.sends_code)
    }
}
