//! Compares the URLs of the documentation of errors.

use super::pair::{Pair, Pairing};
use super::{ChangeKind, Changes};
use crate::contract::{Contract, Impact, Sentence};
use crate::model::Builtin;
use crate::sentence::{as_code, sentence};

/// Compares the URL of each error. If errors have a new URL because of the catalog's template, this is one change for
/// all errors.
pub(super) fn diff_docs_urls(old: &Contract, new: &Contract, pairing: &Pairing<'_>, changes: &mut Changes) {
    let moved = pairing.pairs.iter().filter(|pair| has_moved(pair, old, new));
    let (own, common): (Vec<_>, Vec<_>) =
        moved.partition(|pair| pair.old.has_own_docs_url || pair.new.has_own_docs_url);
    if !common.is_empty() {
        let [from, to] = [old, new].map(|contract| contract.docs_url.as_ref().map(ToString::to_string));
        let what = match (&from, &to) {
            (Some(from), Some(to)) => {
                sentence![as_code("docs-url"), " was ", as_code(from), " and is now ", as_code(to)]
            }
            (Some(from), None) => sentence![as_code("docs-url"), " ", as_code(from), " was removed"],
            (None, to) => sentence![as_code("docs-url"), " ", as_code(to.as_deref().unwrap_or_default()), " is new"],
        };
        let had_url = common.iter().any(|pair| pair.old.docs_url.is_some());
        let impact = if had_url { Impact::Major } else { Impact::Minor };
        add(impact, what, changes).values(from.as_ref(), to.as_ref());
    }
    for Pair { old, new, .. } in own {
        let (before, after) = (&old.docs_url, &new.docs_url);
        let (impact, what) = match (before, after) {
            (Some(before), Some(after)) => (
                Impact::Major,
                sentence!["the documentation was at ", as_code(before), " and is now at ", as_code(after)],
            ),
            (Some(before), None) => (Impact::Major, sentence!["the URL ", as_code(before), " was removed"]),
            (None, after) => {
                (Impact::Minor, sentence!["the URL ", as_code(after.as_deref().unwrap_or_default()), " is new"])
            }
        };
        add(impact, what, changes).about(Some(old), Some(new)).values(before.as_ref(), after.as_ref());
    }
}

fn add(impact: Impact, what: Sentence, changes: &mut Changes) -> &mut super::Change {
    let impact = if changes.shown.has(Builtin::DocsUrl) { impact } else { Impact::Patch };
    changes.add(ChangeKind::DocsUrlChanged, impact, what)
}

/// Whether an error has another URL for a reason other than the values in the URL. If a new code leads to a new URL,
/// the new code is the change.
fn has_moved(pair: &Pair<'_>, old: &Contract, new: &Contract) -> bool {
    let Pair { old: before, new: after, .. } = pair;
    if before.docs_url == after.docs_url {
        return false;
    }
    let template = old.docs_url.as_ref().filter(|_| !before.has_own_docs_url);
    let follows = template.is_some_and(|url| after.fill_docs_url(url, new.name.as_deref()) == after.docs_url);
    !follows
}
