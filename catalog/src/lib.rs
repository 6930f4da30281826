//! The model of [error-catalog](https://docs.rs/error-catalog): TOML in, a [`Catalog`] that cannot be invalid out,
//! or a [`Report`] that says at which line and column of which file what is wrong.

#![forbid(unsafe_code)]

mod check;
#[cfg(feature = "contract")]
pub mod contract;
mod diagnostic;
mod frozen;
mod glob;
#[doc(hidden)]
pub mod keys;
#[cfg(feature = "lint")]
mod lint;
mod literal;
mod load;
mod merge;
mod model;
mod names;
mod presets;
mod raw;
mod resolve;
mod source;
mod spans;
#[cfg(feature = "contract")]
mod toml_text;

use crate::diagnostic::{Diagnostics, Levels};

pub use crate::diagnostic::rules;
pub use crate::diagnostic::{Diagnostic, Fix, LintSetting, Report, Rule, RuleKind, Severity, Snippet, Span};
pub use crate::frozen::Frozen;
pub use crate::model::*;
pub use crate::source::{Source, SourceError, SourceFile};
pub use crate::spans::{Location, SpanMap};
// For the tools of this workspace.
#[doc(hidden)]
pub use crate::diagnostic::printable;
#[doc(hidden)]
pub use crate::names::nearest;
#[cfg(feature = "contract")]
#[doc(hidden)]
pub use crate::toml_text::{escape_toml, toml_key, toml_string};

impl Catalog {
    /// Reads the catalog whose main file is `path`, and all files that it includes.
    ///
    /// The report has every problem of every file. There is a catalog unless one of them is an error.
    #[must_use]
    pub fn parse(path: &str, source: &dyn Source) -> (Option<Catalog>, Report) {
        let (catalog, report) = Catalog::parse_lenient(path, source);
        ((!report.has_errors()).then_some(catalog), report)
    }

    /// Reads a catalog as [`parse`](Self::parse) does, and applies the lints too.
    ///
    /// `settings` override the catalog's own `[lints]`, and the later of two settings applies. A lint that is made an
    /// error does not
    /// keep the catalog back: [`Report::is_refused`] knows of it. What is `frozen` no [`Fix`] changes.
    #[cfg(feature = "lint")]
    #[must_use]
    pub fn lint(
        path: &str,
        source: &dyn Source,
        settings: &[LintSetting],
        frozen: &Frozen,
    ) -> (Option<Catalog>, Report) {
        let (catalog, report) = Catalog::read(path, source, settings, frozen, lint::lint_catalog);
        ((!report.has_errors()).then_some(catalog), report)
    }

    /// Reads a catalog as far as it can be read: an entry is there if its key can be one, and what could not be
    /// understood about it is left empty. It is for tools that go on in spite of a mistake, an editor or the
    /// attribute, which must not follow one mistake with a hundred echoes; nothing of it is for a client's eyes
    /// while [`Report::has_errors`].
    #[must_use]
    pub fn parse_lenient(path: &str, source: &dyn Source) -> (Catalog, Report) {
        Catalog::read(path, source, &[], &Frozen::default(), |_, _, _, _, _| {})
    }

    fn read(
        path: &str,
        source: &dyn Source,
        settings: &[LintSetting],
        frozen: &Frozen,
        lint: fn(&raw::Raw, &Catalog, &Frozen, &Levels, &mut Diagnostics),
    ) -> (Catalog, Report) {
        let mut diagnostics = Diagnostics::default();
        let loaded = load::load_files(path, source, &mut diagnostics);
        let raw = merge::merge_files(loaded.raw, &mut diagnostics);
        let mut catalog = resolve::resolve_catalog(&raw, &loaded.files, &mut diagnostics);
        catalog.spans = loaded.spans;
        check::check_catalog(&raw, &catalog, frozen, &mut diagnostics);
        let levels = Levels([catalog.lints.as_slice(), settings].concat());
        lint(&raw, &catalog, frozen, &levels, &mut diagnostics);
        (catalog, diagnostics.into_report(loaded.files, loaded.folders, &levels))
    }

    /// The catalog without errors, in the default response format.
    #[must_use]
    pub fn empty() -> Catalog {
        let mut diagnostics = Diagnostics::default();
        let catalog = resolve::resolve_catalog(&raw::Raw::default(), &[], &mut diagnostics);
        diagnostics.discard();
        catalog
    }
}
