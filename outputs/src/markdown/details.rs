//! Renders the sections of the statuses and their errors.

use error_catalog_codegen::escape::{block, cell, code, code_cell, inline, text};
use error_catalog_codegen::program::{Response, pretty_json};
use error_catalog_model::{Error, Field, reason_phrase};

use super::Reference;
use super::guidance::retry_sentence;
use super::label::{self, Place};
use super::page::Page;
use crate::text::html::attribute;
use crate::view::types::field_type;
use crate::view::{DeprecationView, ErrorView, StatusView};

impl<'a> Reference<'a> {
    pub(super) fn push_details(&self, page: &mut Page) {
        let statuses: Vec<_> = self.view.statuses().into_iter().filter(StatusView::has_details).collect();
        if !statuses.is_empty() {
            page.heading(2, "Errors by status");
        }
        for StatusView { status, reason, description, advice, errors, others } in statuses {
            page.heading(3, &format!("<a id=\"{}\"></a>{status} {reason}", label::status_anchor(self.view, status)));
            page.push(&inline(description.unwrap_or_default()));
            push_advice(page, advice.causes, advice.solutions);
            if !others.is_empty() {
                let links: Vec<String> = others.iter().map(|error| label::link(error, Place::Line)).collect();
                page.push(&format!("Sent with this or another status: {}", links.join(", ")));
            }
            errors.iter().for_each(|error| self.push_error(page, error));
        }
    }

    fn push_error(&self, page: &mut Page, view: &ErrorView<'a>) {
        let error = view.error;
        let name = label::name(view, Place::Line);
        page.heading(4, &format!("<a id=\"{}\"></a>{name}", attribute(&view.anchor)));
        if let Some(deprecation) = self.view.deprecation(view) {
            page.push(&deprecation_note(&deprecation));
        }
        let description = label::description(view, Place::Line);
        let message = error.message.to_string();
        let is_constant = error.message.as_constant().is_some();
        if description != name && (error.description != message || is_constant) {
            page.push(&description);
        }
        page.push(&block(error.docs.as_deref().unwrap_or_default()));
        if !error.other_statuses.is_empty() {
            page.push(&format!("Sent with one of the statuses {}", view.statuses()));
        }
        self.push_family(page, view);
        self.push_texts(page, view, &name);
        self.push_fields(page, error);
        push_advice(page, &error.causes, &error.solutions);
        page.push(&retry_sentence(view));
        if !error.see.is_empty() {
            // The escaper sees the whole paragraph, because math could begin and end in different texts.
            page.push(&format!("See also: {}", inline(&error.see.join(", "))));
        }
        for response in view.responses(self.view) {
            self.push_response(page, view, response);
        }
    }

    /// Adds links between the errors that share a code: from its owner to all others, and from these to the owner.
    fn push_family(&self, page: &mut Page, view: &ErrorView<'a>) {
        let link = |index: usize| self.view.errors.get(index).map(|other| label::link_in_words(other, Place::Line));
        let shared = if view.error.sends_code { "code" } else { "number" };
        if let Some(owner) = view.error.owner.and_then(link) {
            page.push(&format!("This error has the same {shared} as {owner}."));
        } else if !view.shared_by.is_empty() {
            page.list(&format!("Other errors with this {shared}:"), view.shared_by.iter().copied().filter_map(link));
        }
    }

    /// Adds the templates of the messages, if the examples do not show all of them.
    fn push_texts(&self, page: &mut Page, view: &ErrorView<'a>, name: &str) {
        let error = view.error;
        let message = code(&error.message.to_string());
        if error.message.as_constant().is_none() && message != name {
            page.push(&format!("Message: {message}"));
        }
        if let Some(message) = &error.user_message {
            page.push(&format!("For end users: {}", code(&message.to_string())));
        }
        for (lang, translated) in view.translations(self.view) {
            page.push(&format!("In {}: {}", code(lang), code(&translated)));
        }
        if !error.aliases.is_empty() {
            let aliases: Vec<String> = error.aliases.iter().map(|alias| code(alias)).collect();
            page.push(&format!("Formerly {}", aliases.join(", ")));
        }
    }

    /// Adds the fields if the catalog describes at least one of them, or lists its values. Otherwise the examples are
    /// enough.
    fn push_fields(&self, page: &mut Page, error: &Error) {
        if error.public_fields().all(|field| field.description.is_none() && field.one_of.is_empty()) {
            return;
        }
        let rows: Vec<_> = error
            .public_fields()
            .map(|field| {
                [
                    code_cell(&field.name),
                    self.field_type(field),
                    if field.optional { "yes" } else { "" }.to_owned(),
                    cell(field.description.as_deref().unwrap_or_default()),
                ]
            })
            .collect();
        page.table(["Field", "Type", "Optional", "Description"], &rows);
    }

    /// Returns the JSON type of a field, and the values that the field can have.
    fn field_type(&self, field: &Field) -> String {
        let ty = field_type(self.view.catalog, &field.ty);
        let ty = ty.map_or_else(|| "any".to_owned(), |ty| format!("`{ty}`"));
        let values: Vec<String> = field.one_of.iter().map(|value| code_cell(value)).collect();
        if values.is_empty() { ty } else { format!("{ty}, one of {}", values.join(", ")) }
    }

    /// Adds the body of a response. If the response has a header that other errors do not send, or if the error has
    /// several statuses or is sent with an unusual status, the status and all headers precede the body.
    fn push_response(&self, page: &mut Page, view: &ErrorView<'_>, response: &Response) {
        let has_own_status = !view.error.other_statuses.is_empty() || self.view.is_sent_apart(view);
        if self.view.has_own_header(view, response) || has_own_status {
            let mut head = format!("HTTP/1.1 {} {}", response.status, reason_phrase(response.status));
            for (name, value) in &response.headers {
                head.push_str(&format!("\n{name}: {value}"));
            }
            page.fence("http", &head);
        }
        page.fence("json", &pretty_json(&response.body));
    }
}

fn deprecation_note(DeprecationView { since, note, instead }: &DeprecationView<'_, '_>) -> String {
    let since = since.map_or_else(String::new, |since| format!(" since {}", text(since)));
    let note = note.map_or_else(String::new, |note| format!(" {}", inline(note)));
    let instead =
        instead.map_or_else(String::new, |instead| format!(" Use {} instead.", label::link(instead, Place::Line)));
    format!("> **Deprecated{since}.**{instead}{note}")
}

fn push_advice(page: &mut Page, causes: &[String], solutions: &[String]) {
    page.list("Common causes:", causes.iter().map(|cause| inline(cause)));
    page.list("Solutions:", solutions.iter().map(|solution| inline(solution)));
}
