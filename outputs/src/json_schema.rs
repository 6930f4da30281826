//! The schema of all bodies, as JSON Schema 2020-12.

use error_catalog_codegen::escape;

use crate::schema::{Bodies, Body, Dialect, Members, Node, ObjectWriter, Schemas, push};
use crate::text::notice;
use crate::view::{ErrorView, View};

/// The name of the definition for errors that the catalog does not list. No key of an error begins with `_`.
const UNKNOWN: &str = "_Unknown";
const VIOLATIONS: &str = "_Violations";

/// Renders the schema. A `closed` schema rejects errors that the catalog does not list.
#[must_use]
pub(crate) fn render_json_schema(view: &View<'_>, closed: bool) -> String {
    let bodies = Bodies::of(view.catalog);
    let reference = format!("#/$defs/{VIOLATIONS}");
    let shared = bodies.violations();
    let violations = shared.map(|shape| (shape, reference.as_str()));
    let schemas = Schemas { dialect: Dialect::Draft2020, closed, violations };
    let mut choices: Vec<Node<'_>> = view.errors.iter().map(|error| definition(&error.error.key)).collect();
    if !closed {
        choices.push(definition(UNKNOWN));
    }
    let mut document = ObjectWriter::new();
    document.member("$schema", "https://json-schema.org/draft/2020-12/schema");
    document.member("$comment", notice(view.catalog));
    document.member("title", view.catalog.title.as_str());
    match choices.is_empty() {
        // A list of choices cannot be empty.
        true => document.member("not", Node::object([])),
        false => document.member("anyOf", Node::List(choices)),
    }
    document.object("$defs", |definitions| {
        for (error, body) in view.errors.iter().zip(&bodies.errors) {
            definitions.member(&error.error.key, error_schema(view, error, body, &schemas));
        }
        if let Some(shape) = shared {
            let mut members = Members::new();
            push(&mut members, "description", "The invalid parts of the request, and the problem with each part.");
            members.extend(schemas.members(shape));
            definitions.member(VIOLATIONS, Node::Object(members));
        }
        if !closed {
            definitions.member(UNKNOWN, unknown_schema(view, &bodies, &schemas));
        }
    });
    document.finish()
}

fn definition(name: &str) -> Node<'static> {
    Node::reference(format!("#/$defs/{name}"))
}

fn error_schema<'n>(view: &View<'_>, error_view: &'n ErrorView<'_>, body: &'n Body, schemas: &Schemas<'n>) -> Node<'n> {
    let error = error_view.error;
    let mut out = Vec::new();
    push(&mut out, "title", error.title.as_str());
    let description = match error_view.is_description_data {
        true => escape::text(&error.description),
        false => escape::inline(&error.description),
    };
    push(&mut out, "description", description);
    out.extend(schemas.members(&body.shape));
    if error.deprecated.is_some() {
        push(&mut out, "deprecated", true);
    }
    let examples = error_view.responses(view).iter().map(|response| Node::Written(response.body.as_str().into()));
    push(&mut out, "examples", Node::list(examples));
    Node::Object(out)
}

/// The schema of other errors, which no listed error fits.
fn unknown_schema<'n>(view: &'n View<'_>, bodies: &'n Bodies<'_>, schemas: &Schemas<'n>) -> Node<'n> {
    let mut out = Vec::new();
    push(&mut out, "description", "An error that this schema does not list.");
    out.extend(schemas.members(&bodies.unknown));
    let mut listed = Vec::new();
    let mut path = None;
    let mut codes = Vec::new();
    for (error, body) in view.errors.iter().zip(&bodies.errors) {
        match &body.code_path {
            Some(own) if path.is_none_or(|path| path == own) => {
                path = Some(own);
                if error.error.owner.is_none() {
                    codes.push(Node::from(error.error.code.as_str()));
                }
            }
            _ => listed.push(definition(&error.error.key)),
        }
    }
    if let Some(path) = path {
        let codes = Node::object([("enum", Node::List(codes))]);
        let nested = path.iter().rev().fold(codes, |inner, key| {
            Node::object([
                ("type", Node::from("object")),
                ("required", Node::list([Node::from(key.as_str())])),
                ("properties", Node::object([(key.as_str(), inner)])),
            ])
        });
        listed.insert(0, nested);
    }
    match listed.len() {
        0 => {}
        1 => push(&mut out, "not", listed.remove(0)),
        _ => push(&mut out, "not", Node::object([("anyOf", Node::List(listed))])),
    }
    Node::Object(out)
}
