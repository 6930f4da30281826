//! Imports pages with lists and bodies that are not errors.

use super::teams::check;
use super::{Kind, import, list, rendered};

const PAGE: &str = r#"# Errors

## Conflicts (409)

### `stock-reserved`

```json
{ "code": "stock-reserved", "message": "The copy is reserved", "itemId": "42" }
```

**Additional fields:**
- `itemId`: the item
- `not_shown`: another member

**Used by:**
- Checkout

### `already-ordered`

```json
{ "code": "already-ordered", "message": "You have ordered it" }
```
"#;

#[test]
fn items_about_members_are_not_errors() {
    check(PAGE, Kind::Markdown, &["stock-reserved 409", "already-ordered 409"], &["`not_shown` is described"]);
    let catalog = rendered(&import(PAGE, Kind::Markdown, "page").unwrap());
    assert_eq!(catalog["wire"]["members"][0]["description"], "the item");
    assert_eq!(list(&catalog, "errors")[0]["docs"], "**Used by:**\n\n- Checkout");
}

#[test]
fn a_foreign_body_does_not_change_the_format() {
    let foreign =
        format!("{PAGE}\n## 502\n\n```json\n{{ \"error_description\": \"No upstream\", \"region\": 7 }}\n```\n");
    let imported = import(&foreign, Kind::Markdown, "page").unwrap();
    assert!(imported.notes.iter().any(|note| note.text.contains("does not have the format")), "{:?}", imported.notes);
    let (usual, found) = (rendered(&import(PAGE, Kind::Markdown, "page").unwrap()), rendered(&imported));
    assert_eq!(found["wire"]["body"]["message"], usual["wire"]["body"]["message"]);
    assert!(found["wire"]["body"].get("region?").is_none(), "{found}");
    assert_eq!(list(&found, "errors").last().unwrap()["message"], "No upstream");
}

#[test]
fn numbers_in_headings_identify_errors() {
    let page = "# Error codes\n\n## 1001 - No such user (404)\n\nIt is gone.\n\n## Error 1002: Name taken\n\n\
        **Status:** 409\n\n## 2.1 Retries\n\nWait.\n";
    let catalog = rendered(&import(page, Kind::Markdown, "page").unwrap());
    let found: Vec<String> =
        list(&catalog, "errors").iter().map(|e| format!("{} {} {}", e["key"], e["number"], e["status"])).collect();
    assert_eq!(found, ["\"no_such_user\" 1001 404", "\"name_taken\" 1002 409"]);
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
