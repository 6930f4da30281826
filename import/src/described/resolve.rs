//! Follows the references of OpenAPI descriptions, and reports what is not the object or the list that it must be.

use std::collections::BTreeMap;

use error_catalog_model::{Diagnostic, Rule, Span, nearest, rules};
use serde_json::Value;

use super::files::{Node, decode, is_remote};
use super::walk::{Context, SCHEMA, Walker, address_of};
use crate::text::one_line;

/// The maximum number of references that lead to each other.
const MAX_CHAIN: usize = 32;
const EXAMPLE: &str = "expected a path or a part of a file, as in `#/components/schemas/Error`";

impl<'a> Walker<'a> {
    /// Follows references until a value is none. Reports a reference that leads to nothing, and a value that is not an
    /// object. A reference to another host is not followed.
    pub(super) fn resolve(&mut self, first: Node<'a>, what: &str, context: &mut Context) -> Option<Node<'a>> {
        let (mut node, mut at) = (first, None);
        let mut passed = Vec::new();
        loop {
            let Some(reference) = node.get("$ref").filter(|_| node.value.is_object()) else {
                return self.check_target(node, what, at).then_some(node);
            };
            let place = context.anchor.unwrap_or(reference.span());
            let Value::String(text) = reference.value else {
                self.report(place, format!("a `$ref` is {}", kind_of(reference.value)), |it| it.with_label(EXAMPLE));
                return None;
            };
            if text.is_empty() {
                self.report(place, "a `$ref` is empty", |it| it.with_label(EXAMPLE));
                return None;
            }
            if is_remote(text) || !self.spend(reference) {
                return None;
            }
            passed.push(address_of(node));
            (node, at) = (self.follow_reference(node.document, text, place)?, Some(place));
            if passed.contains(&address_of(node)) {
                self.report(place, "the reference leads back to itself", |it| {
                    it.with_label(format!("expected a {what}"))
                });
                return None;
            }
            if passed.len() > MAX_CHAIN {
                let message = format!("expected at most {MAX_CHAIN} references that lead to each other");
                self.report(place, message, |it| it);
                return None;
            }
            if context.anchor.is_none() && self.documents.list.get(node.document).is_some_and(|it| it.is_output) {
                context.anchor = Some(place);
            }
        }
    }

    fn follow_reference(&mut self, from: usize, text: &str, at: Span) -> Option<Node<'a>> {
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        let document = match path {
            "" => from,
            path => match self.documents.find(from, path) {
                Ok(found) => found,
                Err(why) => {
                    let message = format!("cannot read `{path}`: {why}");
                    self.report(at, message, |it| it.with_label("this file"));
                    return None;
                }
            },
        };
        // The problem of an invalid file is already reported.
        if self.documents.root(document).value.is_null() {
            return None;
        }
        match decode(fragment) {
            anchor if !anchor.is_empty() && !anchor.starts_with('/') => self.find_anchor(document, &anchor, at),
            pointer => self.follow(document, &pointer, at),
        }
    }

