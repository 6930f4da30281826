//! Compares the fields of an error, and the templates that show fields: the details and the message.

use std::collections::{BTreeMap, BTreeSet};

use super::same::Types;
use super::value::{MemberPath, diff_values};
use super::{ChangeKind, Changes};
use crate::contract::{ErrorContract, Impact, PublicField, Sentence};
use crate::model::{Builtin, FieldType};
use crate::sentence::{Part, as_code, sentence};

/// The fields that only one of two errors has, or that are optional in only one of the two, and the impact of each such
/// difference. A change that follows from the difference is reported only if its own impact is larger.
pub(super) type Touched<'a> = BTreeMap<&'a str, Impact>;

pub(super) fn diff_fields<'a>(old: &'a ErrorContract, new: &'a ErrorContract, changes: &mut Changes) -> Touched<'a> {
    let olds: BTreeMap<&str, &PublicField> = by_name(old);
    let news: BTreeMap<&str, &PublicField> = by_name(new);
    let mut touched = Touched::new();
    let mut add = |kind, impact, (name, what): (&str, Sentence), from: Option<String>, to: Option<String>| {
        changes.add(kind, impact, what).about(Some(old), Some(new)).member(name).values(from, to);
    };
    for (name, field) in &olds {
        let from = Some(field.ty.to_string());
        let Some(same) = news.get(name) else {
            touched.insert(name, Impact::Major);
            match new.internal.contains(*name) {
                true => {
                    let what = sentence!["field ", as_code(name), " is now internal"];
                    add(ChangeKind::FieldMadeInternal, Impact::Major, (name, what), from, None);
                }
                false => add(
                    ChangeKind::FieldRemoved,
                    Impact::Major,
                    (name, sentence!["field ", as_code(name), " was removed"]),
                    from,
                    None,
                ),
            }
            continue;
        };
        let to = Some(same.ty.to_string());
        if field.ty != same.ty {
            let what =
                sentence!["field ", as_code(name), " was ", as_code(&field.ty), " and is now ", as_code(&same.ty)];
            let impact = if narrows(&field.ty, &same.ty) { Impact::Minor } else { Impact::Major };
            add(ChangeKind::FieldRetyped, impact, (name, what), from.clone(), to.clone());
        } else {
            diff_listed((name, field, same), &mut add);
        }
        match (field.optional, same.optional) {
            (false, true) => {
                touched.insert(name, Impact::Major);
                let what = sentence!["field ", as_code(name), " may be missing"];
                add(ChangeKind::FieldMadeOptional, Impact::Major, (name, what), from, to.map(|ty| format!("{ty}?")));
            }
            (true, false) => {
                touched.insert(name, Impact::Minor);
                let what = sentence!["field ", as_code(name), " is always present"];
                add(ChangeKind::FieldMadeRequired, Impact::Minor, (name, what), from.map(|ty| format!("{ty}?")), to);
            }
            _ => {}
        }
    }
    for (name, field) in news.iter().filter(|(name, _)| !olds.contains_key(*name)) {
        touched.insert(name, Impact::Minor);
        add(
            ChangeKind::FieldAdded,
            Impact::Minor,
            (name, sentence!["field ", as_code(name), " is new"]),
            None,
            Some(field.ty.to_string()),
        );
    }
    touched
}

/// Compares the values that a field of the same type can have.
fn diff_listed(
    (name, old, new): (&str, &PublicField, &PublicField),
    add: &mut impl FnMut(ChangeKind, Impact, (&str, Sentence), Option<String>, Option<String>),
) {
    let list = |values: &BTreeSet<String>| values.iter().cloned().collect::<Vec<_>>().join(", ");
    let (from, to) = (&old.one_of, &new.one_of);
    match (from.is_empty(), to.is_empty()) {
        (true, true) => {}
        (true, false) => {
            let what = sentence!["field ", as_code(name), " now has a list of values"];
            add(ChangeKind::FieldRetyped, Impact::Minor, (name, what), None, Some(list(to)));
        }
        (false, true) => {
            let what = sentence!["field ", as_code(name), " no longer has a list of values"];
            add(ChangeKind::FieldRetyped, Impact::Major, (name, what), Some(list(from)), None);
        }
        (false, false) => {
            for value in from.difference(to) {
                let what = sentence!["field ", as_code(name), " no longer has the value ", as_code(value)];
                add(ChangeKind::FieldValueRemoved, Impact::Minor, (name, what), Some(value.clone()), None);
            }
            for value in to.difference(from) {
                let what = sentence!["field ", as_code(name), " can also have the value ", as_code(value)];
                add(ChangeKind::FieldValueAdded, Impact::Minor, (name, what), None, Some(value.clone()));
            }
        }
    }
}

/// Whether a client that reads the old type can read every value of the new type.
fn narrows(old: &FieldType, new: &FieldType) -> bool {
    match (old, new) {
        (FieldType::Any, new) => *new != FieldType::Violations,
        (FieldType::String, FieldType::Uuid | FieldType::Timestamp) => true,
        (FieldType::Unsigned(old), FieldType::Unsigned(new)) | (FieldType::Signed(old), FieldType::Signed(new)) => {
            new <= old
        }
        (FieldType::Signed(old), FieldType::Unsigned(new)) => new < old,
        (FieldType::List(old), FieldType::List(new)) => old == new || narrows(old, new),
        _ => false,
    }
}

