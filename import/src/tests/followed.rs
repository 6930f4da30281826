//! What `check --openapi` reads through references, and what it reports about a place that it does not read.

use super::described::{CATALOG, description, reports};

/// The reports about a description with this content for status 404, and about the files.
fn reports_on(version: &str, content: &str, rest: &str, files: &[(&str, &str)]) -> Vec<String> {
    let text = description(&[("404", content)], rest).replace("openapi: 3.1.0", &format!("openapi: {version}"));
    reports(CATALOG, &[&[("api.yaml", text.as_str())], files].concat())
}

/// The reports about a description that documents the other errors.
fn reports_on_content(content: &str, rest: &str, files: &[(&str, &str)]) -> Vec<String> {
    reports_on("3.1.0", content, &format!("{OTHERS}{rest}"), files)
}

const OTHERS: &str = "        '401': { content: { a/b: { example: { code: no_session } } } }\n        \
                      '429': { content: { a/b: { example: { code: too_fast } } } }\n";
const UNDOCUMENTED: &str = "undocumented-code 1 [errors.user_gone] sent with status 404";

fn code(code: &str) -> String {
    format!("properties: {{ code: {{ const: {code} }} }}")
}

#[test]
fn keywords_next_to_a_reference_count_since_3_1() {
    let rest = format!("{OTHERS}components: {{ schemas: {{ Base: {{ {} }}, Empty: {{}} }} }}\n", code("user_gone"));
    let found = |version: &str, content: &str| reports_on(version, content, &rest, &[]);
    let empty = format!("schema: {{ $ref: '#/components/schemas/Empty', {} }}", code("user_gone"));
    assert_eq!(found("3.1.0", &empty), Vec::<String>::new());
    assert_eq!(found("3.0.3", &empty), [UNDOCUMENTED]);
    let other = format!("schema: {{ $ref: '#/components/schemas/Base', {} }}", code("xyz"));
    assert_eq!(found("3.1.0", &other), ["documented-code-unknown 6 xyz the API never sends this"]);
    assert_eq!(found("3.0.3", &other), Vec::<String>::new());
    // The property itself has a reference.
    let property = "schema: { properties: { code: { $ref: '#/components/schemas/Empty', enum: [user_gone] } } }";
    assert_eq!(found("3.2.0", property), Vec::<String>::new());
    for described in ["description: d", "summary: s, description: d"] {
        let schema = format!("schema: {{ $ref: '#/components/schemas/Base', {described} }}");
        assert_eq!(found("3.1.0", &schema), Vec::<String>::new());
    }
    let item = format!(
        "openapi: 3.1.0\npaths:\n  /a:\n    $ref: '#/components/pathItems/A'\n    get: {{ responses: {{ 404: {{ content: {{ a/b: {{ \
         schema: {{ {} }} }} }} }} }} }}\ncomponents: {{ pathItems: {{ A: {{ put: {{ responses: {{ default: {{ content: {{ a/b: {{ \
         schema: {{ properties: {{ code: {{ enum: [no_session, too_fast] }} }} }} }} }} }} }} }} }} }} }}\n",
        code("user_gone")
    );
    assert_eq!(reports(CATALOG, &[("api.yaml", item.as_str())]), Vec::<String>::new());
}

