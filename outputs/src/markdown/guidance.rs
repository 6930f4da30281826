//! Renders the tables of retries, deprecated codes and retired codes.

use error_catalog_codegen::escape::{cell, code_cell, text};
use error_catalog_model::{Retired, RetiredNumbers, Strategy};

use super::Reference;
use super::label::{self, Place};
use super::page::Page;
use crate::view::wording::duration;
use crate::view::{DeprecationView, ErrorView};

impl<'a> Reference<'a> {
    pub(super) fn push_retries(&self, page: &mut Page) {
        let errors = self.view.errors.iter().filter(|view| view.error.retry.strategy != Strategy::No);
        let rows: Vec<_> = errors.map(retry_row).collect();
        if rows.is_empty() {
            return;
        }
        page.heading(2, "Retries");
        page.push(
            "After one of these errors, the same request may succeed later. After any other error, the same request \
             would fail again.",
        );
        page.table(["Error", "Status", "When to retry", "First wait", "Longest wait", "Attempts"], &rows);
    }

    pub(super) fn push_lifecycle(&self, page: &mut Page) {
        let rows: Vec<_> = self.view.errors.iter().filter_map(|error| self.deprecated_row(error)).collect();
        if !rows.is_empty() {
            page.heading(2, "Deprecated codes");
            page.push("These codes are deprecated: they are still sent, but will be retired.");
            page.table(["Code", "Since", "Use instead", "Note"], &rows);
        }
        let row = |retired: &Retired| {
            let number = retired.number.map_or_else(String::new, |number| number.to_string());
            [code_cell(&retired.code), number, cell(&retired.note)]
        };
        let (numbers, codes): (Vec<&Retired>, Vec<_>) =
            self.view.catalog.retired.iter().partition(|retired| retired.only_number);
        let ranges = &self.view.catalog.retired_numbers;
        let range_row = |row: &RetiredNumbers| [String::new(), row.to_string(), cell(&row.note)];
        let text = match (numbers.is_empty(), ranges.is_empty()) {
            (_, true) => {
                "These numbers are no longer sent, and will never stand for anything else. The codes are still sent."
            }
            (true, false) => "No error has these numbers, and no error will ever have them.",
            (false, false) => {
                "No error has these numbers, and no error will ever have them. The codes are still sent with other \
                 numbers."
            }
        };
        let rows: Vec<_> = numbers.into_iter().map(row).chain(ranges.iter().map(range_row)).collect();
        if !rows.is_empty() {
            page.heading(2, "Retired numbers");
            page.push(text);
            page.table(["Code", "Number", "Note"], &rows);
        }
        let rows: Vec<_> = codes.into_iter().map(row).collect();
        if !rows.is_empty() {
            page.heading(2, "Retired codes");
            page.push("These codes are no longer sent, and will never get another meaning.");
            page.table(["Code", "Number", "Note"], &rows);
        }
        let retired = &self.view.catalog.retired_violations;
        let rows: Vec<_> = retired.iter().map(|row| [code_cell(&row.code), cell(&row.note)]).collect();
        if !rows.is_empty() {
            page.heading(2, "Retired violation codes");
            page.push("These violation codes are no longer sent, and will never get another meaning.");
            page.table(["Code", "Note"], &rows);
        }
    }

    fn deprecated_row(&self, view: &ErrorView<'a>) -> Option<[String; 4]> {
        let DeprecationView { since, note, instead } = self.view.deprecation(view)?;
        Some([
            label::link(view, Place::Cell),
            since.map_or_else(String::new, text),
            instead.map_or_else(String::new, |instead| label::link(instead, Place::Cell)),
            note.map_or_else(String::new, cell),
        ])
    }
}

fn retry_row(view: &ErrorView<'_>) -> [String; 6] {
    let retry = view.retry.retry;
    [
        label::link(view, Place::Cell),
        view.statuses(),
        view.retry.when.render(code_cell),
        retry.base.map_or_else(String::new, duration),
        retry.cap.map_or_else(String::new, duration),
        retry.max_attempts.map_or_else(String::new, |attempts| attempts.to_string()),
    ]
}

/// Returns a sentence on when to retry after an error; empty if the same request would fail again.
pub(super) fn retry_sentence(view: &ErrorView<'_>) -> String {
    view.retry.guidance().map_or_else(String::new, |phrase| format!("Retry: {}.", phrase.render(code_cell)))
}
