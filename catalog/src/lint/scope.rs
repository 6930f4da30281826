//! What a lint looks at.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostics, Known, Severity, Span};
use crate::frozen::Frozen;
use crate::model::{Builtin, Catalog, Error, Slot};
use crate::raw::{Raw, RawError};

/// The parts of a catalog that have no mistake.
pub(super) struct Scope<'a> {
    pub(super) raw: &'a Raw,
    pub(super) catalog: &'a Catalog,
    pub(super) frozen: &'a Frozen,
    /// The errors without a mistake, in the file's order.
    pub(super) errors: Vec<(&'a RawError, &'a Error)>,
    /// Whether these are all errors. Otherwise no error is compared with the others.
    pub(super) is_complete: bool,
    /// The slots of the body, unless there is a mistake in it.
    pub(super) body: Option<BTreeSet<&'a str>>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(raw: &'a Raw, catalog: &'a Catalog, frozen: &'a Frozen, diagnostics: &Diagnostics) -> Self {
        let broken = find_broken(raw, diagnostics);
        let pairs = raw.errors.iter().zip(&catalog.errors);
        let errors: Vec<_> = pairs
            .filter(|(raw_error, error)| {
                raw_error.broken.is_none()
                    && !broken.contains(&raw_error.key.span)
                    && knows_category(raw, raw_error, error)
            })
            .collect();
        let body = raw.wire.body.value().map(|_| {
            let mut slots = BTreeSet::new();
            catalog.wire.body.all_slots(&mut |slot| _ = slots.insert(slot));
            slots
        });
        let is_complete = errors.len() == raw.errors.len() && raw.left_out.is_empty() && raw.gap.is_none();
        Self { raw, catalog, frozen, errors, is_complete, body }
    }

    /// Whether a body of the error has what a slot stands for: in a member of its own, in the details or in the metadata.
    pub(super) fn shows(&self, error: &Error, slot: &str) -> bool {
        let Some(body) = &self.body else { return false };
        let is_own = |builtin: Builtin| {
            body.contains(builtin.as_str()) && error.slot(builtin.as_str()) == Some(Slot::Builtin(builtin))
        };
        let uses = |template: &Option<crate::model::ValueTemplate>| {
            let mut found = false;
            template.iter().for_each(|template| template.all_slots(&mut |name| found |= name == slot));
            found
        };
        body.contains(slot)
            || (is_own(Builtin::Details) && uses(&error.details))
            || (is_own(Builtin::Metadata) && uses(&error.metadata))
    }
}

/// The keys of the errors in whose tables something is wrong, as far as their places tell.
fn find_broken(raw: &Raw, diagnostics: &Diagnostics) -> BTreeSet<Span> {
    let mut keys: Vec<Span> = raw.errors.iter().map(|error| error.key.span).collect();
    keys.sort();
    let mistakes = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    let owner = |span: Span| {
        let before = keys.partition_point(|key| (key.file, key.start) <= (span.file, span.start));
        before.checked_sub(1).map(|index| keys[index]).filter(|key| key.file == span.file)
    };
    mistakes.filter_map(|diagnostic| owner(diagnostic.span?)).collect()
}

/// Whether the category that an error names is there, and its status with it, if that is where the error has it from.
fn knows_category(raw: &Raw, raw_error: &RawError, error: &Error) -> bool {
    match (&raw_error.category, error.category.and_then(|index| raw.categories.get(index))) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(_), Some(category)) => raw_error.status != Known::Absent || !matches!(category.status, Known::Broken(_)),
    }
}
