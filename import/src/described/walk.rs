//! Finds the codes that the error responses of OpenAPI descriptions document.

use std::collections::{BTreeMap, BTreeSet};

use error_catalog_model::{Diagnostic, Span, nearest, rules};
use serde_json::Value;

use super::files::{Documents, Node, decode, is_remote};
use super::places::{CodePlace, Step};

/// The maximum number of schemas and references that are followed.
const BUDGET: usize = 2_000_000;
/// The maximum number of schemas that contain each other.
const DEPTH: usize = 100;
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The first and the last status of responses; `None` for the responses with any status.
pub(super) type Statuses = Option<(u16, u16)>;

/// The error that a description documents.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Documented {
    Code(String),
    /// The key of an error, in a component that the catalog generates.
    Key(String),
}

/// Where and for which statuses an error is documented.
#[derive(Debug, Default)]
pub(super) struct Place {
    pub(super) statuses: BTreeSet<Statuses>,
    /// The start of the list that contains the code, such as the `enum` of all codes.
    pub(super) list: (usize, usize),
}

pub(super) struct Walker<'a> {
    documents: &'a Documents,
    place: Option<&'a CodePlace>,
    /// Whether a response with this status, which is not an error status, may contain an error.
    is_sent: &'a dyn Fn(u16) -> bool,
    pub(super) found: BTreeMap<((usize, usize, usize), Documented), Place>,
    pub(super) broken: BTreeMap<(usize, usize), Diagnostic>,
    pub(super) is_exhausted: bool,
    done: BTreeSet<Visit>,
    budget: usize,
}

/// The address of a value, the number of steps to it, the status of the response, and the reference to an output.
type Visit = (usize, usize, Statuses, Option<(usize, usize)>);

/// The current position: the status of the response, and the reference that leads into a generated file.
#[derive(Clone, Copy)]
struct Context {
    statuses: Statuses,
    anchor: Option<Span>,
    depth: usize,
}

impl<'a> Walker<'a> {
    pub(super) fn new(
        documents: &'a Documents,
        place: Option<&'a CodePlace>,
        is_sent: &'a dyn Fn(u16) -> bool,
    ) -> Self {
        let (found, broken, done) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        Self { documents, place, is_sent, found, broken, is_exhausted: false, done, budget: BUDGET }
    }

    /// Reads the responses of all operations of a description, then the responses that no operation refers to.
    pub(super) fn read_description(&mut self, index: usize) {
        let root = self.documents.root(index);
        for (_, item) in root.get("paths").into_iter().flat_map(Node::members) {
            let context = &mut Context { statuses: None, anchor: None, depth: 0 };
            let Some(item) = self.resolve(item, context) else { continue };
            for operation in METHODS.into_iter().filter_map(|method| item.get(method)) {
                for (status, response) in operation.get("responses").into_iter().flat_map(Node::members) {
                    if let Some(statuses) = self.parse_status(status) {
                        self.read_response(response, Context { statuses, ..*context });
                    }
                }
            }
        }
        let responses = root.get("components").and_then(|components| components.get("responses"));
        for (_, response) in responses.into_iter().flat_map(Node::members) {
            let address = address_of(response);
            let read = self.done.range((address, 0, None, None)..).next();
            if read.is_none_or(|(known, ..)| *known != address) {
                self.read_response(response, Context { statuses: None, anchor: None, depth: 0 });
            }
        }
    }

    /// The statuses of a key such as `404`, `4XX` or `default`. `None` if the responses are not those of errors.
    fn parse_status(&self, key: &str) -> Option<Statuses> {
        match key.to_ascii_lowercase().as_str() {
            "default" => Some(None),
            "4xx" => Some(Some((400, 499))),
            "5xx" => Some(Some((500, 599))),
            key => {
                let status = key.parse().ok()?;
                let is_error = (400..=599).contains(&status) || (self.is_sent)(status);
                is_error.then_some(Some((status, status)))
            }
        }
    }

    fn read_response(&mut self, response: Node<'a>, mut context: Context) {
        let Some(response) = self.resolve(response, &mut context) else { return };
        let key =
            (address_of(response), usize::MAX, context.statuses, context.anchor.map(|span| (span.file, span.start)));
        if !self.done.insert(key) {
            return;
        }
        if let Some(name) = self.place.and_then(|place| place.header.as_deref()) {
            let headers = response.get("headers").into_iter().flat_map(Node::members);
            for (_, header) in headers.filter(|(key, _)| key.eq_ignore_ascii_case(name)) {
                self.read_content(header, context);
            }
        }
        for (media, content) in response.get("content").into_iter().flat_map(Node::members) {
            if media.contains('*') || media.to_ascii_lowercase().contains("json") {
                self.read_content(content, context);
            }
        }
    }

    /// Reads a media type or a header: its schema and its examples.
    fn read_content(&mut self, content: Node<'a>, mut context: Context) {
        let Some(content) = self.resolve(content, &mut context) else { return };
        if let Some(example) = content.get("example") {
            self.read_example(example, 0, context);
        }
        for (_, example) in content.get("examples").into_iter().flat_map(Node::members) {
            let context = &mut context.clone();
            if let Some(value) = self.resolve(example, context).and_then(|example| example.get("value")) {
                self.read_example(value, 0, *context);
            }
        }
        if let Some(schema) = content.get("schema") {
            self.read_schema(schema, 0, context);
        }
    }

