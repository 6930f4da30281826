//! The tables of statuses and codes.

use std::collections::BTreeSet;

use error_catalog_codegen::escape::{block, cell, text};
use error_catalog_model::reason_phrase;

use super::Reference;
use super::label::{self, Place};
use super::page::Page;
use crate::view::ErrorView;

impl Reference<'_> {
    pub(super) fn push_statuses(&self, page: &mut Page) {
        let documented = self.catalog.statuses.iter().map(|status| status.status);
        let statuses: BTreeSet<u16> = documented.chain(self.catalog.errors.iter().map(|error| error.status)).collect();
        let rows: Vec<_> = statuses.iter().map(|status| self.status_row(*status)).collect();
        if !rows.is_empty() {
            page.heading(2, "HTTP status codes");
            page.table(["Status", "Name", "Description"], &rows);
        }
    }

    fn status_row(&self, status: u16) -> [String; 3] {
        let documented = self.catalog.statuses.iter().find(|documented| documented.status == status);
        let description = documented.and_then(|documented| documented.description.as_deref());
        let number = match self.has_section(status) {
            true => format!("[{status}](#{status}-{})", reason_phrase(status).to_lowercase().replace(' ', "-")),
            false => status.to_string(),
        };
        [number, reason_phrase(status).to_owned(), cell(description.unwrap_or_default())]
    }

    pub(super) fn push_codes(&self, page: &mut Page) {
        let catalog = self.catalog;
        if catalog.errors.is_empty() {
            return;
        }
        page.heading(2, if self.sends_codes() { "Error codes" } else { "Errors" });
        if self.sends_codes() && catalog.errors.iter().any(|error| !error.sends_code) {
            page.push("An error with — for a code is sent without one.");
        }
        for (index, category) in catalog.categories.iter().enumerate() {
            let errors = self.view.errors.iter().filter(|view| view.error.category == Some(index));
            let errors: Vec<&ErrorView<'_>> = errors.collect();
            if !errors.is_empty() {
                page.heading(3, &text(&category.title));
                page.push(&block(category.description.as_deref().unwrap_or_default()));
                self.push_code_table(page, &errors);
            }
        }
        let others: Vec<&ErrorView<'_>> =
            self.view.errors.iter().filter(|view| view.error.category.is_none()).collect();
        if !others.is_empty() && others.len() < catalog.errors.len() {
            page.heading(3, "Other errors");
        }
        self.push_code_table(page, &others);
    }

    fn push_code_table(&self, page: &mut Page, errors: &[&ErrorView<'_>]) {
        let rows: Vec<_> = errors.iter().map(|error| self.code_row(error)).collect();
        let head = if self.sends_codes() { "Code" } else { "Error" };
        page.table([head, "Number", "Status", "Description", "Since"], &rows);
    }

    fn code_row(&self, view: &ErrorView<'_>) -> [String; 5] {
        let error = view.error;
        let dash = if self.sends_codes() && !error.sends_code { "— " } else { "" };
        let deprecated = if error.deprecated.is_some() { "**Deprecated.** " } else { "" };
        [
            format!("{dash}{}", label::link(view, Place::Cell)),
            error.number.map_or_else(String::new, |number| number.to_string()),
            error.status.to_string(),
            format!("{deprecated}{}", label::description(view, Place::Cell)),
            error.since.as_deref().map_or_else(String::new, text),
        ]
    }

    fn sends_codes(&self) -> bool {
        self.catalog.errors.iter().any(|error| error.sends_code)
    }
}
