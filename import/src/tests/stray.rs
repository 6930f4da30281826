//! Imports sources whose statuses, tables or rows are not where a reader expects them.

use super::{Kind, check, import, list};

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
fn a_status_that_a_text_states_wins_over_words() {
    for (text, status) in [
        ("HTTP 403: not allowed", "403"),
        ("(403) The user is banned.", "403"),
        ("Status 410. The thing is gone", "410"),
        ("Returned with HTTP status 400.", "400"),
        ("A text, HTTP status code: 409.", "409"),
        ("eleven [500]", "500"),
        ("It answers 409 Conflict", "409"),
        ("At most 500 items", "404"),
        ("Status 400-499", "404"),
    ] {
        let rows = format!("code,message\nz_not_found,\"{text}\"\n");
        let note = if status == "404" { "contains `not found`" } else { "its text states this status" };
        check(&rows, Kind::Csv, &[&format!("z_not_found {status}")], &[note]);
    }
    let rows = "code,message\nz_not_found,Status 404 or status 410\n";
    check(rows, Kind::Csv, &["z_not_found 599"], &["its text states several (404, 410)"]);
    for heading in ["404 and 410", "404/410", "404 - 410", "Gone (404 or 410)", "404, 410"] {
        let page = format!("# Errors\n\n## {heading}\n\n### `h_c`\n\nC text.\n");
        check(&page, Kind::Markdown, &["h_c 599"], &["states several statuses (404, 410)"]);
    }
    let page = "| Error | Code |\n|---|---|\n| Timeout | 408/504 |\n| Slow | 500-503 |\n| ~~Old~~ | ~~410~~ |\n";
    let notes = ["`500-503` is a range of statuses: only 500 is kept"];
    check(page, Kind::Markdown, &["Timeout 408", "Slow 500", "Old 410"], &notes);
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

#[test]
fn rows_above_the_names_of_the_columns_are_noted() {
    for (title, mark) in [
        ("Report,,", ','),
        ("Errors,,", ','),
        ("Errors of the API,,\n,,", ','),
        ("sep=;", ';'),
        ("Report, of 2024", ';'),
    ] {
        let rows = format!("{title}\n{}", "code,status,message\nz1,400,One\n".replace(',', &mark.to_string()));
        let catalog = check(&rows, Kind::Csv, &["z1 400"], &["is above the names of the columns"]);
        assert_eq!(list(&catalog, "errors")[0]["message"], "One");
    }
    check("code,x,y\nz1,code,error\n", Kind::Csv, &["z1 599"], &["`x` has no counterpart"]);
}

#[test]
fn a_quote_between_tabs_is_a_part_of_its_text() {
    let head = "code\tstatus\tmessage\n";
    let codes = ["a 400", "b 404", "c 500"];
    let notes = ["quotes are read as text"];
    check(&format!("{head}a\t400\t\"never closed\nb\t404\tfine \"here\"\nc\t500\tC\n"), Kind::Csv, &codes, &notes);
    check(&format!("{head}a\t400\t\"never closed\nb\t404\tB\nc\t500\tC\n"), Kind::Csv, &codes, &notes);
    let quoted = format!("{head}a\t400\t\"two\nlines of \"\"one\"\"\"\n");
    assert_eq!(list(&check(&quoted, Kind::Csv, &["a 400"], &[]), "errors")[0]["message"], "two\nlines of \"one\"");
}

#[test]
fn cells_about_retries_and_levels_are_kept_or_noted() {
    for (cell, retry, comment) in [
        ("after 30s", "backoff", "about retries: after 30s"),
        ("Wait 10 minutes", "backoff", "about retries: Wait 10 minutes"),
        ("y", "backoff", ""),
        ("1", "backoff", ""),
        ("Yes, once", "backoff", "about retries: Yes, once"),
        ("Do not retry", "no", "about retries: Do not retry"),
        ("no", "no", ""),
    ] {
        let rows = format!("code,status,message,retry\nz1,400,One,\"{cell}\"\n");
        let text = import(&rows, Kind::Csv, "rows").unwrap().text;
        assert!(text.contains(&format!("retry = \"{retry}\"")) && text.contains(comment), "{text}");
        assert_eq!(text.contains("about retries"), !comment.is_empty(), "{text}");
    }
    let rows = "code,status,message,retry,level\nz1,400,One,maybe,fatal\nz2,400,Two,,warning\n";
    let notes = ["`maybe` does not say whether to try again", "the level `fatal` becomes `error`"];
    check(rows, Kind::Csv, &["z1 400", "z2 400"], &notes);
}

#[test]
fn a_repeated_column_adds_its_cells() {
    let rows = "code,status,status,solution,fix\nd1,400,404,a,b\nd2,,409,,c\n";
    let catalog = check(rows, Kind::Csv, &["d1 400", "d2 409"], &["status 404 is left out"]);
    assert_eq!(list(&list(&catalog, "errors")[0], "solutions"), ["a", "b"]);
    let rows = "code,status,number,message,msg\nd1,400,7,m,n\nd2,409,8x,m,n\n";
    let notes = ["column `msg` is left out: another column has its meaning", "`8x` is not a number"];
    assert_eq!(list(&check(rows, Kind::Csv, &["d1 400", "d2 409"], &notes), "errors")[0]["number"], 7);
}
