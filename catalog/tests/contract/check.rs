//! Findings of a comparison with a lock, each at its place.

use std::collections::BTreeMap;

use error_catalog_model::contract::{Contract, check_contract, diff};
use error_catalog_model::{Catalog, Diagnostic, Literal, Report};

use crate::{contract, locked, parse, render};

const RELEASED: &str = "catalog.version = '1.0.0'
[errors.a]
status = 404
message = 'No such a'
[errors.b]
status = 409
message = 'b is taken'
";

/// The problems of a catalog that follows [`RELEASED`].
fn check(catalog: &Catalog) -> Report {
    let lock = locked(&contract(RELEASED).release(&Contract::default()));
    let diagnostics: Vec<Diagnostic> = check_contract(catalog, &lock, &diff(&lock, &Contract::of(catalog)));
    let mut files = catalog.files.clone();
    files.extend(lock.lock.map(|lock| lock.file));
    Report::new(files, diagnostics)
}

#[test]
fn the_fix_of_a_removed_code_is_a_row() {
    let (kept, gone) = RELEASED.split_at(RELEASED.find("[errors.b]").unwrap());
    let report = check(&parse(&kept.replace("1.0.0", "2.0.0")));
    let [diagnostic] = report.diagnostics.as_slice() else { panic!("{}", render(&report)) };
    assert_eq!(diagnostic.rule.id, "code-removed", "{gone}");
    let snippet = report.snippet(diagnostic.span.unwrap()).unwrap();
    assert_eq!((snippet.path, snippet.text), ("errors.lock", "[errors.b]"));
    let fix = diagnostic.fix.as_ref().unwrap();
    assert_eq!((fix.file, fix.path.join(".").as_str()), (0, "retired.b"));
    let Literal::String(note) = &fix.value else { panic!("{fix:?}") };
    let mended = parse(&format!("{}[retired]\nb = '{note}'", kept.replace("1.0.0", "2.0.0")));
    assert_eq!(render(&check(&mended)), "");
}

#[test]
fn a_major_change_needs_a_version() {
    let changed = RELEASED.replace("409", "410");
    for (version, reported) in [("1.0.0", 1), ("1.9.0", 1), ("2.0.0", 0), ("2.0.0-rc.1", 0), ("3.1.4", 0)] {
        let report = check(&parse(&changed.replace("1.0.0", version)));
        assert_eq!(report.diagnostics.len(), reported, "{version}");
    }
    assert_eq!(check(&parse(&changed.replace("catalog.version = '1.0.0'\n", ""))).diagnostics.len(), 1);
    // Minor changes and patches are not reported.
    let harmless = RELEASED.replace("No such a", "There is no a") + "[errors.c]\nstatus = 400\nmessage = 'c'";
    assert_eq!(render(&check(&parse(&harmless))), "");
}

/// The lock is that of another branch, or the version was lowered. New errors in the lock do not count as removed.
#[test]
fn a_lock_can_be_newer_than_the_catalog() {
    let (kept, _) = RELEASED.split_at(RELEASED.find("[errors.b]").unwrap());
    let report = check(&parse(&kept.replace("1.0.0", "1.0.0-rc.1")));
    let [diagnostic] = report.diagnostics.as_slice() else { panic!("{}", render(&report)) };
    assert_eq!((diagnostic.rule.id, &diagnostic.fix), ("lock-newer", &None));
    let text = |span| report.snippet(span).unwrap().text;
    assert_eq!(text(diagnostic.span.unwrap()), "catalog.version = '1.0.0-rc.1'");
    assert_eq!(text(diagnostic.related.as_ref().unwrap().0), "version = \"1.0.0\"");
}

#[test]
fn a_place_can_be_in_an_included_file() {
    let files = BTreeMap::from([
        (
            "errors.toml".to_owned(),
            "[catalog]\nversion = '1.1.0'\ninclude = ['b.toml']\n[errors.a]\nstatus = 404\nmessage = 'No such a'"
                .to_owned(),
        ),
        ("b.toml".to_owned(), "# b\n[errors.b]\nmessage = 'b is taken'\n\n  status = 410 # no more\n".to_owned()),
    ]);
    let report = check(&Catalog::parse("errors.toml", &files).0.unwrap());
    let [diagnostic] = report.diagnostics.as_slice() else { panic!("{}", render(&report)) };
    let snippet = report.snippet(diagnostic.span.unwrap()).unwrap();
    assert_eq!(
        (snippet.path, snippet.line, snippet.column, snippet.text),
        ("b.toml", 5, 3, "  status = 410 # no more")
    );
    let (related, _) = diagnostic.related.as_ref().unwrap();
    assert_eq!(
        report.snippet(*related).map(|snippet| (snippet.path, snippet.text)),
        Some(("errors.lock", "status = 409"))
    );
}

