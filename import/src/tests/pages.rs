//! Imports pages with lists and bodies that are not errors.

use super::{Kind, check, import, list};

const PAGE: &str = r#"# Errors

## Conflicts (409)

### `stock-reserved`

```json
{ "code": "stock-reserved", "message": "The copy is reserved", "itemId": "42", "debug": false }
```

**Additional fields:**
- `itemId`: the item
- `not_shown`: another member

**Used by:**
- Checkout

### `already-ordered`

```json
{ "code": "already-ordered", "message": "You have ordered it", "debug": false }
```
"#;

#[test]
fn items_about_members_are_not_errors() {
    let codes = ["stock-reserved 409", "already-ordered 409"];
    let catalog = check(PAGE, Kind::Markdown, &codes, &["`not_shown` is described"]);
    assert_eq!(catalog["wire"]["members"][0]["description"], "the item");
    assert_eq!(catalog["wire"]["body"]["debug"], false);
    assert_eq!(list(&catalog, "errors")[0]["docs"], "**Used by:**\n\n- Checkout");
}

#[test]
fn a_foreign_body_does_not_change_the_format() {
    let foreign =
        format!("{PAGE}\n## 502\n\n```json\n{{ \"error_description\": \"No upstream\", \"region\": 7 }}\n```\n");
    let codes = ["stock-reserved 409", "already-ordered 409", " 502"];
    let found = check(&foreign, Kind::Markdown, &codes, &["does not have the format"]);
    assert_eq!(found["wire"]["body"]["message"], "{message}");
    assert!(found["wire"]["body"].get("region?").is_none(), "{found}");
    assert_eq!(list(&found, "errors").last().unwrap()["message"], "No upstream");
}

#[test]
fn headings_and_items_begin_with_codes_or_numbers() {
    let page = "# Error codes\n\n## 1001 - No such user (404)\n\nIt is gone.\n\n## Error 1002: Name taken\n\n\
        **Status:** 409\n\n### `too_big` (413): It is large\n\n## Others\n\n\
        - E1003: 410 Gone - The `id` is old\n- `no_team` - No such team (404)\n\n## 2.1 Retries\n\nWait.\n";
    let codes = [" 404", " 409", "too_big 413", "E1003 410", "no_team 404"];
    let catalog = check(page, Kind::Markdown, &codes, &[]);
    let text = |error: &serde_json::Value| format!("{}, {}, {}", error["key"], error["number"], error["message"]);
    let found: Vec<String> = list(&catalog, "errors").iter().map(|error| text(error).replace('"', "")).collect();
    let expected = [
        "no_such_user, 1001, It is gone.",
        "name_taken, 1002, Name taken",
        "too_big, null, It is large",
        "e1003, null, The id is old",
        "no_team, null, No such team",
    ];
    assert_eq!(found, expected);
}

#[test]
fn lists_of_other_things_are_not_errors() {
    let page = "# API\n\n## Opcodes\n\n| Code | Name |\n|---|---|\n| 0 | DISPATCH |\n| 1 | HEARTBEAT |\n\n## Event types\n\n\
        | Name | Description |\n|---|---|\n| USER_ADDED | A user |\n\n- `USER_GONE`: A user left\n\n## Error types\n\n\
        | Name | Status |\n|---|---|\n| BAD_NAME | 400 |\n";
    check(page, Kind::Markdown, &["BAD_NAME 400"], &["a table of Code, Name is not about errors"]);
    assert!(import("[{\"op\": 1, \"name\": \"HELLO\"}, {\"op\": 2, \"name\": \"BYE\"}]", Kind::Json, "ops").is_err());
    assert!(import("{\"opcodes\": [{\"name\": \"HELLO\"}]}", Kind::Json, "ops").is_err());
}

#[test]
fn lists_and_tables_of_members_are_recognized_by_the_text_above_them() {
    let page = "# Errors\n\n## Parameter errors\n\n### `bad_name` (400)\n\nIt is wrong.\n\nAdditional fields:\n\n\
        - field_name: the name\n- **other_name** (string): another\n\n#### Attributes\n\n| Name | Description |\n|---|---|\n\
        | max_length | The limit |\n\n### `bad_size` (413)\n\nToo large.\n";
    check(page, Kind::Markdown, &["bad_name 400", "bad_size 413"], &["`field_name` is described", "`max_length` is"]);
}

