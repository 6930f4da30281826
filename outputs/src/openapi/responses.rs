//! The responses with each HTTP status, and their headers.

use std::collections::BTreeMap;

use error_catalog_codegen::escape;
use error_catalog_model::reason_phrase;

use super::names::is_component_name;
use super::schemas::one_line;
use super::{Document, Sent, indices, schema_reference};
use crate::schema::{HeaderShape, Members, Node, ObjectWriter, header_shape, push};

/// A header of one or more errors.
pub(super) struct SentHeader {
    name: String,
    header: HeaderShape,
}

/// The headers, by their names in lower case.
pub(super) type Headers = BTreeMap<String, SentHeader>;

impl<'a> Document<'_, 'a> {
    /// All headers. A header is required if each response with it, of any error, always has it.
    pub(super) fn headers(&self) -> Headers {
        self.headers_of(self.statuses.values().flatten())
    }

    pub(super) fn headers_of<'s>(&self, errors: impl Iterator<Item = &'s Sent<'a>>) -> Headers
    where
        'a: 's,
    {
        let catalog = self.view.catalog;
        let mut count = 0_usize;
        let mut found: BTreeMap<String, (&str, Vec<HeaderShape>)> = BTreeMap::new();
        for Sent { error, .. } in errors {
            count += 1;
            for header in &error.headers {
                let Some(shape) = header_shape(catalog, error, header, &self.bodies.descriptions) else { continue };
                let name = header.name.to_ascii_lowercase();
                found.entry(name).or_insert((&header.name, Vec::new())).1.push(shape);
            }
        }
        let headers = found.into_iter().filter_map(|(key, (name, shapes))| {
            let required = shapes.iter().filter(|header| header.required).count() == count;
            let header = HeaderShape::merge(shapes, required)?;
            Some((key, SentHeader { name: name.to_owned(), header }))
        });
        headers.collect()
    }

    pub(super) fn write_headers<'n>(&'n self, out: &mut ObjectWriter, headers: &'n Headers) {
        for sent in headers.values().filter(|sent| is_component_name(&sent.name)) {
            out.member(&self.names.with_prefix(&sent.name), self.header(sent));
        }
    }

    fn header<'n>(&'n self, SentHeader { name, header }: &'n SentHeader) -> Node<'n> {
        let mut out = Vec::new();
        let general = || format!("The header {}.", escape::code(name));
        push(&mut out, "description", header.description.clone().unwrap_or_else(general));
        if header.required {
            push(&mut out, "required", true);
        }
        push(&mut out, "schema", self.schemas.schema(&header.shape));
        Node::Object(out)
    }

    pub(super) fn write_responses(&self, out: &mut ObjectWriter, all: &Headers) {
        for (status, errors) in &self.statuses {
            let name = self.names.with_prefix(&format!("Error{status}"));
            let schema = Node::reference(schema_reference(&name));
            let own = self.headers_of(errors.iter());
            out.member(&name, self.response(*status, errors, schema, &own, all));
        }
        if !self.view.errors.is_empty() || !self.schemas.closed {
            let schema = Node::reference(schema_reference(&self.names.with_prefix("ErrorBody")));
            let content = self.content(schema, Members::new());
            let any = Node::object([("description", Node::from("Any error.")), ("content", content)]);
            out.member(&self.names.with_prefix("Error"), any);
        }
    }

    /// The response with any of these errors, whose headers are `own`.
    pub(super) fn response<'n>(
        &'n self,
        status: u16,
        errors: &[Sent<'a>],
        schema: Node<'n>,
        own: &'n Headers,
        all: &Headers,
    ) -> Node<'n> {
        let mut out = Members::new();
        push(&mut out, "description", self.description(status, errors));
        if !own.is_empty() {
            let headers = own.iter().map(|(key, sent)| (sent.name.as_str().into(), self.header_in(key, sent, all)));
            push(&mut out, "headers", Node::Object(headers.collect()));
        }
        let examples = self.examples_of(status, errors);
        push(&mut out, "content", self.content(schema, examples));
        Node::Object(out)
    }

    /// A reference to the component, or the header itself if the component says something else about it.
    fn header_in<'n>(&'n self, key: &str, sent: &'n SentHeader, all: &Headers) -> Node<'n> {
        let is_same = all.get(key).is_some_and(|other| other.name == sent.name && other.header.is_like(&sent.header));
        match is_same && is_component_name(&sent.name) {
            true => Node::reference(format!("#/components/headers/{}", self.names.with_prefix(&sent.name))),
            false => self.header(sent),
        }
    }

    fn content<'n>(&'n self, schema: Node<'n>, examples: Members<'n>) -> Node<'n> {
        let mut media = vec![("schema".into(), schema)];
        if !examples.is_empty() {
            push(&mut media, "examples", Node::Object(examples));
        }
        Node::object([(&self.view.catalog.wire.content_type, Node::Object(media))])
    }

    /// The examples of responses with this status.
    fn examples_of(&self, status: u16, errors: &[Sent<'a>]) -> Members<'_> {
        let mut examples = Members::new();
        for view in indices(errors).into_iter().filter_map(|index| self.view.errors.get(index)) {
            for (index, response) in view.responses(self.view).iter().enumerate() {
                if response.status == status {
                    let name = self.example_name(&view.error.key, index);
                    let reference = Node::reference(format!("#/components/examples/{name}"));
                    push(&mut examples, name, reference);
                }
            }
        }
        examples
    }

    /// The description of a status, and a table of its errors.
    fn description(&self, status: u16, errors: &[Sent<'a>]) -> String {
        let documented = self.view.catalog.statuses.iter().find(|documented| documented.status == status);
        let own = documented.and_then(|documented| documented.description.as_deref()).map(escape::block);
        let mut text = own.filter(|own| !own.is_empty()).unwrap_or_else(|| reason_phrase(status).to_owned());
        text.push_str("\n\n| error | when | retry |\n|---|---|---|\n");
        let rows = indices(errors).into_iter().filter_map(|index| self.view.errors.get(index)).map(|view| {
            let name = match view.error.sends_code {
                true => escape::code_cell(&view.error.code),
                false => escape::text(&view.name),
            };
            format!("| {name} | {} | {} |", escape::cell(&one_line(view)), escape::cell(&view.retry.answer()))
        });
        text.push_str(&rows.collect::<Vec<_>>().join("\n"));
        text
    }
}
