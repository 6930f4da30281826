//! Which problems a catalog has, and which consequences of a problem are not problems themselves.

use std::collections::BTreeMap;

use error_catalog_model::{Catalog, Diagnostic, Source};

const ERROR: &str = "[errors.a]\nstatus = 400\nmessage = 'a'\n";

/// The problems of a catalog, each as its rule and its message.
fn problems(text: &str) -> Vec<String> {
    let files = BTreeMap::from([("errors.toml".to_owned(), text.to_owned())]);
    let show = |problem: &Diagnostic| format!("{}: {}", problem.rule.id, problem.message);
    Catalog::parse("errors.toml", &files).1.diagnostics.iter().map(show).collect()
}

/// Each row is the start of a catalog, more keys of its error, and the problems.
fn check(rows: &[(&str, &str, &[&str])]) {
    for (head, keys, expected) in rows {
        assert_eq!(problems(&format!("{head}\n{ERROR}{keys}")), *expected, "{head}\n{keys}");
    }
}

#[test]
fn a_field_with_a_problem_is_not_also_unknown() {
    let bad = "bad-type: unknown type `number`";
    check(&[
        ("wire.body.a = '{x}'", "fields.x = 'number'", &[bad]),
        ("wire.body.a = '{x}'", "", &["unknown-slot: unknown slot `x` in the body"]),
        ("wire = { body.a = '{x}', example.x = 1 }", "fields.x = 'number'", &[bad]),
        ("", "fields.x = 'number'\ndetails = ['x']", &[bad]),
        ("wire.body.a = '{owner}'", "fields.x = 'number'", &["unknown-slot: unknown slot `owner` in the body", bad]),
        ("wire.body.a = '{x}'", "fields = 1", &["wrong-type: `fields` must be a table"]),
        ("wire = { body.a = '{x}', example.x = 1 }", "fields.x = 'string'", &[]),
    ]);
}

#[test]
fn a_preset_can_name_fields_that_no_error_has() {
    check(&[
        ("wire.preset = 'stripe'", "", &[]),
        ("wire.preset = 'stripe'", "internal = '{param}'\nfields.param = { type = 'string', internal = true }", &[]),
        ("wire.preset = 'github'", "fields.violations = 'violations'", &[]),
        (
            "wire = { preset = 'github', violation.a = '{x?}' }",
            "fields.violations = 'violations'",
            &["unknown-slot: unknown slot `x` in the template of violations"],
        ),
    ]);
}

#[test]
fn a_value_for_a_misspelled_field_is_not_also_missing() {
    let fields = "fields = { user = 'string', shard = 'string' }\ndetails = ['user', 'shard']";
    check(&[(
        "statuses.400 = { code = 'a', with = { shrad = 'b', user = 'c' } }",
        fields,
        &["unknown-field: error `a` has no field `shrad`"],
    )]);
}

#[test]
fn a_brace_has_its_counterpart() {
    for (message, expected) in [
        ("{{a}}", [].as_slice()),
        ("{a{b}", &["unbalanced-braces: unmatched `{`"]),
        ("a}b}", &["unbalanced-braces: unmatched `}`"]),
        ("{a", &["unbalanced-braces: unmatched `{`"]),
    ] {
        assert_eq!(problems(&format!("[errors.a]\nstatus = 400\nmessage = '{message}'")), expected, "{message}");
    }
}

#[test]
fn a_text_with_a_problem_is_not_also_missing() {
    check(&[
        (
            "locales.de.a = { message = 'a', user-message = 'a' }",
            "",
            &["locale-slots: error `a` has no `user-message` to translate"],
        ),
        (
            "locales.de.a = { message = 'a', user-message = 'a' }",
            "user-message = 1",
            &["wrong-type: `user-message` must be a string"],
        ),
    ]);
}

#[test]
fn a_member_of_an_element_can_be_documented() {
    for (path, expected) in [
        ("a", [].as_slice()),
        ("a.b", &[]),
        ("a.c", &[]),
        ("a.d", &["unknown-key: the body has no member `a.d`"]),
        ("a.b.c", &["unknown-key: the body has no member `a.b.c`"]),
    ] {
        let wire = "wire.body = { a = [{ b = '{code}' }, { c = 1 }], d = 1 }";
        assert_eq!(problems(&format!("{wire}\nwire.members.'{path}' = 'Text.'\n{ERROR}")), expected, "{path}");
    }
    let wire = "wire = { body.a = [{ only = '{code}' }], members.'a.onyl' = 'Text.' }";
    let files = BTreeMap::from([("errors.toml".to_owned(), format!("{wire}\n{ERROR}"))]);
    let report = Catalog::parse("errors.toml", &files).1;
    assert_eq!(report.diagnostics[0].label, "did you mean `a.only`?");
}

#[test]
fn a_header_is_one_line_that_clients_can_read() {
    let misfit = |header| format!("header-grammar: the slot `timestamp` does not fit the header `{header}`");
    let misfits = [misfit("Retry-After"), misfit("RateLimit-Limit")];
    check(&[
        ("", "number = 1\nheaders.Retry-After = '{number}'", &[]),
        ("", "headers.Retry-After = '{status}'", &[]),
        ("", "headers.Retry-After = '{timestamp}'", &[&misfits[0]]),
        ("", "headers.RateLimit-Limit = '{timestamp}'", &[&misfits[1]]),
        ("", "headers.RateLimit-Limit = '{instance}'", &[]),
        (
            "headers.Retry-After = 'soon'",
            "",
            &["header-grammar: this value does not follow the grammar of the header `Retry-After`"],
        ),
        ("headers.Retry-After = 'é'", "", &["bad-header-value: this value is not allowed in a header"]),
        (
            "headers.X-A = '{user_message}'",
            "user-message = \"a\\nb\"",
            &["header-split: the `user_message` of error `a` contains a line break, which would end the header"],
        ),
        (
            "",
            "user-message = \"a\\nb\"\nheaders.X-A = '{user_message}'",
            &["header-split: the `user_message` of error `a` contains a line break, which would end the header"],
        ),
        ("", "user-message = 'a'\nheaders.X-A = '{user_message}'", &[]),
    ]);
    for (length, is_valid) in [(255, true), (256, false), (257, false)] {
        let found = problems(&format!("headers.{} = 'a'\n{ERROR}", "a".repeat(length)));
        assert_eq!(found.is_empty(), is_valid, "{length}: {found:?}");
    }
}

