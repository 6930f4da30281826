//! Series of versions of a catalog, and the findings of each step.
//!
//! A folder of `tests/series/` is a series: `1.toml`, `2.toml` and so on are versions of one catalog. `expected.txt`
//! has the findings of each step, compared with the previous catalog and with the lock of the last release. A catalog
//! is released unless that is rejected. `SNAPSHOTS=overwrite cargo test -p error-catalog-model --features contract
//! --test series` updates the snapshots.
#![cfg(feature = "contract")]
// Clippy allows this only in functions that are tests themselves.
#![allow(clippy::unwrap_used, clippy::panic)]

mod folder;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use error_catalog_model::contract::{
    Change, Contract, Impact, RustChange, check_contract, diff, diff_rust, next_version, version_allows,
};
use error_catalog_model::{Catalog, Report};

use crate::folder::Folder;

/// Series without an observable change.
const NOTHING: &[&str] = &["comments-only", "reordered", "split-into-files"];
/// Series of additions and edited texts.
const HARMLESS: &[&str] = &["additions-and-texts"];

fn series() -> BTreeMap<String, PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("tests/series");
    let folders = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    folders.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), path)).collect()
}

/// The findings of one step.
struct Step {
    name: String,
    /// Compared with the previous catalog.
    without: Vec<Change>,
    /// Compared with the lock.
    with: Vec<Change>,
    /// The changes for Rust callers, compared with the lock.
    rust: Vec<RustChange>,
    /// What `check` reports.
    report: String,
    /// The outcome of a release.
    outcome: String,
}

fn steps(folder: &Path) -> Vec<Step> {
    let (mut steps, mut before, mut lock) = (Vec::new(), None::<Contract>, None::<Contract>);
    for at in 1.. {
        let name = format!("{at}.toml");
        if !folder.join(&name).exists() {
            break;
        }
        let (catalog, report) = Catalog::parse(&name, &Folder(folder.to_owned()));
        let catalog = catalog.unwrap_or_else(|| panic!("{}: {}", folder.display(), render(&report)));
        let contract = Contract::of(&catalog);
        let version = contract.version.clone().unwrap();
        if let (Some(before), Some(lock)) = (&before, &lock) {
            let with = diff(lock, &contract);
            let mut files = catalog.files.clone();
            files.extend(lock.lock.clone().map(|lock| lock.file));
            let report = Report::new(files, check_contract(&catalog, lock, &with));
            let outcome = outcome(lock.version.as_deref().unwrap(), &version, &with);
            let (without, rust) = (diff(before, &contract), diff_rust(lock, &contract).unwrap());
            steps.push(Step { name, without, with, rust, report: render(&report), outcome });
        }
        if steps.last().is_none_or(|step| step.outcome.starts_with("released")) {
            let text = contract.clone().release(&lock.unwrap_or_default()).render_lock();
            let (read, report) = Contract::parse_lock("errors.lock", &text);
            lock = Some(read.unwrap_or_else(|| panic!("{text}\n{}", render(&report))));
        }
        before = Some(contract);
    }
    steps
}

fn outcome(old: &str, new: &str, changes: &[Change]) -> String {
    let worst = changes.iter().map(|change| change.impact).max();
    match worst {
        _ if changes.iter().any(|change| change.forbidden) => "refused".to_owned(),
        _ if changes.iter().any(|change| change.is_asked()) => "asked".to_owned(),
        Some(worst) if !version_allows(old, new, worst) => {
            format!("refused: after {old} it has to be {}, and not {new}", next_version(old, worst).unwrap())
        }
        _ => format!("released as {new}"),
    }
}

fn render(report: &Report) -> String {
    let blocks: Vec<String> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
    blocks.join("\n\n")
}

fn list(out: &mut String, changes: &[Change]) {
    if changes.is_empty() {
        out.push_str("nothing\n");
    }
    for change in changes {
        let impact = if change.forbidden { "never" } else { change.impact.as_str() };
        let code = change.code.as_ref().map(|code| format!(" {code}")).unwrap_or_default();
        let _ = write!(out, "{impact} {}{code}: {}", change.kind.as_str(), change.what);
        if let (Some(certainty), Some(grounds)) = (change.certainty, &change.grounds) {
            let _ = write!(out, " ({certainty}: {grounds})");
        }
        out.push('\n');
    }
}

