//! The schemas that have a name: an `$id`, an `$anchor` or a `$dynamicAnchor`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::base::{Base, id_of, is_remote};
use super::files::{Documents, Node, address_of};

/// Why the file or the schema that a reference names cannot be found.
pub(super) enum Lost {
    /// It is on another host.
    Remote,
    /// It cannot be read, for this reason.
    Unreadable(String),
}

/// The schemas of all documents that have a name.
#[derive(Default)]
pub(super) struct Names<'a> {
    ids: BTreeMap<Base, Node<'a>>,
    /// The schemas with an `$id`, by their addresses.
    resources: BTreeMap<usize, (Base, Node<'a>)>,
    /// The schemas with an anchor, by the document, the address of the schema whose `$id` applies, and the anchor.
    anchors: BTreeMap<(usize, usize, &'a str), Node<'a>>,
    dynamic: BTreeMap<&'a str, Vec<Node<'a>>>,
}

impl<'a> Names<'a> {
    pub(super) fn of(documents: &'a Documents) -> Self {
        let mut names = Self::default();
        for (index, document) in documents.list.iter().enumerate() {
            names.collect(documents.root(index), &Base::File(document.path.clone()));
        }
        names
    }

    fn collect(&mut self, node: Node<'a>, base: &Base) {
        let own = id_of(node.value).map(|id| base.join(id));
        if let Some(own) = &own {
            self.ids.entry(own.clone()).or_insert(node);
            self.resources.insert(address_of(node), (own.clone(), node));
        }
        if node.value.is_object() {
            for key in ["$anchor", "$dynamicAnchor"] {
                let Some(Value::String(name)) = node.get(key).map(|name| name.value) else { continue };
                self.anchors.entry((node.document, node.resource, name)).or_insert(node);
                if key == "$dynamicAnchor" {
                    self.dynamic.entry(name).or_default().push(node);
                }
            }
        }
        let base = own.as_ref().unwrap_or(base);
        node.members().for_each(|(_, inner)| self.collect(inner, base));
        node.elements().for_each(|inner| self.collect(inner, base));
    }

    /// The schema or the whole document that a reference without a fragment names.
    pub(super) fn find(&self, documents: &'a Documents, from: Node<'a>, path: &str) -> Result<Node<'a>, Lost> {
        let own = self.resources.get(&from.resource);
        if path.is_empty() {
            return Ok(own.map_or_else(|| documents.root(from.document), |(_, schema)| *schema));
        }
        let file = || documents.list.get(from.document).map(|document| Base::File(document.path.clone()));
        let Some(base) = own.map(|(base, _)| base.clone()).or_else(file) else { return Err(Lost::Remote) };
        let wanted = base.join(path);
        if let Some(found) = self.ids.get(&wanted) {
            return Ok(*found);
        }
        let (found, lost) = match wanted {
            Base::File(path) => match documents.find(&path) {
                Ok(found) => (Some(found), Lost::Remote),
                Err(why) => (None, Lost::Unreadable(why.to_owned())),
            },
            Base::Uri(_) => (None, Lost::Remote),
        };
        // An `$id` is often only a name, so the file may be next to the document instead.
        let next_to = || documents.find_from(from.document, path).ok().filter(|_| !is_remote(path));
        found.or_else(next_to).map(|index| documents.root(index)).ok_or(lost)
    }

    /// The schema with an anchor in a document, or in a schema that has an `$id`.
    pub(super) fn find_anchor(&self, root: Node<'a>, anchor: &str) -> Option<Node<'a>> {
        let found = self.anchors.get(&(root.document, root.resource, anchor));
        found.copied().or_else(|| {
            let mut all = self.anchors_of(root.document).filter(|(name, _)| *name == anchor).map(|(_, node)| node);
            all.next().filter(|_| all.next().is_none())
        })
    }

    /// The anchors of a document.
    pub(super) fn anchors_of(&self, document: usize) -> impl Iterator<Item = (&'a str, Node<'a>)> {
        let all = self.anchors.range((document, 0, "")..).take_while(move |((of, ..), _)| *of == document);
        all.map(|((_, _, name), node)| (*name, *node))
    }

    /// The schemas to which a `$dynamicRef` may lead.
    pub(super) fn find_dynamic(&self, anchor: &str) -> &[Node<'a>] {
        self.dynamic.get(anchor).map_or(&[], Vec::as_slice)
    }
}
