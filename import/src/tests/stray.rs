//! Imports sources whose statuses, tables or rows are not where a reader expects them.

use super::{Kind, check, list};

#[test]
fn a_stray_line_states_no_status_of_later_items() {
    for line in ["(404) continues", "(404) and so on:"] {
        let page = format!("# Error codes\n\n- `a_b`: text one\n\n{line}\n\n- `a_d`: plain text\n");
        check(&page, Kind::Markdown, &["a_b 599", "a_d 599"], &["nothing in the source indicates one"]);
    }
    check(
        "- `a_b`: text (400)\n- `a_c`: text\n  (404) continues\n",
        Kind::Markdown,
        &["a_b 400"],
        &["not in the catalog: line 2 (`a_c`)"],
    );
}

#[test]
fn tables_of_fields_and_of_properties_are_not_lists_of_errors() {
    let errors = "| Code | Status |\n|---|---|\n| `real_one` | 400 |\n";
    for head in ["Field | Type | Description", "Name | Type | Description", "Parameter | Data type | Meaning"] {
        let page = format!("# E\n\n| {head} |\n|---|---|---|\n| `code` | string | the code |\n\n{errors}");
        check(&page, Kind::Markdown, &["real_one 400"], &["`code` is described"]);
    }
    let page = format!("# E\n\n| Parameter | Description |\n|---|---|\n| `user_id` | the user |\n\n{errors}");
    check(&page, Kind::Markdown, &["real_one 400"], &["`user_id` is described"]);
    for head in [
        "HTTP status | 409 |\n|---|---|\n",
        " | |\n|---|---|\n| Status | 409 |\n",
        "Property | Value |\n|---|---|\n| Code | 409 |\n",
    ] {
        let page = format!(
            "# Errors\n\n## `a_b`\n\n| {head}| Message | It is so |\n| Link | https://a.example |\n| Owner | me |\n"
        );
        let catalog = check(&page, Kind::Markdown, &["a_b 409"], &["row `Owner` is not a property"]);
        let error = &list(&catalog, "errors")[0];
        assert_eq!((&error["message"], list(error, "see").len()), (&"It is so".into(), 1));
        check(&page.replace("`a_b`", "E2"), Kind::Markdown, &["E2 409"], &[]);
    }
}
