//! Finds the codes that the error responses of OpenAPI descriptions document.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use error_catalog_model::{Diagnostic, Span};
use serde_json::Value;

use super::files::{Documents, Node, address_of, is_version};
use super::names::Names;
use super::places::{CodePlace, Step};
use crate::document::text_of;

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
    /// The places that may document codes, but are not read.
    pub(super) unread: BTreeMap<(usize, usize), Unread>,
    names: OnceCell<Names<'a>>,
    done: BTreeSet<Visit>,
    budget: usize,
    is_exhausted: bool,
}

/// A place that may document codes, but is not read.
#[derive(Debug)]
pub(super) struct Unread {
    pub(super) at: Span,
    /// What is there, as a clause.
    pub(super) what: String,
    /// Why it is not read.
    pub(super) why: &'static str,
    pub(super) statuses: BTreeSet<Statuses>,
}

/// The address of a value, the number of steps to it, the status of the response, the reference to an output, and
/// whether keywords next to a `$ref` count.
type Visit = (usize, usize, Statuses, Option<(usize, usize)>, bool);

/// The current position: the status of the response, and the reference that leads into a generated file.
#[derive(Clone, Copy)]
pub(super) struct Context {
    pub(super) statuses: Statuses,
    pub(super) anchor: Option<Span>,
    depth: usize,
    /// Whether the keywords next to the `$ref` of a schema count, as since OpenAPI 3.1.
    has_siblings: bool,
}

impl<'a> Walker<'a> {
    pub(super) fn new(
        documents: &'a Documents,
        place: Option<&'a CodePlace>,
        is_sent: &'a dyn Fn(u16) -> bool,
    ) -> Self {
        let (found, broken, unread) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self {
            documents,
            place,
            is_sent,
            found,
            broken,
            unread,
            names: OnceCell::new(),
            done: BTreeSet::new(),
            budget: BUDGET,
            is_exhausted: false,
        }
    }

    /// Reads the responses of all operations of a description, then the responses that no operation refers to.
    pub(super) fn read_description(&mut self, index: usize) {
        let root = self.documents.root(index);
        let has_siblings = !root.get("openapi").is_some_and(|version| is_version(&text_of(version.value), "3.0"));
        let first = Context { statuses: None, anchor: None, depth: 0, has_siblings };
        for (_, item) in self.objects_in(root, "paths") {
            let (mut context, mut items) = (first, Vec::new());
            // A path item may have operations next to its `$ref`.
            let target = self.resolve_through(item, "path item", &mut context, &mut items);
            for (item, context) in items.into_iter().chain(target.map(|target| (target, context))) {
                self.read_path_item(item, context);
            }
        }
        let components = root.get("components").filter(|components| self.check_object(*components, "value"));
        for (_, response) in components.map_or_else(Vec::new, |components| self.objects_in(components, "responses")) {
            let address = address_of(response);
            let read = self.done.range((address, 0, None, None, false)..).next();
            if read.is_none_or(|(known, ..)| *known != address) {
                self.read_response(response, first);
            }
        }
    }