#[test]
fn every_series_has_its_expected_findings() {
    for (name, folder) in series() {
        let mut out = String::new();
        for step in steps(&folder) {
            let _ = writeln!(out, "=== {}, against the catalog before", step.name);
            list(&mut out, &step.without);
            let _ = writeln!(out, "--- against the lock");
            list(&mut out, &step.with);
            let _ = writeln!(out, "--- for Rust callers");
            for change in &step.rust {
                let errors: String = change.case.errors.iter().map(|error| format!(", {error}")).collect();
                let impact = change.impact().as_str();
                let _ = writeln!(out, "{impact} {}: {change}{errors}", change.kind.as_str());
            }
            if !step.report.is_empty() {
                let _ = write!(out, "\n{}\n\n", step.report);
            }
            let _ = writeln!(out, "{}\n", step.outcome);
        }
        assert!(!out.is_empty(), "{name}");
        snapbox::assert_data_eq!(out, snapbox::Data::read_from(&folder.join("expected.txt"), None).raw());
    }
}

#[test]
fn harmless_changes_are_at_most_minor() {
    let series = series();
    for name in HARMLESS.iter().chain(NOTHING) {
        for step in steps(&series[*name]) {
            let changes = || step.with.iter().chain(&step.without);
            assert!(changes().all(|change| change.impact <= Impact::Minor), "{name}, {}", step.name);
            assert!(!NOTHING.contains(name) || changes().count() == 0, "{name}, {}", step.name);
            assert_eq!(step.report, "", "{name}, {}", step.name);
            assert!(step.outcome.starts_with("released"), "{name}, {}: {}", step.name, step.outcome);
        }
    }
}

/// Steps, with the findings compared with the previous catalog, and with the lock.
const EXACT: &[(&str, &str, &[&str], &[&str])] = &[
    (
        "number-reused-at-once",
        "2.toml",
        &["number-reused card_declined", "code-added card_declined", "code-retired user_not_found"],
        &["number-reused card_declined", "code-added card_declined", "code-retired user_not_found"],
    ),
    // Only a lock has the removed code.
    (
        "number-reused-later",
        "5.toml",
        &["code-added card_declined"],
        &["number-reused card_declined", "code-added card_declined"],
    ),
    ("retired-code-used-again", "4.toml", &["code-added user_not_found"], &["code-reused user_not_found"]),
    (
        "code-renamed",
        "2.toml",
        &["code-renamed unknown_user", "number-changed unknown_user", "message-changed unknown_user"],
        &["code-renamed unknown_user", "number-changed unknown_user", "message-changed unknown_user"],
    ),
    (
        "code-renamed-with-alias",
        "2.toml",
        &["code-renamed-with-alias unknown_user"],
        &["code-renamed-with-alias unknown_user"],
    ),
    ("code-renamed-with-alias", "5.toml", &["code-added user_not_found"], &["code-reused user_not_found"]),
    (
        "codes-swapped",
        "2.toml",
        &["code-reused too_many_requests", "code-reused user_not_found"],
        &["code-reused too_many_requests", "code-reused user_not_found"],
    ),
    (
        "meaning-changed",
        "2.toml",
        &["key-renamed DECLINED", "message-changed DECLINED", "message-changed conflict"],
        &["key-renamed DECLINED", "message-changed DECLINED", "message-changed conflict"],
    ),
    ("meaning-changed", "3.toml", &["meaning-changed conflict"], &["meaning-changed conflict"]),
    ("placeholders", "2.toml", &["message-changed quota_exceeded"], &["message-changed quota_exceeded"]),
    ("placeholders", "4.toml", &["placeholder-removed quota_exceeded"], &["placeholder-removed quota_exceeded"]),
    (
        "statuses",
        "2.toml",
        &["status-changed too_many_requests", "status-changed user_not_found"],
        &["status-changed too_many_requests", "status-changed user_not_found"],
    ),
];

/// The findings of a step, as `kind code`.
fn findings(changes: &[Change]) -> Vec<String> {
    let code = |change: &Change| change.code.clone().unwrap_or_default();
    changes.iter().map(|change| format!("{} {}", change.kind.as_str(), code(change))).collect()
}

#[test]
fn breaking_changes_have_exactly_their_findings() {
    let series = series();
    for (name, step, without, with) in EXACT {
        let steps = steps(&series[*name]);
        let found = steps.iter().find(|known| known.name == *step).unwrap();
        assert_eq!(findings(&found.without), *without, "{name}, {step}");
        assert_eq!(findings(&found.with), *with, "{name}, {step}");
    }
}
