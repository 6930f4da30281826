//! The parts of a catalog that lints read.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostics, Known, Severity, Span};
use crate::model::{Builtin, Catalog, Error, Slot, ViolationKind};
use crate::raw::{Raw, RawError, RawViolation};
use crate::released::Released;

/// The parts of a catalog that are valid.
pub(super) struct Scope<'a> {
    pub(super) raw: &'a Raw,
    pub(super) catalog: &'a Catalog,
    pub(super) released: &'a Released,
    /// The valid errors, in the file's order.
    pub(super) errors: Vec<(&'a RawError, &'a Error)>,
    /// The valid errors, once for each of their statuses: first with their first statuses.
    pub(super) rows: Vec<(&'a RawError, &'a Error)>,
    /// The valid violation codes, in the file's order.
    pub(super) violations: Vec<(&'a RawViolation, &'a ViolationKind)>,
    /// Whether every error is valid. If an error is invalid, errors are not compared with each other.
    pub(super) is_complete: bool,
    /// The slots of the body, if the body is valid.
    pub(super) body: Option<BTreeSet<&'a str>>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(raw: &'a Raw, catalog: &'a Catalog, released: &'a Released, diagnostics: &Diagnostics) -> Self {
        let broken = find_broken(raw, diagnostics);
        let pairs = raw.errors.iter().zip(&catalog.errors);
        let errors: Vec<_> = pairs
            .filter(|(raw_error, error)| {
                raw_error.broken.is_none()
                    && !broken.contains(&raw_error.key.span)
                    && knows_category(raw, raw_error, error)
            })
            .collect();
        let violations = raw.violations.iter().zip(&catalog.violations);
        let violations =
            violations.filter(|(raw, _)| raw.broken.is_none() && !broken.contains(&raw.key.span)).collect();
        let valid: BTreeSet<Span> = errors.iter().map(|(raw_error, _)| raw_error.key.span).collect();
        let further = catalog.further.iter().filter_map(|further| {
            let raw_error = raw.errors.get(further.of)?;
            valid.contains(&raw_error.key.span).then_some((raw_error, &further.error))
        });
        let rows = errors.iter().copied().chain(further).collect();
        let body = raw.wire.body.value().map(|_| {
            let mut slots = BTreeSet::new();
            catalog.wire.body.all_slots(&mut |slot| _ = slots.insert(slot));
            slots
        });
        let is_complete = errors.len() == raw.errors.len() && raw.left_out.reported.or(raw.gap).is_none();
        Self { raw, catalog, released, errors, rows, violations, is_complete, body }
    }

    /// Whether the error's body shows the value of a slot: in the slot's own member, in the details or in the metadata.
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

/// The keys of the errors and violations whose tables contain a reported problem, according to its span.
fn find_broken(raw: &Raw, diagnostics: &Diagnostics) -> BTreeSet<Span> {
    let errors = raw.errors.iter().map(|error| error.key.span);
    let mut keys: Vec<Span> = errors.chain(raw.violations.iter().map(|violation| violation.key.span)).collect();
    keys.sort();
    let mistakes = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    let owner = |span: Span| {
        let before = keys.partition_point(|key| (key.file, key.start) <= (span.file, span.start));
        before.checked_sub(1).map(|index| keys[index]).filter(|key| key.file == span.file)
    };
    mistakes.filter_map(|diagnostic| owner(diagnostic.span?)).collect()
}

/// Whether the category of an error is known. If the error takes its status from the category, that status must be
/// known too.
fn knows_category(raw: &Raw, raw_error: &RawError, error: &Error) -> bool {
    match (&raw_error.category, error.category.and_then(|index| raw.categories.get(index))) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(_), Some(category)) => raw_error.status != Known::Absent || !matches!(category.status, Known::Broken(_)),
    }
}
