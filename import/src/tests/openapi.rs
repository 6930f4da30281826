//! Imports OpenAPI descriptions whose schemas list codes.

use super::{Kind, check, import, list, rendered};

fn description(properties: &str, components: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{ title: t, version: 1.0.0 }}\npaths:\n  /a:\n    get:\n      responses:\n        '401':\n\
         \x20         description: Sign in\n          headers: {{ WWW-Authenticate: {{ example: Bearer }} }}\n          \
         content: {{ application/json: {{ schema: {{ type: object, properties: {{ {properties} }} }} }} }}\n{components}"
    )
}

/// The code, the status and the first header of each error.
fn errors(text: &str) -> Vec<String> {
    let catalog = rendered(&import(text, Kind::Openapi, "api").unwrap_or_else(|why| panic!("{why}\n{text}")));
    let header = |error: &serde_json::Value| list(error, "headers").first().map(|header| header["value"].to_string());
    let errors = list(&catalog, "errors").iter();
    errors
        .map(|e| format!("{} {} {}", e["code"], e["status"], header(e).unwrap_or_default()).replace('"', ""))
        .collect()
}

#[test]
fn codes_of_a_response_have_its_status_and_headers() {
    let inline = description("code: { type: string, enum: [a_b, c_d] }, message: { type: string }", "");
    assert_eq!(errors(&inline), ["a_b 401 Bearer", "c_d 401 Bearer"]);
    check(
        &inline,
        Kind::Openapi,
        &["a_b 401", "c_d 401"],
        &["leaves out descriptions of responses with several codes"],
    );
    // A large description has more values than the parser of YAML allows by default.
    let large = format!("{inline}x-list: [{}0]\n", "0, ".repeat(250_000));
    assert_eq!(errors(&large), errors(&inline));
}

#[test]
fn headers_of_a_response_do_not_reach_codes_of_other_responses() {
    let text = "openapi: 3.0.0\ninfo: { title: t, version: 1.0.0 }\npaths:\n  /a:\n    get:\n      responses:\n        \
        '401': { headers: { WWW-Authenticate: { schema: { enum: [Bearer] } } }, content: { application/json: { \
        schema: { $ref: '#/components/schemas/E' }, example: { code: no_session, message: m } } } }\n        \
        '404': { content: { application/json: { schema: { $ref: '#/components/schemas/E' } } } }\n\
        components: { schemas: { E: { properties: { code: { enum: [no_session, no_book] }, message: { type: string } } } } }\n";
    assert_eq!(errors(text), ["no_book 599 ", "no_session 401 Bearer"]);
    let notes = import(text, Kind::Openapi, "api").unwrap().notes;
    assert!(notes.iter().any(|note| note.text.contains("headers of codes")), "{notes:#?}");
}

#[test]
fn types_are_not_codes_and_a_list_of_all_codes_has_no_status() {
    let properties = "code: { $ref: '#/components/schemas/Code' }, message: { type: string }, \
        type: { type: string, enum: [internal, auth] }";
    let components = "components: { schemas: { Code: { type: string, enum: [index_not_found, odd_filter] } } }\n";
    assert_eq!(
        errors(&description(properties, components)),
        ["null 401 Bearer", "index_not_found 404 ", "odd_filter 599 "]
    );
}