#[test]
fn the_nearest_heading_gives_a_status_only_to_rows_that_state_none() {
    let page = "# API\n\n## Auth (401)\n\n| Status | Code | Message |\n|---|---|---|\n| 429 | SLOW_A | a |\n\
        | ditto | SLOW_B | b |\n| | NO_KEY | c |\n| 4XX | ANY_A | d |\n| 〃 | ANY_B | e |\n\n### Limits 429\n\n\
        | Code | Message |\n|---|---|\n| SLOW_C | f |\n\n- `SLOW_D`: an error\n\n### Others\n\n| Code | Message |\n|---|---|\n\
        | LAST_ONE | g |\n\n\
        ### `OWN_ONE`\n\n**Status:** 429\n\n### `ODD_ONE`\n\n**Status:** 4XX\n";
    let expected = [
        "SLOW_A 429",
        "SLOW_B 429",
        "NO_KEY 401",
        "ANY_A 599",
        "ANY_B 599",
        "SLOW_C 429",
        "SLOW_D 429",
        "LAST_ONE 401",
        "OWN_ONE 429",
        "ODD_ONE 599",
    ];
    let notes =
        ["`4XX` is not an HTTP status", "`SLOW_C` has status 429: the heading `Limits 429` above it ends in 429"];
    check(page, Kind::Markdown, &expected, &notes);
}

#[test]
fn a_class_of_statuses_hides_the_status_of_the_heading_above() {
    let page = "# Errors\n\n## Bad Request (400)\n\n- `ODD_A` (4XX): The first\n- `ODD_B` (5xx) - The second\n\
        - `ODD_C` (4xx or 5xx)\n- `ODD_D`: 5xx, the fourth\n- `PLAIN_E`: The fifth (of 4xxx)\n\n\
        ### `ODD_F` (4XX)\n\nThe sixth.\n\n### `ODD_G`: Seventh (5XX)\n\nThe seventh.\n";
    let expected = ["ODD_A 599", "ODD_B 599", "ODD_C 599", "ODD_D 599", "PLAIN_E 400", "ODD_F 599", "ODD_G 599"];
    let notes = ["`4XX` is not an HTTP status", "`5xx` is not an HTTP status", "`4xx or 5xx` is not an HTTP status"];
    check(page, Kind::Markdown, &expected, &notes);
    let imported = import(page, Kind::Markdown, "page").unwrap();
    for text in ["message = \"The first\"", "message = \"the fourth\"", "title = \"Seventh\""] {
        assert!(imported.text.contains(text), "{text}: {}", imported.text);
    }
}

#[test]
fn each_row_of_a_table_is_imported_or_reported() {
    let page = "## Auth (401)\n\n| Code | Meaning |\n|:--|--|\n| `BAD_TOKEN` | token \\| bad `a|b` |\n| `NO_TEXT` |\n\
        | | orphan |\n| `A` / `B` | two |\n| `TWO_C`<br>`TWO_D` | two |\n| **500** | server |\n\
        | `LAST_ONE` | a | b |\nText below\n";
    let expected = ["BAD_TOKEN", "NO_TEXT", "A", "B", "TWO_C", "TWO_D", "LAST_ONE"].map(|c| format!("{c} 401"));
    let notes = ["this row has no code", "`500` is a status in a column of codes", "this row has more cells"];
    check(page, Kind::Markdown, &expected.each_ref().map(String::as_str), &notes);
    let imported = import(page, Kind::Markdown, "page").unwrap();
    assert!(imported.text.contains("token | bad `a|b`"), "{}", imported.text);
    let lines: Vec<usize> = imported.notes.iter().filter(|n| n.text.contains("this row")).map(|n| n.line).collect();
    assert_eq!(lines, [7, 10, 11]);
}

