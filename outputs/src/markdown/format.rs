//! Renders the response format: body and headers.

use error_catalog_codegen::escape::{cell, code, code_cell};
use error_catalog_codegen::program::{pretty_json, render_sample};

use super::Reference;
use super::label::{self, Place};
use super::page::Page;
use crate::view::types::Types;
use crate::view::wording::Description;
use crate::view::{ErrorView, HeaderView, Senders};

impl Reference<'_> {
    pub(super) fn push_format(&self, page: &mut Page) {
        page.heading(2, "Response format");
        page.push(&format!(
            "Every error response has the content type {} and this format:",
            code(&self.view.catalog.wire.content_type)
        ));
        if let Some(sample) = render_sample(self.view.catalog) {
            page.fence("json", &pretty_json(&sample));
        }
        let rows = self.view.members().into_iter().map(|member| {
            [
                code_cell(&member.path),
                show_types(&member.types),
                if member.optional { "yes" } else { "" }.to_owned(),
                show_description(&member.description),
            ]
        });
        page.table(["Member", "Type", "Optional", "Description"], &rows.collect::<Vec<_>>());
        self.push_sent_statuses(page);
    }

    /// Says which errors are not sent with the status that the page shows for them.
    fn push_sent_statuses(&self, page: &mut Page) {
        let sent = |view: &&ErrorView<'_>| self.view.is_sent_apart(view);
        let named = |view: &ErrorView<'_>| format!("{} ({})", label::link(view, Place::Line), view.error.sent_status());
        let apart = self.view.errors.iter().filter(sent).map(named).collect::<Vec<_>>().join(", ");
        let text = match (self.view.catalog.wire.status, apart.as_str()) {
            (None, "") => return,
            (None, apart) => {
                format!("These errors are sent with a different HTTP status than this page shows: {apart}.")
            }
            (Some(status), apart) => {
                let except = if apart.is_empty() { String::new() } else { format!(", except for {apart}") };
                format!(
                    "The HTTP status of every response is {status}{except}. The other statuses on this page only \
                     classify the errors."
                )
            }
        };
        page.push(&text);
    }

    pub(super) fn push_headers(&self, page: &mut Page) {
        let rows: Vec<_> = self.view.headers().iter().map(header_row).collect();
        if !rows.is_empty() {
            page.heading(2, "Response headers");
            page.table(["Header", "Value", "Sent with", "Description"], &rows);
        }
    }
}

fn header_row(view: &HeaderView<'_, '_>) -> [String; 4] {
    let links = |errors: &[&ErrorView<'_>]| {
        errors.iter().map(|error| label::link(error, Place::Cell)).collect::<Vec<_>>().join(", ")
    };
    let senders = match &view.senders {
        Senders::Every => "every error".to_owned(),
        Senders::EveryBut(errors) => format!("every error except {}", links(errors)),
        Senders::Only(errors) => links(errors),
    };
    let header = view.header;
    [code_cell(&header.name), code_cell(&header.value.to_string()), senders, show_description(&view.description)]
}

/// Renders types as a list, such as "`string` or `object`".
fn show_types(types: &Types) -> String {
    let names: Vec<String> = types.names().into_iter().map(|name| format!("`{name}`")).collect();
    if names.is_empty() { "any".to_owned() } else { names.join(" or ") }
}

fn show_description(description: &Description<'_>) -> String {
    match description {
        Description::Markdown(text) => cell(text),
        Description::Generated(phrase) => phrase.render(code_cell),
    }
}
