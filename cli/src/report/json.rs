//! For programs: what `schemas/check.json` describes.

use error_catalog_model::{Diagnostic, Literal, Report};
use serde::Serialize;
use serde_json::{Map, Number, Value};

use super::Counts;
use crate::place::{Place, Places};

#[derive(Serialize)]
pub(crate) struct Findings {
    format_version: u8,
    catalogs: Vec<CatalogFindings>,
    summary: Counts,
}

#[derive(Serialize)]
struct CatalogFindings {
    file: String,
    diagnostics: Vec<Finding>,
}

#[derive(Serialize)]
struct Finding {
    rule: &'static str,
    severity: &'static str,
    message: String,
    label: String,
    place: Option<Place>,
    related: Vec<Related>,
    help: Vec<String>,
    fix: Option<FindingFix>,
}

#[derive(Serialize)]
struct Related {
    message: String,
    place: Place,
}

#[derive(Serialize)]
struct FindingFix {
    message: String,
    file: String,
    path: Vec<String>,
    value: Value,
}

/// What was found in each catalog, by its main file.
pub(crate) fn findings<'a>(catalogs: impl Iterator<Item = (&'a str, &'a Report)>) -> Findings {
    let mut summary = Counts::default();
    let catalogs = catalogs.map(|(file, report)| {
        let counts = Counts::of(report);
        summary.errors += counts.errors;
        summary.warnings += counts.warnings;
        let places = Places::of(report);
        let diagnostics = report.diagnostics.iter().map(|diagnostic| finding(report, &places, diagnostic)).collect();
        CatalogFindings { file: file.to_owned(), diagnostics }
    });
    Findings { format_version: 1, catalogs: catalogs.collect(), summary }
}

/// What was found in one catalog.
#[cfg(feature = "import")]
pub(crate) fn diagnostics(report: &Report) -> impl Serialize {
    let places = Places::of(report);
    report.diagnostics.iter().map(|diagnostic| finding(report, &places, diagnostic)).collect::<Vec<_>>()
}

fn finding(report: &Report, places: &Places<'_>, diagnostic: &Diagnostic) -> Finding {
    let related = diagnostic
        .related
        .iter()
        .filter_map(|(span, why)| Some(Related { message: why.clone(), place: places.find(*span)? }));
    let fix = diagnostic.fix.as_ref().map(|fix| FindingFix {
        message: fix.message.clone(),
        file: report.files.get(fix.file).map(|file| file.path.clone()).unwrap_or_default(),
        path: fix.path.clone(),
        value: json_value(&fix.value),
    });
    Finding {
        rule: diagnostic.rule.id,
        severity: diagnostic.severity.as_str(),
        message: diagnostic.message.clone(),
        label: diagnostic.label.clone(),
        place: diagnostic.span.and_then(|span| places.find(span)),
        related: related.collect(),
        help: diagnostic.help.clone(),
        fix,
    }
}

fn json_value(literal: &Literal) -> Value {
    match literal {
        Literal::Bool(value) => Value::from(*value),
        Literal::Integer(value) => Number::from_i128(*value).map_or(Value::Null, Value::Number),
        Literal::Float(value) => Value::from(*value),
        Literal::String(value) => Value::from(value.as_str()),
        Literal::List(values) => values.iter().map(json_value).collect(),
        Literal::Table(members) => {
            Value::Object(members.iter().map(|(key, value)| (key.clone(), json_value(value))).collect::<Map<_, _>>())
        }
    }
}
