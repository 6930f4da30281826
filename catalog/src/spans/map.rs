//! The map from keys to their places.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::Location;
use crate::diagnostic::Span;

/// The places of all keys in the files of a catalog, or in a lock.
#[derive(Clone, Debug, Default)]
pub struct SpanMap {
    files: Vec<File>,
}

#[derive(Clone, Debug)]
struct File {
    top: Box<[Node]>,
    /// The entries by the offset of their key, as in a [`Location`]. The two indices lead from `top` to the entry.
    entries: Vec<(u32, [u32; 2])>,
}

/// A key and its value. A large catalog has a hundred thousand nodes, so each node is small.
#[derive(Clone, Debug)]
struct Node {
    key: Box<str>,
    start: u32,
    end: u32,
    /// The sorted keys of the value, if the value is a table.
    members: Box<[Node]>,
}

impl SpanMap {
    /// Adds the keys of the next file.
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

    /// Returns the place of the key at `path` in the entry at `location`.
    ///
    /// If only the first keys of the path exist, the result is the place of the last existing key. If no key of the
    /// path exists, the result is the place of the entry itself.
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

    /// Returns the place of the key at `path`. The path starts at the top level of a file.
    ///
    /// If no file contains the whole path, the file that contains the longest part of the path is used. The result is
    /// then the place of the last key of this part.
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
            // A table with a header is placed at that header, even if an earlier header contains its key.
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

/// Converts an offset to 32 bits: a file has at most 4 GiB.
fn offset(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// Returns a node for each key of a path, up to the first key that is missing. In a file, the key of an optional member
/// ends in `?`, and the name of a header may mix upper and lower case.
fn follow<'a>(mut nodes: &'a [Node], path: &[&str]) -> impl Iterator<Item = &'a Node> {
    let mut is_header = false;
    path.iter().map_while(move |key| {
        let in_any_case = || nodes.iter().position(|node| is_header && node.key.eq_ignore_ascii_case(key));
        let found = find_key(nodes, key).or_else(|| find_key(nodes, &format!("{key}?"))).or_else(in_any_case)?;
        let node = nodes.get(found)?;
        is_header = *key == "headers";
        nodes = &node.members;
        Some(node)
    })
}

fn find_key(nodes: &[Node], key: &str) -> Option<usize> {
    nodes.binary_search_by(|node| (*node.key).cmp(key)).ok()
}
