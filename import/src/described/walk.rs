//! Finds the codes that the error responses of OpenAPI descriptions document.

use std::collections::{BTreeMap, BTreeSet};

use error_catalog_model::{Diagnostic, Span};
use serde_json::Value;

use super::files::{Documents, Node};
use super::places::{CodePlace, Step};

/// The maximum number of schemas and references that are followed.
const BUDGET: usize = 2_000_000;
/// The maximum number of schemas that contain each other.
const DEPTH: usize = 100;
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// The word for a schema, which may be `true` or `false` instead of an object.
pub(super) const SCHEMA: &str = "schema";

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
    pub(super) documents: &'a Documents,
    place: Option<&'a CodePlace>,
    /// Whether a response with this status, which is not an error status, may contain an error.
    is_sent: &'a dyn Fn(u16) -> bool,
    pub(super) found: BTreeMap<((usize, usize, usize), Documented), Place>,
    pub(super) broken: BTreeMap<(usize, usize), Diagnostic>,
    /// The parts with a name, by the index of the document.
    pub(super) anchors: BTreeMap<usize, BTreeMap<&'a str, Node<'a>>>,
    done: BTreeSet<Visit>,
    budget: usize,
    is_exhausted: bool,
}

/// The address of a value, the number of steps to it, the status of the response, and the reference to an output.
type Visit = (usize, usize, Statuses, Option<(usize, usize)>);

/// The current position: the status of the response, and the reference that leads into a generated file.
#[derive(Clone, Copy)]
pub(super) struct Context {
    statuses: Statuses,
    pub(super) anchor: Option<Span>,
    depth: usize,
}

impl<'a> Walker<'a> {
    pub(super) fn new(
        documents: &'a Documents,
        place: Option<&'a CodePlace>,
        is_sent: &'a dyn Fn(u16) -> bool,
    ) -> Self {
        let (found, broken, anchors) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self {
            documents,
            place,
            is_sent,
            found,
            broken,
            anchors,
            done: BTreeSet::new(),
            budget: BUDGET,
            is_exhausted: false,
        }
    }

    /// Reads the responses of all operations of a description, then the responses that no operation refers to.
    pub(super) fn read_description(&mut self, index: usize) {
        let root = self.documents.root(index);
        for (_, item) in self.objects_in(root, "paths") {
            let context = &mut Context { statuses: None, anchor: None, depth: 0 };
            let Some(item) = self.resolve(item, "path item", context) else { continue };
            let methods = METHODS.into_iter().filter_map(|method| Some((method, item.get(method)?)));
            let others = self.objects_in(item, "additionalOperations");
            for (_, operation) in methods.collect::<Vec<_>>().into_iter().chain(others) {
                if !self.check_object(operation, "operation") {
                    continue;
                }
                for (status, response) in self.objects_in(operation, "responses") {
                    if let Some(statuses) = self.parse_status(status) {
                        self.read_response(response, Context { statuses, ..*context });
                    }
                }
            }
        }
        let components = root.get("components").filter(|components| self.check_object(*components, "value"));
        for (_, response) in components.map_or_else(Vec::new, |components| self.objects_in(components, "responses")) {
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
        let Some(response) = self.resolve(response, "response", &mut context) else { return };
        let key =
            (address_of(response), usize::MAX, context.statuses, context.anchor.map(|span| (span.file, span.start)));
        if !self.done.insert(key) {
            return;
        }
        if let Some(name) = self.place.and_then(|place| place.header.as_deref()) {
            let headers = self.objects_in(response, "headers").into_iter();
            for (_, header) in headers.filter(|(key, _)| key.eq_ignore_ascii_case(name)) {
                self.read_content(header, "header", context);
            }
        }
        for (_, content) in self.objects_in(response, "content") {
            self.read_content(content, "media type", context);
        }
    }

    /// Reads a media type or a header: its schema and its examples.
    fn read_content(&mut self, content: Node<'a>, what: &str, mut context: Context) {
        let Some(content) = self.resolve(content, what, &mut context) else { return };
        if let Some(example) = content.get("example") {
            self.read_example(example, 0, context);
        }
        for (_, example) in self.objects_in(content, "examples") {
            let context = &mut context.clone();
            let Some(example) = self.resolve(example, "example", context) else { continue };
            for value in ["value", "dataValue"].into_iter().filter_map(|key| example.get(key)) {
                self.read_example(value, 0, *context);
            }
        }
        for schema in ["schema", "itemSchema"].into_iter().filter_map(|key| content.get(key)) {
            self.read_schema(schema, 0, context);
        }
        // A header may have a media type instead of a schema.
        if what == "header" {
            for (_, content) in self.objects_in(content, "content") {
                self.read_content(content, "media type", context);
            }
        }
    }

    /// Reads a schema of the value after the first `step` steps.
    fn read_schema(&mut self, schema: Node<'a>, step: usize, mut context: Context) {
        let Some(schema) = self.resolve(schema, SCHEMA, &mut context) else { return };
        let anchor = context.anchor.map(|span| (span.file, span.start));
        let is_new = self.done.insert((address_of(schema), step, context.statuses, anchor));
        context.depth += 1;
        if !is_new || !self.spend(schema) {
            return;
        }
        if context.depth > DEPTH {
            let message = format!("expected at most {DEPTH} schemas that contain each other");
            return self.report(context.anchor.unwrap_or(schema.span()), message, |it| it);
        }
        let generated = schema.get("x-error-catalog").and_then(|it| it.get("key"));
        if let Some(Value::String(key)) = generated.map(|key| key.value) {
            let span = context.anchor.unwrap_or(schema.span());
            return self.add(Documented::Key(key.clone()), span, (span.file, span.start), context);
        }
        for list in ["allOf", "oneOf", "anyOf"] {
            for part in self.elements_in(schema, list) {
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
                let properties = schema.get("properties").filter(|properties| self.check_object(*properties, "value"));
                if let Some(property) = properties.and_then(|properties| properties.get(key)) {
                    self.read_schema(property, step + 1, context);
                }
            }
            Some(Step::Element) => {
                let first = self.elements_in(schema, "prefixItems").into_iter();
                for element in first.chain(schema.get("items")) {
                    self.read_schema(element, step + 1, context);
                }
            }
            None => {}
        }
    }

    /// Reads an example of the value after the first `step` steps.
    fn read_example(&mut self, example: Node<'a>, step: usize, context: Context) {
        if !self.spend(example) {
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

    pub(super) fn spend(&mut self, at: Node<'a>) -> bool {
        self.budget = self.budget.saturating_sub(1);
        if self.budget == 0 && !self.is_exhausted {
            self.is_exhausted = true;
            let message = format!("the descriptions have more than {BUDGET} schemas, examples and references");
            self.report(at.span(), message, |it| it.with_label("the rest is not read"));
        }
        self.budget > 0
    }
}

pub(super) fn address_of(node: Node<'_>) -> usize {
    std::ptr::from_ref(node.value) as usize
}
