//! Finds the changes of a body or of details, member by member.

use std::collections::BTreeMap;
use std::fmt;

use super::same::Types;
use crate::contract::Impact;
use crate::contract::lock::inline;
use crate::model::{Builtin, Guard, Item, Object, Placeholder, ValueTemplate};

/// The path of a member of a body. A key may contain a dot, so `text`, which separates keys by dots, is not enough to
/// find the member.
#[derive(Clone, Default)]
pub(super) struct MemberPath {
    /// The keys that lead to the member, from the outside in. The elements of a list have the path of the list.
    pub(super) keys: Vec<String>,
    text: String,
}

impl MemberPath {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    fn member(&self, key: &str) -> Self {
        let dot = if self.is_empty() { "" } else { "." };
        Self { keys: [&self.keys[..], &[key.to_owned()]].concat(), text: format!("{}{dot}{key}", self.text) }
    }

    fn element(&self, at: usize) -> Self {
        Self { keys: self.keys.clone(), text: format!("{}[{at}]", self.text) }
    }
}

impl fmt::Display for MemberPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// One change of a value template.
pub(super) struct ValueChange<'a> {
    pub(super) impact: Impact,
    /// The path of the member; empty for the whole template.
    pub(super) path: MemberPath,
    /// What changed, as a predicate: "was removed".
    pub(super) what: &'static str,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
    /// The slots of the changed values. If all of these slots are changed fields, this change is a consequence.
    pub(super) slots: Vec<&'a str>,
}

/// Finds the changes from one template to another. `path` leads to the template. `types` are the types of its slots.
pub(super) fn diff_values<'a>(
    path: &MemberPath,
    old: &'a ValueTemplate,
    new: &'a ValueTemplate,
    types: &Types<'_>,
    found: &mut Vec<ValueChange<'a>>,
) {
    let only_null_differs = |a: &Placeholder, b: &Placeholder| {
        Placeholder { or_null: b.or_null, ..types.plain(a).into_owned() } == *types.plain(b)
    };
    match (old, new) {
        (ValueTemplate::Object(old), ValueTemplate::Object(new)) => diff_objects(path, old, new, types, found),
        (ValueTemplate::List(old), ValueTemplate::List(new)) => diff_lists(path, old, new, types, found),
        (a, b) if types.are_same(a, b) => {}
        (ValueTemplate::Slot(a), ValueTemplate::Slot(b)) if only_null_differs(a, b) => {
            let (impact, what) =
                if b.or_null { (Impact::Major, "may be `null`") } else { (Impact::Minor, "is never `null`") };
            found.push(change(impact, path, what, Some(old), Some(new)));
        }
        (a, b) if prose_slots(a).is_some_and(|slots| prose_slots(b) == Some(slots)) => {
            found.push(change(Impact::Patch, path, "has different words", Some(old), Some(new)));
        }
        _ => found.push(change(Impact::Major, path, "is different", Some(old), Some(new))),
    }
}

/// The slots of a text, if one of them is a sentence for people. `None` for any other text, which may be for programs:
/// constant text, or text around a code.
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

fn diff_objects<'a>(
    path: &MemberPath,
    old: &'a Object,
    new: &'a Object,
    types: &Types<'_>,
    found: &mut Vec<ValueChange<'a>>,
) {
    let members: BTreeMap<&str, (usize, &crate::model::Member)> =
        new.members.iter().enumerate().map(|(at, member)| (member.key.as_str(), (at, member))).collect();
    let olds: BTreeMap<&str, ()> = old.members.iter().map(|member| (member.key.as_str(), ())).collect();
    let mut places = Vec::new();
    for member in &old.members {
        let path = path.member(&member.key);
        let Some((at, same)) = members.get(member.key.as_str()) else {
            found.push(change(Impact::Major, &path, "was removed", Some(&member.value), None));
            continue;
        };
        places.push(*at);
        diff_presence(&path, member.optional, same.optional, &same.value, found);
        diff_values(&path, &member.value, &same.value, types, found);
    }
    for member in new.members.iter().filter(|member| !olds.contains_key(member.key.as_str())) {
        found.push(change(Impact::Minor, &path.member(&member.key), "is new", None, Some(&member.value)));
    }
    if !places.is_sorted() {
        found.push(change(Impact::Patch, path, "has its members in a different order", None, None));
    }
}

fn diff_lists<'a>(
    path: &MemberPath,
    old: &'a [Item],
    new: &'a [Item],
    types: &Types<'_>,
    found: &mut Vec<ValueChange<'a>>,
) {
    for (at, item) in old.iter().enumerate() {
        let path = path.element(at);
        match new.get(at) {
            None => found.push(change(Impact::Major, &path, "was removed", Some(&item.value), None)),
            Some(same) if has_other_condition(&item.guard, &same.guard) => {
                let what = match (&item.guard, &same.guard) {
                    (Guard::Each(_), Guard::Each(_)) => "is repeated for other field-level errors",
                    (_, Guard::Each(_)) => "is repeated for each field-level error",
                    (Guard::Each(_), _) => "is no longer repeated for each field-level error",
                    _ => "is present under a different condition",
                };
                found.push(change(Impact::Major, &path, what, Some(&item.value), Some(&same.value)));
            }
            Some(same) => {
                let [before, after] = [item, same].map(|item| item.guard.condition().is_some());
                diff_presence(&path, before, after, &same.value, found);
                diff_values(&path, &item.value, &same.value, types, found);
            }
        }
    }
    for (at, item) in new.iter().enumerate().skip(old.len()) {
        found.push(change(Impact::Minor, &path.element(at), "is new", None, Some(&item.value)));
    }
}

/// Whether an element is written in other cases or more often. A new or removed `?` is another change.
fn has_other_condition(old: &Guard, new: &Guard) -> bool {
    old != new && !matches!((old, new), (Guard::None, Guard::If(_)) | (Guard::If(_), Guard::None))
}

fn diff_presence<'a>(
    path: &MemberPath,
    old: bool,
    new: bool,
    value: &'a ValueTemplate,
    found: &mut Vec<ValueChange<'a>>,
) {
    match (old, new) {
        (false, true) => found.push(change(Impact::Major, path, "may be missing", None, Some(value))),
        (true, false) => found.push(change(Impact::Minor, path, "is always present", None, Some(value))),
        _ => {}
    }
}

fn change<'a>(
    impact: Impact,
    path: &MemberPath,
    what: &'static str,
    old: Option<&'a ValueTemplate>,
    new: Option<&'a ValueTemplate>,
) -> ValueChange<'a> {
    let mut slots = Vec::new();
    for value in [old, new].into_iter().flatten() {
        value.all_slots(&mut |slot| slots.push(slot));
    }
    ValueChange { impact, path: path.clone(), what, old: old.map(inline), new: new.map(inline), slots }
}
