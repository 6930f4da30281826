//! The schemas of bodies.

use std::borrow::Cow;
use std::collections::BTreeSet;

use error_catalog_codegen::escape;
use error_catalog_model::{Builtin, reason_phrase};
use error_catalog_wire::Json;

use super::{Document, Sent, indices};
use crate::json::{RetryDocument, Seconds};
use crate::schema::{Body, Members, Node, ObjectWriter, push};
use crate::view::ErrorView;

impl Document<'_, '_> {
    pub(super) fn write_schemas(&self, out: &mut ObjectWriter) {
        let codes = self.codes();
        if !codes.is_empty() {
            let schema = Node::object([
                ("type", Node::from("string")),
                ("description", Node::from("The codes of all errors.")),
                ("enum", Node::List(codes)),
            ]);
            out.member(&self.names.with_prefix("ErrorCode"), schema);
        }
        for ((error, body), name) in self.view.errors.iter().zip(&self.bodies.errors).zip(&self.names.schemas) {
            out.member(name, self.error_schema(error, body));
        }
        if let Some(shape) = self.bodies.violations() {
            let description = "The invalid parts of the request, and the problem with each part.";
            let schema = self.described(self.schemas.members(shape), description);
            out.member(&self.names.with_prefix("Violations"), schema);
        }
        for (status, errors) in &self.statuses {
            out.member(&self.names.with_prefix(&format!("Error{status}")), self.status_schema(*status, errors));
        }
        if !self.schemas.closed {
            let unknown = self.schemas.members(&self.bodies.unknown);
            let schema = self.described(unknown, "An error that this description does not list.");
            out.member(&self.names.with_prefix("UnknownErrorBody"), schema);
        }
        if !self.view.errors.is_empty() || !self.schemas.closed {
            let errors: Vec<usize> = (0..self.view.errors.len()).collect();
            out.member(&self.names.with_prefix("ErrorBody"), self.union(&errors, "The body of any error."));
        }
    }

    /// The schema of a response with any of these errors.
    pub(super) fn status_schema(&self, status: u16, errors: &[Sent<'_>]) -> Node<'_> {
        self.union(&indices(errors), format!("The errors with the status {status} ({}).", reason_phrase(status)))
    }

    /// Adds a description after the type.
    fn described<'n>(&self, mut members: Members<'n>, description: impl Into<Node<'n>>) -> Node<'n> {
        let at = members.len().min(1);
        members.insert(at, ("description".into(), description.into()));
        Node::Object(members)
    }

    /// The codes that bodies contain.
    fn codes(&self) -> Vec<Node<'_>> {
        let mut has_code = false;
        let bodies = std::iter::once(&self.view.catalog.wire.body);
        let details = self.view.catalog.errors.iter().filter_map(|error| error.details.as_ref());
        for template in bodies.chain(details) {
            template.all_slots(&mut |name| has_code |= name == Builtin::Code.as_str());
        }
        let sending = self.view.catalog.errors.iter().filter(|error| has_code && error.sends_code);
        let mut found = BTreeSet::new();
        let own = sending.filter(|error| found.insert(error.code.as_str()));
        own.map(|error| Node::from(error.code.as_str())).collect()
    }

    fn error_schema<'n>(&'n self, view: &'n ErrorView<'_>, body: &'n Body) -> Node<'n> {
        let error = view.error;
        let description = match &error.docs {
            Some(docs) => escape::block(docs),
            None => one_line(view),
        };
        let Node::Object(mut out) = self.described(self.schemas.members(&body.shape), description) else {
            return Node::object([]);
        };
        if let Some(url) = error.docs_url.as_deref().filter(|url| url.starts_with("http")) {
            push(&mut out, "externalDocs", Node::object([("url", Node::from(url))]));
        }
        if error.deprecated.is_some() {
            push(&mut out, "deprecated", true);
        }
        push(&mut out, "x-error-catalog", about(view));
        Node::Object(out)
    }
}

/// The description of an error as one line of Markdown.
pub(super) fn one_line(view: &ErrorView<'_>) -> String {
    match view.is_description_data {
        true => escape::text(&view.error.description),
        false => escape::inline(&view.error.description),
    }
}

/// What a tool can read about an error, besides its body.
fn about<'n>(view: &'n ErrorView<'_>) -> Node<'n> {
    let error = view.error;
    let mut out = Vec::new();
    push(&mut out, "key", error.key.as_str());
    push(&mut out, "title", error.title.as_str());
    if error.sends_code {
        push(&mut out, "code", error.code.as_str());
    }
    if let Some(number) = error.number {
        push(&mut out, "number", i64::from(number));
    }
    push(&mut out, "status", i64::from(error.status));
    if !error.other_statuses.is_empty() {
        push(&mut out, "statuses", Node::list(error.statuses().map(|status| Node::from(i64::from(status)))));
    }
    if error.sent_status() != error.status {
        push(&mut out, "sent_status", i64::from(error.sent_status()));
    }
    push(&mut out, "retry", retry(view));
    push(&mut out, "level", error.level.as_str());
    if let Some(url) = &error.docs_url {
        push(&mut out, "docs", url.as_str());
    }
    Node::Object(out)
}

fn retry<'n>(view: &ErrorView<'_>) -> Node<'n> {
    let RetryDocument { strategy, base, cap, max_attempts, .. } = RetryDocument::of(view);
    let mut out = Vec::new();
    push(&mut out, "strategy", strategy);
    for (key, wait) in [("base", base), ("cap", cap)] {
        if let Some(wait) = wait {
            let wait = match wait {
                Seconds::Whole(seconds) => Json::Unsigned(seconds),
                Seconds::Fraction(seconds) => Json::Float(seconds),
            };
            push(&mut out, key, Node::Value(Cow::Owned(wait)));
        }
    }
    if let Some(attempts) = max_attempts {
        push(&mut out, "max_attempts", i64::from(attempts));
    }
    Node::Object(out)
}
