//! Follows the references of OpenAPI descriptions, and reports what is not the object or the list that it must be.

use std::collections::BTreeSet;

use error_catalog_model::{Diagnostic, Rule, Span, nearest, rules};
use serde_json::Value;

use super::base::decode;
use super::files::{Node, address_of};
use super::names::Lost;
use super::walk::{Context, SCHEMA, Unread, Walker};
use crate::text::one_line;

/// The maximum number of references that lead to each other.
const MAX_CHAIN: usize = 32;
/// Why a reference to another host is not followed.
const REMOTE: &str = "`check` follows only references to files";
const EXAMPLE: &str = "expected a path or a part of a file, as in `#/components/schemas/Error`";

impl<'a> Walker<'a> {
    /// Follows references until a value is none. Reports a reference that leads to nothing, and a value that is not an
    /// object. A reference to another host is not followed.
    pub(super) fn resolve(&mut self, first: Node<'a>, what: &str, context: &mut Context) -> Option<Node<'a>> {
        self.resolve_through(first, what, context, &mut Vec::new())
    }

    /// Does the same. `passed` receives the values that contain the references, each with its context.
    pub(super) fn resolve_through(
        &mut self,
        first: Node<'a>,
        what: &str,
        context: &mut Context,
        passed: &mut Vec<(Node<'a>, Context)>,
    ) -> Option<Node<'a>> {
        let (mut node, mut at) = (first, None);
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
            if !self.spend(reference) {
                return None;
            }
            passed.push((node, *context));
            (node, at) = (self.follow_reference(node, text, place, context)?, Some(place));
            if passed.iter().any(|(other, _)| address_of(*other) == address_of(node)) {
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

    /// The value to which the reference `text` in the value `from` leads.
    pub(super) fn follow_reference(
        &mut self,
        from: Node<'a>,
        text: &str,
        at: Span,
        context: &Context,
    ) -> Option<Node<'a>> {
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        let root = match self.names().find(self.documents, from, path) {
            Ok(root) => root,
            Err(Lost::Unreadable(why)) => {
                let name = self.documents.list.get(from.document).map_or("the description", |it| it.name.as_str());
                let label = match with_hash(text) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the path starts in the folder of {name}"),
                };
                self.report(at, format!("cannot read `{path}`: {why}"), |it| it.with_label(label));
                return None;
            }
            Err(Lost::Remote) => {
                self.leave_unread(at, "the reference leads to a URL".to_owned(), REMOTE, context);
                return None;
            }
        };
        // The problem of an invalid file is already reported.
        if root.value.is_null() {
            return None;
        }
        match decode(fragment) {
            anchor if !anchor.is_empty() && !anchor.starts_with('/') => self.find_anchor(root, &anchor, at),
            pointer => self.follow(root, &pointer, at),
        }
    }

    /// The value at a JSON pointer.
    fn follow(&mut self, root: Node<'a>, pointer: &str, at: Span) -> Option<Node<'a>> {
        // Many tools do not let an `$id` change the meaning of `#/components`.
        let whole = self.documents.root(root.document);
        match descend(root, pointer).or_else(|_| descend(whole, pointer)) {
            Ok(found) => Some(found),
            Err((node, key)) => {
                let name = &self.documents.list[root.document].name;
                let known: Vec<&str> = node.members().map(|(key, _)| key).collect();
                let label = did_you_mean(&key, &known).unwrap_or_else(|| format!("{name} has no `{key}` there"));
                let message = format!("the reference leads to `{key}`, which does not exist");
                self.report(at, message, |it| it.with_label(label));
                None
            }
        }
    }

    /// The schema with this anchor in a document, or in a schema that has an `$id`.
    fn find_anchor(&mut self, root: Node<'a>, anchor: &str, at: Span) -> Option<Node<'a>> {
        let names = self.names();
        let found = names.find_anchor(root, anchor);
        if found.is_none() {
            let known: Vec<&str> = names.anchors_of(root.document).map(|(name, _)| name).collect();
            let name = &self.documents.list[root.document].name;
            // No anchor contains a slash.
            let pointer = format!("/{anchor}");
            let is_pointer = anchor.contains('/') || descend(root, &pointer).is_ok();
            let label = match did_you_mean(anchor, &known) {
                _ if is_pointer => format!("a JSON Pointer begins with `/`, as in `#{pointer}`"),
                Some(label) => label,
                None => format!("{name} has no `$anchor: {anchor}`"),
            };
            let message = format!("the reference leads to `{anchor}`, which does not exist");
            self.report(at, message, |it| it.with_label(label));
        }
        found
    }

    /// The schema to which a `$dynamicRef` in a schema leads. With several candidates, it depends on the schemas that
    /// refer to the schema, so the reference is not followed.
    pub(super) fn follow_dynamic(
        &mut self,
        schema: Node<'a>,
        reference: Node<'a>,
        context: &Context,
    ) -> Option<Node<'a>> {
        let at = context.anchor.unwrap_or(reference.span());
        let Value::String(text) = reference.value else {
            let message = format!("a `$dynamicRef` is {}", kind_of(reference.value));
            self.report(at, message, |it| it.with_label("expected an anchor, as in `#item`"));
            return None;
        };
        let anchor = text.split_once('#').map_or("", |(_, fragment)| fragment);
        match self.names().find_dynamic(anchor) {
            [] => self.follow_reference(schema, text, at, context),
            [only] => Some(*only),
            _ => {
                let what = format!("the reference leads to one of several schemas with the name `{anchor}`");
                self.leave_unread(at, what, "`check` does not follow this `$dynamicRef`", context);
                None
            }
        }
    }

    /// Remembers a place that may document codes, but is not read.
    pub(super) fn leave_unread(&mut self, at: Span, what: String, why: &'static str, context: &Context) {
        let new = || Unread { at, what, why, statuses: BTreeSet::new() };
        self.unread.entry((at.file, at.start)).or_insert_with(new).statuses.insert(context.statuses);
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

/// A reference with a `#` after the name of the file, if the `#` is missing.
fn with_hash(text: &str) -> Option<String> {
    let ends = [".json/", ".yaml/", ".yml/"].into_iter().filter_map(|end| Some(text.find(end)? + end.len() - 1));
    let at = ends.min().filter(|_| !text.contains('#'))?;
    Some(format!("{}#{}", &text[..at], &text[at..]))
}

/// The value at a JSON pointer, or the last value on the way and the key that it does not have.
fn descend<'a>(mut node: Node<'a>, pointer: &str) -> Result<Node<'a>, (Node<'a>, String)> {
    for key in pointer.split('/').skip(1) {
        let key = key.replace("~1", "/").replace("~0", "~");
        node = match node.get(&key) {
            Some(next) => next,
            None => return Err((node, key)),
        };
    }
    Ok(node)
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
