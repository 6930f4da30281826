//! Every kind of change occurs in a test, with the impact in the table of kinds.

use std::collections::BTreeSet;

use error_catalog_model::contract::{Change, ChangeKind, Impact, diff};

use crate::table::{OPPOSITES, catalog, rows};
use crate::{contract, locked, short};

#[test]
fn every_pair_gives_exactly_its_findings() {
    let mut wrong = Vec::new();
    for (what, old, new, expected) in rows() {
        let (old, new) = (contract(&catalog(old)), contract(&catalog(new)));
        let found = short(&diff(&old, &new));
        if found != *expected {
            wrong.push(format!("{what}: {found:?}, and not {expected:?}"));
        }
        assert_eq!(diff(&old, &old), Vec::new(), "{what}");
        assert_eq!(diff(&new, &new), Vec::new(), "{what}");
        // Compared with the lock, the findings are the same, except for parts that a lock does not have.
        let prose = ["docs-changed", "translation-changed"];
        let expected: Vec<&&str> = expected.iter().filter(|it| !prose.iter().any(|kind| it.contains(kind))).collect();
        let found = short(&diff(&locked(&old), &new));
        if found != expected.iter().map(|it| (**it).to_owned()).collect::<Vec<_>>() {
            wrong.push(format!("{what}, against the lock: {found:?}, and not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// All changes of all rows, in both directions.
fn all_changes() -> Vec<Change> {
    let pairs = rows().map(|(_, old, new, _)| (contract(&catalog(old)), contract(&catalog(new))));
    pairs.flat_map(|(old, new)| [diff(&old, &new), diff(&new, &old)].concat()).collect()
}

#[test]
fn every_kind_and_every_case_of_it_occurs() {
    let found: BTreeSet<_> = all_changes().iter().map(|it| (it.kind.as_str(), it.impact, it.forbidden)).collect();
    // Kinds that need a lock are in another test.
    let mut missing: Vec<String> = Vec::new();
    for kind in ChangeKind::ALL.iter().filter(|kind| **kind != ChangeKind::CodeRestored) {
        for case in kind.cases() {
            if !found.contains(&(kind.as_str(), case.impact, case.forbidden)) {
                missing.push(format!("{} {}", case.impact.as_str(), kind.as_str()));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// An addition in one direction is a removal in the other.
#[test]
fn a_reversed_addition_is_a_removal() {
    let mut seen = BTreeSet::new();
    let pairs = rows().flat_map(|(what, old, new, _)| [(what, old, new), (what, new, old)]);
    for (what, old, new) in pairs {
        let (old, new) = (contract(&catalog(old)), contract(&catalog(new)));
        let (there, back) = (diff(&old, &new), diff(&new, &old));
        let has = |changes: &[Change], kind: &str| changes.iter().any(|change| change.kind.as_str() == kind);
        for (addition, removals) in OPPOSITES.iter().filter(|(addition, _)| has(&there, addition)) {
            assert!(removals.iter().any(|removal| has(&back, removal)), "{what}: {:?}", short(&back));
            seen.insert(*addition);
        }
    }
    assert_eq!(seen.len(), OPPOSITES.len(), "{seen:?}");
}

#[test]
fn the_table_of_kinds_is_consistent() {
    let mut ids = BTreeSet::new();
    for kind in ChangeKind::ALL {
        assert!(ids.insert(kind.as_str()), "{} is there twice", kind.as_str());
        assert!(kind.as_str().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", kind.as_str());
        assert_eq!(kind.rule().id, kind.as_str());
        let impacts: Vec<Impact> = kind.cases().iter().map(|case| case.impact).collect();
        assert!(!impacts.is_empty() && impacts.is_sorted_by(|a, b| a > b), "{}: {impacts:?}", kind.as_str());
        for text in kind.cases().iter().map(|case| case.why).chain([kind.summary()]) {
            assert!(text.ends_with('.') && !text.contains('\n'), "{text}");
        }
        assert!(kind.cases().iter().all(|case| !case.forbidden || case.impact == Impact::Major), "{}", kind.as_str());
    }
}

/// An answer, and not a version, settles an asked change. No version allows a forbidden change.
#[test]
fn a_change_determines_the_version() {
    let changes = all_changes();
    for change in &changes {
        let expected = match (change.forbidden, change.kind) {
            (true, _) => None,
            (false, ChangeKind::MeaningChanged) => Some(Impact::Patch),
            (false, _) => Some(change.impact),
        };
        assert_eq!(change.version_impact(), expected, "{change}");
    }
    assert!(changes.iter().any(|change| change.forbidden) && changes.iter().any(|change| change.is_asked()));
}

/// A member of an error can have the same name as the error.
#[test]
fn a_change_names_its_error_once() {
    let lines = |old: &str, new: &str| -> Vec<String> {
        diff(&contract(old), &contract(new)).iter().map(ToString::to_string).collect()
    };
    let state = "[errors.state]\nstatus = 404\nmessage = 'a'";
    for (old, new, expected) in [
        (
            format!("{state}\nfields.state = 'u8'\ndetails = ['state']"),
            state.to_owned(),
            "`state`: field `state` was removed",
        ),
        (state.to_owned(), format!("{state}\nheaders.state = 'a'"), "`state`: header `state` is new"),
        (state.replace("state]", "old]\ncode = 'state'"), state.to_owned(), "key `old` is now `state`"),
        (state.to_owned(), state.replace("state]", "new]\ncode = 'state'"), "key `state` is now `new`"),
        (
            format!("{state}\ndetails.m = [{{ x = 1 }}, {{ y = 2 }}]"),
            format!("{state}\ndetails.m = [{{ x = 1 }}, {{ y = 'a' }}]"),
            "`state`: member `m[1].y` of the details is different",
        ),
        (format!("{state}\nnumber = 7"), state.to_owned(), "`state`: number 7 was removed"),
        (format!("{state}\ncode = 'old'"), state.to_owned(), "`old` is now `state`"),
        (format!("{state}\ncode = 'old'"), format!("{state}\naliases = ['old']"), "`old` is now `state`"),
        (
            format!("{state}\n[errors.old]\nstatus = 410\nmessage = 'b'"),
            format!("{state}\naliases = ['old']"),
            "`old` was merged into `state`",
        ),
        (
            format!("{state}\naliases = ['old']"),
            format!("{state}\n[errors.new]\nstatus = 410\nmessage = 'b'\naliases = ['old']"),
            "`new`: `old` meant 404 \"a\"; now it means 410 \"b\"",
        ),
    ] {
        assert!(lines(&old, &new).iter().any(|line| line == expected), "{expected}: {:?}", lines(&old, &new));
    }
}
