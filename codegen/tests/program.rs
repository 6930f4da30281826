//! The programs of whole catalogs: responses, messages for logs, and the sample of the response format.

// Helpers of tests fail as tests do.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::collections::BTreeMap;

use error_catalog_codegen::program::{Compiled, compile, render_sample};
use error_catalog_model::Catalog;
use error_catalog_wire::{Args, Casing, Context, Op, Program, StatusAnswer, Value};

fn parse(toml: &str) -> Catalog {
    let files = BTreeMap::from([("errors.toml".to_owned(), toml.to_owned())]);
    let (catalog, report) = Catalog::parse("errors.toml", &files);
    let found: Vec<String> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
    catalog.unwrap_or_else(|| panic!("{}", found.join("\n\n")))
}

/// Runs a program that writes text.
fn text(compiled: &Compiled, ops: &[Op], fields: &[Value<'_>]) -> String {
    let mut out = String::new();
    let program = Program { text: &compiled.text, ops: &Program::assemble(ops) };
    program.write_text(&Args::new(fields, &Context::new()), &mut out).unwrap();
    out
}

/// Runs a program that writes a body.
fn json(compiled: &Compiled, ops: &[Op], fields: &[Value<'_>]) -> String {
    let mut out = String::new();
    let program = Program { text: &compiled.text, ops: &Program::assemble(ops) };
    program.write_json(&Args::new(fields, &Context::new()), &mut out).unwrap();
    out
}

#[test]
fn a_header_is_sent_if_its_slots_have_values() {
    let catalog = parse(
        r#"
        wire.body.code = "{code}"

        [headers]
        X-Code = "{code}"
        X-Request-Id = "{request_id}"
        X-Number = "{number}"

        [errors.wait]
        status = 429
        message = "Wait"
        headers = { Retry-After = "{retry_after}" }
        retry = { strategy = "after", cap = "5s" }
        example = { retry_after = 60 }

        [errors.numbered]
        status = 404
        message = "Gone"
        number = 7
        example = { request_id = "req_1" }

        [errors.plain]
        status = 404
        message = "Gone"
        "#,
    );
    let compiled = compile(&catalog);
    let sent = [0, 1, 2].map(|index| {
        let response = compiled.respond(&catalog, index, &catalog.errors[index].examples[0]);
        response.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>()
    });
    let first = "Content-Type: application/json";
    assert_eq!(sent[0], [first, "X-Code: wait", "Retry-After: 5"]);
    let number = "X-Number: 7";
    assert_eq!(sent[1], [first, "X-Code: numbered", "X-Request-Id: req_1", number]);
    assert_eq!(sent[2], [first, "X-Code: plain"]);
    let names = compiled.errors.iter().map(|error| error.headers.iter().map(|(name, _)| name.as_str()).collect());
    let names: Vec<Vec<&str>> = names.collect();
    assert_eq!(names[1], ["X-Code", "X-Request-Id", "X-Number"]);
    assert_eq!(names[2], ["X-Code", "X-Request-Id"], "a header that is never sent has no program");
}

#[test]
fn a_message_for_logs_has_public_and_internal_fields() {
    let catalog = parse(
        r#"
        [errors.a]
        status = 500
        message = "Failed for {user} at {code}"
        internal = "{cause} of {user}: {host}, {code}"
        fields.user = "string"
        fields.cause = { type = "string", internal = true }
        fields.host = { type = "string", internal = true }
        "#,
    );
    let compiled = compile(&catalog);
    let fields = [Value::Str("ann"), Value::Str("timeout"), Value::Str("db1")];
    let error = &compiled.errors[0];
    assert_eq!(text(&compiled, &error.message, &fields), "Failed for ann at a");
    assert_eq!(text(&compiled, error.internal.as_ref().unwrap(), &fields), "timeout of ann: db1, a");
}

#[test]
fn a_status_has_a_response() {
    let optional = r#"
        wire.body = { "code?" = "{code}", title = "{title}", grpc = "{grpc}", "number?" = "{number}" }
        headers = { X-Status = "{status}", X-Code = "{code}", X-Number = "{number}" }
        errors.a = { status = 400, message = "a" }
    "#;
    let (status, code) = (("X-Status", "404"), ("X-Code", "not_found"));
    for (toml, body, headers) in [
        (optional, r#"{"title":"Not Found","grpc":"NOT_FOUND"}"#, [status].as_slice()),
        (
            &optional.replace("code?", "code"),
            r#"{"code":"not_found","title":"Not Found","grpc":"NOT_FOUND"}"#,
            &[status, code],
        ),
        ("wire.preset = 'fastapi'\nerrors.a = { status = 400, message = 'a' }", r#"{"detail":"Not Found"}"#, &[]),
    ] {
        let compiled = compile(&parse(toml));
        let answer = StatusAnswer::new(404, Casing::Snake);
        let show = |ops: &[Op]| text(&compiled, ops, &answer.values());
        assert_eq!(show(&compiled.status.message), "Not Found");
        assert_eq!(json(&compiled, &compiled.status.body, &answer.values()), body);
        let sent: Vec<(&str, String)> =
            compiled.status.headers.iter().map(|(name, ops)| (name.as_str(), show(ops))).collect();
        assert!(sent.iter().map(|(name, value)| (*name, value.as_str())).eq(headers.iter().copied()), "{sent:?}");
    }
}

#[test]
fn an_element_of_a_violation_shows_the_fields_of_the_error() {
    let catalog = parse(
        r#"
        wire.body.errors = [{ "*" = "{violations}", detail = "{detail}", "room?" = "{room}" }]
        [errors.a]
        status = 400
        message = "A"
        fields = { violations = "violations", room = { type = "string", example = "R1" } }
        example = { violations = [{ pointer = "/b", detail = "B" }] }
        "#,
    );
    let body = compile(&catalog).respond(&catalog, 0, &catalog.errors[0].examples[0]).body;
    assert_eq!(body, r#"{"errors":[{"detail":"B","room":"R1"}]}"#);
}

#[test]
fn a_sample_shows_the_format_of_a_body() {
    let sample = |toml: &str| render_sample(&parse(toml));
    let body = r#"
        catalog.name = "shop"
        errors.a = { status = 400, number = 7, message = "a", details = ["problems"], fields.problems = "violations" }
        [wire]
        violations = "list"
        [wire.body]
        catalog = "{catalog}"
        status = "{status}"
        number = "{number}"
        title = "{title}"
        details = "{details}"
        "at?" = "{timestamp}"
        "id?" = "{request_id}"
        "problems?" = "{problems}"
        "violations?" = "{violations}"
        "metadata?" = "{metadata}"
        [wire.example]
    "#;
    let violations = r##"[{"pointer":"#/a","detail":"1"}]"##;
    for (example, catalog, status, title, more) in [
        ("title = 'T'", "shop", 400, "T", String::new()),
        // Only `{timestamp}` is a time.
        ("title = '2024-01-22 10:30:00Z'", "shop", 400, "2024-01-22 10:30:00Z", String::new()),
        ("catalog = 'b'", "b", 400, "title", String::new()),
        ("status = 404\nrequest_id = 'r'", "shop", 404, "title", r#","id":"r""#.to_owned()),
        (
            "title = 'T'\ntimestamp = '2024-01-22T11:30:00+01:00'",
            "shop",
            400,
            "T",
            r#","at":"2024-01-22T10:30:00Z""#.to_owned(),
        ),
        ("problems = { a = '1' }", "shop", 400, "title", format!(r#","problems":{violations}"#)),
        ("violations = { a = '1' }", "shop", 400, "title", format!(r#","violations":{violations}"#)),
        ("metadata = { a = 1 }", "shop", 400, "title", r#","metadata":{"a":1}"#.to_owned()),
        ("problems = 'x'", "shop", 400, "title", r#","problems":"x""#.to_owned()),
    ] {
        let expected =
            format!(r#"{{"catalog":"{catalog}","status":{status},"number":1,"title":"{title}","details":{{}}{more}}}"#);
        assert_eq!(sample(&format!("{body}{example}")), Some(expected), "{example}");
    }
    for nothing in ["", "request_id = 'r'\ninstance = '/a'\ntimestamp = '2024-01-22T10:30:00Z'"] {
        assert_eq!(sample(&format!("{body}{nothing}")), None, "{nothing}");
    }
}
