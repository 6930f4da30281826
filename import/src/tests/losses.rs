//! Imports broken sources. If a part of a source is lost, a note names the line of this part, or an error gives the
//! reason.

use serde_json::Value;

use super::{Kind, check, import, list};

#[test]
fn losses_have_their_lines() {
    for (text, kind, line, note) in [
        ("[{\"code\": \"a_b\",\n\"status\": 404,\n\"status\": 500}]", Kind::Json, 3, "has `status` twice"),
        ("[\n{\"code\": \"a_b\",\n\"status\": 99999999999}]", Kind::Json, 2, "`99999999999` is not an HTTP status"),
        (
            "{\"openapi\": \"3.0.0\",\n\"openapi\": \"3.1.0\", \"paths\": {\"/\": {\"get\": {\"responses\": {\"404\":\n\
            {\"description\": \"x\"}}}}}}",
            Kind::Openapi,
            2,
            "has `openapi` twice",
        ),
        (
            "openapi: 3.1.0\npaths:\n  /a:\n    get: { responses: {\n      404: { description: x },\n      \"404\": { description: y } } }\n",
            Kind::Openapi,
            6,
            "has `404` twice",
        ),
        (
            "[{\"code\": \"a_b\", \"status\":\n404, \"message\":\n{\"x\": \"\\ud83d\\ude00\"}},\n{\"code\": 1}, true]",
            Kind::Json,
            4,
            "an element is neither",
        ),
        ("code,status\nA1,404\nA2,4o4\n", Kind::Csv, 3, "`4o4` is not an HTTP status"),
        ("code,status\nA1,404,x,y\n", Kind::Csv, 2, "more cells than the table has columns"),
        ("code,severity\nA1,error\nA2,odd\n", Kind::Csv, 3, "`odd` is not a level"),
        (
            "code,status,message\nA1,404,No %s\nA2,404,No {id}\n",
            Kind::Csv,
            2,
            "message of `A1` contains `%s`, which is kept as text",
        ),
        (
            "code,status,message\nA1,404,No %s\nA2,404,No {id}\n",
            Kind::Csv,
            3,
            "message of `A2` contains `{id}`, which is kept",
        ),
        ("[{\"error\": {\"code\": \"a_b\",\n\"message\": \"No {0} in %d\"}}]", Kind::Json, 1, "`{0}`, `%d`, which"),
        ("code,number,status\nA1,7,404\nA2,7,409\n", Kind::Csv, 3, "the number 7 of `A2` belongs to another error"),
    ] {
        let imported = import(text, kind, "source").unwrap_or_else(|why| panic!("{why}\n{text}"));
        let is_said = imported.notes.iter().any(|found| found.line == line && found.text.contains(note));
        assert!(is_said, "{note}: {:#?}\n{text}", imported.notes);
    }
}

