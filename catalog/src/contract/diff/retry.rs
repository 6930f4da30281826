//! Compares the advice on whether and how clients may retry.

use std::time::Duration;

use super::{ChangeKind, Changes};
use crate::contract::lock::show_duration;
use crate::contract::{ErrorContract, Impact};
use crate::model::{Retry, Strategy};
use crate::sentence::{as_code, sentence};

/// Compares two retries. If neither error defines its retry, the status determines both, and nothing is added.
pub(super) fn diff_retry(old: &ErrorContract, new: &ErrorContract, changes: &mut Changes) {
    let follows_status = old.status != new.status && has_retry_of_status(old) && has_retry_of_status(new);
    if old.retry == new.retry || follows_status {
        return;
    }
    let (kind, impact) = match is_weaker(&old.retry, &new.retry) {
        true => (ChangeKind::RetryWeakened, Impact::Major),
        false => (ChangeKind::RetryStrengthened, Impact::Minor),
    };
    let (from, to) = (show_retry(&old.retry), show_retry(&new.retry));
    let what = sentence!["retry ", as_code(&from), " is now ", as_code(&to)];
    let change = changes.add(kind, impact, what).about(Some(old), Some(new)).values(Some(from), Some(to));
    change.keys = vec![changed_key(&old.retry, &new.retry).to_owned()];
}

fn has_retry_of_status(error: &ErrorContract) -> bool {
    error.retry == Retry::from_status(error.status)
}

/// Whether the new retry permits clients to retry less often, only later, or not at all.
fn is_weaker(old: &Retry, new: &Retry) -> bool {
    let rank = |retry: &Retry| match retry.strategy {
        Strategy::No => 0,
        Strategy::Backoff => 1,
        Strategy::After => 2,
    };
    if rank(old) != rank(new) {
        return rank(new) < rank(old);
    }
    let attempts = |retry: &Retry| retry.max_attempts.unwrap_or(u32::MAX);
    // Without a cap, waits grow without limit. Without a base, the client chooses the first wait.
    let cap = |retry: &Retry| retry.cap.unwrap_or(Duration::MAX);
    let waits_longer = old.base.zip(new.base).is_some_and(|(old, new)| new > old) || cap(new) > cap(old);
    attempts(new) < attempts(old) || waits_longer
}

/// The first key in which two retries differ.
fn changed_key(old: &Retry, new: &Retry) -> &'static str {
    if old.strategy != new.strategy {
        "strategy"
    } else if old.base != new.base {
        "base"
    } else if old.cap != new.cap {
        "cap"
    } else {
        "max-attempts"
    }
}

/// Writes a retry on one line.
fn show_retry(retry: &Retry) -> String {
    let mut shown = retry.strategy.as_str().to_owned();
    for (name, wait) in [("base", retry.base), ("cap", retry.cap)] {
        if let Some(wait) = wait {
            shown.push_str(&format!(", {name} {}", show_duration(wait)));
        }
    }
    if let Some(limit) = retry.limit() {
        shown.push_str(&format!(", {limit}"));
    }
    shown
}
