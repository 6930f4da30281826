//! Imports broken sources. If a part of a source is lost, a note names the line of this part, or an error gives the
//! reason.

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
