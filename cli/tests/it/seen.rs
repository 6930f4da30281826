//! `usage --seen`: which errors an application has sent.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{project, run, validate};

const CATALOG: &str = r#"
[catalog]
name = "shop"

[statuses.413]
code = "too_large"

[errors.order_not_found]
status  = 404
message = "There is no order"
aliases = ["no_order"]

[errors.sold_out]
status  = 409
message = "It is sold out"

[errors.too_large]
status  = 413
message = "The body is too large"

[errors.database_error]
code    = false
status  = 500
message = "The database failed"
rust    = { from = "std::io::Error" }

[errors.shown]
status  = 410
message = "Only a page with examples shows it"

[retired]
user_exists = "Replaced by `sold_out`."
"#;

const SOURCE: &str = r#"
#[error_catalog::error_catalog]
pub mod errors {}
pub fn find() -> errors::Error {
    errors::Error::order_not_found()
}
pub fn buy() -> errors::Error {
    errors::Error::sold_out()
}
"#;

const MANIFEST: &str = "[package]\nname = \"shop\"\nversion = \"0.0.0\"\n";

fn shop(source: &str, seen: &str) -> TempDir {
    project(&[("Cargo.toml", MANIFEST), ("errors.toml", CATALOG), ("src/lib.rs", source), ("seen.txt", seen)])
}

fn usage(folder: &TempDir, args: &[&str]) -> (Option<i32>, String, String) {
    run(folder.path(), &[&["usage", "--seen", "seen.txt"], args].concat())
}

fn usage_json(folder: &TempDir) -> Value {
    let (_, out, err) = usage(folder, &["--format", "json"]);
    validate("src/schemas/usage.json", &out, &err)
}

#[test]
fn unseen_errors() {
    for (seen, unseen) in [
        ("shop\torder_not_found\n", "sold_out too_large database_error shown"),
        ("shop\tsold_out\r\nshop\tsold_out\nother\torder_not_found", "order_not_found too_large database_error shown"),
        ("\u{feff}shop\tshown\n\n", "order_not_found sold_out too_large database_error"),
        ("", "order_not_found sold_out too_large database_error shown"),
        ("shop\torder_not_found\nshop\tsold_out\nshop\ttoo_large\nshop\tdatabase_error\nshop\tshown\n", ""),
    ] {
        let document = usage_json(&shop(SOURCE, seen));
        let errors = document["errors"].as_array().unwrap().iter();
        let found: Vec<&str> =
            errors.filter(|error| error["unseen"] == true).map(|error| error["code"].as_str().unwrap()).collect();
        assert_eq!(found.join(" "), unseen, "{seen:?}");
        let (code, _, err) = usage(&shop(SOURCE, seen), &["--deny", "unseen"]);
        assert_eq!(code, Some(i32::from(!unseen.is_empty())), "{seen:?}: {err}");
    }
}

/// Without `--seen`, nothing is known about what was sent.
#[test]
fn unseen_needs_a_file() {
    let folder = shop(SOURCE, "");
    let (code, _, err) = run(folder.path(), &["usage", "--deny", "unseen"]);
    assert_eq!((code, err.as_str()), (Some(2), "error: `--deny unseen` needs the option `--seen FILE`\n"));
    let (_, out, _) = run(folder.path(), &["usage", "--format", "json"]);
    let document = validate("src/schemas/usage.json", &out, "usage");
    assert_eq!([&document["errors"][0]["seen"], &document["errors"][0]["unseen"]], [&Value::Null, &json!(false)]);
}

/// What can send an unseen error is named. A page that shows an example of each error is not a test of the errors.
#[test]
fn what_can_send_an_unseen_error() {
    let page = format!(
        "{SOURCE}pub fn page(code: errors::Code) -> Option<errors::Error> {{ errors::Error::example(code) }}\n"
    );
    let seen = "shop\tsold_out\n";
    let folder = shop(&page, seen);
    let (code, out, _) = usage(&folder, &["--deny", "unseen"]);
    assert_eq!(code, Some(1));
    let section = out.split("unseen: ").nth(1).unwrap().split("\n\n").next().unwrap();
    assert_eq!(
        section,
        "No line of seen.txt has these errors\n  \
           order_not_found  errors.toml:8\n  \
           too_large        errors.toml:17  (sent only when the framework answers with 413)\n  \
           database_error   errors.toml:21  (sends no code, constructed only by `?` from std::io::Error)"
    );
    assert!(out.contains("These errors are not in seen.txt and do not count as unseen"), "{out}");
    let senders: Vec<Value> =
        usage_json(&folder)["errors"].as_array().unwrap().iter().map(|error| error["sender"].clone()).collect();
    assert_eq!(senders, ["code", "code", "framework", "source", "run-time"]);
    let (_, out, _) = usage(&shop(SOURCE, seen), &[]);
    assert!(out.contains("  shown            errors.toml:27  (never constructed)\n"), "{out}");
    let variants = "rust    = { from = { \"sqlx::Error\" = [\"RowNotFound\"] }, from-any = [\"anyhow::Error\"], \
                    from-catalog = \"pay::Error\" }";
    let folder = shop(SOURCE, seen);
    let rest = "[errors.rest]\nstatus = 500\nmessage = \"Rest\"\nrust = { from = \"sqlx::Error\" }\n";
    let catalog = CATALOG.replace("rust    = { from = \"std::io::Error\" }", variants) + rest;
    fs::write(folder.path().join("errors.toml"), catalog).unwrap();
    let (_, out, err) = usage(&folder, &[]);
    assert!(out.contains("by `?` from anyhow::Error, pay::Error, sqlx::Error::RowNotFound)"), "{out}{err}");
    // Without Rust source, it is unknown what can send an error.
    let (code, out, _) = usage(&shop("", seen), &["--deny", "unseen"]);
    assert!(code == Some(1) && out.contains("  shown            errors.toml:27\n"), "{out}");
}

