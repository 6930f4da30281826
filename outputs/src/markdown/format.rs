//! The response format: body and headers.

use error_catalog_codegen::escape::{cell, code, code_cell};
use error_catalog_codegen::program::{pretty_json, render_sample};
use error_catalog_model::{Builtin, Catalog, Error, Header, Piece, Presence, TextTemplate, ValueTemplate};

use super::Reference;
use super::label::{self, Place};
use super::page::Page;
use super::types::collect_types;

impl Reference<'_> {
    pub(super) fn push_format(&self, page: &mut Page) {
        let wire = &self.catalog.wire;
        page.heading(2, "Response format");
        page.push(&format!("Every error is answered as {}:", code(&wire.content_type)));
        if let Some(sample) = render_sample(self.catalog) {
            page.fence("json", &pretty_json(&sample));
        }
        let mut rows = Vec::new();
        push_members(self.catalog, &wire.body, &mut Vec::new(), "", &mut rows);
        page.table(["Member", "Type", "Optional", "Description"], &rows);
    }

    pub(super) fn push_headers(&self, page: &mut Page) {
        let mut headers: Vec<&Header> = self.catalog.headers.iter().collect();
        for header in self.catalog.errors.iter().flat_map(|error| &error.headers) {
            if !headers.iter().any(|known| is_same(known, header)) {
                headers.push(header);
            }
        }
        if !headers.is_empty() {
            page.heading(2, "Response headers");
            let rows: Vec<_> = headers.into_iter().map(|header| self.header_row(header)).collect();
            page.table(["Header", "Value", "Sent with", "Description"], &rows);
        }
    }

    fn header_row(&self, header: &Header) -> [String; 4] {
        let description = match header.value.pieces.as_slice() {
            [Piece::Slot(name)] => describe_slot(self.catalog, name),
            _ => String::new(),
        };
        [code_cell(&header.name), code_cell(&header.value.to_string()), self.senders(header), description]
    }

    /// The errors that are sent with a header, in few words.
    fn senders(&self, header: &Header) -> String {
        let sends = |error: &&Error| {
            error.headers.iter().any(|other| is_same(other, header))
                && header.value.slots().all(|slot| error.presence(slot) != Presence::Never)
        };
        let (with, without): (Vec<&Error>, Vec<&Error>) = self.catalog.errors.iter().partition(sends);
        let links = |errors: Vec<&Error>| {
            let links: Vec<String> =
                errors.into_iter().map(|error| label::link(self.catalog, error, Place::Cell)).collect();
            links.join(", ")
        };
        match (with.len(), without.len()) {
            (_, 0) => "every error".to_owned(),
            (some, others) if some > others => format!("every error but {}", links(without)),
            _ => links(with),
        }
    }
}

pub(super) fn is_same(one: &Header, other: &Header) -> bool {
    one.name.eq_ignore_ascii_case(&other.name) && one.value == other.value
}

/// One row for each member of the body, nested ones below the one that holds them.
fn push_members<'a>(
    catalog: &'a Catalog,
    value: &'a ValueTemplate,
    path: &mut Vec<&'a str>,
    shown: &str,
    rows: &mut Vec<[String; 4]>,
) {
    match value {
        ValueTemplate::Object(object) => {
            for member in &object.members {
                path.push(&member.key);
                let shown = if shown.is_empty() { member.key.clone() } else { format!("{shown}.{}", member.key) };
                let own = catalog.wire.members.iter().find(|described| described.path == *path);
                let mut needed = Vec::new();
                member.value.needed_slots(&mut |name| needed.push(name));
                if member.optional && own.is_none() && !occur(catalog, &needed) {
                    path.pop();
                    continue;
                }
                rows.push([
                    code_cell(&shown),
                    collect_types(catalog, &member.value).render(),
                    if member.optional { "yes" } else { "" }.to_owned(),
                    own.map_or_else(|| describe(catalog, &member.value), |own| cell(&own.description)),
                ]);
                push_members(catalog, &member.value, path, &shown, rows);
                path.pop();
            }
        }
        ValueTemplate::List(items) => {
            let shown = format!("{shown}[]");
            let items = items.iter().filter(|item| occur(catalog, item.guard.as_slice()));
            items.for_each(|item| push_members(catalog, &item.value, path, &shown, rows));
        }
        _ => {}
    }
}

/// Whether slots without which a part of the body is left out have values in some response: a preset has parts for
/// all that a catalog could use.
fn occur<S: AsRef<str>>(catalog: &Catalog, needed: &[S]) -> bool {
    let has_all = |error: &Error| needed.iter().all(|name| error.presence(name.as_ref()) != Presence::Never);
    let in_example = |name: &S| catalog.wire.example.iter().any(|(slot, _)| slot == name.as_ref());
    catalog.errors.is_empty() || catalog.errors.iter().any(has_all) || needed.iter().all(in_example)
}

/// What can be said of a member of which the catalog says nothing.
fn describe(catalog: &Catalog, value: &ValueTemplate) -> String {
    match value {
        ValueTemplate::Bool(value) => format!("Always `{value}`"),
        ValueTemplate::Integer(number) => format!("Always `{number}`"),
        ValueTemplate::Float(number) => format!("Always `{number:?}`"),
        ValueTemplate::Text(template) => match template.as_constant() {
            Some("") => String::from("Always empty"),
            Some(text) => format!("Always {}", code_cell(text)),
            None => describe_text(catalog, template),
        },
        ValueTemplate::Slot(slot) => describe_slot(catalog, &slot.name),
        ValueTemplate::List(_) | ValueTemplate::Object(_) => String::new(),
    }
}

/// Text of which only one slot changes is described as that slot.
fn describe_text(catalog: &Catalog, template: &TextTemplate) -> String {
    let mut slots = template.slots();
    match (slots.next(), slots.next()) {
        (Some(name), None) => describe_slot(catalog, name),
        _ => String::new(),
    }
}

/// What an error says of its field of this name, or what the slot holds in general.
fn describe_slot(catalog: &Catalog, name: &str) -> String {
    let fields = catalog.errors.iter().flat_map(|error| error.public_fields());
    let described = fields.filter(|field| field.name == name).find_map(|field| field.description.as_deref());
    let general = Builtin::from_term(name).map(|builtin| match builtin {
        Builtin::Code => "The code of the error, stable and made for programs",
        Builtin::Number => "The number of the error",
        Builtin::Status => "The HTTP status code",
        Builtin::Reason => "The reason phrase of the HTTP status",
        Builtin::Title => "A short summary of the kind of error",
        Builtin::Message => "What went wrong, for developers",
        Builtin::UserMessage => "What went wrong, for end users",
        Builtin::Category => "The group that the error belongs to",
        Builtin::DocsUrl => "Where the error is documented",
        Builtin::Details => "More about this error",
        Builtin::Metadata => "The values that the message speaks of, and others, each as a string",
        Builtin::Violations => "What is wrong with which part of the request",
        Builtin::RetryAfter => "Seconds to wait before the next attempt",
        Builtin::RequestId => "The id of the request; name it when you ask for help",
        Builtin::Instance => "The URI of this occurrence",
        Builtin::Timestamp => "When the error occurred (RFC 3339)",
        Builtin::Debug => "Debugging data, in development only",
        Builtin::Grpc => "The canonical gRPC code",
        Builtin::Catalog => "The name of the API that the code belongs to",
    });
    described.map_or_else(|| general.unwrap_or_default().to_owned(), cell)
}
