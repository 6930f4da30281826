//! Converts reports into the document for programs.

use error_catalog_model as model;
use error_catalog_model::{Literal, Report};
use serde_json::{Map, Number, Value};

use super::Counts;
use crate::documents::FormatVersion;
use crate::documents::check::{CheckDocument, CheckedCatalog, Diagnostic, Fix, Related, Summary};
use crate::place::place_of;

/// The document with the problems of each catalog. The main file's path identifies the catalog.
pub(crate) fn check_document<'a>(catalogs: impl Iterator<Item = (&'a str, &'a Report)>) -> CheckDocument {
    let mut summary = Summary::default();
    let catalogs = catalogs.map(|(file, report)| {
        let counts = Counts::of(report);
        summary.errors += counts.errors;
        summary.warnings += counts.warnings;
        CheckedCatalog { file: file.to_owned(), diagnostics: diagnostics(report) }
    });
    CheckDocument { format_version: FormatVersion, catalogs: catalogs.collect(), summary }
}

/// The problems of one catalog.
pub(crate) fn diagnostics(report: &Report) -> Vec<Diagnostic> {
    report.diagnostics.iter().map(|it| diagnostic(report, it)).collect()
}

fn diagnostic(report: &Report, diagnostic: &model::Diagnostic) -> Diagnostic {
    let related = diagnostic
        .related
        .iter()
        .filter_map(|(span, why)| Some(Related { message: why.clone(), place: place_of(report, *span)? }));
    let fix = diagnostic.fix.as_ref().map(|fix| Fix {
        message: fix.message.clone(),
        file: report.files.get(fix.file).map(|file| file.path.clone()).unwrap_or_default(),
        path: fix.path.clone(),
        value: json_value(&fix.value),
    });
    Diagnostic {
        rule: diagnostic.rule.id,
        severity: diagnostic.severity.as_str(),
        message: diagnostic.message.clone(),
        label: diagnostic.label.clone(),
        place: diagnostic.span.and_then(|span| place_of(report, span)),
        related: related.collect(),
        help: diagnostic.help.iter().map(ToString::to_string).collect(),
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
