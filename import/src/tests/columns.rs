//! Imports tables and lists with unusual names, cells or arrangements.

use std::path::Path;

use super::{Kind, check, guess_kind, import, list, rendered};

#[test]
fn a_status_is_read_by_its_number_or_by_its_name_and_not_invented() {
    let rows = "code,status\nA1,CONFLICT\nA2,NotFound\nA3,Not Found\nA4,404 Not Found\nA5,StatusCode::GONE\n\
        A6,UNAVAILABLE_FOR_LEGAL_REASONS\nA7,Payload Too Large (413)\nA8,0\nA9,99999999999\n";
    let expected = ["A1 409", "A2 404", "A3 404", "A4 404", "A5 410", "A6 451", "A7 413", "A8 599", "A9 599"];
    let notes = ["`0` is not an HTTP status", "`99999999999` is not an HTTP status", "`A9` has no status"];
    check(rows, Kind::Csv, &expected, &notes);
    let rows = "code,message\nA1,It took too long\nA2,The bad server failed and one value is required\n";
    let imported = crate::import(rows, Kind::Csv, "rows").unwrap();
    assert_eq!(imported.toml.matches("# status = ?").count(), 2, "{}", imported.toml);
    assert_eq!((imported.sum.entries, imported.sum.errors, imported.sum.unknown), (2, 2, 2));
}

#[test]
fn an_error_has_every_status_of_its_cell() {
    let rows = "code,status\nA1,401/403\nA2,\"400, 503\"\nA3,401 Unauthorized or 403 Forbidden\nA4,404 / 404\n\
        A5,200/404\nA6,403 or 422\nA7,ditto\nA8,400-499\nA1,409\nA2,503\n";
    let expected = ["A1 401", "A2 400", "A3 401", "A4 404", "A5 404", "A6 403", "A7 403", "A8 400"];
    let notes = ["`A5` has status 200", "`400-499` is a range of statuses: only 400 is kept"];
    let catalog = check(rows, Kind::Csv, &expected, &notes);
    let statuses = list(&catalog, "errors").iter().map(|error| error["statuses"].to_string());
    let expected = ["[401,403,409]", "[400,503]", "[401,403]", "[404]", "[404]", "[403,422]", "[403,422]", "[400]"];
    assert_eq!(statuses.collect::<Vec<_>>(), expected);
    let imported = import(rows, Kind::Csv, "rows").unwrap();
    assert!(imported.text.contains("status = [401, 403, 409]\n"), "{}", imported.text);
    let page = "| Status | Description |\n|---|---|\n| 401/403 | No access. |\n";
    let statuses = check(page, Kind::Markdown, &[], &[])["statuses"].clone();
    assert_eq!((&statuses[0]["status"], &statuses[1]["status"]), (&401.into(), &403.into()));
    assert_eq!(statuses[1]["description"], "No access.");
}

#[test]
fn codes_and_categories_are_found_by_their_cells() {
    let rows = "type,ident,status\nInvalid,IndexNotFound,404\nInvalid,BadFilter,400\nInternal,DiskFull,500\n";
    let catalog = check(rows, Kind::Csv, &["IndexNotFound 404", "BadFilter 400", "DiskFull 500"], &[]);
    assert_eq!(list(&catalog, "errors")[0]["category"], "invalid");
    let rows = "errorIdentifier,errorType,statusCode\nIndexMissing,User,404\nTooSlow,System,504\n";
    let catalog = check(rows, Kind::Csv, &["IndexMissing 404", "TooSlow 504"], &[]);
    assert_eq!(list(&catalog, "errors")[1]["category"], "system");
    let text = r#"[{"type": "about:blank", "code": "a_b", "status": 404}, {"type": "about:blank", "code": "c_d", "status": 409}]"#;
    assert!(list(&check(text, Kind::Json, &["a_b 404", "c_d 409"], &[]), "categories").is_empty());
    let page = "| Status | Code |\n|---|---|\n| 400 | `a_b`, `c_d` |\n| 404 | e_f or g_h |\n| 409 | clé_prise |\n";
    let expected = ["a_b 400", "c_d 400", "e_f 404", "g_h 404", "clé_prise 409"];
    check(page, Kind::Markdown, &expected, &[]);
}

