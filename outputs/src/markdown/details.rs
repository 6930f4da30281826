//! Each status, and each of its errors, in full.

use std::collections::BTreeSet;

use error_catalog_codegen::escape::{block, cell, code, code_cell, inline, text};
use error_catalog_codegen::program::{Response, pretty_json};
use error_catalog_model::{Deprecated, Error, Header, StatusDoc, TextTemplate, reason_phrase};

use super::Reference;
use super::guidance::retry_sentence;
use super::label::{self, Place};
use super::page::Page;
use crate::text::html::attribute;
use crate::view::types::field_type;
use crate::view::{ErrorView, is_same};

impl Reference<'_> {
    pub(super) fn push_details(&self, page: &mut Page) {
        let catalog = self.catalog;
        let documented = catalog.statuses.iter().map(|status| status.status);
        let statuses: BTreeSet<u16> = documented.chain(catalog.errors.iter().map(|error| error.status)).collect();
        let statuses: Vec<u16> = statuses.into_iter().filter(|status| self.has_section(*status)).collect();
        if !statuses.is_empty() {
            page.heading(2, "Errors by status");
        }
        for status in statuses {
            page.heading(3, &format!("{status} {}", reason_phrase(status)));
            if let Some(documented) = self.documented(status) {
                page.push(&inline(documented.description.as_deref().unwrap_or_default()));
                push_advice(page, &documented.causes, &documented.solutions);
            }
            for error in self.view.errors.iter().filter(|view| view.error.status == status) {
                self.push_error(page, error);
            }
        }
    }

    fn documented(&self, status: u16) -> Option<&StatusDoc> {
        self.catalog.statuses.iter().find(|documented| documented.status == status)
    }

    /// Whether there is more to say on a status than fits its row of the table.
    pub(super) fn has_section(&self, status: u16) -> bool {
        let has_advice = |status: &StatusDoc| !status.causes.is_empty() || !status.solutions.is_empty();
        self.documented(status).is_some_and(has_advice)
            || self.catalog.errors.iter().any(|error| error.status == status)
    }

    fn push_error(&self, page: &mut Page, view: &ErrorView<'_>) {
        let error = view.error;
        let name = label::name(view, Place::Line);
        page.heading(4, &format!("<a id=\"{}\"></a>{name}", attribute(view.anchor)));
        if let Some(deprecated) = &error.deprecated {
            page.push(&self.deprecation(deprecated));
        }
        let description = label::description(view, Place::Line);
        if description != name && (error.description != error.message.to_string() || is_constant(&error.message)) {
            page.push(&description);
        }
        page.push(&block(error.docs.as_deref().unwrap_or_default()));
        self.push_texts(page, view.index, error, &name);
        self.push_fields(page, error);
        push_advice(page, &error.causes, &error.solutions);
        page.push(&retry_sentence(view));
        if !error.see.is_empty() {
            let see: Vec<String> = error.see.iter().map(|see| inline(see)).collect();
            page.push(&format!("See also: {}", see.join(", ")));
        }
        for response in view.responses(&self.view) {
            self.push_response(page, error, &response);
        }
    }

    fn deprecation(&self, deprecated: &Deprecated) -> String {
        let since = deprecated.since.as_deref().map_or_else(String::new, |since| format!(" since {}", text(since)));
        let note = deprecated.note.as_deref().map_or_else(String::new, |note| format!(" {}", inline(note)));
        let instead = deprecated.instead.as_deref().map_or_else(String::new, |key| {
            format!(" Use {} instead.", label::link_to_key(&self.view, key, Place::Line))
        });
        format!("> **Deprecated{since}.**{instead}{note}")
    }

    /// The templates of the messages, where an example cannot show all that they say.
    fn push_texts(&self, page: &mut Page, index: usize, error: &Error, name: &str) {
        if !is_constant(&error.message) && text(&error.message.to_string()) != name {
            page.push(&format!("Message: {}", code(&error.message.to_string())));
        }
        if let Some(message) = &error.user_message {
            page.push(&format!("For end users: {}", code(&message.to_string())));
        }
        for locale in &self.catalog.locales {
            let translation = locale.translations.iter().find(|translation| translation.error == index);
            let template = translation.and_then(|it| it.user_message.as_ref().or(it.message.as_ref()));
            let translated = template.map(ToString::to_string).or_else(|| translation?.title.clone());
            if let Some(translated) = translated {
                page.push(&format!("In {}: {}", code(&locale.lang), code(&translated)));
            }
        }
        if !error.aliases.is_empty() {
            let aliases: Vec<String> = error.aliases.iter().map(|alias| code(alias)).collect();
            page.push(&format!("Formerly {}", aliases.join(", ")));
        }
    }

    /// The fields, if the catalog has something to say on them that the examples do not show.
    fn push_fields(&self, page: &mut Page, error: &Error) {
        if error.public_fields().all(|field| field.description.is_none()) {
            return;
        }
        let rows: Vec<_> = error
            .public_fields()
            .map(|field| {
                [
                    code_cell(&field.name),
                    field_type(self.catalog, &field.ty).map_or_else(|| "any".to_owned(), |ty| format!("`{ty}`")),
                    if field.optional { "yes" } else { "" }.to_owned(),
                    cell(field.description.as_deref().unwrap_or_default()),
                ]
            })
            .collect();
        page.table(["Field", "Type", "Optional", "Description"], &rows);
    }

    /// The body; and before it the head, where it holds a header that is not the same in every error.
    fn push_response(&self, page: &mut Page, error: &Error, response: &Response) {
        let is_own = |header: &Header| {
            !self.catalog.headers.iter().any(|general| is_same(general, header))
                || header.value.slots().any(|slot| error.public_fields().any(|field| field.name == slot))
        };
        let sent = |header: &Header| response.headers.iter().any(|(name, _)| *name == header.name);
        if error.headers.iter().any(|header| is_own(header) && sent(header)) {
            let mut head = format!("HTTP/1.1 {} {}", response.status, reason_phrase(error.status));
            for (name, value) in &response.headers {
                head.push_str(&format!("\n{name}: {value}"));
            }
            page.fence("http", &head);
        }
        page.fence("json", &pretty_json(&response.body));
    }
}

fn is_constant(message: &TextTemplate) -> bool {
    message.as_constant().is_some()
}

fn push_advice(page: &mut Page, causes: &[String], solutions: &[String]) {
    page.list("Common causes:", causes.iter().map(|cause| inline(cause)));
    page.list("Solutions:", solutions.iter().map(|solution| inline(solution)));
}
