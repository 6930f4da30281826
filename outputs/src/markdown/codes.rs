//! Renders the tables of statuses and codes.

use error_catalog_codegen::escape::{self, block, cell, text};
use error_catalog_model::RejectionCause;

use super::Reference;
use super::label::{self, Place};
use super::page::Page;
use crate::view::{CategoryView, ErrorView, RejectionView, StatusView};

impl Reference<'_> {
    pub(super) fn push_statuses(&self, page: &mut Page) {
        let rows: Vec<_> = self.view.statuses().iter().map(|view| self.status_row(view)).collect();
        if !rows.is_empty() {
            page.heading(2, "HTTP status codes");
            page.table(["Status", "Name", "Description"], &rows);
        }
        self.push_rejections(page);
    }

    fn status_row(&self, view: &StatusView<'_, '_>) -> [String; 3] {
        let StatusView { status, reason, .. } = view;
        let number = match view.has_details() {
            true => format!("[{status}](#{})", label::status_anchor(self.view, *status)),
            false => status.to_string(),
        };
        [number, (*reason).to_owned(), cell(view.description.unwrap_or_default())]
    }

    /// Adds the errors of requests that are rejected before the application sees them.
    fn push_rejections(&self, page: &mut Page) {
        let rejections = self.view.rejections();
        if rejections.is_empty() {
            return;
        }
        page.push("The server can reject a request before it processes the request:");
        let head = if self.view.sends_codes() { "Code" } else { "Error" };
        let row = |view: &RejectionView<'_, '_>| [view.status.to_string(), label::link(view.error, Place::Cell)];
        if rejections.iter().all(|view| view.cause.is_none()) {
            page.table(["Status", head], &rejections.iter().map(row).collect::<Vec<_>>());
        } else {
            let rows = rejections.iter().map(|view| {
                let [status, name] = row(view);
                [status, rejected_part(view).to_owned(), name]
            });
            page.table(["Status", "Rejected part", head], &rows.collect::<Vec<_>>());
        }
        let unnamed = self.view.catalog.unnamed_rejections();
        if let Some((status, code)) = unnamed.first() {
            page.push(&format!(
                "The code for every other status consists of the words of the status, such as {} for {status}.",
                escape::code(code)
            ));
        }
    }

    pub(super) fn push_codes(&self, page: &mut Page) {
        let categories = self.view.categories();
        if categories.is_empty() {
            return;
        }
        let sends_codes = self.view.sends_codes();
        page.heading(2, if sends_codes { "Error codes" } else { "Errors" });
        if sends_codes && self.view.errors.iter().any(|view| !view.error.sends_code) {
            page.push("An error whose name follows a dash (—) is sent without a code.");
        }
        for CategoryView { category, errors } in &categories {
            match category {
                Some(category) => {
                    page.heading(3, &text(&category.title));
                    page.push(&block(category.description.as_deref().unwrap_or_default()));
                }
                None if categories.len() > 1 => page.heading(3, "Other errors"),
                None => {}
            }
            self.push_code_table(page, errors, sends_codes);
        }
    }
}

impl Reference<'_> {
    /// Adds the table of the errors of one category, with a column for each property.
    fn push_code_table(&self, page: &mut Page, errors: &[&ErrorView<'_>], sends_codes: bool) {
        let properties = &self.view.catalog.properties;
        let names: Vec<String> = properties.iter().map(|property| text(&to_heading(&property.name))).collect();
        let rows: Vec<Vec<String>> = errors.iter().map(|error| code_row(error, sends_codes)).collect();
        let head = if sends_codes { "Code" } else { "Error" };
        let mut heads = vec![head, "Number", "Status", "Description"];
        heads.extend(names.iter().map(String::as_str));
        heads.push("Since");
        page.wide_table(&heads, &rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
    }
}

/// The heading of a property's column: "Inner code" for `inner_code`.
fn to_heading(name: &str) -> String {
    let words = name.replace('_', " ");
    let first = words.chars().next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(words.chars().skip(1)).collect()
}

/// The part of the request that the server rejects.
fn rejected_part(view: &RejectionView<'_, '_>) -> &'static str {
    match view.cause {
        Some(RejectionCause::Json) => "JSON body",
        Some(RejectionCause::Query) => "query",
        Some(RejectionCause::Path) => "path",
        Some(RejectionCause::Form) => "form",
        Some(RejectionCause::Body) => "body",
        None if view.is_fallback => "any other",
        None => "any",
    }
}

fn code_row(view: &ErrorView<'_>, sends_codes: bool) -> Vec<String> {
    let error = view.error;
    let dash = if sends_codes && !error.sends_code { "— " } else { "" };
    let deprecated = if error.deprecated.is_some() { "**Deprecated.** " } else { "" };
    let mut cells = vec![
        format!("{dash}{}", label::link(view, Place::Cell)),
        error.number.map_or_else(String::new, |number| number.to_string()),
        view.statuses(),
        format!("{deprecated}{}", label::description(view, Place::Cell)),
    ];
    cells.extend(error.properties.iter().map(|property| property.to_text().map_or_else(String::new, |it| text(&it))));
    cells.push(error.since.as_deref().map_or_else(String::new, text));
    cells
}
