//! Finds the lines of a document's keys by their indentation, because the parsers of JSON and YAML do not report lines.

use std::collections::BTreeMap;

/// The line of each key, in a document that has each key on a separate line.
#[derive(Debug, Default)]
pub(super) struct Lines<'a> {
    /// The line of each key, by the line of its parent and the key itself.
    lines: BTreeMap<(usize, &'a str), usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut lines = BTreeMap::new();
        let mut parents: Vec<(usize, usize)> = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let Some((indent, key)) = key_of_line(line) else { continue };
            while parents.last().is_some_and(|(other, _)| *other >= indent) {
                parents.pop();
            }
            let parent = parents.last().map_or(0, |(_, line)| *line);
            lines.entry((parent, key)).or_insert(number);
            parents.push((indent, number));
        }
        Self { lines }
    }

    /// The line of the key at a path, or of the last key on the path that has a separate line.
    pub(super) fn find(&self, path: &[&str]) -> usize {
        let mut at = 0;
        for key in path {
            match self.lines.get(&(at, *key)) {
                Some(line) => at = *line,
                None => break,
            }
        }
        at.max(1)
    }
}

fn key_of_line(line: &str) -> Option<(usize, &str)> {
    let text = line.trim_start_matches([' ', '\t', '-']);
    let indent = line.len() - text.len();
    let (key, rest) = match text.chars().next()? {
        quote @ ('"' | '\'') => text[1..].split_once(quote)?,
        '#' | '{' | '}' | '[' | ']' => return None,
        _ => text.split_at(text.find(": ").or_else(|| text.strip_suffix(':').map(str::len))?),
    };
    rest.trim_start().starts_with(':').then_some((indent, key))
}
