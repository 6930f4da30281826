//! The place of a finding is that of a key, in any spelling of the key.

use error_catalog_model::contract::{Contract, check_contract, diff};
use error_catalog_model::{Report, Span};

use crate::{locked, parse, render, short};

/// The line and the marked text of the only finding, in the catalog and in the lock.
fn places(old: &str, new: &str) -> (String, String) {
    let (lock, catalog) = (locked(&Contract::of(&parse(old))), parse(new));
    let diagnostics = check_contract(&catalog, &lock, &diff(&lock, &Contract::of(&catalog)));
    let report = Report::new(catalog.files.into_iter().chain(lock.lock.map(|lock| lock.file)).collect(), diagnostics);
    let [diagnostic] = report.diagnostics.as_slice() else { panic!("{}", render(&report)) };
    let marked = |span: Span| {
        let line = report.snippet(span).unwrap().line;
        format!("{line}: {}", &report.files[span.file].text[span.start..span.end])
    };
    let related = diagnostic.related.as_ref().map(|(span, _)| marked(*span));
    (marked(diagnostic.span.unwrap()), related.unwrap_or_default())
}

#[test]
fn of_a_status_in_every_spelling() {
    for (text, expected) in [
        ("[errors.b]\ndocs = \"\"\"\nstatus = 404\n\"\"\"\nstatus = 410\nmessage = 'b'", "5: status = 410"),
        ("[errors.b]\ndocs = '''\n[errors.c]\n'''\nstatus = 410\nmessage = 'b'", "5: status = 410"),
        ("[errors.b]\nmessage = 'b'\n\"status\" = 410 # no more", "3: \"status\" = 410"),
        ("[ errors . 'b' ]\nmessage = 'b'\n\n  status = 410", "4: status = 410"),
        ("errors.b.message = 'b'\nerrors.b.status = 410", "2: status = 410"),
        ("errors.b = { message = 'b', status = 410 }", "1: status = 410"),
        ("[errors]\nb = { message = 'b', status = 410 }", "2: status = 410"),
        ("[errors.b.fields]\nx = 'u16'\n[errors.b]\nmessage = 'b{x}'\nstatus = 410", "5: status = 410"),
        ("[errors.b.headers]\nstatus = 'x'\n[errors.b]\nmessage = 'b'\nstatus = 410", "5: status = 410"),
        ("[errors.b]\nmessage = 'b'\ncauses = [\n'status = 404',\n]\nstatus = 410", "6: status = 410"),
        ("[errors.b]\ncategory = 'c'\nmessage = 'b'\n[categories.c]\nstatus = 410", "1: [errors.b]"),
    ] {
        let (now, then) = places(&text.replace("410", "409"), text);
        assert_eq!(now, expected, "{text}");
        assert!(then.ends_with(": status = 409"), "{text}: {then}");
    }
}

#[test]
fn of_every_key() {
    let error = |keys: &str| format!("[errors.b]\nstatus = 409\nmessage = '{{x}}'\nfields.x = 'u16'\n{keys}");
    for (old, new, now, then) in [
        ("number = 1", "number = 2", "5: number = 2", "number = 1"),
        ("aliases = ['B']", "aliases = ['C']", "5: aliases = ['C']", "aliases = [\n    \"B\",\n]"),
        ("grpc = 'UNKNOWN'", "grpc = 'INTERNAL'", "5: grpc = 'INTERNAL'", "grpc = \"UNKNOWN\""),
        ("retry = 'backoff'", "[errors.b.retry]\nstrategy = 'no'", "6: strategy = 'no'", "retry = \"backoff\""),
        (
            "retry = { strategy = 'backoff', max-attempts = 5 }",
            "retry = { strategy = 'backoff', max-attempts = 3 }",
            "5: max-attempts = 3",
            "max-attempts = 5",
        ),
        ("headers.X-Y = 'a'", "[errors.b.headers]\nX-Y = 'b'", "6: X-Y = 'b'", "X-Y = \"a\""),
        ("headers.X-Y = 'a'", "", "1: [errors.b]", "X-Y = \"a\""),
        ("headers.X-Y = 'a'", "headers.x-y = 'b'", "5: x-y = 'b'", "X-Y = \"a\""),
        ("details.a.'b.c' = '{x}'", "details = { a = { b = 1, 'b.c' = 'y' } }", "5: 'b.c' = 'y'", "\"b.c\" = \"{x}\""),
        ("details.a.'b?' = '{x}'", "details = { a = { 'b?' = 'y' } }", "5: 'b?' = 'y'", "\"b?\" = \"{x}\""),
    ] {
        let (marked, was) = places(&error(old), &error(new));
        assert_eq!(marked, now, "{old}, {new}");
        assert!(was.ends_with(&format!(": {then}")), "{old}, {new}: {was}");
    }
}