    fn read_path_item(&mut self, item: Node<'a>, context: Context) {
        let methods = METHODS.into_iter().filter_map(|method| Some((method, item.get(method)?)));
        let others = self.objects_in(item, "additionalOperations");
        for (_, operation) in methods.chain(others) {
            if !self.check_object(operation, "operation") {
                continue;
            }
            for (status, response) in self.objects_in(operation, "responses") {
                if let Some(statuses) = self.parse_status(status) {
                    self.read_response(response, Context { statuses, ..context });
                }
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
        if !self.done.insert(context.visit(response, usize::MAX)) {
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
            self.leave_example_unread(example, context);
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
        let mut passed = Vec::new();
        let target = self.resolve_through(schema, SCHEMA, &mut context, &mut passed);
        let is_more = |node: Node<'_>| node.value.as_object().is_some_and(|members| members.len() > 1);
        for (node, context) in passed.into_iter().filter(|(node, context)| context.has_siblings && is_more(*node)) {
            self.read_keywords(node, step, context);
        }
        if let Some(target) = target {
            self.read_keywords(target, step, context);
        }
    }

    /// Reads the keywords of a schema, except `$ref`.
    fn read_keywords(&mut self, schema: Node<'a>, step: usize, mut context: Context) {
        let is_new = self.done.insert(context.visit(schema, step));
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
        let conditional = ["if", "then", "else"].into_iter().filter_map(|key| schema.get(key));
        let dependent = self.objects_in(schema, "dependentSchemas").into_iter().map(|(_, part)| part);
        for part in conditional.chain(dependent) {
            self.read_schema(part, step, context);
        }
        let dynamic = schema.get("$dynamicRef");
        if let Some(target) = dynamic.and_then(|reference| self.follow_dynamic(schema, reference, &context)) {
            self.read_schema(target, step, context);
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
        self.read_mapping(schema, step, context);
        match self.steps().get(step) {
            Some(Step::Key(key)) => self.read_property(schema, key, step + 1, context),
            Some(Step::Element) => {
                let first = self.elements_in(schema, "prefixItems").into_iter();
                let others = ["items", "contains", "unevaluatedItems"].into_iter().filter_map(|key| schema.get(key));
                for element in first.chain(others) {
                    self.read_schema(element, step + 1, context);
                }
            }
            None => {}
        }
    }

    /// Reads the schemas of a property.
    fn read_property(&mut self, schema: Node<'a>, key: &str, step: usize, context: Context) {
        let properties = schema.get("properties").filter(|properties| self.check_object(*properties, "value"));
        if let Some(property) = properties.and_then(|properties| properties.get(key)) {
            return self.read_schema(property, step, context);
        }
        for others in ["additionalProperties", "unevaluatedProperties"].into_iter().filter_map(|key| schema.get(key)) {
            self.read_schema(others, step, context);
        }
        if let Some(patterns) = schema.get("patternProperties") {
            let at = context.anchor.unwrap_or(patterns.span());
            let what = format!("a pattern may match the property `{key}`");
            self.leave_unread(at, what, "`check` does not read this", &context);
        }
    }

    /// Reads the codes that choose a schema.
    fn read_mapping(&mut self, schema: Node<'a>, step: usize, context: Context) {
        let Some(discriminator) = schema.get("discriminator") else { return };
        let name = discriminator.get("propertyName").and_then(|name| name.value.as_str());
        let Some([Step::Key(key)]) = self.steps().get(step..) else { return };
        let Some(mapping) = discriminator.get("mapping").filter(|_| name == Some(key)) else { return };
        let list = context.anchor.unwrap_or(mapping.span());
        for (value, target) in mapping.members() {
            let code = self.place.and_then(|place| place.read(&Value::String(value.to_owned())));
            if let Some(code) = code.filter(|_| self.spend(target)) {
                let span = context.anchor.unwrap_or(target.span());
                self.add(Documented::Code(code), span, (list.file, list.start), context);
            }
        }
    }

    /// Remembers the value of an example that is outside the description, or that is encoded.
    fn leave_example_unread(&mut self, example: Node<'a>, context: &Context) {
        let is_shown = ["value", "dataValue"].into_iter().any(|key| example.get(key).is_some());
        let unread = ["externalValue", "serializedValue"].into_iter().find_map(|key| Some((key, example.get(key)?)));
        if let (Some((key, value)), false, true) = (unread, is_shown, self.place.is_some()) {
            let at = context.anchor.unwrap_or(value.span());
            self.leave_unread(at, format!("the example has an `{key}`"), "`check` reads only a `value`", context);
        }
    }

    /// Reads an example of the value after the first `step` steps.
    fn read_example(&mut self, example: Node<'a>, step: usize, context: Context) {
        if !self.spend(example) {
            return;
        }
        match self.steps().get(step) {
            Some(Step::Key(key)) => {
                let value = if example.value.is_object() { example.get(key) } else { None };
                if let Some(value) = value {
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

    pub(super) fn names(&self) -> &Names<'a> {
        self.names.get_or_init(|| Names::of(self.documents))
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

impl Context {
    fn visit(&self, node: Node<'_>, step: usize) -> Visit {
        let anchor = self.anchor.map(|span| (span.file, span.start));
        (address_of(node), step, self.statuses, anchor, self.has_siblings)
    }
}
