//! Changes that concern all errors.

use super::docs_url::diff_docs_urls;
use super::pair::Pairing;
use super::rejection::diff_rejections;
use super::same::Types;
use super::value::{MemberPath, diff_values};
use super::{ChangeKind, Changes};
use crate::contract::{Contract, Impact};
use crate::model::{Builtin, ValueTemplate, ViolationsFormat};
use crate::sentence::{as_code, sentence};

pub(super) fn diff_catalogs(old: &Contract, new: &Contract, pairing: &Pairing<'_>, changes: &mut Changes) {
    if let (Some(before), Some(after)) = (&old.body, &new.body) {
        diff_body(before, after, &Types::of_errors(old, new), changes);
    }
    if old.content_type != new.content_type {
        let what = sentence!["content type ", as_code(&old.content_type), " is now ", as_code(&new.content_type)];
        changes
            .add(ChangeKind::ContentTypeChanged, Impact::Major, what)
            .values(Some(&old.content_type), Some(&new.content_type));
    }
    if old.sent_status != new.sent_status {
        let what = match (old.sent_status, new.sent_status) {
            (Some(old), Some(new)) => format!("errors were sent with status {old} and are now sent with status {new}"),
            (Some(old), None) => format!("errors were sent with status {old} and are now sent with their own status"),
            (None, new) => {
                let new = new.unwrap_or_default();
                format!("errors were sent with their own status and are now sent with status {new}")
            }
        };
        changes.add(ChangeKind::SentStatusChanged, Impact::Major, what).values(old.sent_status, new.sent_status);
    }
    diff_name(&old.name, &new.name, changes);
    diff_docs_urls(old, new, pairing, changes);
    if let (Some(before), Some(after)) = (&old.violations, &new.violations) {
        diff_violations((before, after), &Types::of_violations(old, new), changes);
    }
    diff_rejections(old, new, pairing, changes);
    if old.docs.as_ref().zip(new.docs.as_ref()).is_some_and(|(before, after)| before != after) {
        changes.add(ChangeKind::DocsChanged, Impact::Patch, "the documentation of all errors changed");
    }
}

fn diff_violations((old, new): (&ViolationsFormat, &ViolationsFormat), types: &Types<'_>, changes: &mut Changes) {
    let is_shown = changes.shown.violations;
    let weaken = |impact| if is_shown { impact } else { Impact::Patch };
    let (before, after) = match (old, new, old.template(), new.template()) {
        (ViolationsFormat::Shape(old), ViolationsFormat::Shape(new), ..) if old == new => return,
        (ViolationsFormat::Each(_), _, Some(before), Some(after))
        | (_, ViolationsFormat::Each(_), Some(before), Some(after)) => (before, after),
        _ => {
            let (before, after) = (old.as_str(), new.as_str());
            let what = sentence![
                "field-level errors were shown as ",
                as_code(before),
                " and are now shown as ",
                as_code(after)
            ];
            let change = changes.add(ChangeKind::ViolationsChanged, weaken(Impact::Major), what);
            change.values(Some(before), Some(after)).keys = vec!["violations".to_owned()];
            return;
        }
    };
    let mut found = Vec::new();
    diff_values(&MemberPath::default(), &before, &after, types, &mut found);
    for change in found {
        let what = match change.path.is_empty() {
            true => sentence!["each field-level error ", change.what],
            false => sentence!["member ", as_code(&change.path), " of each field-level error ", change.what],
        };
        let added = changes.add(ChangeKind::ViolationsChanged, weaken(change.impact), what);
        added.member_at(&change.path).values(change.old, change.new);
        added.keys.insert(0, "violation".to_owned());
    }
}

fn diff_body(old: &ValueTemplate, new: &ValueTemplate, types: &Types<'_>, changes: &mut Changes) {
    let mut found = Vec::new();
    diff_values(&MemberPath::default(), old, new, types, &mut found);
    for change in found {
        let what = match change.path.is_empty() {
            true => sentence!["the body ", change.what],
            false => sentence!["member ", as_code(&change.path), " of the body ", change.what],
        };
        changes
            .add(ChangeKind::BodyChanged, change.impact, what)
            .member_at(&change.path)
            .values(change.old, change.new);
    }
}

/// Compares the name of the catalog, which matters only if responses show it.
fn diff_name(old: &Option<String>, new: &Option<String>, changes: &mut Changes) {
    let (impact, what) = match (old, new) {
        (old, new) if old == new => return,
        (Some(old), Some(new)) => {
            (Impact::Major, sentence!["the catalog's name was ", as_code(old), " and is now ", as_code(new)])
        }
        (Some(old), None) => (Impact::Major, sentence!["the catalog's name ", as_code(old), " was removed"]),
        (None, new) => {
            (Impact::Minor, sentence!["the catalog's name ", as_code(new.as_deref().unwrap_or_default()), " is new"])
        }
    };
    let impact = if changes.shown.has(Builtin::Catalog) { impact } else { Impact::Patch };
    changes.add(ChangeKind::CatalogRenamed, impact, what).values(old.as_ref(), new.as_ref());
}
