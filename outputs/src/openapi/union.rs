//! The schemas of several errors.

use std::collections::BTreeSet;

use super::{Document, schema_reference};
use crate::schema::{Node, push};

impl Document<'_, '_> {
    /// The schema of these errors, and of unknown errors if the document is open.
    pub(super) fn union<'n>(&'n self, errors: &[usize], description: impl Into<Node<'n>>) -> Node<'n> {
        let mut names: Vec<&str> =
            errors.iter().filter_map(|index| self.names.schemas.get(*index)).map(String::as_str).collect();
        let unknown = self.names.with_prefix("UnknownErrorBody");
        if !self.schemas.closed {
            names.push(&unknown);
        }
        let mut out = Vec::new();
        let choices = Node::list(names.iter().map(|name| Node::reference(schema_reference(name))));
        // A choice between one schema is a mistake to linters.
        if let [name] = names.as_slice() {
            push(&mut out, "$ref", schema_reference(name));
            self.schemas.describe(&mut out, description);
            return Node::Object(out);
        }
        push(&mut out, "description", description);
        match self.discriminator(errors) {
            Some(discriminator) => {
                push(&mut out, "oneOf", choices);
                push(&mut out, "discriminator", discriminator);
            }
            None => push(&mut out, "anyOf", choices),
        }
        Node::Object(out)
    }

    /// The member that selects the schema, if all errors have their own code in the same member of the body. An open
    /// union has no such member, because clients reject a code that is not in the mapping.
    fn discriminator(&self, errors: &[usize]) -> Option<Node<'_>> {
        if !self.schemas.closed {
            return None;
        }
        let mut member: Option<&str> = None;
        let mut codes = BTreeSet::new();
        let mut mapping = Vec::new();
        for index in errors {
            let [key] = self.bodies.errors.get(*index)?.code_path.as_deref()? else { return None };
            let code = self.view.errors.get(*index)?.error.code.as_str();
            if *member.get_or_insert(key) != key || !codes.insert(code) {
                return None;
            }
            // Tools in JavaScript fail on this key.
            if code != "__proto__" {
                push(&mut mapping, code, schema_reference(self.names.schemas.get(*index)?));
            }
        }
        Some(Node::object([("propertyName", Node::from(member?)), ("mapping", Node::Object(mapping))]))
    }
}