#[test]
fn comments_and_tables_in_code_are_skipped() {
    let table = |code: &str| format!("| Status | Code | Message |\n|---|---|---|\n| 404 | {code} | m |\n");
    for head in
        ["# Errors\n", "# Errors\n\n## Auth (401)\n\n```\n| Status | Code |\n|---|---|\n| 404 | IN_CODE |\n```\n"]
    {
        let page =
            format!("{head}<!--\n{}-->\n\n{}\n<!-- - `IN_LIST` (404) --> \n", table("IN_COMMENT"), table("SHIPPED"));
        check(&page, Kind::Markdown, &["SHIPPED 404"], &[]);
        let imported = import(&page, Kind::Markdown, "page").unwrap();
        assert!(!imported.text.contains("description"), "{}", imported.text);
    }
    let spans = "# Errors\n\n```x``` <!-- a\n- `IN_COMMENT` (404)\n-->\n\n- `SENDS_IT` (409): a `<!--` in the text\n- `LATER_ON` (410): b\n";
    check(spans, Kind::Markdown, &["SENDS_IT 409", "LATER_ON 410"], &[]);
    let open = format!("# Errors\n\n{}\n<!--\n{}", table("SHIPPED"), table("HIDDEN"));
    check(&open, Kind::Markdown, &["SHIPPED 404"], &["this comment is never closed"]);
}

#[test]
fn codes_and_texts_after_statuses_are_read() {
    let page = "# Errors\n\n### `GATE_DOWN`\n\n**HTTP status:** 502. We could not reach `{url}`.\n\n\
        ### `KEY_GONE`\n\nIt is gone.\n\n- HTTP status: 410 Gone. Do not retry.\n\n## Others\n\n\
        - **401 `BAD_KEY`**: The API key is unknown\n- 403 Forbidden (`NO_WAY`): No way\n- `409 IN_USE` - In use\n\
        - 400 `BAD_REQUEST`\n- see X_LOST or y\n- 404.5 `NO_STATUS`: x\n\n## 429 `TOO_FAST`\n\nWait.\n\n## Table\n\n\
        | Code | Status |\n|---|---|\n| ROW_A | 404 Not Found. The <name> is gone |\n| ROW_B | 404 (no user) |\n\n### `TWICE_A`\n\nA\n\n\
        Status: 409\n\nStatus: 410\n\nMessage: m\n\nMessage: n\n";
    let expected = [
        "GATE_DOWN 502",
        "KEY_GONE 410",
        "BAD_KEY 401",
        "NO_WAY 403",
        "IN_USE 409",
        "BAD_REQUEST 400",
        "TOO_FAST 429",
        "ROW_A 404",
        "ROW_B 404",
        "TWICE_A 409",
    ];
    let notes = [
        "(`X_LOST`)",
        "(`NO_STATUS`)",
        "`(no user)`, after the status, is left out",
        "`410` is left out",
        "`n` is left out",
    ];
    let catalog = check(page, Kind::Markdown, &expected, &notes);
    let texts: Vec<&str> = list(&catalog, "errors").iter().filter_map(|error| error["message"].as_str()).collect();
    let expected = [
        "We could not reach {{url}}.",
        "It is gone.",
        "The API key is unknown",
        "No way",
        "In use",
        "bad request",
        "Wait.",
        "The <name> is gone",
        "row b",
        "m",
    ];
    assert_eq!(texts, expected);
    assert_eq!(list(&catalog, "errors")[1]["docs"], "Do not retry.");
}

#[test]
fn placeholders_in_headings_and_the_example_of_the_format_are_kept() {
    let page = "# Errors\n\nEvery error has this body:\n\n```json\n\
        {\"code\": \"NOT_FOUND\", \"message\": \"m\", \"request_id\": \"req_8f2c\"}\n```\n\n\
        ### `WRONG_ID` (400): Wrong <id> of \\_x\n\nWrong <id>, use `<b>`\n\n\
        ### `ONLY_BOLD` (400)\n\n**Alone.**\n\n### `IN_DETAILS` (400)\n\n<details>\n<summary>More</summary>\n\nIt is wrong.\n";
    let catalog =
        check(page, Kind::Markdown, &["WRONG_ID 400", "ONLY_BOLD 400", "IN_DETAILS 400"], &["left out: line 15"]);
    assert_eq!(list(&catalog, "errors")[2]["message"], "More");
    let error = &list(&catalog, "errors")[0];
    assert_eq!(
        (error["title"].as_str(), error["message"].as_str()),
        (Some("Wrong <id> of _x"), Some("Wrong <id>, use <b>"))
    );
    let text = import(page, Kind::Markdown, "page").unwrap().text;
    assert!(text.contains("request_id = \"req_8f2c\""), "{text}");
}
