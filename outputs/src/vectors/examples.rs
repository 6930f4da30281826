//! The examples of each error, and each error with none, all and each one of its optional fields.

use error_catalog_model::{Example, Field, Literal};

use super::document::CaseDocument;
use super::expect::Reader;
use crate::view::ErrorView;

/// The largest number of further statuses of an error that have cases, and of optional fields that have a case each.
/// A response may be long, and the vectors contain it once for each case.
pub(super) const MOST: usize = 20;

/// Adds the cases of all errors. A response that occurs twice is one case. A response that does not tell its error
/// apart from the others is left out.
pub(super) fn push_examples(reader: &Reader<'_>, cases: &mut Vec<CaseDocument>) {
    for error in &reader.view.errors {
        let mut responses = Vec::new();
        for (name, example) in states(error) {
            let response = reader.view.respond(error, &example);
            if responses.contains(&response) {
                continue;
            }
            if let Some(expect) = reader.expect(error, &example, &response) {
                cases.push(CaseDocument::new(format!("{}: {name}", error.error.key), response.clone(), expect));
            }
            responses.push(response);
        }
    }
}

/// The examples of an error, and variants of the first example.
fn states(view: &ErrorView<'_>) -> Vec<(String, Example)> {
    let examples = &view.error.examples;
    let mut states: Vec<(String, Example)> =
        (1..).zip(examples).map(|(number, example)| (format!("example {number}"), example.clone())).collect();
    let Some(first) = examples.first() else { return states };
    for status in view.error.statuses().filter(|status| *status != view.error.status).take(MOST) {
        if examples.iter().all(|example| example.status != Some(status)) {
            let mut example = first.clone();
            example.status = Some(status);
            states.push((format!("with the status {status}"), example));
        }
    }
    let fields: Vec<_> = view.error.public_fields().collect();
    let values = (0..fields.len()).map(|index| examples.iter().find_map(|example| example.fields.get(index)?.clone()));
    let all = with_fields(first, values.collect());
    let keep = |kept: Option<usize>| {
        let value = |(index, field): (usize, &&Field)| {
            let is_kept = !field.optional || kept == Some(index);
            all.fields.get(index).and_then(Clone::clone).filter(|_| is_kept)
        };
        with_fields(first, fields.iter().enumerate().map(value).collect())
    };
    let optional: Vec<usize> =
        fields.iter().enumerate().filter(|(_, field)| field.optional).map(|(index, _)| index).collect();
    let is_each = optional.len() <= MOST;
    if !optional.is_empty() {
        states.push(("without optional fields".to_owned(), keep(None)));
        states.push(("with all optional fields".to_owned(), all.clone()));
        for index in optional.into_iter().filter(|_| is_each) {
            if let Some(field) = fields.get(index) {
                states.push((format!("with the optional field {}", field.name), keep(Some(index))));
            }
        }
    }
    states
}

fn with_fields(example: &Example, fields: Vec<Option<Literal>>) -> Example {
    let mut example = example.clone();
    example.fields = fields;
    example
}
