//! Places as JSON; the schema is `schemas/where.json`.

use serde_json::{Value, json};

use super::uses_of;
use crate::load::Loaded;
use crate::lookup::Target;
use crate::place::Place;
use crate::rust_source::{Survey, Use, UseKind};

pub(super) fn render_json(loaded: &Loaded, asked: &str, target: Target<'_>, survey: &Survey) -> Value {
    let catalog = &loaded.catalog;
    let error = match target {
        Target::Error(index) => Some((index, &catalog.errors[index])),
        Target::Removed { .. } => None,
    };
    let mut uses: Vec<Value> = uses_of(target, survey).iter().map(|found| render_use(found, survey)).collect();
    let strangers = survey.strangers.iter().filter(|stranger| stranger.text == target.name(catalog));
    uses.extend(strangers.map(|stranger| render(&stranger.place, UseKind::Mentions, false, true, survey)));
    let statuses = catalog.statuses.iter().filter(|status| error.is_some_and(|(index, _)| status.error == Some(index)));
    json!({
        "format_version": 1,
        "catalog": loaded.name,
        "asked": asked,
        "code": target.name(catalog),
        "declared": error.map(|(_, error)| loaded.place(error.location)),
        "uses": uses,
        "by_status": statuses.map(|status| status.status).collect::<Value>(),
        "by_source": error.map_or(&[][..], |(_, error)| &error.from),
        "at_run_time": survey.dynamic.iter().map(|found| json!(found.place)).collect::<Value>(),
        "notes": survey.notes,
    })
}

fn render_use(found: &Use, survey: &Survey) -> Value {
    render(&found.place, found.kind, found.in_test, found.is_certain, survey)
}

fn render(place: &Place, kind: UseKind, in_test: bool, is_certain: bool, survey: &Survey) -> Value {
    json!({
        "kind": kind.as_str(),
        "place": place,
        "text": survey.line(place).trim(),
        "in_test": in_test,
        "certain": is_certain,
    })
}
