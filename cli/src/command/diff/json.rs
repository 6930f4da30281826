//! Prints the comparison as a document for programs.

use error_catalog_model::contract::{self, Impact};

use super::Comparison;
use super::rust::RustChanges;
use crate::documents::FormatVersion;
use crate::documents::diff::{Certainty, Change, DiffDocument, Side, Summary};
use crate::place::Place;

pub(super) fn document(comparison: &Comparison) -> DiffDocument<'_> {
    let number = |impact| comparison.of_impact(impact).len();
    DiffDocument {
        format_version: FormatVersion,
        old: side(&comparison.old),
        new: side(&comparison.new),
        changes: comparison.located().map(|(it, old, new)| change(it, old, new)).collect(),
        rust: comparison.rust.as_ref().map(RustChanges::document),
        summary: Summary {
            major: number(Impact::Major),
            minor: number(Impact::Minor),
            patch: number(Impact::Patch),
            forbidden: comparison.forbidden(),
            asked: comparison.asked(),
            needs_version: comparison.needed_version(),
            is_allowed: !comparison.changes.iter().any(|change| comparison.rejects(change)),
            rust: comparison.rust.as_ref().map(RustChanges::summary),
        },
    }
}

fn side(side: &super::Side) -> Side<'_> {
    Side { name: &side.name, version: side.contract.version.as_deref() }
}

fn change<'a>(change: &'a contract::Change, old_place: Option<&Place>, place: Option<&Place>) -> Change<'a> {
    let certainty = change.certainty.map(|certainty| match certainty {
        contract::Certainty::Likely(percent) => (false, percent),
        _ => (true, 100),
    });
    let grounds = change.grounds.as_deref();
    Change {
        kind: change.kind.as_str(),
        impact: change.impact.as_str(),
        forbidden: change.forbidden,
        asked: change.is_asked(),
        key: change.key.as_deref(),
        code: change.code.as_deref(),
        violation: change.is_violation,
        what: change.what.to_string(),
        why: change.why,
        advice: change.advice.iter().map(ToString::to_string).collect(),
        old: change.old.as_deref(),
        new: change.new.as_deref(),
        certainty: certainty.map(|(is_certain, percent)| Certainty { is_certain, percent, grounds }),
        old_place: old_place.cloned(),
        place: place.cloned(),
    }
}
