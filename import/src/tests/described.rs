//! Compares OpenAPI descriptions with catalogs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use error_catalog_model::{Catalog, Diagnostic, Report, Severity, rules};
use fastrand::Rng;

use super::read;
use crate::{DescribedFile, check_descriptions};

pub(super) const CATALOG: &str = "[errors.user_gone]\nstatus = 404\n[errors.no_session]\nstatus = 401\n[errors.too_fast]\nstatus = [429, 503]\n\
                       aliases = [\"rate\"]\n[retired]\nold_code = \"Never sent again.\"\n";

fn parse(text: &str) -> Catalog {
    // Each error of the tables below has the same message.
    let with_messages = text.replace("]\nstatus", "]\nmessage = \"M\"\nstatus");
    let text = if text.contains("message = ") { text.to_owned() } else { with_messages };
    let files = BTreeMap::from([("errors.toml".to_owned(), text)]);
    let (catalog, report) = Catalog::parse("errors.toml", &files);
    catalog.unwrap_or_else(|| panic!("{}", report.render_errors().join("\n")))
}

/// The report about descriptions. A file in the folder `out` is an output of the catalog.
fn report_on(catalog: &Catalog, paths: &[&str], files: &BTreeMap<&str, String>) -> Report {
    let mut read = |path: &Path| {
        let name = path.to_str().unwrap().replace('\\', "/");
        let text = files.get(name.as_str()).cloned().ok_or("it does not exist")?;
        Ok(DescribedFile { is_output: name.starts_with("out/"), name, text })
    };
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    let described = check_descriptions(catalog, &[], &paths, &mut read).unwrap();
    Report::new([catalog.files.clone(), described.files].concat(), described.diagnostics)
}

/// Each problem, except undocumented codes.
fn problems(catalog: &str, files: &[(&str, &str)]) -> Vec<String> {
    let mut reports = reports(catalog, files);
    let ignored = [rules::UNDOCUMENTED_CODE.id, rules::UNREAD_DOCUMENTATION.id];
    reports.retain(|it| !ignored.iter().any(|id| it.starts_with(id)));
    reports
}

/// Each problem: its rule, its line, the marked text, and its label.
pub(super) fn reports(catalog: &str, files: &[(&str, &str)]) -> Vec<String> {
    let files = files.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    let report = report_on(&parse(catalog), &["api.yaml"], &files);
    let show = |it: &Diagnostic| {
        let span = it.span.unwrap();
        let (line, _) = report.position(span.file, span.start).unwrap();
        let marked = &report.files[span.file].text[span.start..span.end];
        assert!(!report.render(it).is_empty());
        format!("{} {line} {marked} {}", it.rule.id, it.label)
    };
    report.diagnostics.iter().map(show).collect()
}

/// A description of responses, each with a status and a media type.
pub(super) fn description(responses: &[(&str, &str)], rest: &str) -> String {
    let mut text = "openapi: 3.1.0\npaths:\n  /a:\n    get:\n      responses:\n".to_owned();
    for (status, content) in responses {
        text += &format!("        '{status}': {{ content: {{ application/json: {{ {content} }} }} }}\n");
    }
    text + rest
}

fn of_response(status: &str, content: &str) -> Vec<String> {
    problems(CATALOG, &[("api.yaml", &description(&[(status, content)], ""))])
}

#[test]
fn every_rule_of_descriptions_has_an_example() {
    let group = rules::GROUPS.iter().find(|group| group.id == "openapi").unwrap();
    for rule in group.rules {
        let folder = format!("catalog/tests/fixtures/{}", rule.id);
        let catalog = parse(&read(&format!("{folder}/errors.toml")));
        let report = |path: &str| {
            let files = BTreeMap::from([("openapi.yaml", read(&format!("{folder}/{path}")))]);
            report_on(&catalog, &["openapi.yaml"], &files)
        };
        let bad = report("openapi.yaml");
        let ids: Vec<&str> = bad.diagnostics.iter().map(|it| it.rule.id).collect();
        assert_eq!(ids, [rule.id]);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(&folder).join("expected.txt");
        let expected = snapbox::Data::read_from(&path, None).raw();
        snapbox::assert_data_eq!(format!("{}\n", bad.render(&bad.diagnostics[0])), expected);
        assert!(report("good/openapi.yaml").diagnostics.is_empty(), "{}", rule.id);
    }
}

