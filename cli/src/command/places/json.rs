//! Prints the places as a document for programs.

use super::{places_at_run_time, uses_of};
use crate::documents::FormatVersion;
use crate::documents::uses::{UseKind, UsePlace, WhereDocument};
use crate::load::Loaded;
use crate::lookup::Target;
use crate::rust_source::{Stranger, Survey, Use};

pub(super) fn where_document<'a>(
    loaded: &'a Loaded,
    asked: &'a str,
    target: Target<'a>,
    survey: &'a Survey,
) -> WhereDocument<'a> {
    let catalog = &loaded.catalog;
    let error = match target {
        Target::Error(index) => Some((index, &catalog.errors[index])),
        Target::Removed { .. } => None,
    };
    let code = target.name(catalog);
    let uses = uses_of(target, survey).into_iter().map(|found| use_place(found, survey));
    let mentions = survey.strangers.iter().filter(|stranger| stranger.text == code);
    let statuses = catalog.statuses.iter().filter(|status| error.is_some_and(|(index, _)| status.sends(index)));
    WhereDocument {
        format_version: FormatVersion,
        catalog: &loaded.name,
        asked,
        code,
        declared: error.map(|(_, error)| loaded.place(error.location)),
        uses: uses.chain(mentions.map(|stranger| mention(stranger, survey))).collect(),
        by_status: statuses.map(|status| status.status).collect(),
        by_source: error.map_or_else(Vec::new, |(index, error)| survey.sources(index, error)),
        at_run_time: places_at_run_time(target, catalog, survey),
        notes: &survey.notes,
    }
}

fn use_place<'a>(found: &'a Use, survey: &'a Survey) -> UsePlace<'a> {
    UsePlace {
        kind: found.kind.as_str(),
        place: &found.place,
        text: survey.line(&found.place).trim(),
        in_test: found.in_test,
        certain: found.is_certain,
    }
}

/// A mention of a code that is retired or removed, as a place in the document.
fn mention<'a>(stranger: &'a Stranger, survey: &'a Survey) -> UsePlace<'a> {
    UsePlace {
        kind: UseKind::Mentions.as_str(),
        place: &stranger.place,
        text: survey.line(&stranger.place).trim(),
        in_test: false,
        certain: true,
    }
}
