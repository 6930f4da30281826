//! The table of changes for Rust callers, compared with rustc: code that compiled with the old catalog fails with the
//! new catalog, with the error that the table names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use error_catalog_model::Catalog;
use error_catalog_model::contract::{Contract, RustChangeKind, diff_rust};

use crate::ui::{cargo, run};

/// A pair of catalogs with exactly one change for Rust callers.
struct Case {
    kind: &'static str,
    impact: &'static str,
    old: &'static str,
    new: &'static str,
    /// Functions that use the old catalog, each with the errors of rustc that it causes with the new catalog, or with
    /// `compiles`.
    callers: Vec<(&'static str, &'static str)>,
}

fn cases() -> Vec<Case> {
    let text = include_str!("../fixtures/rust_changes.txt");
    let cases = text.split("\n##### ").skip(1).map(|case| {
        let (title, rest) = case.split_once('\n').unwrap();
        let (kind, impact) = title.split_once(' ').unwrap();
        let (old, rest) = rest.split_once("---- new\n").unwrap();
        let mut parts = rest.split("---- ");
        let new = parts.next().unwrap();
        let callers = parts.map(|part| part.split_once('\n').map(|(error, code)| (code, error)).unwrap());
        Case { kind, impact, old, new, callers: callers.collect() }
    });
    cases.collect()
}

fn contract(text: &str) -> Contract {
    let files = BTreeMap::from([("errors.toml".to_owned(), text.to_owned())]);
    let (catalog, report) = Catalog::parse("errors.toml", &files);
    Contract::of(&catalog.unwrap_or_else(|| panic!("{text}\n{:?}", report.diagnostics)))
}

fn locked(contract: &Contract) -> Contract {
    Contract::parse_lock("errors.lock", &contract.render_lock()).0.unwrap()
}

#[test]
fn each_pair_has_exactly_its_change() {
    let mut seen: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for Case { kind, impact, old, new, callers } in &cases() {
        let (before, after) = (contract(old), contract(new));
        for before in [&before, &locked(&before)] {
            let changes = diff_rust(before, &after).unwrap();
            let found: Vec<_> = changes.iter().map(|change| (change.kind.as_str(), change.impact().as_str())).collect();
            assert_eq!(found, [(*kind, *impact)], "{changes:#?}");
            let named: BTreeSet<&str> = changes[0].case.errors.iter().copied().collect();
            let seen: &mut BTreeSet<&str> = seen.entry((kind, impact)).or_default();
            seen.extend(callers.iter().flat_map(|caller| caller.1.split(' ')).filter(|error| *error != "compiles"));
            assert!(seen.is_subset(&named), "{kind}");
        }
        assert_eq!(diff_rust(&before, &before), Some(Vec::new()));
    }
    for kind in RustChangeKind::ALL {
        for case in kind.cases() {
            let tested = seen.get(&(kind.as_str(), case.impact.as_str()));
            assert_eq!(tested, Some(&case.errors.iter().copied().collect()), "{kind:?}, {:?}", case.impact);
        }
    }
}

/// Creates a library with a module for each case, and a package with a program for each caller. Returns the errors of
/// each program.
fn check(side: &str, catalog: impl Fn(&Case) -> &'static str) -> BTreeMap<String, BTreeSet<String>> {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rust_changes").join(side);
    let _ = fs::remove_dir_all(&root);
    let write = |path: &str, text: &str| {
        let path: PathBuf = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let package = |name: &str, dependency: &str| {
        format!("[workspace]\n[package]\nname = \"{name}\"\nedition = \"2024\"\n[dependencies.{dependency}'\n")
    };
    write("rooms/Cargo.toml", &package("rooms", &format!("error-catalog]\npath = '{}", env!("CARGO_MANIFEST_DIR"))));
    write("callers/Cargo.toml", &package("callers", "rooms]\npath = '../rooms"));
    let mut library = "#![allow(unexpected_cfgs)]\n".to_owned();
    for (index, case) in cases().iter().enumerate() {
        library += &format!("#[error_catalog::error_catalog(\"{index}.toml\")]\npub mod case{index} {{}}\n");
        write(&format!("rooms/{index}.toml"), catalog(case));
        for (number, (caller, _)) in case.callers.iter().enumerate() {
            let program = format!("#![allow(dead_code)]\nuse rooms::case{index}::*;\n{caller}\nfn main() {{}}\n");
            write(&format!("callers/src/bin/case{index}_{number}.rs"), &program);
        }
    }
    write("rooms/src/lib.rs", &library);
    let (said, problems) =
        run(cargo(&root.join("callers")).args(["check", "--bins", "--keep-going", "--message-format=json"]));
    let mut errors: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in said.lines() {
        let message: serde_json::Value = serde_json::from_str(line).unwrap();
        let name = message["target"]["name"].as_str().unwrap_or_default();
        if name.starts_with("case") {
            let errors = errors.entry(name.to_owned()).or_default();
            let code = message["message"]["code"]["code"].as_str().filter(|code| code.starts_with('E'));
            errors.extend(code.map(str::to_owned));
        }
    }
    assert!(!errors.is_empty(), "{problems}");
    errors
}

#[test]
fn rustc_reports_the_errors_of_the_table() {
    let (old, new) = (check("old", |case| case.old), check("new", |case| case.new));
    let mut wrong = String::new();
    for (index, case) in cases().iter().enumerate() {
        for (number, (caller, error)) in case.callers.iter().enumerate() {
            let name = format!("case{index}_{number}");
            let [before, after] = [&old, &new].map(|side| side[&name].iter().cloned().collect::<Vec<_>>().join(" "));
            let expected = error.trim_start_matches("compiles");
            if !before.is_empty() || after != expected {
                wrong += &format!("{}: {caller}\n  old: {before}\n  new: {after}, expected {error}\n", case.kind);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