#[test]
fn recorded_codes_that_the_catalog_lacks() {
    let seen = "shop\tno_order\nshop\tuser_exists\nshop\tsold_outt\nshop\tnonsense\nshop\tnonsense\n";
    let folder = shop(SOURCE, seen);
    let (code, out, _) = usage(&folder, &["--deny", "unknown,retired"]);
    assert_eq!(code, Some(1));
    for line in [
        "seen.txt:1: \"no_order\", sent in a response; an alias of `order_not_found`, which responses no longer contain",
        "seen.txt:2: \"user_exists\", sent in a response",
        "seen.txt:3: \"sold_outt\", sent in a response; the most similar code is `sold_out`",
        "seen.txt:4: \"nonsense\", sent in a response",
    ] {
        assert!(out.contains(&format!("  {line}\n")), "{line}: {out}");
    }
    assert_eq!(out.matches("nonsense").count(), 1, "{out}");
    let document = usage_json(&folder);
    assert_eq!(document["retired"][0]["text"], "user_exists");
    assert_eq!(document["unknown"][0]["near"], "order_not_found");
    assert_eq!(document["unknown"][2]["certainty"], "recorded");
}

/// The code of a response that is made from a status alone is in no catalog, but is not unknown.
#[test]
fn codes_of_statuses_are_known() {
    let catalog =
        CATALOG.replace("code    = false\n", "") + "[wire.body]\ncode = \"{code}\"\nmessage = \"{message}\"\n";
    let folder = shop(SOURCE, "shop\tmethod_not_allowed\nshop\tsold_out\n");
    fs::write(folder.path().join("errors.toml"), catalog).unwrap();
    let (code, out, _) = usage(&folder, &["--deny", "unknown"]);
    assert_eq!(code, Some(0), "{out}");
}

#[test]
fn malformed_lines() {
    let bad = ["order_not_found", "shop order_not_found", "shop\t", "shop\ta ", "a b\tsold_out", "shop\tsold_out\tx"];
    for line in bad {
        let folder = shop(SOURCE, &format!("shop\tsold_out\n{line}\n"));
        let (code, out, err) = usage(&folder, &[]);
        assert_eq!(code, Some(0), "{line}: {err}");
        assert!(err.starts_with("note: seen.txt:2: `"), "{line}: {err}");
        assert!(out.starts_with("errors.toml: 5 entries, 1 Rust file, 1 seen\n"), "{line}: {out}");
        let (code, _, err) = usage(&shop(SOURCE, line), &[]);
        assert_eq!(code, Some(2), "{line}: {err}");
        assert!(err.starts_with("error: no line is in the format of `--seen`: seen.txt:1: `"), "{line}: {err}");
    }
    let folder = shop(SOURCE, &format!("{}shop\tsold_out\n", "?\n".repeat(5_000)));
    fs::write(folder.path().join("binary"), b"\xff\xff\xff\tsold_out\n").unwrap();
    let (code, _, err) = usage(&folder, &["--seen", "binary"]);
    assert_eq!((code, err.lines().count()), (Some(0), 12), "{err}");
    assert!(err.contains("note: seen.txt has 4990 more lines that are not a recorded error\n"), "{err}");
    for (file, why) in [("absent", "cannot read absent: "), ("src", "cannot read src: it is a folder")] {
        let (code, _, err) = run(folder.path(), &["usage", "--seen", file]);
        assert!(code == Some(2) && err.starts_with(&format!("error: {why}")), "{err}");
    }
}

/// A file without an error of the catalog is probably the file of another catalog.
#[test]
fn a_file_of_another_catalog() {
    let (code, _, err) = usage(&shop(SOURCE, "store\tsold_out\n\tsold_out\n"), &[]);
    let note = "note: seen.txt: no error of `shop` is recorded, only errors of a catalog without a name, `store`\n";
    assert_eq!((code, err.as_str()), (Some(0), note));
    let (_, _, err) = usage(&shop(SOURCE, ""), &[]);
    assert_eq!(err, "note: seen.txt: no error is recorded\n");
    let folder = shop(SOURCE, "\tsold_out\n");
    fs::write(folder.path().join("errors.toml"), CATALOG.replace("name = \"shop\"", "")).unwrap();
    let (_, out, err) = usage(&folder, &[]);
    assert!(err.is_empty() && out.starts_with("errors.toml: 5 entries, 1 Rust file, 1 seen\n"), "{out}{err}");
}