fn by_name(error: &ErrorContract) -> BTreeMap<&str, &PublicField> {
    error.fields.iter().map(|field| (field.name.as_str(), field)).collect()
}

pub(super) fn diff_details(old: &ErrorContract, new: &ErrorContract, touched: &Touched<'_>, changes: &mut Changes) {
    let mut found = Vec::new();
    match (&old.details, &new.details) {
        (Some(before), Some(after)) => {
            diff_values(&MemberPath::default(), before, after, &Types::of_error(old, new), &mut found)
        }
        (None, None) => {}
        (Some(_), None) => {
            let what = sentence![details_of(old), " were removed"];
            changes.add(ChangeKind::BodyChanged, Impact::Major, what).about(Some(old), Some(new));
        }
        (None, Some(_)) => {
            let what = sentence![details_of(new), " are new"];
            changes.add(ChangeKind::BodyChanged, Impact::Minor, what).about(Some(old), Some(new));
        }
    }
    for change in found {
        let follows = |slot: &&str| touched.get(slot).is_some_and(|impact| *impact >= change.impact);
        if !change.slots.is_empty() && change.slots.iter().all(follows) {
            continue;
        }
        let what = match change.path.is_empty() {
            true => sentence![
                "the value of ",
                as_code(if new.is_violation() { "params" } else { "details" }),
                " ",
                change.what
            ],
            false => {
                sentence!["member ", as_code(&change.path), " of ", details_of(new), " ", change.what]
            }
        };
        changes
            .add(ChangeKind::BodyChanged, change.impact, what)
            .about(Some(old), Some(new))
            .member_at(&change.path)
            .values(change.old, change.new);
    }
}

/// The slot that contains the fields of an error or a violation.
fn details_of(error: &ErrorContract) -> Part {
    if error.is_violation() { as_code("params") } else { Part::from("the details") }
}

/// Compares the messages: only their slots are part of the contract.
pub(super) fn diff_message(old: &ErrorContract, new: &ErrorContract, touched: &Touched<'_>, changes: &mut Changes) {
    if Types::of_error(old, new).is_same_text(&old.message, &new.message) {
        return;
    }
    let (olds, news) = (placeholders(old), placeholders(new));
    let lost: Vec<&str> = olds.difference(&news).filter(|slot| !touched.contains_key(*slot)).copied().collect();
    let gained: Vec<&str> = news.difference(&olds).filter(|slot| !touched.contains_key(*slot)).copied().collect();
    let list = |slots: &[&str]| slots.iter().map(|slot| format!("{{{slot}}}")).collect::<Vec<_>>().join(", ");
    let (kind, impact, what) = match (lost.as_slice(), gained.as_slice()) {
        ([], []) if olds == news => {
            let what = format!("the message was \"{}\" and is now \"{}\"", old.message, new.message);
            (ChangeKind::MessageChanged, Impact::Patch, what)
        }
        ([], []) => return,
        ([], gained) => {
            (ChangeKind::PlaceholderAdded, Impact::Minor, format!("the message also contains {}", list(gained)))
        }
        (lost, []) => {
            (ChangeKind::PlaceholderRemoved, Impact::Major, format!("the message no longer contains {}", list(lost)))
        }
        (lost, gained) => {
            let what = format!("the message contains {} instead of {}", list(gained), list(lost));
            (ChangeKind::PlaceholderRemoved, Impact::Major, what)
        }
    };
    changes.add(kind, impact, what).about(Some(old), Some(new)).values(Some(&old.message), Some(&new.message));
}

/// The slots of a message that vary from response to response.
fn placeholders(error: &ErrorContract) -> BTreeSet<&str> {
    let varies = |slot: &&str| match Builtin::from_term(slot) {
        Some(builtin) => !builtin.is_constant(),
        None => !error.properties.contains_key(*slot),
    };
    error.message.slots().filter(varies).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrower_type_has_only_values_of_the_old_type() {
        let list = |ty| FieldType::List(Box::new(ty));
        let (unsigned, signed) = (FieldType::Unsigned(32), FieldType::Signed(32));
        for (old, new, expected) in [
            (FieldType::Any, FieldType::Object, true),
            // The shape of field-level errors is not the shape of any other value.
            (FieldType::Any, FieldType::Violations, false),
            (FieldType::String, FieldType::Uuid, true),
            (FieldType::String, FieldType::Timestamp, true),
            (FieldType::Uuid, FieldType::String, false),
            (unsigned.clone(), FieldType::Unsigned(16), true),
            (unsigned.clone(), FieldType::Unsigned(64), false),
            (unsigned.clone(), FieldType::Signed(16), false),
            (signed.clone(), FieldType::Signed(16), true),
            (signed.clone(), FieldType::Signed(64), false),
            (signed.clone(), FieldType::Unsigned(16), true),
            // `u32` has values that do not fit into `i32`.
            (signed.clone(), unsigned.clone(), false),
            (list(signed.clone()), list(signed.clone()), true),
            (list(signed.clone()), list(FieldType::Signed(8)), true),
            (list(signed.clone()), list(FieldType::String), false),
            (list(signed.clone()), signed.clone(), false),
            (FieldType::Bool, FieldType::String, false),
        ] {
            assert_eq!(narrows(&old, &new), expected, "{old} to {new}");
        }
    }
}