#[test]
fn an_id_is_the_base_of_references() {
    let gone = code("user_gone");
    let schemas = format!(
        "components:\n  schemas:\n    A: {{ $id: 'https://e.example/s/a', $anchor: top, $ref: b }}\n    \
         B: {{ $id: 'https://e.example/s/b', $anchor: top, $defs: {{ c: {{ {gone} }} }}, $ref: '#/$defs/c' }}\n    \
         C: {{ $id: c, $ref: '#/components/schemas/A' }}\n    D: {{ $id: dir/d, $ref: other.yaml }}\n    \
         E: {{ $id: 'https://e.example/x/e', $ref: near.yaml }}\n    F: {{ $id: f, allOf: [{{ $ref: g }}] }}\n    \
         G: {{ $id: g, $ref: '#top', $defs: {{ x: {{ $anchor: top, {gone} }} }} }}\n"
    );
    let near = format!("type: object\n{gone}\n");
    let files = [("dir/other.yaml", near.as_str()), ("near.yaml", near.as_str())];
    for reference in [
        "'#/components/schemas/A'",
        "https://e.example/s/b",
        "'https://e.example/s/b#/$defs/c'",
        "'https://e.example/s/b#top'",
        "c",
        "'#/components/schemas/D'",
        "'#/components/schemas/E'",
        "'#/components/schemas/F'",
    ] {
        let found = reports_on_content(&format!("schema: {{ $ref: {reference} }}"), &schemas, &files);
        assert_eq!(found, Vec::<String>::new(), "{reference}");
    }
    // A description of OpenAPI 3.2 can name itself.
    let text = description(&[("404", "schema: { $ref: 'https://e.example/api.yaml#/components/schemas/A' }")], OTHERS);
    let text = text.replace("openapi: 3.1.0", "openapi: 3.2.0\n$self: https://e.example/api.yaml");
    let text = format!("{text}components: {{ schemas: {{ A: {{ {gone} }} }} }}\n");
    assert_eq!(reports(CATALOG, &[("api.yaml", text.as_str())]), Vec::<String>::new());
}

#[test]
fn a_dynamic_reference_leads_to_the_only_schema_with_its_anchor() {
    let list = |rest: &str| format!("components:\n  schemas:\n    Any: {{ $dynamicRef: '#error' }}\n{rest}");
    let own = |name: &str, content: &str| format!("    {name}: {{ $id: {name}, $dynamicAnchor: error, {content} }}\n");
    let content = "schema: { $ref: '#/components/schemas/Any' }";
    let one = list(&own("E", &code("user_gone")));
    assert_eq!(reports_on_content(content, &one, &[]), Vec::<String>::new());
    let two = list(&(own("E", &code("user_gone")) + &own("F", "type: object")));
    assert_eq!(
        reports_on_content(content, &two, &[]),
        ["unread-documentation 11 '#error' `check` does not follow this `$dynamicRef`"]
    );
    let plain = list(&format!("    E: {{ $anchor: error, {} }}\n", code("user_gone")));
    assert_eq!(reports_on_content(content, &plain, &[]), Vec::<String>::new());
    assert_eq!(
        reports_on_content(content, &list(""), &[]),
        ["openapi-reference 11 '#error' api.yaml has no `$anchor: error`"]
    );
    let number = list("").replace("'#error'", "7");
    assert_eq!(reports_on_content(content, &number, &[]), ["openapi-reference 11 7 expected an anchor, as in `#item`"]);
}

/// A code may be documented where nothing is read, so only that place is reported.
#[test]
fn a_place_that_is_not_read_hides_the_codes_of_its_statuses() {
    let remote = "unread-documentation 6 'https://e.example/e' `check` follows only references to files";
    let reference = "schema: { $ref: 'https://e.example/e' }";
    assert_eq!(reports_on_content(reference, "", &[]), [remote]);
    assert_eq!(reports_on("3.0.3", reference, OTHERS, &[]), [remote]);
    // Other statuses cannot be behind the reference, and a code that is documented elsewhere is not missing.
    let found = reports_on("3.1.0", reference, "", &[]);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].starts_with("undocumented-code 4") && found[2] == remote, "{found:?}");
    let both = format!("schema: {{ allOf: [{{ $ref: 'https://e.example/e' }}], {} }}", code("user_gone"));
    assert_eq!(reports_on_content(&both, "", &[]), Vec::<String>::new());
    // A property that does not contain the code is not read.
    let member = "schema: { properties: { other: { $ref: 'https://e.example/e' } } }";
    assert_eq!(reports_on_content(member, "", &[]), [UNDOCUMENTED]);
    for (content, problem) in [
        ("example: { $ref: 'https://e.example/e' }", None),
        ("examples: { a: { externalValue: a.json } }", Some("6 a.json `check` reads only a `value`")),
        ("examples: { a: { serializedValue: '{}' } }", Some("6 '{}' `check` reads only a `value`")),
        ("examples: { a: { externalValue: a.json, dataValue: {} } }", None),
        (
            "examples: { a: { $ref: '//e.example/e' } }",
            Some("6 '//e.example/e' `check` follows only references to files"),
        ),
        (
            "schema: { $id: 'https://e.example/a', properties: { code: { $ref: b.json } } }",
            Some("6 b.json `check` follows only references to files"),
        ),
    ] {
        let expected = problem.map_or(UNDOCUMENTED.to_owned(), |problem| format!("unread-documentation {problem}"));
        assert_eq!(reports_on_content(content, "", &[]), [expected], "{content}");
    }
    let item = "openapi: 3.1.0\npaths:\n  /a: { $ref: 'https://e.example/p' }\n";
    let found = reports(CATALOG, &[("api.yaml", item)]);
    assert_eq!(found, ["unread-documentation 3 'https://e.example/p' `check` follows only references to files"]);
}

