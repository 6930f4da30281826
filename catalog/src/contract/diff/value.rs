//! Finds the changes of a body or of details, member by member.

use std::collections::BTreeMap;

use crate::contract::Impact;
use crate::contract::lock::inline;
use crate::model::{Builtin, Item, Object, ValueTemplate};

/// One change of a value template.
pub(super) struct ValueChange<'a> {
    pub(super) impact: Impact,
    /// The keys that lead to the member; empty for the whole template.
    pub(super) path: String,
    /// What changed, as a predicate: "was removed".
    pub(super) what: &'static str,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
    /// The slots of the changed values. If all of these slots are changed fields, this change is a consequence.
    pub(super) slots: Vec<&'a str>,
}

/// Finds the changes from one template to another. `path` leads to the template.
pub(super) fn diff_values<'a>(
    path: &str,
    old: &'a ValueTemplate,
    new: &'a ValueTemplate,
    found: &mut Vec<ValueChange<'a>>,
) {
    match (old, new) {
        (ValueTemplate::Object(old), ValueTemplate::Object(new)) => diff_objects(path, old, new, found),
        (ValueTemplate::List(old), ValueTemplate::List(new)) => diff_lists(path, old, new, found),
        (a, b) if a == b => {}
        (a, b) if prose_slots(a).is_some_and(|slots| prose_slots(b) == Some(slots)) => {
            found.push(change(Impact::Patch, path, "has different words", Some(old), Some(new)));
        }
        _ => found.push(change(Impact::Major, path, "is different", Some(old), Some(new))),
    }
}

/// The slots of a text that contains a sentence for people. Constant text, and text around a code, may be for programs
/// instead.
fn prose_slots(value: &ValueTemplate) -> Option<Vec<&str>> {
    const PROSE: [Builtin; 4] = [Builtin::Title, Builtin::Message, Builtin::UserMessage, Builtin::Reason];
    let slots = match value {
        ValueTemplate::Text(text) => text.slots().collect(),
        ValueTemplate::Slot(slot) => vec![slot.name.as_str()],
        _ => return None,
    };
    let is_prose = |slot: &&str| Builtin::from_term(slot).is_some_and(|slot| PROSE.contains(&slot));
    slots.iter().any(is_prose).then_some(slots)
}

fn diff_objects<'a>(path: &str, old: &'a Object, new: &'a Object, found: &mut Vec<ValueChange<'a>>) {
    let members: BTreeMap<&str, (usize, &crate::model::Member)> =
        new.members.iter().enumerate().map(|(at, member)| (member.key.as_str(), (at, member))).collect();
    let olds: BTreeMap<&str, ()> = old.members.iter().map(|member| (member.key.as_str(), ())).collect();
    let mut places = Vec::new();
    for member in &old.members {
        let path = join(path, &member.key);
        let Some((at, same)) = members.get(member.key.as_str()) else {
            found.push(change(Impact::Major, &path, "was removed", Some(&member.value), None));
            continue;
        };
        places.push(*at);
        diff_presence(&path, member.optional, same.optional, &same.value, found);
        diff_values(&path, &member.value, &same.value, found);
    }
    for member in new.members.iter().filter(|member| !olds.contains_key(member.key.as_str())) {
        found.push(change(Impact::Minor, &join(path, &member.key), "is new", None, Some(&member.value)));
    }
    if !places.is_sorted() {
        found.push(change(Impact::Patch, path, "has its members in a different order", None, None));
    }
}

fn diff_lists<'a>(path: &str, old: &'a [Item], new: &'a [Item], found: &mut Vec<ValueChange<'a>>) {
    for (at, item) in old.iter().enumerate() {
        let path = format!("{path}[{at}]");
        match new.get(at) {
            None => found.push(change(Impact::Major, &path, "was removed", Some(&item.value), None)),
            Some(same) if item.guard.is_some() && same.guard.is_some() && item.guard != same.guard => {
                found.push(change(
                    Impact::Major,
                    &path,
                    "is present under a different condition",
                    Some(&item.value),
                    Some(&same.value),
                ));
            }
            Some(same) => {
                diff_presence(&path, item.guard.is_some(), same.guard.is_some(), &same.value, found);
                diff_values(&path, &item.value, &same.value, found);
            }
        }
    }
    for (at, item) in new.iter().enumerate().skip(old.len()) {
        found.push(change(Impact::Minor, &format!("{path}[{at}]"), "is new", None, Some(&item.value)));
    }
}

fn diff_presence<'a>(path: &str, old: bool, new: bool, value: &'a ValueTemplate, found: &mut Vec<ValueChange<'a>>) {
    match (old, new) {
        (false, true) => found.push(change(Impact::Major, path, "may be missing", None, Some(value))),
        (true, false) => found.push(change(Impact::Minor, path, "is always present", None, Some(value))),
        _ => {}
    }
}

fn change<'a>(
    impact: Impact,
    path: &str,
    what: &'static str,
    old: Option<&'a ValueTemplate>,
    new: Option<&'a ValueTemplate>,
) -> ValueChange<'a> {
    let mut slots = Vec::new();
    for value in [old, new].into_iter().flatten() {
        value.all_slots(&mut |slot| slots.push(slot));
    }
    ValueChange { impact, path: path.to_owned(), what, old: old.map(inline), new: new.map(inline), slots }
}

/// The path of a member: the keys that lead to it.
fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}
