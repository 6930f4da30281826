//! Imports sources that resemble the error lists of real teams. Each code is imported, or a note says why the code is
//! not imported.

use std::path::Path;

use serde_json::Value;

use super::{Kind, guess_kind, import, list, rendered};

/// Asserts that the imported errors have these codes and statuses, and that each of these texts is in a note. Returns
/// the catalog as `render json` prints it.
pub(super) fn check(text: &str, kind: Kind, expected: &[&str], notes: &[&str]) -> Value {
    let imported = import(text, kind, "source").unwrap_or_else(|why| panic!("{why}\n{text}"));
    let catalog = rendered(&imported);
    let code = |error: &Value| format!("{} {}", error["code"].as_str().unwrap_or_default(), error["status"]);
    assert_eq!(list(&catalog, "errors").iter().map(code).collect::<Vec<_>>(), expected, "{text}");
    for note in notes {
        let is_said = imported.notes.iter().any(|found| found.text.contains(note));
        assert!(is_said, "{note}: {:#?}\n{text}", imported.notes);
    }
    catalog
}

#[test]
fn codes_are_found_in_any_arrangement() {
    let page = "# Errors\n\n## 404 - Not Found\n\n- **Code:** `USER_GONE`\n- **Message:** There is no user\n\n\
        **Code:** `TEAM_GONE`\n\n## Others\n\n* `BAD_NAME` (400) - bad\n* `NO_TEA` - 418 teapot\n* `WHAT_IS_THIS` and more\n";
    let codes = ["USER_GONE 404", "TEAM_GONE 404", "BAD_NAME 400", "NO_TEA 418"];
    check(page, Kind::Markdown, &codes, &["`WHAT_IS_THIS` looks like a code"]);
    let rows = "GONE_USER,404,No such user\nBAD,400,Bad thing\n";
    check(rows, Kind::Csv, &["GONE_USER 404", "BAD 400"], &["no row names the columns"]);
    let json = r#"[{"code": "a_b", "status": 404, "message": "m"}, {"code": "a_b", "message": "n"}]"#;
    check(json, Kind::Json, &["a_b 404"], &["`a_b` appears again with another text"]);
    let json = r#"{"errors": [{"code": "A", "status": 404}], "more": [{"code": "Z", "http_status": "409"}], "total": 2,
        "late": {"L_T": {"statusCode": 504}}, "meta": {"code": "Y", "status": 500}, "links": [{"type": "next"}]}"#;
    let notes = ["`total` is next to the list", "`meta` is next to the list", "`links` is next to the list"];
    check(json, Kind::Json, &["A 404", "Z 409", "L_T 504"], &notes);
    let json = r#"{"auth": {"bad": {"code": "auth/bad", "status": 401}}, "db": [{"code": "db/down", "status": 503}]}"#;
    check(json, Kind::Json, &["auth/bad 401", "db/down 503"], &[]);
    let json = r#"[{"error": {"code": "a_b", "message": "m"}}, {"page": 2}]"#;
    check(json, Kind::Json, &["a_b 599"], &["an element in which neither a code nor a message is found"]);
    let json = r#"{"a_b": {"status": 404}, "c_d": 7, "e_f": {"message": {"en": "m"}}}"#;
    check(
        json,
        Kind::Json,
        &["a_b 404", "e_f 599"],
        &["`c_d` is neither an object nor a text", "`message` is an object"],
    );
    let yaml = "# Errors\n- code: a_b\n  status: 404\n- { code: c_d, http_status: 409 }\n- 7\n";
    assert_eq!(guess_kind(Path::new("errors.yaml"), yaml), Some(Kind::Json));
    check(yaml, Kind::Json, &["a_b 404", "c_d 409"], &["an element is neither an object nor a text"]);
}