#[test]
fn of_keys_that_apply_to_all_errors() {
    let body = |text: &str| format!("wire.body = {{ error = {{ code = '{{code}}', {text} }} }}\n");
    let error = "[errors.b]\nstatus = 409\nmessage = 'b'\n[errors.c]\nstatus = 409\nmessage = 'c'\n";
    for (old, new, now) in [
        (body("a = 1"), body("a = 2"), "1: a = 2"),
        (body("a = 1"), body("'b' = 2"), "1: error = { code = '{code}', 'b' = 2 }"),
        (
            "[wire]\ncontent-type = 'a/b'\n".to_owned(),
            "wire.content-type = 'a/c'\n".to_owned(),
            "1: content-type = 'a/c'",
        ),
        (
            "[catalog]\ndocs-url = 'https://a/{code}'\n".to_owned(),
            "[catalog]\ndescription = '''\ndocs-url = 1'''\n".to_owned(),
            "1: [catalog]",
        ),
        ("statuses.409.code = 'b'\n".to_owned(), "[statuses.\"409\"]\n".to_owned(), "1: [statuses.\"409\"]"),
        ("statuses.409.code = 'b'\n".to_owned(), String::new(), "22: 409 = \"b\""),
        ("statuses.409.json.code = 'b'\n".to_owned(), String::new(), "22: json = \"b\""),
        (
            "statuses.409.code = 'b'\n".to_owned(),
            "statuses.409 = { code = 'b', json = { code = 'c' } }\n".to_owned(),
            "1: code = 'c'",
        ),
        ("[headers]\nX-Y = 'a'\n".to_owned(), "[headers]\nX-Y = 'b'\n".to_owned(), "2: X-Y = 'b'"),
        ("[headers]\nX-Y = 'a'\nX-Z = 'a'\n".to_owned(), "[headers]\nX-Z = 'a'\n".to_owned(), "1: [headers]"),
        (String::new(), "[catalog]\ncode = false\n".to_owned(), "2: code = false"),
        ("[headers]\nX-Y = 'a'\n".to_owned(), String::new(), "22: X-Y = \"a\""),
        (
            "[wire]\npreset = 'google'\ncontent-type = 'a/b'\n".to_owned(),
            "[wire]\npreset = 'google'\n".to_owned(),
            "2: preset = 'google'",
        ),
    ] {
        assert_eq!(places(&format!("{old}{error}"), &format!("{new}{error}")).0, now, "{old}, {new}");
    }
}

#[test]
fn of_a_code_that_one_error_sends() {
    let error = "[errors.b]\nstatus = 409\nmessage = 'b'\n";
    let both = format!("[errors.c]\nstatus = 409\nmessage = 'c'\n{error}");
    assert_eq!(places(&both, &format!("{both}code = false")).0, "7: code = false");
}

#[test]
fn of_a_code_that_is_used_again() {
    let other = "[errors.b]\nstatus = 409\nmessage = 'b'\n";
    for (keys, now) in [("code = 'A'", "4: code = 'A'"), ("aliases = ['A']", "4: aliases = ['A']")] {
        let (marked, was) = places(&format!("{other}[retired]\nA = 'Gone.'"), &format!("{other}{keys}"));
        assert_eq!(marked, now);
        assert!(was.ends_with(": [gone.A]"), "{was}");
    }
}

/// A change that breaks nothing is not a finding, but has a place.
#[test]
fn of_a_change_that_breaks_nothing() {
    let error = |head: &str, keys: &str| {
        format!("{head}\n[errors.b]\nstatus = 409\nmessage = 'b'\n{keys}\n[categories]\na = {{}}\nc = {{}}")
    };
    for (old, new, now) in [
        (("", "title = 'A'"), ("", "title = 'B'"), "title = 'B'"),
        (("", "user-message = 'A'"), ("", "user-message = 'B'"), "user-message = 'B'"),
        (("", "category = 'a'"), ("", "category = 'c'"), "category = 'c'"),
        (("", ""), ("", "deprecated = true"), "deprecated = true"),
        (("", "number = 1"), ("", "number = 1\naliases = ['C']"), "aliases = ['C']"),
        (("catalog.name = 'a'", ""), ("catalog.name = 'b'", ""), "name = 'b'"),
        (
            ("wire = { violations = 'map', body = { 'v?' = '{violations}' } }", "fields.violations = 'violations'"),
            ("wire = { violations = 'list', body = { 'v?' = '{violations}' } }", "fields.violations = 'violations'"),
            "violations = 'list'",
        ),
    ] {
        let (old, new) = (parse(&error(old.0, old.1)), parse(&error(new.0, new.1)));
        let changes = diff(&Contract::of(&old), &Contract::of(&new));
        let [change] = changes.as_slice() else { panic!("{:?}", short(&changes)) };
        let span = change.span(&new.spans).unwrap();
        assert_eq!(&new.files[span.file].text[span.start..span.end], now);
    }
}
