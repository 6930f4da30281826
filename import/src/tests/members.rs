//! Imports pages that describe the members of a body in lists and in tables.

use super::{Kind, check};

const BODY: &str = "```json\n{\"error\": {\"code\": \"card_declined\", \"message\": \"No\", \"declineCode\": \"x_y\", \
    \"details\": {\"retryInfo\": [{\"max_wait\": 3}]}}, \"request_id\": \"r_1\"}\n```\n";
const LIST: &str = "* `card_declined` (402) - No\n* `no_money` (409): None left\n";

#[test]
fn items_about_members_of_a_body_are_not_errors() {
    for item in [
        "* `declineCode` - why",
        "* `declineCode`: why",
        "* `declineCode` (string) - why",
        "* `declineCode` = why",
        "* `declineCode`",
        "- **`declineCode`** — why",
        "- **declineCode**: why",
        "1. `error.declineCode` - why",
        "* `max_wait` - why",
        "* `error.details.retryInfo[].max_wait` - why",
        "* `retryInfo[0].max_wait` - why",
        "* `/error/declineCode` - why",
        "* `request_id` - why",
        "* `error` - the error\n  * `declineCode` - why\n  * `details` - more\n    * `max_wait` - why",
    ] {
        for page in [
            format!("# Errors\n\n{BODY}\n{item}\n\n## Error codes\n\n{LIST}"),
            format!("# Errors\n\n{item}\n\nFor example:\n\n{BODY}\n## Error codes\n\n{LIST}"),
            format!("{BODY}\n{item}\n\n## Error codes\n\n{LIST}"),
            format!("# Errors\n\n## Bodies\n\n{BODY}\n### What is in it\n\n{item}\n\n## Error codes\n\n{LIST}"),
            format!("# Errors\n\nEvery error has this body:\n\n{BODY}\n{item}\n\n## Error codes\n\n{LIST}"),
        ] {
            check(&page, Kind::Markdown, &["card_declined 402", "no_money 409"], &[]);
        }
    }
}

#[test]
fn tables_of_members_of_a_body_are_not_errors() {
    for head in ["Key | Description", "Name | Meaning", "Code | Description", "Identifier | Explanation"] {
        let table = format!("| {head} |\n|---|---|\n| `declineCode` | why |\n| `details.retryInfo[].max_wait` | w |\n");
        let page = format!("# Errors\n\n{BODY}\n{table}\n## Error codes\n\n{LIST}");
        check(&page, Kind::Markdown, &["card_declined 402", "no_money 409"], &[]);
    }
}

/// A code may have the name of a member that the body of another section has, and a value is not a member.
#[test]
fn items_about_codes_next_to_a_body_are_errors() {
    let page = format!("# API\n\n## Limits\n\n{BODY}\n## Error codes\n\n* `max_wait` (429) - Slow\n{LIST}");
    check(&page, Kind::Markdown, &["max_wait 429", "card_declined 402", "no_money 409"], &[]);
    let page = format!("# Errors\n\n{BODY}\n* `x_y` (410): gone\n* `error.x_y` (409): in use\n{LIST}");
    check(&page, Kind::Markdown, &["x_y 410", "error.x_y 409", "card_declined 402", "no_money 409"], &[]);
}

#[test]
fn a_body_with_only_a_code_in_its_error_is_the_format() {
    let body = "```json\n{\"error\": {\"code\": \"card_declined\", \"declineCode\": \"x\"}}\n```\n";
    let page = format!("# Errors\n\n{body}\n* `declineCode` - why\n\n{LIST}");
    let catalog = check(&page, Kind::Markdown, &["card_declined 402", "no_money 409"], &[]);
    assert_eq!(catalog["wire"]["body"]["error"]["code"], "{code}", "{:#}", catalog["wire"]);
}

/// A description of a member inside of the details has no place in a catalog.
#[test]
fn lost_descriptions_of_inner_members_are_noted() {
    let page = format!("# Errors\n\n{BODY}\n* `max_wait` - why\n* `declineCode` - why\n\n## Error codes\n\n{LIST}");
    let note = "the description of member `max_wait` is left out";
    let catalog = check(&page, Kind::Markdown, &["card_declined 402", "no_money 409"], &[note]);
    assert!(catalog["wire"].to_string().contains("why"), "{:#}", catalog["wire"]);
}
