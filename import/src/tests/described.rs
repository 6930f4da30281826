//! Compares OpenAPI descriptions with catalogs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use error_catalog_model::{Catalog, Diagnostic, Report, Severity, rules};
use fastrand::Rng;

use super::read;
use crate::{DescribedFile, check_descriptions};

const CATALOG: &str = "[errors.user_gone]\nstatus = 404\n[errors.no_session]\nstatus = 401\n[errors.too_fast]\nstatus = [429, 503]\n\
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

/// Each problem: its rule, its line, the marked text, and its label.
fn problems(catalog: &str, files: &[(&str, &str)]) -> Vec<String> {
    let files = files.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    let report = report_on(&parse(catalog), &["api.yaml"], &files);
    let show = |it: &Diagnostic| {
        let span = it.span.unwrap();
        let (line, _) = report.position(span.file, span.start).unwrap();
        let marked = &report.files[span.file].text[span.start..span.end];
        assert!(!report.render(it).is_empty());
        format!("{} {line} {marked} {}", it.rule.id, it.label)
    };
    report.diagnostics.iter().filter(|it| it.rule.id != rules::UNDOCUMENTED_CODE.id).map(show).collect()
}

/// A description of responses, each with a status and a media type.
fn description(responses: &[(&str, &str)], rest: &str) -> String {
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
        "schema: 7",
        "schema: { properties: [], allOf: {}, enum: 1, $ref: 4 }",
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
    assert_eq!(found("none.yaml#/E"), ["openapi-reference 6 'none.yaml#/E' this file"]);
    for skipped in ["https://example.com/e.yaml#/E", "#anchor", "#/paths"] {
        assert_eq!(found(skipped), Vec::<String>::new(), "{skipped}");
    }
    assert_eq!(found("api.yaml#/paths/~1a/get/responses/404/content/application~1json/schema"), Vec::<String>::new());
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
        ("openapi: 2.0", "1 2.0 expected version 3"),
        ("paths: {}", "1  expected a version"),
        ("[]", "1  expected a version"),
    ] {
        let found = problems(CATALOG, &[("api.yaml", text)]);
        assert!(found.len() == 1 && found[0].starts_with(&format!("openapi-syntax {problem}")), "{text}: {found:?}");
    }
    for deep in ["[".repeat(100_000), "{\"a\":".repeat(100_000), "- ".repeat(100_000), "a: {".repeat(10_000)] {
        assert_eq!(problems(CATALOG, &[("api.yaml", &deep)]).len(), 1, "{}", &deep[..4]);
    }
    let read = &mut |_: &Path| Err("it does not exist".to_owned());
    let error = check_descriptions(&parse(CATALOG), &[], &[PathBuf::from("./a.yaml")], read).unwrap_err();
    assert_eq!(error, "cannot read a.yaml: it does not exist");
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