#[test]
fn a_documented_code_has_its_own_place() {
    let unknown = "documented-code-unknown 6";
    for (content, marked) in [
        ("schema: { properties: { code: { const: user_gne } } }", "user_gne did you mean `user_gone`?"),
        ("schema: { allOf: [{ properties: { code: { enum: [user_gone, xyz] } } }] }", "xyz the API never sends this"),
        ("schema: { oneOf: [{ properties: { code: { example: rate } } }] }", "rate the API sends `too_fast` instead"),
        ("schema: { anyOf: [{ examples: [{ code: old_code }] }] }", "old_code a retired code"),
        ("example: { code: \"é\\u0062\" }", "\"é\\u0062\" the API never sends this"),
        ("examples: { a: { value: { code: 7 } } }", "7 the API never sends this"),
    ] {
        assert_eq!(of_response("404", content), [format!("{unknown} {marked}")], "{content}");
    }
    for fine in [
        "schema: { properties: { code: { type: string } } }",
        "schema: { properties: { other: { const: xyz } } }",
        "schema: { const: { code: user_gone } }",
        "schema: true",
        "schema: { enum: 1, examples: {} }",
        "example: [code]",
    ] {
        assert_eq!(of_response("404", fine), Vec::<String>::new(), "{fine}");
    }
    // Bodies of another success are not those of errors.
    assert_eq!(of_response("200", "example: { code: xyz }"), Vec::<String>::new());
}

#[test]
fn a_code_has_one_of_its_statuses() {
    let code = |code: &str| format!("schema: {{ properties: {{ code: {{ const: {code} }} }} }}");
    for (status, name, problem) in [
        ("404", "user_gone", None),
        ("4XX", "user_gone", None),
        ("default", "user_gone", None),
        ("503", "too_fast", None),
        ("5xx", "user_gone", Some("5XX")),
        ("404", "too_fast", Some("404")),
    ] {
        let problem = problem.map(|it| format!("documented-status-differs 6 {name} documented with status {it}"));
        assert_eq!(of_response(status, &code(name)), Vec::from_iter(problem), "{status} {name}");
    }
    // An `enum` of all codes fits a status that at least one of its codes has.
    let shared = "schema: { properties: { code: { enum: [user_gone, no_session] } } }";
    assert_eq!(of_response("404", shared), Vec::<String>::new());
    assert_eq!(of_response("503", shared).len(), 2);
    // A schema of several responses needs only one of the statuses.
    let reference = "schema: { $ref: '#/components/schemas/E' }";
    let schema = "components: { schemas: { E: { properties: { code: { const: user_gone } } } } }\n";
    let two = description(&[("404", reference), ("410", reference)], schema);
    assert_eq!(problems(CATALOG, &[("api.yaml", &two)]), Vec::<String>::new());
    // Every response is sent with another status.
    let sent = format!("wire.status = 200\n{CATALOG}");
    let two = description(&[("200", &code("user_gone")), ("404", &code("no_session"))], "");
    assert_eq!(
        problems(&sent, &[("api.yaml", &two)]),
        ["documented-status-differs 7 no_session documented with status 404"]
    );
}

#[test]
fn the_body_decides_where_the_code_is() {
    let bad = |member: &str| format!("documented-code-unknown 6 {member} the API never sends this");
    for (wire, content, problem) in [
        ("wire.body.error = { kind = \"{code:upper}\" }", "example: { error: { kind: USER_GONE } }", None),
        ("wire.body.error = { kind = \"{code:upper}\" }", "example: { error: { kind: x } }", Some("x")),
        ("wire.body.type = \"urn:a:{code}\"", "example: { type: 'urn:a:x', code: y }", Some("'urn:a:x'")),
        ("wire.body.type = \"urn:a:{code}\"", "example: { type: 'about:blank' }", None),
        ("wire.body.errors = [{ c = \"{code}\" }]", "example: { errors: [{ c: user_gone }, { c: x }] }", Some("x")),
        (
            "wire.body.errors = [{ c = \"{code}\" }]",
            "schema: { properties: { errors: { items: { properties: { c: { const: x } } } } } }",
            Some("x"),
        ),
        ("wire.body.m = \"{message}\"\nheaders.X-Code = \"{code}\"", "example: { m: x }", None),
    ] {
        let catalog = format!("{wire}\n{CATALOG}");
        let found = problems(&catalog, &[("api.yaml", &description(&[("404", content)], ""))]);
        assert_eq!(found, Vec::from_iter(problem.map(bad)), "{wire}: {content}");
    }
    let catalog = format!("wire.body.m = \"{{message}}\"\nheaders.X-Code = \"{{code}}\"\n{CATALOG}");
    let header = "openapi: 3.0.3\npaths: { /a: { get: { responses: { '404': { headers: { x-code: { schema: { enum: [x] } } } } } } } }\n";
    assert_eq!(problems(&catalog, &[("api.yaml", header)]), ["documented-code-unknown 2 x the API never sends this"]);
    let numbers = "wire.body.n = \"{number}\"\n[errors.a]\nstatus = 404\nnumber = 12\n";
    let content = [("404", "schema: { properties: { n: { enum: [12, 13] } } }")];
    assert_eq!(
        problems(numbers, &[("api.yaml", &description(&content, ""))]),
        ["documented-code-unknown 6 13 did you mean `12`?"]
    );
}

