//! Five histories, in which it is known what happened to each code.
//!
//! A history is a list of versions, `=== VERSION` and the rows of `[errors]`. Each comment of a version says what
//! happened: `# KIND CODE`. Each version is compared with the lock of the version before it.

use std::collections::{BTreeMap, BTreeSet};

use error_catalog_model::contract::{Change, ChangeKind, Contract, diff};

use crate::{contract, locked};

const HISTORIES: [&str; 5] = [
    include_str!("bank.txt"),
    include_str!("cluster.txt"),
    include_str!("portal.txt"),
    include_str!("shop.txt"),
    include_str!("storage.txt"),
];

/// What a change says happened.
fn kind_of(change: &Change) -> Option<&'static str> {
    match change.kind {
        ChangeKind::CodeRemoved | ChangeKind::CodeRetired => Some("removal"),
        ChangeKind::CodeRenamed | ChangeKind::CodeRenamedWithAlias => Some("rename"),
        ChangeKind::CodeReused | ChangeKind::NumberReused | ChangeKind::MeaningChanged => Some("reuse"),
        ChangeKind::PlaceholderAdded | ChangeKind::PlaceholderRemoved | ChangeKind::FieldAdded => Some("placeholder"),
        ChangeKind::MessageChanged => Some("reword"),
        _ => None,
    }
}

/// A kind and a code for each thing that happened to an error.
type Facts = BTreeSet<(String, String)>;

/// What happened, and what the comparison found, as `KIND CODE` for each step. Returns also the number of compared
/// pairs of errors.
fn steps(history: &str) -> (Vec<[Facts; 2]>, usize) {
    let mut steps = Vec::new();
    let (mut lock, mut pairs) = (None::<Contract>, 0);
    for version in history.split("=== ").skip(1) {
        let (number, rows) = version.split_once('\n').unwrap();
        let truths = rows.lines().filter_map(|line| line.strip_prefix("# ")?.split_once(' '));
        let truths = truths.map(|(kind, code)| (kind.to_owned(), code.to_owned())).collect();
        let new = contract(&format!("catalog.version = '{number}'\n[errors]\n{rows}"));
        if let Some(lock) = &lock {
            let codes: BTreeSet<&str> = lock.errors.iter().map(|error| error.code.as_str()).collect();
            pairs += new.errors.iter().filter(|error| codes.contains(error.code.as_str())).count();
            let found = diff(lock, &new);
            let found = found.iter().filter_map(|change| Some((kind_of(change)?.to_owned(), change.code.clone()?)));
            steps.push([truths, found.collect()]);
        }
        lock = Some(locked(&new.release(&lock.unwrap_or_default())));
    }
    (steps, pairs)
}

#[test]
fn histories_are_read_as_they_happened() {
    // For each kind: how often it happened, and how often it was found, missed and reported without reason.
    let mut table: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    let (mut pairs, mut odd) = (0, Vec::new());
    for history in HISTORIES {
        let (steps, compared) = steps(history);
        pairs += compared;
        for [truths, found] in steps {
            for truth in &truths {
                let row = table.entry(truth.0.clone()).or_default();
                row[0] += 1;
                // A new value in a message is a new message.
                let is_found = found.contains(truth)
                    || (truth.0 == "reword" && found.contains(&("placeholder".to_owned(), truth.1.clone())));
                row[if is_found { 1 } else { 2 }] += 1;
                if !is_found {
                    odd.push(format!("missed: {truth:?}"));
                }
            }
            for false_alarm in found.iter().filter(|it| !truths.contains(*it)) {
                // Further changes of the same error do not count as findings of another kind.
                if truths.iter().any(|(_, code)| *code == false_alarm.1) && false_alarm.0 != "reuse" {
                    continue;
                }
                table.entry(false_alarm.0.clone()).or_default()[3] += 1;
                odd.push(format!("false alarm: {false_alarm:?}"));
            }
        }
    }
    let table: Vec<String> = table
        .iter()
        .map(|(kind, [all, found, missed, alarms])| format!("{kind} {all} {found} {missed} {alarms}"))
        .collect();
    let expected = ["placeholder 3 3 0 0", "removal 5 5 0 0", "rename 3 3 0 0", "reuse 10 10 0 0", "reword 18 18 0 0"];
    assert_eq!((pairs, table.as_slice()), (67, &expected.map(str::to_owned)[..]), "{odd:#?}");
}