/// The catalog can name the errors that no test can cause.
#[test]
fn errors_that_no_test_can_cause() {
    let folder = shop(SOURCE, "shop\torder_not_found\nshop\tsold_out\n");
    let usage_table = "[usage]\nno-test = [\"too_large\", \"database_error\", \"shown\"]\n";
    fs::write(folder.path().join("errors.toml"), format!("{CATALOG}\n{usage_table}")).unwrap();
    let (code, out, err) = usage(&folder, &["--deny", "unseen"]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    let out = out.replace("\n  ", " ");
    let listed = "because `[usage] no-test` in the catalog lists them: too_large, database_error, shown\n";
    assert!(out.contains(listed), "{out}");
    fs::write(folder.path().join("seen.txt"), "shop\tsold_out\nshop\ttoo_large\n").unwrap();
    let (code, _, err) = usage(&folder, &["--deny", "unseen"]);
    let note = "note: errors.toml:17: `too_large` was sent, but `[usage] no-test` lists it\n";
    assert_eq!((code, err), (Some(1), format!("{note}error: denied findings: unseen\n")));
    let tested = run(folder.path(), &["usage", "--deny", "untested"]).1;
    let untested = tested.split("untested: ").nth(1).unwrap().split("\n\n").next().unwrap();
    assert!(untested.contains("sold_out") && !untested.contains("too_large"), "{tested}");
}

/// A response with an error of another catalog has the code and the catalog of that error. The error that contains it
/// is therefore never recorded, unless the application constructs it.
#[test]
fn an_error_that_contains_an_error_of_another_catalog() {
    let contained = "rust    = { from-catalog = \"pay::errors::Error\" }";
    let made = format!("{SOURCE}fn pay() -> errors::Error {{ errors::Error::database_error(\"down\") }}\n");
    let both = contained.replace('}', ", from = \"std::io::Error\" }");
    for (source, rust, sender, is_unseen) in [
        (SOURCE, contained, "catalog", false),
        (SOURCE, both.as_str(), "source", true),
        (made.as_str(), contained, "code", true),
    ] {
        let folder = shop(source, "shop\tsold_out\npay\tcard_declined\n");
        let catalog = CATALOG.replace("rust    = { from = \"std::io::Error\" }", rust);
        fs::write(folder.path().join("errors.toml"), catalog).unwrap();
        let document = usage_json(&folder);
        let error = &document["errors"][3];
        assert_eq!(error["code"], "database_error");
        assert_eq!((&error["sender"], &error["unseen"]), (&json!(sender), &json!(is_unseen)), "{rust}");
        let (_, out, err) = usage(&folder, &[]);
        let why =
            "do not count as unseen, because responses contain the code of the other catalog's error: database_error";
        assert_eq!(out.replace("\n  ", " ").contains(why), !is_unseen, "{rust}: {out}{err}");
        assert_eq!(document["unknown"], json!([]), "the line of another catalog is skipped");
    }
    // The code of the error itself is recorded if the source is not an error of the other catalog.
    let folder = shop(SOURCE, "shop\tdatabase_error\n");
    let catalog = CATALOG.replace("rust    = { from = \"std::io::Error\" }", contained);
    fs::write(folder.path().join("errors.toml"), catalog).unwrap();
    assert_eq!(usage_json(&folder)["errors"][3]["seen"], true);
}

/// A damaged file can contain a code of any length, and any number of unknown codes.
#[test]
fn only_the_beginning_of_a_damaged_file_is_shown() {
    let long = "x".repeat(5_000_000);
    let many: String = (0..10_000).map(|number| format!("shop\tnobody_{number}\n")).collect();
    let others = format!("{}\tsold_out\n", "y".repeat(1_000_000));
    let folder = shop(SOURCE, &format!("shop\t{long}\n{many}"));
    fs::write(folder.path().join("others.txt"), others).unwrap();
    let (_, out, err) = usage(&folder, &[]);
    assert!(out.len() + err.len() < 20_000 && out.contains("xxx…\", sent in a response\n"), "{}", out.len());
    assert!(out.contains("  and 9901 more; the option `--format json` of `usage` lists all\n"), "{out}");
    let unknown = &usage_json(&folder)["unknown"];
    assert_eq!(unknown.as_array().unwrap().len(), 10_001);
    assert_eq!(unknown[0]["text"], format!("{}…", "x".repeat(99)));
    let (_, out, err) = run(folder.path(), &["usage", "--seen", "others.txt"]);
    assert!(out.len() + err.len() < 5_000, "{}", out.len() + err.len());
    // The source can contain such a text, too.
    let text = "sold_".repeat(200_000);
    let source = format!("{SOURCE}fn f(e: &errors::Error) -> bool {{ e.code().as_str() == \"{text}out\" }}\n");
    let (_, out, err) = usage(&shop(&source, ""), &["--format", "json"]);
    assert!(out.contains("sold_sold_") && out.len() + err.len() < 20_000, "{}", out.len());
}
