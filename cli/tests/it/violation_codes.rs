//! Violation codes: their explanation, and their removal.

use std::fs;

use crate::support::{project, run, validate};

const CATALOG: &str = "\
[catalog]
version = \"1.0.0\"

[wire]
violations = \"list\"

[errors.invalid]
status = 422
message = \"The request is not valid\"
fields = { violations = \"violations\" }

[violations.too_short]
message = \"At least {min} characters\"
fields = { min = { type = \"u32\", description = \"The shortest length.\" } }
since = \"1.0.0\"
deprecated = { use = \"required\", note = \"Too vague.\" }
aliases = [\"too_small\"]

[violations.required]
message = \"Required\"
code = \"missing\"
";

#[test]
fn a_violation_code_is_explained() {
    let folder = project(&[("errors.toml", CATALOG)]);
    let (code, page, notes) = run(folder.path(), &["explain", "too_small"]);
    assert_eq!((code, notes.as_str()), (Some(0), ""));
    assert_eq!(
        page,
        "too_short\nViolation\n\nDeprecated. Use `missing` instead. Too vague.\n\n\
         Message     At least {min} characters\nFormerly    too_small\nSince       1.0.0\n\
         Rust        Violation::too_short\n\nFields\n  min  u32  The shortest length.\n\nerrors.toml:12\n"
    );
    for (name, by) in [("missing", "code"), ("required", "key"), ("TooShort", "rust"), ("TOO_SMALL", "alias")] {
        let (code, document, _) = run(folder.path(), &["explain", name, "--format", "json"]);
        let document = validate("src/schemas/explain.json", &document, name);
        assert_eq!((code, &document["found_by"], &document["error"]), (Some(0), &by.into(), &serde_json::Value::Null));
        let place = &document["violation"]["place"]["file"];
        assert_eq!(place, "errors.toml", "{name}");
    }
    let (code, _, message) = run(folder.path(), &["explain", "to_short"]);
    assert!(code == Some(1) && message.contains("did you mean `too_short`?"), "{message}");
}

#[test]
fn a_removed_violation_code_is_retired() {
    let folder = project(&[("errors.toml", CATALOG)]);
    let (code, _, message) = run(folder.path(), &["release"]);
    assert_eq!(code, Some(0), "{message}");
    let lock = fs::read_to_string(folder.path().join("errors.lock")).unwrap();
    assert!(lock.contains("[violations.required]\ncode = \"missing\"\n"), "{lock}");

    let without = CATALOG.split("\n[violations.required]").next().unwrap();
    let without = without.replace("version = \"1", "version = \"2").replace("use = \"required\", ", "");
    fs::write(folder.path().join("errors.toml"), without).unwrap();
    let (code, _, message) = run(folder.path(), &["check"]);
    assert!(code == Some(1) && message.contains("error[code-removed]: violation `missing` was removed"), "{message}");
    let (_, document, _) = run(folder.path(), &["diff", "errors.lock", "errors.toml", "--format", "json"]);
    let document = validate("src/schemas/diff.json", &document, "diff");
    assert!(document["changes"].as_array().unwrap().iter().all(|change| change["violation"] == true), "{document}");

    let (code, _, message) = run(folder.path(), &["check", "--fix"]);
    assert_eq!(code, Some(0), "{message}");
    let fixed = fs::read_to_string(folder.path().join("errors.toml")).unwrap();
    assert!(fixed.contains("[retired-violations]\nmissing = \"Removed after version 1.0.0.\""), "{fixed}");
    let (_, page, _) = run(folder.path(), &["explain", "missing"]);
    assert!(page.starts_with("missing\nRetired violation\n\nRemoved after version 1.0.0."), "{page}");
    let (_, document, _) = run(folder.path(), &["explain", "missing", "--format", "json"]);
    let document = validate("src/schemas/explain.json", &document, "explain");
    assert_eq!(document["retired"]["note"], "Removed after version 1.0.0.");
    let (code, _, message) = run(folder.path(), &["release"]);
    assert_eq!(code, Some(0), "{message}");
    let lock = fs::read_to_string(folder.path().join("errors.lock")).unwrap();
    let gone = "[gone-violations.missing]\nmessage = \"Required\"\nnote = \"Removed after version 1.0.0.\"\nsince = \"2.0.0\"\n";
    assert!(lock.contains(gone), "{lock}");
}