#[test]
fn text_of_a_catalog_does_not_control_the_terminal() {
    let old = contract("[errors.a]\nstatus = 404\nmessage = \"a\\u001b[2J\\n{{b}}\\u202e\"\ntitle = 'x'");
    let new = contract("[errors.b]\nstatus = 402\nmessage = \"\\u009b2J\\r\\n\"\ncode = 'a'\ntitle = \"\\u2066y\"");
    let changes = diff(&locked(&old), &new);
    assert!(!changes.is_empty());
    for change in &changes {
        let what = change.what.to_string();
        let texts = [Some(&what), change.old.as_ref(), change.new.as_ref(), change.grounds.as_ref()];
        for text in texts.into_iter().flatten() {
            assert!(!text.contains(|c: char| c.is_control() || ('\u{202a}'..='\u{2069}').contains(&c)), "{text:?}");
        }
    }
    // A line break is not shown as a space, so a change of one to the other is visible.
    let error = |message: &str| contract(&format!("[errors.a]\nstatus = 404\nmessage = \"{message}\""));
    let changes = diff(&error("a\\nb"), &error("a b"));
    let shown: Vec<_> = changes.iter().map(|change| (change.old.as_deref(), change.new.as_deref())).collect();
    assert_eq!(shown, [(Some("a␊b"), Some("a b"))]);
}

/// Nobody can be sure whether an error was renamed or replaced, so the advice names both ways out.
#[test]
fn advice_names_both_ways_out() {
    let advice = |old: &str, new: &str| -> Vec<String> {
        diff(&contract(old), &contract(new))
            .into_iter()
            .flat_map(|change| change.advice)
            .map(|way| way.to_string())
            .collect()
    };
    let (user, invoice) = ("status = 404\nmessage = 'User not found'\n", "status = 404\nmessage = 'Invoice overdue'\n");
    let same = "if the error is still the same, record its new message once: `error-catalog release --bump --reworded";
    for (old, new, expected) in [
        (
            format!("[errors.a]\n{user}"),
            format!("[errors.a]\n{invoice}"),
            vec![
                format!("{same} a`"),
                "if this is a different error, give the new error a code that no error has ever had, and list `a` in `[retired]`".to_owned(),
            ],
        ),
        (
            format!("[errors.a]\n{user}"),
            format!("[errors.b]\n{invoice}aliases = ['a']"),
            vec![
                format!("{same} b`"),
                "if this is a different error, list `a` in `[retired]` instead of in `aliases`".to_owned(),
            ],
        ),
        (
            format!("[errors.a]\n{user}code = false\nnumber = 7"),
            format!("[errors.a]\n{invoice}code = false\nnumber = 7\n[errors.b]\n{user}number = 9"),
            vec![
                format!("{same} a`"),
                "if this is a different error, give the new error a number that no error has ever had, such as 10".to_owned(),
            ],
        ),
        (
            format!("[errors.a]\n{user}code = 'X'\nnumber = 7"),
            format!("[errors.b]\n{user}number = 7"),
            vec![
                "if the error is still the same, add `aliases = [\"X\"]`, or keep the code with `code = \"X\"`".to_owned(),
                "if this is a different error, list `X` in `[retired]`, and give the new error a number that no error has ever had, \
                 such as 8"
                    .to_owned(),
            ],
        ),
        (
            format!("[retired]\na = 'Gone.'\n[errors.b]\n{user}"),
            format!("[errors.a]\n{invoice}[errors.b]\n{user}"),
            vec!["give the new error a code that no error has ever had".to_owned()],
        ),
        // A code that was never sent can be changed and removed.
        (format!("[errors.a]\n{user}code = false"), format!("[errors.b]\n{user}code = false"), vec![]),
        (format!("[errors.a]\n{user}code = false"), String::new(), vec![]),
    ] {
        assert_eq!(advice(&old, &new), expected, "{old}\n{new}");
    }
}
