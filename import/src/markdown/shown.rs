//! Finds the names of the members of all bodies, so that an item about a member is not read as an error.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Block, Kind};

/// The names of the members of bodies, by the line of the heading above the bodies.
pub(super) type Shown = BTreeMap<usize, BTreeSet<String>>;

/// The members of the bodies on a page, at any depth. The line of bodies above all headings is 0.
pub(super) fn shown_members(blocks: &[Block]) -> Shown {
    let (mut shown, mut heading) = (Shown::new(), 0);
    for (line, kind) in blocks {
        match kind {
            Kind::Heading(..) => heading = *line,
            Kind::Body(body) => add_names(&body.value, shown.entry(heading).or_default()),
            _ => {}
        }
    }
    shown
}

fn add_names(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            names.extend(members.keys().cloned());
            members.values().for_each(|value| add_names(value, names));
        }
        Value::Array(elements) => elements.iter().for_each(|value| add_names(value, names)),
        _ => {}
    }
}

/// The keys in the name or the path of a member: `/error/code`, `error.fields[0].name`.
pub(super) fn keys_of(name: &str) -> impl Iterator<Item = &str> {
    let is_index = |key: &&str| key.is_empty() || *key == "$" || key.bytes().all(|b| b.is_ascii_digit());
    name.split(['.', '/', '[', ']']).filter(move |key| !is_index(key))
}
