//! Imports sources that resemble the error lists of real teams. Each code is imported, or a note says why the code is
//! not imported.

use std::path::Path;

use super::{Imported, Kind, guess_kind, import, list, rendered};

fn read(text: &str, kind: Kind) -> Imported {
    import(text, kind, "source").unwrap_or_else(|why| panic!("{why}\n{text}"))
}

/// The code and the status of each imported error.
fn codes(imported: &Imported) -> Vec<String> {
    let catalog = rendered(imported);
    let code =
        |error: &serde_json::Value| format!("{} {}", error["code"].as_str().unwrap_or_default(), error["status"]);
    list(&catalog, "errors").iter().map(code).collect()
}

pub(super) fn check(text: &str, kind: Kind, expected: &[&str], notes: &[&str]) {
    let imported = read(text, kind);
    assert_eq!(codes(&imported), expected, "{text}");
    for note in notes {
        let said: Vec<&str> = imported.notes.iter().map(|note| note.text.as_str()).collect();
        assert!(said.iter().any(|said| said.contains(note)), "{note}: {said:#?}\n{text}");
    }
}

#[test]
fn rows_without_a_heading_are_rows() {
    check(
        "GONE_USER,404,No such user\nBAD,400,Bad thing\n",
        Kind::Csv,
        &["GONE_USER 404", "BAD 400"],
        &["no row names the columns"],
    );
}

#[test]
fn json_is_read_in_its_groups_and_by_any_name() {
    for (text, expected, notes) in [
        (
            r#"{"auth": {"bad": {"code": "auth/bad", "status": 401}}, "db": [{"code": "db/down", "status": 503}]}"#,
            &["auth/bad 401", "db/down 503"][..],
            &[][..],
        ),
        (
            r#"[{"code": "a_b", "status": 404}, {"code": "c_d", "http_status": "409"}, {"code": "e", "statusCode": 410}]"#,
            &["a_b 404", "c_d 409", "e 410"],
            &[],
        ),
        (
            r#"[{"code": "a_b", "status": 404, "message": "m"}, {"code": "a_b", "message": "n"}]"#,
            &["a_b 404"],
            &["`a_b` appears again with another text"],
        ),
        (
            r#"{"errors": [{"code": "A", "status": 404}], "more": [{"code": "Z", "status": 409}], "total": 2,
            "late": {"L_T": {"status": 504}}, "meta": {"code": "Y", "status": 500}, "links": [{"type": "next"}]}"#,
            &["A 404", "Z 409", "L_T 504"],
            &["`total` is next to the list", "`meta` is next to the list", "`links` is next to the list"],
        ),
        (
            r#"[{"error": {"code": "a_b", "message": "m"}}, {"page": 2}]"#,
            &["a_b 599"],
            &["an element in which neither a code nor a message is found"],
        ),
        (r#"{"a_b": {"status": 404}, "c_d": 7}"#, &["a_b 404"], &["`c_d` is neither an object nor a text"]),
        (
            "# Errors\n- code: a_b\n  status: 404\n- { code: c_d, http_status: 409 }\n- 7\n",
            &["a_b 404", "c_d 409"],
            &["an element is neither an object nor a text"],
        ),
        ("a_b: { status: 404 }\nc_d:\n  status: 409\n", &["a_b 404", "c_d 409"], &[]),
        (r#"{"a_b": {"message": {"en": "m"}}}"#, &["a_b 599"], &["`message` is an object"]),
    ] {
        let name = if text.contains('"') { "errors.json" } else { "errors.yaml" };
        assert_eq!(guess_kind(Path::new(name), text), Some(Kind::Json), "{text}");
        check(text, Kind::Json, expected, notes);
    }
}

#[test]
fn codes_in_lists_and_below_headings_are_found() {
    let page = "# Errors\n\n## 404 - Not Found\n\n- **Code:** `USER_GONE`\n- **Message:** There is no user\n\n\
        **Code:** `TEAM_GONE`\n\n## Others\n\n* `BAD_NAME` (400) - bad\n* `NO_TEA` - 418 teapot\n* `WHAT_IS_THIS` and more\n";
    let expected = ["USER_GONE 404", "TEAM_GONE 404", "BAD_NAME 400", "NO_TEA 418"];
    check(page, Kind::Markdown, &expected, &["`WHAT_IS_THIS` looks like a code"]);
}
