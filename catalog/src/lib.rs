//! The model of [error-catalog](https://docs.rs/error-catalog). This crate reads TOML files into a valid [`Catalog`],
//! and reports each problem with its file, line and column in a [`Report`].

#![forbid(unsafe_code)]

mod casing;
mod check;
mod condition;
#[cfg(feature = "contract")]
pub mod contract;
mod diagnostic;
mod glob;
mod inert;
mod inherit;
mod interner;
#[doc(hidden)]
pub mod keys;
#[cfg(feature = "lint")]
mod lint;
mod literal;
mod load;
mod merge;
mod model;
mod names;
mod paths;
mod presets;
mod printable;
mod ranges;
mod raw;
mod released;
mod resolve;
mod rust_path;
mod sentence;
mod source;
mod spans;
#[cfg(feature = "contract")]
mod toml_text;

use crate::diagnostic::{Diagnostics, Levels};

pub use crate::diagnostic::rules;
pub use crate::diagnostic::{
    Diagnostic, Fix, LintSetting, Report, Rule, RuleKind, Severity, Snippet, Span, describe_rest,
};
pub use crate::model::*;
pub use crate::released::Released;
pub use crate::sentence::{Command, Sentence};
pub use crate::source::{Source, SourceError, SourceFile};
pub use crate::spans::{Location, SpanMap};
// For the tools of this workspace.
#[doc(hidden)]
pub use crate::casing::to_case;
#[doc(hidden)]
pub use crate::inert::{inert, opens_command};
#[doc(hidden)]
pub use crate::interner::{InternedMap, Interner, sort_by};
#[cfg(feature = "outputs")]
#[doc(hidden)]
pub use crate::names::languages::Language;
#[doc(hidden)]
pub use crate::names::{is_code, nearest};
#[doc(hidden)]
pub use crate::printable::{printable, printable_line, visible, visible_except};
#[cfg(feature = "contract")]
#[doc(hidden)]
pub use crate::toml_text::{escape_toml, toml_key, toml_string};
#[doc(hidden)]
pub use error_catalog_wire::is_unprintable;

impl Catalog {
    /// Reads the catalog whose main file is `path`, and all files that the catalog includes.
    ///
    /// The report contains every problem of every file. A catalog is returned unless one of the problems has the
    /// severity `error`.
    #[must_use]
    pub fn parse(path: &str, source: &dyn Source) -> (Option<Catalog>, Report) {
        let (catalog, report) = Catalog::parse_lenient(path, source);
        ((!report.has_errors()).then_some(catalog), report)
    }

    /// Reads a catalog as [`parse`](Self::parse) does, and also applies the lints.
    ///
    /// `settings` override the catalog's own `[lints]`. If two settings are for the same lint, the later setting
    /// applies. If a lint with the level `deny` reports a problem, the catalog is still returned, but
    /// [`Report::is_refused`] is true. No [`Fix`] changes a code or a number that is in `released`.
    #[cfg(feature = "lint")]
    #[must_use]
    pub fn lint(
        path: &str,
        source: &dyn Source,
        settings: &[LintSetting],
        released: &Released,
    ) -> (Option<Catalog>, Report) {
        let (catalog, report) = Catalog::read(path, source, true, settings, released, lint::lint_catalog);
        ((!report.has_errors()).then_some(catalog), report)
    }

    /// Reads as much of a catalog as possible, whatever problems the catalog has.
    ///
    /// The catalog contains every entry whose key is valid. The parts of an entry that could not be understood are left
    /// out. This function is for tools that continue after a problem, such as an editor or the attribute. In such a
    /// tool, one problem must not cause a hundred other problems. If [`Report::has_errors`] is true, nothing from this
    /// catalog may be shown to a client.
    #[must_use]
    pub fn parse_lenient(path: &str, source: &dyn Source) -> (Catalog, Report) {
        Catalog::read(path, source, true, &[], &Released::default(), |_, _, _, _, _| {})
    }

    /// Reads a catalog as [`parse_lenient`](Self::parse_lenient) does, but does not look for the files of locales, such
    /// as `errors.fr.toml`. Generated Rust code does not contain translations, and reading them takes time.
    #[must_use]
    pub fn parse_without_locales(path: &str, source: &dyn Source) -> (Catalog, Report) {
        Catalog::read(path, source, false, &[], &Released::default(), |_, _, _, _, _| {})
    }

    fn read(
        path: &str,
        source: &dyn Source,
        locales: bool,
        settings: &[LintSetting],
        released: &Released,
        lint: fn(&raw::Raw, &Catalog, &Released, &Levels, &mut Diagnostics),
    ) -> (Catalog, Report) {
        let mut diagnostics = Diagnostics::default();
        let loaded = load::load_files(path, source, locales, &mut diagnostics);
        let mut consequences = Diagnostics::default();
        let has_conflict = loaded.raw.iter().any(|raw| raw.has_conflict);
        let later = if has_conflict { &mut consequences } else { &mut diagnostics };
        let mut raw = merge::merge_files(loaded.raw, later);
        inherit::inherit(&mut raw, later);
        check::limit_sizes(&mut raw, later);
        let mut catalog = resolve::resolve_catalog(&raw, &loaded.files, later);
        catalog.spans = loaded.spans;
        catalog.patterns = loaded.patterns;
        if check::check_catalog(&raw, &catalog, released, later) {
            resolve::resolve_further(&raw, &mut catalog);
        }
        let levels = Levels([catalog.lints.as_slice(), settings].concat());
        lint(&raw, &catalog, released, &levels, later);
        raw.inherited.keep_first(later);
        consequences.discard();
        (catalog, diagnostics.into_report(loaded.files, loaded.folders, &levels))
    }

    /// Returns an empty catalog, which defines no errors and has the default response format.
    #[must_use]
    pub fn empty() -> Catalog {
        let mut diagnostics = Diagnostics::default();
        let catalog = resolve::resolve_catalog(&raw::Raw::default(), &[], &mut diagnostics);
        diagnostics.discard();
        catalog
    }
}
