//! Commands on errors that share a code.

use serde_json::json;

use crate::support::{project, run, validate};

const CATALOG: &str = r#"
[catalog]
name = "pay"

[errors.refund_not_found]
status = 404
code-of = "merchant_not_found"
message = "Refund {id} not found"
fields = { id = "string" }

[errors.merchant_not_found]
status = 404
code = "HE_02"
number = 2
message = "Merchant not found"

[errors.merchant_gone]
status = 410
code-of = "merchant_not_found"
message = "Merchant gone"
aliases = ["HE_03"]
"#;

#[test]
fn a_code_is_explained_with_every_error_that_sends_it() {
    let folder = project(&[("errors.toml", CATALOG)]);
    for (name, heading, others) in [
        ("HE_02", "HE_02\n404", ["refund_not_found  404 Refund", "merchant_gone     410 Merchant gone"]),
        ("2", "HE_02\n404", ["refund_not_found  404 Refund", "merchant_gone     410 Merchant gone"]),
        ("HE_03", "HE_02 (merchant_gone)\n410", ["merchant_not_found  404", "refund_not_found    404"]),
        ("RefundNotFound", "HE_02 (refund_not_found)\n404", ["merchant_not_found  404", "merchant_gone       410"]),
    ] {
        let (code, page, notes) = run(folder.path(), &["explain", name]);
        assert_eq!((code, notes.as_str()), (Some(0), ""), "{name}");
        assert!(page.starts_with(heading), "{page}");
        assert!(others.iter().all(|other| page.contains(other)), "{page}");
        let (_, json, _) = run(folder.path(), &["explain", name, "--format", "json"]);
        let json = validate("src/schemas/explain.json", &json, name);
        let (owner, others) = match heading.starts_with("HE_02\n") {
            true => (json!(null), json!(["refund_not_found", "merchant_gone"])),
            false => (json!("merchant_not_found"), json!([])),
        };
        assert_eq!((&json["error"]["code_of"], &json["error"]["shared_by"]), (&owner, &others), "{name}");
    }
    let (_, table, _) = run(folder.path(), &["list"]);
    assert!(table.contains("HE_02 (merchant_gone)"), "{table}");
}

#[test]
fn a_recorded_variant_names_one_of_the_errors() {
    let source = "#[error_catalog::error_catalog]\npub mod errors {}\n";
    let manifest = "[package]\nname = \"pay\"\nversion = \"0.0.0\"\n";
    for (seen, expected) in [
        ("pay\tHE_02\n", [false, true, false]),
        ("pay\tHE_02\tRefundNotFound\npay\tHE_02\tMerchantGone\n", [true, false, true]),
        ("pay\tmerchant_gone\n", [false, false, true]),
        // A variant of an earlier version of the catalog.
        ("pay\tHE_02\tGoneByNow\n", [false, true, false]),
    ] {
        let files = [("Cargo.toml", manifest), ("errors.toml", CATALOG), ("src/lib.rs", source), ("seen.txt", seen)];
        let folder = project(&files);
        let (_, out, problems) = run(folder.path(), &["usage", "--seen", "seen.txt", "--format", "json"]);
        let json = validate("src/schemas/usage.json", &out, &problems);
        let found: Vec<bool> =
            json["errors"].as_array().unwrap().iter().map(|error| error["seen"].as_bool().unwrap()).collect();
        assert_eq!(found, expected, "{seen:?}");
    }
    for line in ["pay\tHE_02\t\n", "pay\tHE_02\tA\tB\n", "pay\tHE_02\tA B\n"] {
        let folder = project(&[("errors.toml", CATALOG), ("seen.txt", line)]);
        let (code, _, problems) = run(folder.path(), &["usage", "--seen", "seen.txt"]);
        assert_eq!(code, Some(2), "{line:?}");
        assert!(problems.contains("is not a recorded error"), "{problems}");
    }
}