#[test]
fn every_keyword_with_the_code_is_read() {
    let gone = code("user_gone");
    for content in [
        format!("if: {{ {gone} }}"),
        format!("if: true, then: {{ {gone} }}"),
        format!("if: true, else: {{ {gone} }}"),
        format!("dependentSchemas: {{ a: {{ {gone} }} }}"),
        "additionalProperties: { const: user_gone }".to_owned(),
        "unevaluatedProperties: { enum: [user_gone] }".to_owned(),
        "discriminator: { propertyName: code, mapping: { user_gone: '#/x' } }".to_owned(),
    ] {
        let found = reports_on_content(&format!("schema: {{ {content} }}"), "", &[]);
        assert_eq!(found, Vec::<String>::new(), "{content}");
    }
    for content in [
        format!("not: {{ {gone} }}"),
        "properties: { code: {} }, additionalProperties: { const: user_gone }".to_owned(),
        "properties: { code: {} }, patternProperties: { c: { const: user_gone } }".to_owned(),
        "discriminator: { propertyName: other, mapping: { user_gone: '#/x' } }".to_owned(),
        "discriminator: { propertyName: code, mapping: 3 }".to_owned(),
        "discriminator: 3".to_owned(),
    ] {
        let found = reports_on_content(&format!("schema: {{ {content} }}"), "", &[]);
        assert_eq!(found, [UNDOCUMENTED], "{content}");
    }
    let patterns = "schema: { patternProperties: { c: { const: user_gone } } }";
    let found = reports_on_content(patterns, "", &[]);
    assert!(found.len() == 1 && found[0].starts_with("unread-documentation 6"), "{found:?}");
    let mapping = "schema: { discriminator: { propertyName: code, mapping: { user_gone: '#/x', user_gne: '#/y' } } }";
    let found = reports_on_content(mapping, "", &[]);
    assert_eq!(found, ["documented-code-unknown 6 '#/y' did you mean `user_gone`?"]);
}

#[test]
fn json_may_contain_every_escape() {
    let text = "{ \"openapi\": \"3.1.0\", \"info\": { \"title\": \"\\ud83d\\ude00\\u0000\\/\" },\n\"paths\": { \"/a\": { \"get\": { \"responses\": \
                {\n\"404\": { \"content\": { \"a/b\": { \"example\": { \"code\": \"user_gone\" } } } },\n\"401\": { \"content\": { \"a/b\": { \"schema\": \
                {\n\"properties\": { \"\\u0063ode\": { \"enum\": [ 1.5e3, null, \"no_session\", \"\\ud83d\\ude00\" ] } } } } } } } } } } }\n";
    let found: Vec<String> =
        reports(CATALOG, &[("api.yaml", text)]).into_iter().filter(|it| !it.starts_with("undocumented-code")).collect();
    assert_eq!(found, ["documented-code-unknown 5 \"\\ud83d\\ude00\" the API never sends this"]);
}