    /// The part of a document at a JSON pointer.
    fn follow(&mut self, document: usize, pointer: &str, at: Span) -> Option<Node<'a>> {
        let documents = self.documents;
        let mut node = documents.root(document);
        for key in pointer.split('/').skip(1) {
            let key = key.replace("~1", "/").replace("~0", "~");
            let Some(next) = node.get(&key) else {
                let name = &documents.list[document].name;
                let known: Vec<&str> = node.members().map(|(key, _)| key).collect();
                let label = did_you_mean(&key, &known).unwrap_or_else(|| format!("{name} has no `{key}` there"));
                let message = format!("the reference leads to `{key}`, which does not exist");
                self.report(at, message, |it| it.with_label(label));
                return None;
            };
            node = next;
        }
        Some(node)
    }

    /// The schema of a document with this `$anchor`.
    fn find_anchor(&mut self, document: usize, anchor: &str, at: Span) -> Option<Node<'a>> {
        let documents = self.documents;
        let known = self.anchors.entry(document).or_insert_with(|| {
            let mut found = BTreeMap::new();
            collect_anchors(documents.root(document), &mut found);
            found
        });
        if let Some(found) = known.get(anchor) {
            return Some(*found);
        }
        let known: Vec<&str> = known.keys().copied().collect();
        let name = &documents.list[document].name;
        let label = did_you_mean(anchor, &known).unwrap_or_else(|| format!("{name} has no `$anchor: {anchor}`"));
        let message = format!("the reference leads to `{anchor}`, which does not exist");
        self.report(at, message, |it| it.with_label(label));
        None
    }

    /// Whether a value can be what it must be. `at` is the reference that leads to the value.
    fn check_target(&mut self, node: Node<'a>, what: &str, at: Option<Span>) -> bool {
        let is_fine = node.value.is_object() || what == SCHEMA && node.value.is_boolean();
        let is_whole =
            node.get("openapi").is_some() && address_of(self.documents.root(node.document)) == address_of(node);
        match at {
            Some(at) if !is_fine => {
                let message = format!("the reference leads to {}", kind_of(node.value));
                self.report(at, message, |it| it.with_label(format!("expected a {what}")));
            }
            Some(at) if is_whole => {
                self.report(at, "the reference leads to a whole description", |it| it.with_label(EXAMPLE));
            }
            None if !is_fine => return self.check_object(node, what),
            _ => return true,
        }
        false
    }

    /// Whether a value is an object. Reports a value that is not.
    pub(super) fn check_object(&mut self, node: Node<'a>, what: &str) -> bool {
        if !node.value.is_object() {
            let message = format!("expected an object, not {}", kind_of(node.value));
            self.report_rule(&rules::OPENAPI_SYNTAX, node.span(), message, |it| {
                it.with_label(format!("not a valid {what}"))
            });
        }
        node.value.is_object()
    }

    /// The members of the object in a member. Members with `x-` are extensions.
    pub(super) fn objects_in(&mut self, node: Node<'a>, key: &str) -> Vec<(&'a str, Node<'a>)> {
        let Some(inner) = node.get(key).filter(|inner| self.check_object(*inner, &format!("value of `{key}`"))) else {
            return Vec::new();
        };
        let has_extensions = matches!(key, "paths" | "responses");
        inner.members().filter(|(key, _)| !(has_extensions && key.starts_with("x-"))).collect()
    }

    /// The elements of the list in a member.
    pub(super) fn elements_in(&mut self, node: Node<'a>, key: &str) -> Vec<Node<'a>> {
        let Some(inner) = node.get(key) else { return Vec::new() };
        if !inner.value.is_array() {
            let message = format!("expected a list, not {}", kind_of(inner.value));
            let label = format!("not a valid value of `{key}`");
            self.report_rule(&rules::OPENAPI_SYNTAX, inner.span(), message, |it| it.with_label(label));
        }
        inner.elements().collect()
    }

    pub(super) fn report(&mut self, at: Span, message: impl AsRef<str>, finish: impl FnOnce(Diagnostic) -> Diagnostic) {
        self.report_rule(&rules::OPENAPI_REFERENCE, at, message, finish);
    }

    fn report_rule(
        &mut self,
        rule: &'static Rule,
        at: Span,
        message: impl AsRef<str>,
        finish: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let new = || finish(Diagnostic::new(rule, at, one_line(message.as_ref())));
        self.broken.entry((at.file, at.start)).or_insert_with(new);
    }
}

fn did_you_mean(name: &str, known: &[&str]) -> Option<String> {
    nearest(name, known).map(|near| format!("did you mean `{near}`?"))
}

/// Collects the schemas that have a name.
fn collect_anchors<'a>(node: Node<'a>, found: &mut BTreeMap<&'a str, Node<'a>>) {
    for key in ["$anchor", "$dynamicAnchor"] {
        if let Some(Value::String(name)) = node.get(key).filter(|_| node.value.is_object()).map(|name| name.value) {
            found.entry(name).or_insert(node);
        }
    }
    node.members().for_each(|(_, inner)| collect_anchors(inner, found));
    node.elements().for_each(|inner| collect_anchors(inner, found));
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "`null`",
        Value::Bool(_) => "`true` or `false`",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
