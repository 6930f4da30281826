//! The fields of an error, and where they show: its details and its message.

use std::collections::{BTreeMap, BTreeSet};

use super::value::diff_values;
use super::{ChangeKind, Changes};
use crate::contract::{Impact, Promise, PromisedField};
use crate::{Builtin, TextTemplate};

/// The fields that only one of two errors has, or has in every response: what follows from that is not said again.
pub(super) type Touched<'a> = BTreeSet<&'a str>;

pub(super) fn diff_fields<'a>(old: &'a Promise, new: &'a Promise, changes: &mut Changes) -> Touched<'a> {
    let olds: BTreeMap<&str, &PromisedField> = by_name(old);
    let news: BTreeMap<&str, &PromisedField> = by_name(new);
    let mut touched = Touched::new();
    let mut add = |kind, impact, (name, what): (&str, String), from: Option<String>, to: Option<String>| {
        changes.add(kind, impact, &what).about(Some(old), Some(new)).member(name).values(from, to);
    };
    for (name, field) in &olds {
        let from = Some(field.ty.to_string());
        let Some(same) = news.get(name) else {
            touched.insert(name);
            match new.internal.contains(*name) {
                true => {
                    let what = format!("field `{name}` is for logs alone");
                    add(ChangeKind::FieldMadeInternal, Impact::Major, (name, what), from, None);
                }
                false => {
                    add(ChangeKind::FieldRemoved, Impact::Major, (name, format!("field `{name}` is gone")), from, None)
                }
            }
            continue;
        };
        let to = Some(same.ty.to_string());
        if field.ty != same.ty {
            let what = format!("field `{name}` was `{}`, and is `{}`", field.ty, same.ty);
            add(ChangeKind::FieldRetyped, Impact::Major, (name, what), from.clone(), to.clone());
        }
        if field.optional != same.optional {
            touched.insert(name);
        }
        match (field.optional, same.optional) {
            (false, true) => {
                let what = format!("field `{name}` may be missing");
                add(ChangeKind::FieldMadeOptional, Impact::Major, (name, what), from, to.map(|ty| format!("{ty}?")));
            }
            (true, false) => {
                let what = format!("field `{name}` is always there");
                add(ChangeKind::FieldMadeRequired, Impact::Minor, (name, what), from.map(|ty| format!("{ty}?")), to);
            }
            _ => {}
        }
    }
    for (name, field) in news.iter().filter(|(name, _)| !olds.contains_key(*name)) {
        touched.insert(name);
        add(
            ChangeKind::FieldAdded,
            Impact::Minor,
            (name, format!("field `{name}` is new")),
            None,
            Some(field.ty.to_string()),
        );
    }
    touched
}

fn by_name(error: &Promise) -> BTreeMap<&str, &PromisedField> {
    error.fields.iter().map(|field| (field.name.as_str(), field)).collect()
}

pub(super) fn diff_details(old: &Promise, new: &Promise, touched: &Touched<'_>, changes: &mut Changes) {
    let mut found = Vec::new();
    match (&old.details, &new.details) {
        (Some(before), Some(after)) => diff_values("", before, after, &mut found),
        (None, None) => {}
        (Some(_), None) => {
            changes
                .add(ChangeKind::BodyChanged, Impact::Major, "it has no details any more")
                .about(Some(old), Some(new));
        }
        (None, Some(_)) => {
            changes.add(ChangeKind::BodyChanged, Impact::Minor, "it has details").about(Some(old), Some(new));
        }
    }
    for change in found {
        if !change.slots.is_empty() && change.slots.iter().all(|slot| touched.contains(slot)) {
            continue;
        }
        let what = match change.path.as_str() {
            "" => format!("what the details hold {}", change.what),
            path => format!("member `{path}` of the details {}", change.what),
        };
        changes
            .add(ChangeKind::BodyChanged, change.impact, &what)
            .about(Some(old), Some(new))
            .member(&change.path)
            .values(change.old, change.new);
    }
}

/// The message, whose slots are its promise.
pub(super) fn diff_message(old: &Promise, new: &Promise, touched: &Touched<'_>, changes: &mut Changes) {
    if old.message == new.message {
        return;
    }
    let (olds, news) = (placeholders(&old.message), placeholders(&new.message));
    let lost: Vec<&str> = olds.difference(&news).filter(|slot| !touched.contains(*slot)).copied().collect();
    let gained: Vec<&str> = news.difference(&olds).filter(|slot| !touched.contains(*slot)).copied().collect();
    let list = |slots: &[&str]| slots.iter().map(|slot| format!("{{{slot}}}")).collect::<Vec<_>>().join(", ");
    let (kind, impact, what) = match (lost.as_slice(), gained.as_slice()) {
        ([], []) if olds == news => {
            let what = format!("the message was \"{}\", and is \"{}\"", old.message, new.message);
            (ChangeKind::MessageChanged, Impact::Patch, what)
        }
        ([], []) => return,
        ([], gained) => {
            (ChangeKind::PlaceholderAdded, Impact::Minor, format!("the message also says {}", list(gained)))
        }
        (lost, []) => {
            (ChangeKind::PlaceholderRemoved, Impact::Major, format!("the message no longer says {}", list(lost)))
        }
        (lost, gained) => {
            let what = format!("the message says {} in the place of {}", list(gained), list(lost));
            (ChangeKind::PlaceholderRemoved, Impact::Major, what)
        }
    };
    changes.add(kind, impact, &what).about(Some(old), Some(new)).values(Some(&old.message), Some(&new.message));
}

/// The slots of a message that vary from response to response.
fn placeholders(message: &TextTemplate) -> BTreeSet<&str> {
    let varies = |slot: &&str| Builtin::from_term(slot).is_none_or(|builtin| !builtin.is_constant());
    message.slots().filter(varies).collect()
}