#[test]
fn a_member_without_a_value_is_reported_once() {
    let absent = "slot-may-be-absent: slot `details` has no value in error `a`, so a required member would be missing";
    check(&[("wire.body.a = '{details}'", "", &[absent]), ("wire.body.a = '{details}'", "details = 1", &[])]);
}

#[test]
fn a_violation_has_a_pointer_and_a_detail() {
    let bad = "bad-example: the example of `violations` does not have type `violations`";
    for (members, expected) in [
        ("pointer = '/a', detail = 'd'", [].as_slice()),
        ("pointer = '/a', detail = 'd', code = 'c'", &[]),
        ("detail = 'd', code = 'c'", &[bad]),
        ("pointer = '/a', code = 'c'", &["bad-example: unknown violation code `c`"]),
    ] {
        let keys = format!("fields.violations = 'violations'\nexample.violations = [{{ {members} }}]");
        assert_eq!(problems(&format!("{ERROR}{keys}")), expected, "{members}");
    }
}

/// A file that cannot be read may have the status.
#[test]
fn a_status_may_be_in_a_file_that_is_not_read() {
    let missing = "include-missing: there is no file `b.toml`";
    let status = "missing-key: neither error `a` nor its category has a `status`";
    for (include, expected) in [("", [status]), ("catalog.include = 'b.toml'", [missing])] {
        let text = format!("{include}\n[categories.c]\n[errors.a]\nmessage = 'a'\ncategory = 'c'");
        assert_eq!(problems(&text), expected, "{include}");
    }
}

/// Each row is the start of a catalog, more keys of its error, and the marked text and the label of the only problem.
#[test]
fn a_label_says_what_is_expected() {
    let all = "`ALL` is the name of the list of all variants";
    for (head, keys, marked, label) in [
        ("", "fields.shard = { type = 'u8', internal = true }\ninternal = '{shrad}'", "shrad", "did you mean `shard`?"),
        ("errors.a_l_l = { status = 400, message = 'b' }", "", "a_l_l", all),
        ("", "examples = [{}, 5]", "5", "this value is a whole number"),
    ] {
        let text = format!("{head}\n{ERROR}{keys}");
        let files = BTreeMap::from([("errors.toml".to_owned(), text.clone())]);
        let report = Catalog::parse("errors.toml", &files).1;
        let show = |it: &Diagnostic| it.span.map(|span| (text[span.start..span.end].to_owned(), it.label.clone()));
        let found: Vec<_> = report.diagnostics.iter().filter_map(show).collect();
        assert_eq!(found, [(marked.to_owned(), label.to_owned())], "{text}");
    }
}

#[test]
fn a_key_of_an_output_may_be_misspelled() {
    check(&[
        ("outputs.markdown = { path = 'a.md', paths = 1 }", "", &[]),
        ("outputs.markdown = { paths = 'a.md' }", "", &["unknown-key: unknown key `paths` in output `markdown`"]),
    ]);
}

/// If an output conflicts with several outputs, the first of them is shown.
#[test]
fn an_output_conflicts_with_the_first_output() {
    let output = |name: &str, keys| format!("[outputs.{name}]\npath = 'a.md'\n{keys}\n");
    let text = output("first", "region = 'a'") + &output("second", "") + &output("third", "region = 'a'");
    let files = BTreeMap::from([("errors.toml".to_owned(), text.clone())]);
    let report = Catalog::parse("errors.toml", &files).1;
    let related = report.diagnostics[1].related.as_ref().map(|(span, _)| text[..span.start].matches("path").count());
    assert_eq!(related, Some(1));
}

#[test]
fn a_file_has_one_output_or_regions() {
    for (first, second, is_twice) in [
        ("", "", true),
        ("", "region = 'a'", true),
        ("region = 'a'", "", true),
        ("region = 'a'", "region = 'a'", true),
        ("region = 'a'", "region = 'b'", false),
    ] {
        let output = |kind, keys| format!("[outputs.{kind}]\npath = 'a.md'\n{keys}\n");
        let found = problems(&format!("{ERROR}{}{}", output("markdown", first), output("html", second)));
        assert_eq!(found, ["duplicate-output: two outputs write to `a.md`"][..usize::from(is_twice)]);
    }
}

#[test]
fn files_in_memory_have_no_links() {
    let files = BTreeMap::<String, String>::new();
    assert_eq!(files.resolve("a/b.toml"), Ok("a/b.toml".to_owned()));
}

/// If several files contain a key, the first file counts.
#[cfg(feature = "spans")]
#[test]
fn a_key_is_at_its_first_place() {
    let files = BTreeMap::from([
        ("errors.toml".to_owned(), format!("catalog.include = ['a.toml']\n{ERROR}")),
        ("a.toml".to_owned(), "catalog.include = ['b.toml']".to_owned()),
        ("b.toml".to_owned(), String::new()),
    ]);
    let (catalog, report) = Catalog::parse("errors.toml", &files);
    assert!(!report.has_errors(), "{report:?}");
    assert_eq!(catalog.unwrap().spans.in_top(&["catalog", "include"]).map(|span| span.file), Some(0));
}
