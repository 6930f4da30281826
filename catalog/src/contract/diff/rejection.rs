//! Finds changes to the errors that are sent when a framework rejects a request.

use std::collections::{BTreeMap, BTreeSet};

use super::pair::Pairing;
use super::shown::needs_code;
use super::{ChangeKind, Changes};
use crate::contract::{Contract, Impact, RejectionKey};
use crate::model::{RejectionCause, reason_phrase};
use crate::sentence::{as_code, sentence};

/// Compares the error that answers for each status and cause. If it is still the same error under a new key, nothing is
/// added: the new key is already a change.
pub(super) fn diff_rejections(old: &Contract, new: &Contract, pairing: &Pairing<'_>, changes: &mut Changes) {
    let now: BTreeMap<&str, &str> =
        pairing.pairs.iter().map(|pair| (pair.old.key.as_str(), pair.new.key.as_str())).collect();
    let rows: BTreeSet<RejectionKey> = old.rejections.keys().chain(new.rejections.keys()).copied().collect();
    for row in rows {
        let (before, after) = (old.rejection(row), new.rejection(row));
        let common = (row.0, None);
        if row.1.is_some() && (before, after) == (old.rejection(common), new.rejection(common)) {
            continue;
        }
        match before {
            // The removal of an error is already another change.
            Some(key) if !now.contains_key(key) => {}
            Some(key) if now.get(key).copied() == after => {}
            Some(key) => {
                let to = after.map(|key| code_of(new, key));
                report(row, Some(code_of(old, key)), to, Impact::Major, changes);
            }
            None => {
                let Some(to) = after.map(|key| code_of(new, key)) else { continue };
                // If no error stood for the status, the reason phrase was its code.
                let had_other = old.body.as_ref().is_some_and(needs_code) && !is_spelt(to, reason_phrase(row.0));
                let impact = if had_other { Impact::Major } else { Impact::Minor };
                report(row, None, Some(to), impact, changes);
            }
        }
    }
}

fn report(row: RejectionKey, from: Option<&str>, to: Option<&str>, impact: Impact, changes: &mut Changes) {
    let (status, cause) = (row.0.to_string(), row.1.map(RejectionCause::as_str));
    let part = match row.1 {
        None => String::new(),
        Some(RejectionCause::Json) => " because of its JSON".to_owned(),
        Some(cause) => format!(" because of its {cause}"),
    };
    let request = format!("a request rejected with status {status}{part} ");
    let what = match (from, to) {
        (Some(from), Some(to)) => {
            sentence![request, "was answered with ", as_code(from), " and is now answered with ", as_code(to)]
        }
        (from, None) => sentence![request, "is no longer answered with ", as_code(from.unwrap_or_default())],
        (None, Some(to)) => sentence![request, "is now answered with ", as_code(to)],
    };
    let path: Vec<&str> = [status.as_str()].into_iter().chain(cause).collect();
    changes.add(ChangeKind::RejectionChanged, impact, what).member_in(&path).values(from, to);
}

/// The code of the error that has a key.
fn code_of<'a>(contract: &'a Contract, key: &'a str) -> &'a str {
    contract.error(key).map_or(key, |error| &error.code)
}

/// Whether a code and a reason phrase consist of the same letters and digits.
fn is_spelt(code: &str, phrase: &str) -> bool {
    let letters = |text: &str| -> Vec<char> {
        text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(code) == letters(phrase)
}