#[test]
fn levels_links_names_and_categories_have_their_keys() {
    let text = r#"{"APP-1": {"catalog": "CLI", "name": "TimeoutError", "type": "https://a.example/#app-1", "status": 504,
        "severity": "Warning", "message": "m", "links": ["https://a.example/x"]}}"#;
    let catalog = check(text, Kind::Json, &["APP-1 504"], &[]);
    let error = &list(&catalog, "errors")[0];
    for (key, value) in [("key", "timeout_error"), ("category", "cli"), ("level", "warn")] {
        assert_eq!(error[key], value);
    }
    assert_eq!(list(error, "see"), ["https://a.example/#app-1", "https://a.example/x"]);
}

#[test]
fn keys_are_whole_and_without_accents() {
    let long = "no_active_sql_transaction_for_a_branch_of_a_distributed_transaction_that_has_ended_before";
    let rows = format!("code,status\n{long},400\nÉchec_réseau_été,500\n");
    let catalog = rendered(&import(&rows, Kind::Csv, "rows").unwrap());
    let keys: Vec<&str> = list(&catalog, "errors").iter().filter_map(|error| error["key"].as_str()).collect();
    assert_eq!(keys, [long, "echec_reseau_ete"]);
}

#[test]
fn statuses_without_codes_become_the_table_of_statuses() {
    let page =
        "# Errors\n\n| Code | Description |\n|---|---|\n| `400` | `Bad Request` - It is wrong. |\n| `404` | Gone. |\n";
    let catalog = check(page, Kind::Markdown, &[], &[]);
    let texts: Vec<&str> = list(&catalog, "statuses").iter().filter_map(|s| s["description"].as_str()).collect();
    assert_eq!(texts, ["It is wrong.", "Gone."]);
}