#[test]
fn references_lead_to_other_files_and_to_outputs() {
    let refer = |to: &str| description(&[("404", &format!("schema: {{ $ref: '{to}' }}"))], "");
    let schemas = "E: { properties: { code: { const: xyz } } }\nF: { $ref: '#/E' }\n";
    let generated = r##"{ "components": { "schemas": {
        "Gone": { "x-error-catalog": { "key": "user_gone" } }, "Fast": { "x-error-catalog": { "key": "too_fast" } },
        "Any": { "anyOf": [{ "$ref": "#/components/schemas/Gone" }, { "$ref": "#/components/schemas/Fast" }] } } } }"##;
    let found = |to: &str| {
        problems(CATALOG, &[("api.yaml", &refer(to)), ("parts/e f.yaml", schemas), ("out/api.json", generated)])
    };
    assert_eq!(found("./parts/x/../e%20f.yaml#/F"), ["documented-code-unknown 1 xyz the API never sends this"]);
    assert_eq!(found("out/api.json#/components/schemas/Gone"), Vec::<String>::new());
    assert_eq!(found("out/api.json#/components/schemas/Any"), Vec::<String>::new());
    // Problems in a generated file are shown at the reference to it.
    let to = "out/api.json#/components/schemas/Fast";
    assert_eq!(found(to), [format!("documented-status-differs 6 '{to}' documented with status 404")]);
    let to = "out/api.json#/components/schemas/Gon";
    assert_eq!(found(to), [format!("openapi-reference 6 '{to}' did you mean `Gone`?")]);
    for (to, hint) in [
        ("none.yaml#/E", "the path starts in the folder of api.yaml"),
        ("out/api.json/components/schemas/Gone", "did you mean `out/api.json#/components/schemas/Gone`?"),
        ("none.yml/a.json/E", "did you mean `none.yml#/a.json/E`?"),
        ("out/api.json#components/schemas/Gone", "a JSON Pointer begins with `/`, as in `#/components/schemas/Gone`"),
        ("out/api.json#components", "a JSON Pointer begins with `/`, as in `#/components`"),
    ] {
        assert_eq!(found(to), [format!("openapi-reference 6 '{to}' {hint}")]);
    }
    for skipped in ["https://example.com/e.yaml#/E", "#/paths"] {
        assert_eq!(found(skipped), Vec::<String>::new(), "{skipped}");
    }
    let own = "api.yaml#/paths/~1a/get/responses/404/content/application~1json/schema";
    assert_eq!(found(own), [format!("openapi-reference 6 '{own}' expected a schema")]);
}

#[test]
fn an_alias_is_the_place_of_what_it_contains() {
    let text =
        description(&[("404", "schema: &e { properties: { code: { const: user_gone } } }"), ("410", "schema: *e")], "");
    assert_eq!(
        problems(CATALOG, &[("api.yaml", &text)]),
        ["documented-status-differs 7 *e documented with status 410"]
    );
    let merged = "x: &m { code: { const: xyz } }\n";
    let text = format!("{merged}{}", description(&[("404", "schema: { properties: { <<: *m } }")], ""));
    assert!(problems(CATALOG, &[("api.yaml", &text)])[0].starts_with("documented-code-unknown 7"));
}

