//! The map of all keys.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::Location;
use crate::diagnostic::Span;

/// The place of each key in the files of a catalog, or in a lock.
#[derive(Clone, Debug, Default)]
pub struct SpanMap {
    files: Vec<File>,
}

#[derive(Clone, Debug)]
struct File {
    top: Box<[Node]>,
    /// What a [`Location`] is about, by the offset of its key: the indices that lead to it.
    entries: Vec<(u32, [u32; 2])>,
}

/// A key and its value. A large catalog has a hundred thousand of them, so each is small.
#[derive(Clone, Debug)]
struct Node {
    key: Box<str>,
    start: u32,
    end: u32,
    /// The keys of a table, sorted.
    members: Box<[Node]>,
}

impl SpanMap {
    /// Adds the next file.
    pub(crate) fn add_file(&mut self, text: &str, table: &DeTable<'_>) {
        let top = read_table(text, table);
        let mut entries = Vec::new();
        for (key, value) in table {
            let (Some(table), Some(at)) = (value.get_ref().as_table(), find_key(&top, key.get_ref())) else { continue };
            let place = |(key, _): (&Spanned<DeString<'_>>, _)| {
                Some((offset(key.span().start), [offset(at), offset(find_key(&top[at].members, key.get_ref())?)]))
            };
            entries.extend(table.iter().filter_map(place));
        }
        entries.sort_unstable();
        self.files.push(File { top, entries });
    }

    /// The place of a key in the entry at `location`: that of the last key of `path` that is there, or of the entry itself.
    #[must_use]
    pub fn in_entry(&self, location: Location, path: &[&str]) -> Option<Span> {
        let file = self.files.get(location.file)?;
        let start = u32::try_from(location.start).ok()?;
        let found = file.entries.binary_search_by_key(&start, |(start, _)| *start).ok()?;
        let [at, nth] = file.entries.get(found)?.1;
        let entry = file.top.get(at as usize)?.members.get(nth as usize)?;
        let node = follow(&entry.members, path).last().unwrap_or(entry);
        Some(node.span(location.file))
    }

    /// The place of a key at the top of a file: that of the last key of `path` that is there, in the file that has most of
    /// them.
    #[must_use]
    pub fn in_top(&self, path: &[&str]) -> Option<Span> {
        let mut best = (0, None);
        for (index, file) in self.files.iter().enumerate() {
            let nodes: Vec<&Node> = follow(&file.top, path).collect();
            if nodes.len() > best.0 {
                best = (nodes.len(), nodes.last().map(|node| node.span(index)));
            }
        }
        best.1
    }
}

impl Node {
    fn span(&self, file: usize) -> Span {
        Span { file, start: self.start as usize, end: self.end as usize }
    }
}

fn read_table(text: &str, table: &DeTable<'_>) -> Box<[Node]> {
    let nodes = table.iter().map(|(key, value)| {
        let (name, at) = (key.span(), value.span());
        let (start, members) = match value.get_ref() {
            // A table with a header is at its header, wherever its key was first.
            DeValue::Table(table) if text.as_bytes().get(at.start) == Some(&b'[') => {
                (at.start, read_table(text, table))
            }
            DeValue::Table(table) => (name.start, read_table(text, table)),
            _ => (name.start, Box::default()),
        };
        Node { key: key.get_ref().as_ref().into(), start: offset(start), end: offset(at.end), members }
    });
    let mut nodes: Box<[Node]> = nodes.collect();
    nodes.sort_unstable_by(|a, b| a.key.cmp(&b.key));
    nodes
}

/// A file has at most 4 GiB.
fn offset(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// The nodes on a path, as far as there are keys for it. The key of an optional member ends in `?`.
fn follow<'a>(mut nodes: &'a [Node], path: &[&str]) -> impl Iterator<Item = &'a Node> {
    path.iter().map_while(move |key| {
        let found = find_key(nodes, key).or_else(|| find_key(nodes, &format!("{key}?")))?;
        let node = nodes.get(found)?;
        nodes = &node.members;
        Some(node)
    })
}

fn find_key(nodes: &[Node], key: &str) -> Option<usize> {
    nodes.binary_search_by(|node| (*node.key).cmp(key)).ok()
}