#[test]
fn codes_of_schemas_that_no_response_uses_have_no_status_or_are_reported() {
    let text = "openapi: 3.0.0\ninfo: { title: t, version: 1.0.0 }\npaths:\n  /a:\n    get:\n      responses:\n        \
        '404': { description: d, content: { application/json: { example: { code: GONE_A, message: m } } } }\n\
        components:\n  schemas:\n    ErrorCode: { type: string, enum: [GONE_A, SECOND, THIRD] }\n    \
        Error: { properties: { code: { $ref: '#/components/schemas/ErrorCode' }, message: { type: string } } }\n    \
        Country: { properties: { code: { type: string, enum: [US, DE] } } }\n    \
        Notice: { properties: { code: { type: string, enum: [LATE] }, message: { type: string } } }\n    \
        ErrorType: { type: string, enum: [auth] }\n";
    assert_eq!(errors(text), ["GONE_A 404 ", "SECOND 599 ", "THIRD 599 "]);
    let notes = import(text, Kind::Openapi, "api").unwrap().notes;
    for (line, part) in [(13, "`Notice`: its codes LATE are"), (14, "`ErrorType`: its codes auth are")] {
        assert!(notes.iter().any(|note| note.line == line && note.text.contains(part)), "{part}: {notes:#?}");
    }
    assert!(!notes.iter().any(|note| note.text.contains("US")), "{notes:#?}");
}

#[test]
fn webhooks_and_lists_of_errors_are_read_and_the_rest_is_noted() {
    let text = "openapi: 3.1.0\ninfo: { title: t, version: 1.0.0 }\npaths:\n  /a:\n    get:\n      responses:\n        \
        '400': { description: d, headers: { X-A: { description: a, example: b } }, content: { application/json: {\n          \
        example: { errors: [{ code: a_b, message: m }, { code: c_d, message: n }] } } } }\nwebhooks:\n  w:\n    post:\n      \
        responses: { '410': { description: Hook gone, content: { application/json: { examples: {\n        \
        x: { $ref: '#/components/examples/Nowhere' } } } } } }\ncomponents:\n  examples:\n    \
        Y: { value: { errors: [{ code: e_f, message: m }] } }\n";
    let notes = [
        "an example refers to nothing",
        "the example `Y` belongs to no response",
        "an example with a list of errors",
        "leaves out descriptions of headers",
    ];
    check(text, Kind::Openapi, &[" 410", "a_b 400", "c_d 400"], &notes);
    let why = import("swagger: '2.0'\npaths: {}\n", Kind::Openapi, "api").map(|imported| imported.text).unwrap_err();
    assert!(why.contains("Swagger 2.0"), "{why}");
}

#[test]
fn a_catalog_makes_no_other_urls_than_those_of_the_source() {
    let text = |code: &str| {
        format!(
            "openapi: 3.1.0\npaths: {{ /a: {{ get: {{ responses: {{ '404': {{ description: d, content: {{ \
             application/json: {{ example: {{ type: 'https://e.example/a-b', code: {code}, message: m }} }} }} }} }} }} }} }}"
        )
    };
    for (code, has_url) in [("a-b", true), ("a_b", true), ("b", false)] {
        let text = import(&text(code), Kind::Openapi, "api").unwrap().text;
        assert_eq!(text.contains("docs-url = "), has_url, "{text}");
        assert_eq!(text.contains("example = \"https://e.example/a-b\""), !has_url, "{text}");
    }
}

/// A list with a value that Rust cannot name is left out, as is a list without the value of the example.
#[test]
fn the_values_of_a_member_are_listed() {
    let text = "openapi: 3.0.0\ninfo: { title: t, version: 1.0.0 }\npaths:\n  /a:\n    get:\n      responses:\n        \
        '410': { content: { application/json: { schema: { $ref: '#/components/schemas/E' }, example: { \
        code: session_ended, message: m, reason: idle, order: '<', place: here } } } }\n\
        components: { schemas: { E: { properties: { code: { type: string }, message: { type: string }, \
        reason: { type: string, enum: [idle, absolute] }, order: { type: string, enum: ['<', '>'] }, \
        place: { type: string, enum: [there] } } } } }\n";
    let catalog = rendered(&import(text, Kind::Openapi, "api").unwrap());
    let fields = list(&list(&catalog, "errors")[0], "fields").iter();
    let fields: Vec<_> =
        fields.map(|field| format!("{} {}", field["name"], field["one_of"]).replace('"', "")).collect();
    assert_eq!(fields, ["reason_value [idle,absolute]", "order []", "place []"]);
}
