//! Imports OpenAPI descriptions without examples: the format of the bodies comes from media types and schemas.

use super::{Kind, check, import, list};

/// A description with these responses, each with its status, its media type, the properties of its body, and the rest
/// of its media type.
fn api(responses: &[(&str, &str, &str, &str)]) -> String {
    let responses = responses.iter().map(|(status, media, properties, rest)| {
        format!(
            "        '{status}': {{ description: d, content: {{ {media}: {{ {rest} schema: {{ type: object, \
             properties: {{ {properties} }} }} }} }} }}\n"
        )
    });
    format!(
        "openapi: 3.1.0\ninfo: {{ title: t, version: 1.0.0 }}\npaths:\n  /a:\n    get:\n      responses:\n{}",
        responses.collect::<String>()
    )
}

const PROBLEM: &str = "application/problem+json";
const TEXTS: &str = "title: { type: string }, status: { type: integer }, detail: { type: string }";

#[test]
fn the_content_type_and_the_member_with_the_code_come_from_the_source() {
    let urns = "type: { enum: ['urn:p:forbidden', 'urn:p:blocked'] }";
    let codes = ["urn:p:blocked 403", "urn:p:forbidden 403"];
    for (media, texts, content_type) in [
        (PROBLEM, TEXTS, PROBLEM),
        (PROBLEM, "title: { type: string }, status: { type: integer }", PROBLEM),
        (PROBLEM, "detail: { type: string }", PROBLEM),
        (PROBLEM, "title: { type: string }", PROBLEM),
        ("application/vnd.x.error+json", TEXTS, "application/vnd.x.error+json"),
        ("'*/*'", TEXTS, PROBLEM),
        ("'application/Problem+JSON;charset=utf-8'", TEXTS, "application/problem+json; charset=utf-8"),
        ("application/json", TEXTS, "application/json"),
    ] {
        let catalog = check(&api(&[("403", media, &format!("{urns}, {texts}"), "")]), Kind::Openapi, &codes, &[]);
        let wire = &catalog["wire"];
        assert_eq!(wire["content_type"], content_type, "{media} {texts}: {wire:#}");
        let body = wire["body"].to_string();
        assert!(body.contains("{code}"), "{media} {texts}: {body}");
    }
}

#[test]
fn a_code_may_be_any_text_of_any_member_that_a_schema_lists() {
    let of = |properties: &str, codes: &[&str]| {
        let text = api(&[("403", PROBLEM, properties, "")]);
        check(&text, Kind::Openapi, codes, &[]);
        import(&text, Kind::Openapi, "api").unwrap().text
    };
    for (properties, member, codes) in [
        (
            "type: { const: 'tag:e.example,2024:gone' }, detail: { type: string }",
            "type = \"{code}\"",
            vec!["tag:e.example,2024:gone 403"],
        ),
        (
            "type: { enum: [forbidden, blocked] }, detail: { type: string }",
            "type = \"{code}\"",
            vec!["blocked 403", "forbidden 403"],
        ),
        (
            "error: { properties: { type: { enum: [forbidden, blocked] }, message: { type: string } } }",
            "type = \"{code}\"",
            vec!["blocked 403", "forbidden 403"],
        ),
        (
            "errors: { type: array, items: { properties: { code: { enum: [a_b, c_d] }, detail: { type: string } } } }",
            "code = \"{code}\"",
            vec!["a_b 403", "c_d 403"],
        ),
        (
            "type: { enum: ['https://e.example/p/forbidden', 'https://e.example/p/blocked'] }, title: { type: string }",
            "type = \"{docs_url}\"",
            vec!["blocked 403", "forbidden 403"],
        ),
        (
            "type: { enum: ['https://a.example/p/forbidden', 'https://b.example/p/blocked'] }, title: { type: string }",
            "type = \"{code}\"",
            vec!["https://a.example/p/forbidden 403", "https://b.example/p/blocked 403"],
        ),
    ] {
        // The mark of an optional member is left out.
        let text = of(properties, &codes).replace("\"type?\"", "type").replace("\"code?\"", "code");
        assert!(text.contains(member), "{properties}: {text}");
    }
}

#[test]
fn codes_of_fields_in_a_list_are_not_codes_of_errors() {
    let properties = "message: { type: string }, errors: { type: array, items: { properties: \
        { field: { type: string }, code: { enum: [too_long, required] }, message: { type: string } } } }";
    check(&api(&[("422", "application/json", properties, "")]), Kind::Openapi, &[" 422"], &[]);
}

#[test]
fn codes_that_the_format_has_no_place_for_are_noted() {
    let first = "code: { enum: [a_b] }, message: { type: string }";
    let other = "error: { properties: { type: { enum: [c_d] }, message: { type: string } } }";
    let text = api(&[("400", PROBLEM, first, ""), ("403", PROBLEM, other, "")]);
    let notes = ["schemas list codes of member `error.type`"];
    check(&text, Kind::Openapi, &["a_b 400", "c_d 403"], &notes);
    let free = "message: { type: string }";
    let text = import(&api(&[("400", PROBLEM, free, ""), ("403", PROBLEM, first, "")]), Kind::Openapi, "api");
    let text = text.unwrap().text;
    assert!(text.contains("{code}"), "{text}");
}

#[test]
fn examples_and_schemas_have_the_same_codes() {
    let example = "example: { type: 'urn:p:forbidden', title: Forbidden, status: 403, detail: No },";
    let listed = format!("type: {{ enum: ['urn:p:gone'] }}, {TEXTS}");
    let free = format!("type: {{ type: string }}, {TEXTS}");
    let text = api(&[("403", PROBLEM, &free, example), ("410", PROBLEM, &listed, "")]);
    check(&text, Kind::Openapi, &["urn:p:gone 410", "urn:p:forbidden 403"], &[]);
    let example = "example: { type: 'https://e.example/p/forbidden', title: Forbidden, status: 403, detail: No },";
    let listed = format!("type: {{ enum: ['https://e.example/p/gone', 'https://e.example/p/forbidden'] }}, {TEXTS}");
    let text = api(&[("403", PROBLEM, &free, example), ("410", PROBLEM, &listed, "")]);
    let catalog = check(&text, Kind::Openapi, &["forbidden 410", "gone 410"], &["appears again with status 403"]);
    assert_eq!(catalog["wire"]["content_type"], PROBLEM);
    assert_eq!(list(&catalog, "errors").len(), 2);
}

#[test]
fn other_content_types_are_noted() {
    let texts = "code: { enum: [a_b] }, message: { type: string }";
    let other = "code: { enum: [c_d] }, message: { type: string }";
    let third = "code: { enum: [e_f] }, message: { type: string }";
    let text = api(&[("400", "application/json", texts, ""), ("403", PROBLEM, other, ""), ("404", PROBLEM, third, "")]);
    let notes = ["`application/json` is left out: the catalog has `application/problem+json`"];
    let catalog = check(&text, Kind::Openapi, &["a_b 400", "c_d 403", "e_f 404"], &notes);
    assert_eq!(catalog["wire"]["content_type"], PROBLEM);
    let page = "# Errors\n\n### `a_b` (400)\n\nBad.\n\n```http\nHTTP/1.1 400 Bad Request\nContent-Type: \
        application/vnd.x+json\n\n{\"code\": \"a_b\", \"message\": \"m\"}\n```\n";
    let catalog = check(page, Kind::Markdown, &["a_b 400"], &[]);
    assert_eq!(catalog["wire"]["content_type"], "application/vnd.x+json");
}