#[test]
fn codes_are_found_in_any_arrangement() {
    let page = "# Errors\n\n## 404 - Not Found\n\n- **Code:** `USER_GONE`\n- **Message:** There is no user\n\n\
        **Code:** `TEAM_GONE`\n\n## Others\n\n* `BAD_NAME` (400) - bad\n* `NO_TEA` - 418 teapot\n* `WHAT_IS_THIS` and more\n";
    let codes = ["USER_GONE 404", "TEAM_GONE 404", "BAD_NAME 400", "NO_TEA 418"];
    check(page, Kind::Markdown, &codes, &["not in the catalog: line 14 (`WHAT_IS_THIS`)"]);
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

#[test]
fn cells_of_plain_tables_keep_all_marks() {
    let text = r#"Use <id>, "<b>x</b>" or "__y__" *z* `w` &amp; \_"#;
    let rows = format!("code,status,message\n__A__,404,\"{}\"\n", text.replace('"', "\"\""));
    let json = serde_json::json!([{ "code": "__A__", "status": 404, "message": text }]).to_string();
    let described = json.replace("message", "description");
    let listed = serde_json::json!([{ "code": "__A__", "status": 404, "message": [text], "fix": ["a<br>b", "c"] }]);
    for (source, kind) in
        [(&rows, Kind::Csv), (&json, Kind::Json), (&described, Kind::Json), (&listed.to_string(), Kind::Json)]
    {
        let catalog = check(source, kind, &["__A__ 404"], &[]);
        assert_eq!(list(&catalog, "errors")[0]["message"], text, "{source}");
    }
    let catalog = check(&listed.to_string(), Kind::Json, &["__A__ 404"], &[]);
    assert_eq!(list(&list(&catalog, "errors")[0], "solutions"), ["a<br>b", "c"]);
}

#[test]
fn placeholders_become_fields_only_if_a_cell_declares_them() {
    let rows = "code,status,message,Parameters\nA1,404,No {user} {x} {y},\"user, z\"\nA2,404,No {{user_id}},user_id\n\
        A3,404,No {user.id} or %s,\nA4,404,No {order-id},order-id\n";
    let notes = [
        "field `user` is a string",
        "`z` is not a placeholder in the message",
        "contains `{x}`, `{y}`, which are kept as text: to show a value there, declare `fields.x = \"string\"` and write `{x}`",
        "declare `fields.user_id = \"string\"` and write `{user_id}`",
    ];
    let catalog = check(rows, Kind::Csv, &["A1 404", "A2 404", "A3 404", "A4 404"], &notes);
    let texts: Vec<&str> = list(&catalog, "errors").iter().filter_map(|error| error["message"].as_str()).collect();
    assert_eq!(texts, ["No {user} {{x}} {{y}}", "No {user_id}", "No {{user.id}} or %s", "No {order_id}"]);
}

#[test]
fn codes_that_a_catalog_cannot_contain_take_the_style_of_the_others() {
    let words = |separator: &str| ["E"; 70].join(separator);
    let long = words(" ");
    let code = |separator: &str| format!("{} 400", words(separator));
    let note = format!("it becomes `{}`", words("_"));
    check(&format!("code,status\nA_B,404\n{long},400\n"), Kind::Csv, &["A_B 404", &code("_")], &[&note]);
    let kebab = code("-").to_lowercase();
    check(&format!("code,status\na-b,404\nc-d,404\n{long},400\n"), Kind::Csv, &["a-b 404", "c-d 404", &kebab], &[]);
    check(&format!("code,status\na.b,404\n{long},400\n"), Kind::Csv, &["a.b 404", &code("_")], &[]);
    check("code,status\nA_B,404\nE E,400\n", Kind::Csv, &["A_B 404", "E E 400"], &[]);
}

#[test]
fn a_member_that_is_null_in_some_bodies_becomes_null() {
    let body = |status, code: &str, rest: &str| {
        format!("## {status}\n\n```json\n{{\"code\": \"{code}\", \"message\": \"No {code}\", {rest}}}\n```\n\n")
    };
    let page = body(404, "not_found", r#""errno": 1002, "hint": null, "request_id": null, "nothing": null"#)
        + &body(409, "in_use", r#""errno": null, "hint": "Try again", "request_id": "r_1", "nothing": null"#);
    let imported = import(&page, Kind::Markdown, "errors.md").unwrap();
    for line in ["errno = \"{number?}\"", "hint = \"{hint?}\"", "request_id = \"{request_id?}\""] {
        assert!(imported.text.contains(line), "{line}\n{}", imported.text);
    }
    let losses: Vec<&str> =
        imported.notes.iter().filter(|note| note.text.contains("null")).map(|note| note.text.as_str()).collect();
    assert_eq!(losses, ["member `nothing` is always null, which TOML cannot write: left out"]);
    let catalog = imported.catalog.unwrap();
    assert_eq!(catalog.errors.iter().map(|error| error.number).collect::<Vec<_>>(), [Some(1002), None]);
}

#[test]
fn urls_may_have_the_codes_in_another_case() {
    let body = |status, code: &str, url: &str| {
        format!(
            "## {status}\n\n```json\n{{\"code\": \"{code}\", \"message\": \"No {code}\", \"docs_url\": \
             \"https://example.com/errors#{url}\"}}\n```\n\n"
        )
    };
    for (first, second, expected) in [
        ("APP-1", "APP-2", Some("docs-url = \"https://example.com/errors#{code}\"")),
        ("app-1", "app-2", Some("docs-url = \"https://example.com/errors#{code:lower}\"")),
        ("app_1", "app_2", Some("docs-url = \"https://example.com/errors#{code:snake}\"")),
        ("app-1", "b", None),
    ] {
        let page = body(404, "APP-1", first) + &body(409, "APP-2", second);
        let text = import(&page, Kind::Markdown, "errors.md").unwrap().text;
        assert_eq!(text.lines().find(|line| line.starts_with("docs-url")), expected, "{text}");
    }
}
