//! Changes that concern all errors.

use std::collections::BTreeMap;

use super::pair::Pairing;
use super::shown::needs_code;
use super::value::{MemberPath, diff_values};
use super::{ChangeKind, Changes};
use crate::contract::sentence::{Part, as_code, sentence};
use crate::contract::{Contract, Impact};
use crate::model::{Builtin, ValueTemplate, reason_phrase};

pub(super) fn diff_catalogs(old: &Contract, new: &Contract, pairing: &Pairing<'_>, changes: &mut Changes) {
    if let (Some(before), Some(after)) = (&old.body, &new.body) {
        diff_body(before, after, changes);
    }
    if old.content_type != new.content_type {
        let what = sentence!["content type ", as_code(&old.content_type), " is now ", as_code(&new.content_type)];
        changes
            .add(ChangeKind::ContentTypeChanged, Impact::Major, what)
            .values(Some(&old.content_type), Some(&new.content_type));
    }
    diff_shown((ChangeKind::CatalogRenamed, "the catalog's name"), Builtin::Catalog, &old.name, &new.name, changes);
    let urls = [old, new].map(|contract| contract.docs_url.as_ref().map(ToString::to_string));
    diff_shown((ChangeKind::DocsUrlChanged, as_code("docs-url")), Builtin::DocsUrl, &urls[0], &urls[1], changes);
    let violations = old.violations.zip(new.violations).filter(|(before, after)| before != after);
    if let Some((before, after)) = violations {
        let (before, after) = (before.as_str(), after.as_str());
        let impact = if changes.shown.has(Builtin::Violations) { Impact::Major } else { Impact::Patch };
        let what =
            sentence!["field-level errors were shown as ", as_code(before), " and are now shown as ", as_code(after)];
        changes.add(ChangeKind::ViolationsChanged, impact, what).values(Some(before), Some(after));
    }
    diff_rejections(old, new, pairing, changes);
    if old.docs.as_ref().zip(new.docs.as_ref()).is_some_and(|(before, after)| before != after) {
        changes.add(ChangeKind::DocsChanged, Impact::Patch, "the documentation of all errors changed");
    }
}

fn diff_body(old: &ValueTemplate, new: &ValueTemplate, changes: &mut Changes) {
    let mut found = Vec::new();
    diff_values(&MemberPath::default(), old, new, &mut found);
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

/// Compares a value that all errors share, which matters only if responses show it.
fn diff_shown(
    (kind, name): (ChangeKind, impl Into<Part>),
    slot: Builtin,
    old: &Option<String>,
    new: &Option<String>,
    changes: &mut Changes,
) {
    let (impact, what) = match (old, new) {
        (old, new) if old == new => return,
        (Some(old), Some(new)) => (Impact::Major, sentence![name, " was ", as_code(old), " and is now ", as_code(new)]),
        (Some(old), None) => (Impact::Major, sentence![name, " ", as_code(old), " was removed"]),
        (None, new) => (Impact::Minor, sentence![name, " ", as_code(new.as_deref().unwrap_or_default()), " is new"]),
    };
    let impact = if changes.shown.has(slot) { impact } else { Impact::Patch };
    changes.add(kind, impact, what).values(old.as_ref(), new.as_ref());
}

/// Compares the error that answers for a status. If it is still the same error under a new key, nothing is added: the
/// new key is already a change.
fn diff_rejections(old: &Contract, new: &Contract, pairing: &Pairing<'_>, changes: &mut Changes) {
    let now: BTreeMap<&str, &str> =
        pairing.pairs.iter().map(|pair| (pair.old.key.as_str(), pair.new.key.as_str())).collect();
    for (status, key) in &old.rejections {
        // The removal of an error is already another change.
        let Some(successor) = now.get(key.as_str()) else { continue };
        let next = new.rejections.get(status);
        if next.is_some_and(|next| next == successor) {
            continue;
        }
        let (from, to) = (code_of(old, key), next.map(|key| code_of(new, key)));
        let what = match to {
            Some(to) => {
                sentence![
                    format!("a request rejected with status {status} was answered with "),
                    as_code(from),
                    " and is now answered with ",
                    as_code(to)
                ]
            }
            None => {
                sentence![format!("a request rejected with status {status} is no longer answered with "), as_code(from)]
            }
        };
        let from = Some(from);
        changes.add(ChangeKind::RejectionChanged, Impact::Major, what).member(&status.to_string()).values(from, to);
    }
    for (status, key) in new.rejections.iter().filter(|(status, _)| !old.rejections.contains_key(status)) {
        let to = code_of(new, key);
        // If no error stood for the status, the reason phrase was its code.
        let had_other = old.body.as_ref().is_some_and(needs_code) && !is_spelt(to, reason_phrase(*status));
        let impact = if had_other { Impact::Major } else { Impact::Minor };
        let what = sentence![format!("a request rejected with status {status} is now answered with "), as_code(to)];
        changes
            .add(ChangeKind::RejectionChanged, impact, what)
            .member(&status.to_string())
            .values(None::<&str>, Some(to));
    }
}

/// The code of the error that has a key.
fn code_of<'a>(contract: &'a Contract, key: &'a str) -> &'a str {
    let at = contract.errors.binary_search_by(|error| error.key.as_str().cmp(key));
    at.ok().and_then(|at| contract.errors.get(at)).map_or(key, |error| &error.code)
}

/// Whether a code and a reason phrase consist of the same letters and digits.
fn is_spelt(code: &str, phrase: &str) -> bool {
    let letters = |text: &str| -> Vec<char> {
        text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(code) == letters(phrase)
}