    /// Reads a schema of the value after the first `step` steps.
    fn read_schema(&mut self, schema: Node<'a>, step: usize, mut context: Context) {
        let Some(schema) = self.resolve(schema, &mut context) else { return };
        let anchor = context.anchor.map(|span| (span.file, span.start));
        let is_new = self.done.insert((address_of(schema), step, context.statuses, anchor));
        context.depth += 1;
        if !is_new || context.depth > DEPTH || !self.spend() {
            return;
        }
        let generated = schema.get("x-error-catalog").and_then(|it| it.get("key"));
        if let Some(Value::String(key)) = generated.map(|key| key.value) {
            let span = context.anchor.unwrap_or(schema.span());
            return self.add(Documented::Key(key.clone()), span, (span.file, span.start), context);
        }
        for list in ["allOf", "oneOf", "anyOf"] {
            for part in schema.get(list).into_iter().flat_map(Node::elements) {
                self.read_schema(part, step, context);
            }
        }
        for shown in [schema.get("const"), schema.get("example")].into_iter().flatten() {
            self.read_example(shown, step, context);
        }
        for (list, shares) in [("enum", true), ("examples", false)] {
            let Some(list) = schema.get(list) else { continue };
            for shown in list.elements() {
                if shares && self.steps().len() == step {
                    let start = context.anchor.unwrap_or(list.span());
                    self.read_value(shown, (start.file, start.start), context);
                } else {
                    self.read_example(shown, step, context);
                }
            }
        }
        match self.steps().get(step) {
            Some(Step::Key(key)) => {
                if let Some(property) = schema.get("properties").and_then(|properties| properties.get(key)) {
                    self.read_schema(property, step + 1, context);
                }
            }
            Some(Step::Element) => {
                let first = schema.get("prefixItems").into_iter().flat_map(Node::elements);
                for element in first.chain(schema.get("items")) {
                    self.read_schema(element, step + 1, context);
                }
            }
            None => {}
        }
    }

    /// Reads an example of the value after the first `step` steps.
    fn read_example(&mut self, example: Node<'a>, step: usize, context: Context) {
        if !self.spend() {
            return;
        }
        match self.steps().get(step) {
            Some(Step::Key(key)) => {
                if let Some(value) = example.get(key).filter(|_| example.value.is_object()) {
                    self.read_example(value, step + 1, context);
                }
            }
            Some(Step::Element) => {
                example.elements().for_each(|element| self.read_example(element, step + 1, context));
            }
            None => {
                let span = context.anchor.unwrap_or(example.span());
                self.read_value(example, (span.file, span.start), context);
            }
        }
    }

    fn read_value(&mut self, value: Node<'a>, list: (usize, usize), context: Context) {
        if let Some(code) = self.place.and_then(|place| place.read(value.value)) {
            self.add(Documented::Code(code), context.anchor.unwrap_or(value.span()), list, context);
        }
    }

    fn add(&mut self, what: Documented, span: Span, list: (usize, usize), context: Context) {
        let place = self.found.entry(((span.file, span.start, span.end), what)).or_default();
        place.statuses.insert(context.statuses);
        place.list = list;
    }

    fn steps(&self) -> &'a [Step] {
        self.place.filter(|place| place.header.is_none()).map_or(&[], |place| &place.steps)
    }

    fn spend(&mut self) -> bool {
        self.is_exhausted |= self.budget == 0;
        self.budget = self.budget.saturating_sub(1);
        !self.is_exhausted
    }

    /// Follows references until a value is none. Reports a reference that leads to nothing. A reference to another host
    /// or to an anchor is not followed.
    fn resolve(&mut self, mut node: Node<'a>, context: &mut Context) -> Option<Node<'a>> {
        for _ in 0..32 {
            let Some(reference) = node.get("$ref") else { return Some(node) };
            let Value::String(text) = reference.value else { return Some(node) };
            let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
            if is_remote(text) || !fragment.is_empty() && !fragment.starts_with('/') || !self.spend() {
                return None;
            }
            let at = context.anchor.unwrap_or(reference.span());
            let document = match path {
                "" => node.document,
                path => match self.documents.find(node.document, path) {
                    Ok(found) => found,
                    Err(why) => {
                        self.report(at, format!("cannot read `{path}`: {why}"), |it| it.with_label("this file"));
                        return None;
                    }
                },
            };
            node = self.follow(document, &decode(fragment), at)?;
            let target = &self.documents.list[document];
            if context.anchor.is_none() && target.is_output {
                context.anchor = Some(at);
            }
        }
        None
    }

    /// The part of a document at a JSON pointer.
    fn follow(&mut self, document: usize, pointer: &str, at: Span) -> Option<Node<'a>> {
        let documents = self.documents;
        let mut node = documents.root(document);
        // The problem of an invalid file is already reported.
        if node.value.is_null() {
            return None;
        }
        for key in pointer.split('/').skip(1) {
            let key = key.replace("~1", "/").replace("~0", "~");
            let Some(next) = node.get(&key) else {
                let name = &documents.list[document].name;
                let known: Vec<&str> = node.members().map(|(key, _)| key).collect();
                let near = nearest(&key, &known).map(|near| format!("did you mean `{near}`?"));
                let label = near.unwrap_or_else(|| format!("{name} has no `{key}` there"));
                let message = format!("the reference leads to `{key}`, which does not exist");
                self.report(at, message, |it| it.with_label(label));
                return None;
            };
            node = next;
        }
        Some(node)
    }

    fn report(&mut self, at: Span, message: String, finish: impl FnOnce(Diagnostic) -> Diagnostic) {
        let new = || finish(Diagnostic::new(&rules::OPENAPI_REFERENCE, at, message));
        self.broken.entry((at.file, at.start)).or_insert_with(new);
    }
}

fn address_of(node: Node<'_>) -> usize {
    std::ptr::from_ref(node.value) as usize
}