/// A note names the codes and statuses that no reader understood.
#[test]
fn unread_codes_are_noted() {
    let headings = [
        "### 400 X",
        "### 400: X",
        "### HTTP 400 - X",
        "### X 400",
        "### X 400 Bad Request",
        "### X | 400",
        "### X [400]",
        "### [X](https://docs.example/errors) HTTP 400",
        "### Error X (400)",
        "### 1. X (400)",
        "### X, OTHER_ONE (400)",
        "~~~\nX 400 First\n~~~",
        "```yaml\ncode: X\nstatus: 400 Bad Request\n```",
    ];
    for (heading, code) in headings.iter().flat_map(|h| ["USER_BANNED", "user_banned", "E101"].map(|code| (h, code))) {
        let page =
            format!("# API errors\n\n### E100 (404)\n\nIt is gone.\n\n{}\n\nIt is bad.\n", heading.replace('X', code));
        let imported = import(&page, Kind::Markdown, "source").unwrap_or_else(|why| panic!("{why}\n{page}"));
        let said = format!("{:?}\n{}", imported.notes, imported.text);
        let is_known =
            said.contains(&format!("{code}`")) || said.contains(&format!("[errors.{}]", code.to_lowercase()));
        assert!(is_known && said.contains("400"), "{page}\n{said}");
    }
    for (text, kind, found) in [
        ("E100 Not found\nE200: gone (HTTP 503)\n", Kind::Markdown, "line 1 (`E100`)"),
        ("ERR_A  400  Alpha is wrong\nERR_B: beta (404)\n", Kind::Markdown, "line 1 (`ERR_A`, `400`)"),
        (
            "ERR_A: one (400)\nerr-f: two (501)\nErr::G: three (502)\nERR_H(503): four\nE_X [418]\n",
            Kind::Markdown,
            "line 2 (`err-f`, `501`), line 3 (`Err::G`, `502`), line 4 (`ERR_H`, `503`), line 5 (`E_X`, `418`)",
        ),
        (
            "400  ERR_BAD  Bad input.\nERR_LOOSE: a code, see https://docs.example/ERR_URL\n",
            Kind::Markdown,
            "line 1 (`ERR_BAD`, `400`)",
        ),
    ] {
        let imported = import(text, kind, "source").unwrap_or_else(|why| panic!("{why}\n{text}"));
        let is_said = imported.notes.iter().any(|note| note.text.ends_with(&format!("not in the catalog: {found}")));
        assert!(is_said, "{found}: {:#?}\n{text}", imported.notes);
    }
    // Names of members, headers and fields, URLs and sentences contain no codes.
    let page = "# Errors\n\nSend `X-Request-Id` to GitHub, e.g. https://docs.example/user_id. It has 500 items.\n\n\
        ### `user_gone` (404)\n\nThe `user_id` does not exist.\n\n```json\n{\"code\": \"user_gone\", \"message\": \"m\", \
        \"request_id\": \"req_1\"}\n```\n\n```python\nif code == \"user_here\" or status == 409:\n```\n";
    let imported = import(page, Kind::Markdown, "source").unwrap_or_else(|why| panic!("{why}"));
    assert!(!imported.notes.iter().any(|note| note.text.contains("not in the catalog")), "{:#?}", imported.notes);
}

#[test]
fn sources_of_another_kind_are_rejected_with_a_reason() {
    let poem =
        "Two roads diverged in a wood,\nAnd I could not travel both,\n\nAnd looked down one as far as I could.\n";
    for (text, kind, reason) in [
        ("code,status\nA1,\"never closed\nA2,500\n", Kind::Csv, "in line 2 is never closed"),
        (" \n", Kind::Markdown, "it is empty"),
        ("a\0b 404", Kind::Markdown, "it is a binary file: byte 1 is zero"),
        ("\n<!DOCTYPE html>\n<table></table>", Kind::Markdown, "it is an HTML or XML file"),
        (poem, Kind::Markdown, "states no codes or statuses"),
        (poem, Kind::Csv, "no column contains codes or messages"),
        ("a,\"two\nlines \u{1b}[31m\"\n1,2\n", Kind::Csv, "the columns are a, two lines [31m"),
        (poem, Kind::Rust, "it is not Rust: line 1"),
        ("[{\"code\": }]", Kind::Json, "line 1 column 11"),
        (poem, Kind::Openapi, "version 3"),
        ("# Recipe\n\n- 2 eggs\n- 404 g of flour\n", Kind::Markdown, "states no codes"),
        (
            "{\"name\": \"x\", \"scripts\": {\"a\": \"b\"}}",
            Kind::Json,
            "lists of errors; expected the body of a response",
        ),
        ("{\"type\": \"object\", \"properties\": {\"code\": {}}}", Kind::Json, "it is a JSON Schema"),
        ("{\"wire\": {\"body\": {}}, \"errors\": []}", Kind::Json, "it is the output of `render json`"),
        ("title,price\nBook,12\n", Kind::Csv, "the columns are title, price"),
    ] {
        let why = import(text, kind, "source").map(|imported| imported.text).unwrap_err();
        assert!(why.contains(reason), "{reason}: {why}");
    }
    assert!(import("code,message\nA1,\"a \"\"b\"\" 5\"\nA2,6\" c\n", Kind::Csv, "source").is_ok());
}