#[test]
fn a_description_that_cannot_be_read_is_an_error() {
    for (text, problem) in [
        ("", "1  it is empty"),
        ("openapi: [", "1 "),
        ("{\n  \"openapi\": \"3.1.0\",\n  \"é\": x }", "3 x expected value"),
        ("a: 1\n\tb: 2", "1 "),
        ("a: *b", "1 "),
        ("swagger: '2.0'", "1 '2.0' expected OpenAPI 3"),
        ("openapi: 2.0", "1 2.0 expected version 3.0, 3.1 or 3.2"),
        ("openapi: 3", "1 3 expected version 3.0"),
        ("openapi: 3.3.0", "1 3.3.0 expected version 3.0"),
        ("openapi: 3.1.0\n---\nopenapi: 3.1.0", "3 o expected one YAML document"),
        ("a: &a [*a]", "1 * expected an alias to another value"),
        ("paths: {}", "1  expected a version"),
        ("[]", "1  expected a version"),
    ] {
        let found = problems(CATALOG, &[("api.yaml", text)]);
        assert!(found.len() == 1 && found[0].starts_with(&format!("openapi-syntax {problem}")), "{text}: {found:?}");
    }
    for deep in ["[".repeat(100_000), "{\"a\":".repeat(100_000), "- ".repeat(100_000), "a: {".repeat(10_000)] {
        assert_eq!(problems(CATALOG, &[("api.yaml", &deep)]).len(), 1, "{}", &deep[..4]);
    }
    for (nested, limit) in [("[".repeat(128), "127"), (format!("a: {}{}", "[".repeat(64), "]".repeat(64)), "64")] {
        let found = problems(CATALOG, &[("api.yaml", &nested)]);
        assert!(found[0].ends_with(&format!(" expected at most {limit} nested objects and lists")), "{found:?}");
    }
    let read = &mut |_: &Path| Err("it does not exist".to_owned());
    let error = check_descriptions(&parse(CATALOG), &[], &[PathBuf::from("./a.yaml")], read).unwrap_err();
    assert_eq!(error, "cannot read a.yaml: it does not exist");
}

#[test]
fn a_key_that_an_object_has_twice_is_an_error() {
    let yaml = description(&[("404", "example: { code: user_gone }"), ("404", "example: {}")], "");
    let json = "{ \"openapi\": \"3.1.0\",\n\"paths\": {},\n\"p\\u0061ths\": {} }";
    for (text, problem, first) in [(yaml.as_str(), "7 '404'", 6), (json, "3 \"p\\u0061ths\"", 2)] {
        assert_eq!(
            problems(CATALOG, &[("api.yaml", text)]),
            [format!("openapi-syntax {problem} the key is already there")]
        );
        let files = BTreeMap::from([("api.yaml", text.to_owned())]);
        let report = report_on(&parse(CATALOG), &["api.yaml"], &files);
        let (span, _) = report.diagnostics[0].related.clone().unwrap();
        assert_eq!(report.position(span.file, span.start).unwrap().0, first);
    }
}

#[test]
fn a_reference_that_leads_to_nothing_is_an_error() {
    let rest = "info: { title: T, list: [], x: null }\ncomponents:\n  schemas:\n    A: { $ref: '#/components/schemas/B' }\n    \
                B: { $ref: '#/components/schemas/A' }\n    C: { $ref: '#/components/schemas/C' }\n    \
                D: { type: object, properties: { code: { $ref: '#/components/schemas/D' }, d: { $ref: '#/components/schemas/D' } } }\n    \
                E: { $anchor: gone, properties: { code: { const: user_gone } } }\n    F: true\n";
    let found = |reference: &str| {
        let content = format!("schema: {{ $ref: {reference} }}");
        problems(CATALOG, &[("api.yaml", &description(&[("404", &content)], rest))])
    };
    for (reference, problem) in [
        ("'#/components/schemas/A'", "11 '#/components/schemas/A' expected a schema"),
        ("'#/components/schemas/C'", "12 '#/components/schemas/C' expected a schema"),
        ("3", "6 3 expected a path or a part of a file"),
        ("''", "6 '' expected a path or a part of a file"),
        ("'#'", "6 '#' expected a path or a part of a file"),
        ("'#/info/title'", "6 '#/info/title' expected a schema"),
        ("'#/info/list'", "6 '#/info/list' expected a schema"),
        ("'#/info/x'", "6 '#/info/x' expected a schema"),
        ("'#gon'", "6 '#gon' did you mean `gone`?"),
        ("'#other'", "6 '#other' api.yaml has no `$anchor: other`"),
    ] {
        let found = found(reference);
        assert!(found.len() == 1 && found[0].starts_with(&format!("openapi-reference {problem}")), "{found:?}");
    }
    // A schema may contain itself.
    for fine in ["'#/components/schemas/D'", "'#gone'", "'#/components/schemas/F'"] {
        assert_eq!(found(fine), Vec::<String>::new(), "{fine}");
    }
    let chain: String = (0..40).map(|i| format!("    S{i}: {{ $ref: '#/components/schemas/S{}' }}\n", i + 1)).collect();
    let nested: String =
        (0..101).map(|i| format!("    S{i}: {{ allOf: [{{ $ref: '#/components/schemas/S{}' }}] }}\n", i + 1)).collect();
    for (schemas, rest) in [(chain, "    S40: {}\n"), (nested, "    S101: {}\n")] {
        let rest = format!("components:\n  schemas:\n{schemas}{rest}");
        let text = description(&[("404", "schema: { $ref: '#/components/schemas/S0' }")], &rest);
        let found = problems(CATALOG, &[("api.yaml", &text)]);
        assert!(found.len() == 1 && found[0].starts_with("openapi-reference"), "{found:?}");
    }
}

