//! For programs: what `schemas/diff.json` describes.

use error_catalog_model::contract::{Certainty, Change, Impact};
use serde::Serialize;

use super::{Comparison, Side};
use crate::place::Place;

#[derive(Serialize)]
pub(super) struct Document<'a> {
    format_version: u8,
    old: Named<'a>,
    new: Named<'a>,
    changes: Vec<Row<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    version: Option<&'a str>,
}

#[derive(Serialize)]
struct Row<'a> {
    kind: &'static str,
    impact: &'static str,
    forbidden: bool,
    key: Option<&'a str>,
    code: Option<&'a str>,
    what: &'a str,
    why: &'a str,
    old: Option<&'a str>,
    new: Option<&'a str>,
    certainty: Option<Sure<'a>>,
    old_place: Option<Place>,
    place: Option<Place>,
}

#[derive(Serialize)]
struct Sure<'a> {
    is_certain: bool,
    percent: u8,
    grounds: Option<&'a str>,
}

#[derive(Serialize)]
struct Summary {
    major: usize,
    minor: usize,
    patch: usize,
    forbidden: usize,
    needs_version: Option<String>,
    is_allowed: bool,
}

pub(super) fn document(comparison: &Comparison) -> Document<'_> {
    let number = |impact| comparison.of_impact(impact).len();
    Document {
        format_version: 1,
        old: named(&comparison.old),
        new: named(&comparison.new),
        changes: comparison.changes.iter().map(|change| row(comparison, change)).collect(),
        summary: Summary {
            major: number(Impact::Major),
            minor: number(Impact::Minor),
            patch: number(Impact::Patch),
            forbidden: comparison.forbidden(),
            needs_version: comparison.needed_version(),
            is_allowed: !comparison.is_too_large(),
        },
    }
}

fn named(side: &Side) -> Named<'_> {
    Named { name: &side.name, version: side.contract.version.as_deref() }
}

fn row<'a>(comparison: &Comparison, change: &'a Change) -> Row<'a> {
    let certainty = change.certainty.map(|certainty| match certainty {
        Certainty::Likely(percent) => (false, percent),
        _ => (true, 100),
    });
    let grounds = change.grounds.as_deref();
    Row {
        kind: change.kind.as_str(),
        impact: change.impact.as_str(),
        forbidden: change.forbidden,
        key: change.key.as_deref(),
        code: change.code.as_deref(),
        what: &change.what,
        why: change.why,
        old: change.old.as_deref(),
        new: change.new.as_deref(),
        certainty: certainty.map(|(is_certain, percent)| Sure { is_certain, percent, grounds }),
        old_place: comparison.old.place(change.old_location),
        place: comparison.new.place(change.location),
    }
}
