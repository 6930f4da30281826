//! Usage as JSON; the schema is `schemas/usage.json`.

use serde_json::{Value, json};

use super::CANNOT_SEE;
use super::find::{Findings, Tally};
use crate::args::usage::Finding;
use crate::load::Loaded;
use crate::rust_source::{Stranger, Survey};

pub(super) fn render_json(loaded: &Loaded, survey: &Survey, findings: &Findings<'_>) -> Value {
    let errors = loaded.catalog.errors.iter().zip(&findings.tallies).map(|(error, tally)| {
        let Tally { made, made_in_tests, matched, named, mentioned, is_tested, statuses, finding } = tally;
        json!({
            "code": error.code,
            "key": error.key,
            "place": loaded.place(error.location),
            "made": made,
            "made_in_tests": made_in_tests,
            "matched": matched,
            "named": named,
            "mentioned": mentioned,
            "tested": is_tested,
            "by_status": statuses,
            "by_source": error.from,
            "finding": finding.map(Finding::as_str),
        })
    });
    json!({
        "format_version": 1,
        "catalog": loaded.name,
        "rust_files": survey.rust_files,
        "declared": survey.is_declared,
        "errors": errors.collect::<Value>(),
        "unknown": findings.unknown.iter().copied().map(render_stranger).collect::<Value>(),
        "retired": findings.retired.iter().copied().map(render_stranger).collect::<Value>(),
        "all_tested": findings.all_tested.map(|found| &found.place),
        "at_run_time": survey.dynamic.iter().map(|found| json!(found.place)).collect::<Value>(),
        "notes": survey.notes,
        "cannot_see": CANNOT_SEE,
    })
}

fn render_stranger(Stranger { place, text, verdict }: &Stranger) -> Value {
    json!({
        "text": text,
        "place": place,
        "certainty": if verdict.is_likely { "likely" } else { "possible" },
        "near": verdict.near,
    })
}