/// A file can contain only the body of one response.
#[test]
fn one_body_is_not_a_table_of_errors() {
    for (text, key, body) in [
        ("{\"code\": \"x_y\", \"message\": \"m\"}", "x_y", "message = \"{message}\""),
        ("{\"error\": {\"code\": \"x_y\", \"message\": \"m\"}}", "x_y", "error = { code = \"{code}\""),
        ("{\"error\": \"x_y\", \"error_description\": \"m\"}", "x_y", "error = \"{code}\""),
        ("{\"title\": \"t\", \"status\": 404, \"detail\": \"m n\"}", "m_n", "status = \"{status}\""),
        (
            "{\"code\": \"x_y\", \"message\": \"m\", \"errors\": [{\"field\": \"a\", \"message\": \"b\"}]}",
            "x_y",
            "message = \"{message}\"\nerrors",
        ),
    ] {
        let imported = import(text, Kind::Json, "source").unwrap_or_else(|why| panic!("{why}\n{text}"));
        assert!(imported.text.contains(&format!("[errors.{key}]\n")) && imported.text.contains(body), "{text}");
        assert_eq!(imported.text.matches("\n[errors.").count(), 1, "{text}");
    }
    for table in [
        "{\"error\": \"Bad\", \"not_found\": \"text\"}",
        "{\"title\": \"Errors\", \"errors\": {\"a_b\": \"x\", \"c_d\": \"y\"}}",
        "{\"a_b\": {\"message\": \"x\"}, \"error\": {\"message\": \"y\"}}",
        "{\"status\": \"ok\", \"message\": \"Errors\", \"data\": [{\"code\": \"a_b\"}, {\"code\": \"c_d\"}]}",
    ] {
        let imported = import(table, Kind::Json, "source").unwrap_or_else(|why| panic!("{why}\n{table}"));
        assert_eq!(imported.text.matches("\n[errors.").count(), 2, "{table}\n{}", imported.text);
    }
}

#[test]
fn groups_of_errors_may_have_facts_and_equal_names() {
    let error = "{\"status\": 404, \"message\": \"m\"}";
    let text = format!(
        "{{\"user\": {{\"gone\": {error}}}, \"order\": {{\"gone\": {error}}}, \"AUTH\": {{\"code\": 1000, \"items\": \
         {{\"no_token\": {error}, \"deep\": {{\"gone\": {error}}}}}}}}}"
    );
    let notes =
        ["`gone` of `order` has the code `order_gone`", "`AUTH` is a group of errors: left out are its members code"];
    let expected = ["gone 404", "order_gone 404", "no_token 404", "AUTH_deep_gone 404"];
    let catalog = check(&text, Kind::Json, &expected, &notes);
    let categories: Vec<_> = list(&catalog, "errors").iter().map(|error| error["category"].to_string()).collect();
    assert_eq!(categories.join(" "), r#""user" "order" "auth" "auth_deep""#);
}

/// The code that a group gives to an error differs from every code that the source states.
#[test]
fn a_stated_code_wins_against_a_code_of_a_group() {
    let error = |message: &str| format!("{{\"status\": 404, \"message\": \"{message}\"}}");
    let (a, b, c, d) = (error("a"), error("b"), error("c"), error("d"));
    let text = format!(
        "{{\"user\": {{\"gone\": {a}}}, \"order\": {{\"gone\": {b}}}, \"more\": {{\"order_gone\": {c}, \
         \"order_gone_2\": {d}}}}}"
    );
    let notes = ["`gone` of `order` has the code `order_gone_3`: another group has the code `gone`"];
    let expected = ["gone 404", "order_gone_3 404", "order_gone 404", "order_gone_2 404"];
    check(&text, Kind::Json, &expected, &notes);
}

/// Errors below an empty heading have no category.
#[test]
fn an_empty_heading_is_not_a_category() {
    let page = "# Errors\n\n##\n\n### `card_expired`\n\n**HTTP status:** 402\n\nThe card has expired.\n";
    let catalog = check(page, Kind::Markdown, &["card_expired 402"], &[]);
    assert!(list(&catalog, "errors")[0].get("category").is_none_or(Value::is_null), "{catalog}");
}