#[test]
fn a_value_of_another_type_is_an_error() {
    let operation = |text: &str| format!("openapi: 3.1.0\npaths:\n  /a:\n    get:\n      {text}\n");
    for (text, line) in [
        ("openapi: 3.1.0\npaths: []\n".to_owned(), 2),
        ("openapi: 3.1.0\npaths:\n  x-a: 3\n  /a: 3\n".to_owned(), 4),
        ("openapi: 3.1.0\npaths:\n  /a:\n    get: 3\n".to_owned(), 4),
        ("openapi: 3.1.0\npaths: {}\ncomponents: 3\n".to_owned(), 3),
        ("openapi: 3.1.0\npaths: {}\ncomponents: { responses: [] }\n".to_owned(), 3),
        (operation("responses: []"), 5),
        (operation("responses: { 404: [], x-a: 3 }"), 5),
        (operation("responses: { 404: { content: [] } }"), 5),
        (operation("responses: { 404: { content: { a/b: 3 } } }"), 5),
    ] {
        let found = problems(CATALOG, &[("api.yaml", &text)]);
        assert!(found.len() == 1 && found[0].starts_with(&format!("openapi-syntax {line} ")), "{text}: {found:?}");
    }
    for content in [
        "schema: 7",
        "schema: { properties: [] }",
        "schema: { allOf: {} }",
        "schema: { oneOf: [3] }",
        "examples: []",
        "examples: { a: 3 }",
    ] {
        let found = of_response("404", content);
        assert!(found.len() == 1 && found[0].starts_with("openapi-syntax 6 "), "{content}: {found:?}");
    }
}

#[test]
fn every_operation_and_media_type_is_searched() {
    let bad = "content: { MEDIA: { schema: { properties: { code: { const: xyz } } } } }";
    for media in ["text/plain", "application/yaml", "a/b", "'*/*'", "application/json; charset=utf-8"] {
        for operations in ["query: OPERATION", "additionalOperations: { COPY: OPERATION }", "trace: OPERATION"] {
            let responses = format!("{{ responses: {{ 404: {{ {} }} }} }}", bad.replace("MEDIA", media));
            let operations = operations.replace("OPERATION", &responses);
            let text = format!("openapi: 3.2.0\npaths:\n  /a: {{ {operations} }}\n");
            let found = problems(CATALOG, &[("api.yaml", &text)]);
            assert_eq!(found, ["documented-code-unknown 3 xyz the API never sends this"], "{text}");
        }
    }
    for content in ["itemSchema: { example: { code: xyz } }", "examples: { a: { dataValue: { code: xyz } } }"] {
        assert_eq!(of_response("404", content), ["documented-code-unknown 6 xyz the API never sends this"]);
    }
}

#[test]
fn a_large_description_is_read_in_time() {
    let codes: String = (0..4_000).map(|index| format!("[errors.e{index}]\nstatus = 404\n")).collect();
    let mut text = "openapi: 3.1.0\npaths:\n".to_owned();
    for index in 0..4_000 {
        text += &format!(
            "  /a{index}: {{ get: {{ responses: {{ '404': {{ content: {{ application/json: {{ schema: {{ $ref: \
             '#/components/schemas/E' }}, example: {{ code: e{index} }} }} }} }} }} }} }}\n"
        );
    }
    text += "components: { schemas: { E: { anyOf: [{ $ref: '#/components/schemas/E' }, { $ref: '#/components/schemas/E' }] } } }\n";
    assert_eq!(problems(&codes, &[("api.yaml", &text)]), Vec::<String>::new());
}

#[test]
fn mutated_descriptions_do_not_panic() {
    let text = read("cli/tests/cmd/import.in/openapi.yaml");
    let (catalog, mut random) = (parse(CATALOG), Rng::with_seed(1));
    for _ in 0..200 {
        let mut chars: Vec<char> = text.chars().collect();
        for _ in 0..3 {
            let at = random.usize(..chars.len());
            let end = (at + random.usize(..30)).min(chars.len());
            let new = ["", "\"", "$ref: '#'", "{", "é", "\n", "*a", "&a ", "? "][random.usize(..9)];
            chars.splice(at..end, new.chars());
        }
        let files = BTreeMap::from([("api.yaml", chars.into_iter().collect())]);
        let report = report_on(&catalog, &["api.yaml"], &files);
        assert!(report.diagnostics.iter().all(|it| it.severity != Severity::Allowed && !report.render(it).is_empty()));
    }
}
