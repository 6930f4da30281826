//! Resolution of a catalog as a whole, over all its files.

use std::collections::BTreeMap;

use error_catalog_model::{
    Catalog, Literal, Piece, Placeholder, RejectionCause, RejectionValue, StatusDoc, TextTemplate, ValueTemplate,
};

use crate::{keys, parse, parse_files, string};

#[test]
fn a_status_gives_its_error_values() {
    let catalog = parse(
        r#"
        [statuses.404]
        code = "E4"
        with = { shard = 3, resource = "Page", at = 2025-01-01T00:00:00Z }
        [statuses.405]
        code = "wrong_method"
        [errors.not_found]
        status = 404
        code = "E4"
        message = "{resource} not found"
        internal = "in shard {shard}"
        details = ["at", "hint"]
        fields = { resource = "string", hint = "string?", shard = { type = "u8", internal = true }, at = "timestamp" }
        [errors.wrong_method]
        status = 405
        message = "Not so"
        details = ["violations"]
        fields.violations = "violations?""#,
    );
    let [not_found, wrong_method] = catalog.statuses.as_slice() else { panic!() };
    let literals = |status: &StatusDoc| {
        let [rejection] = status.rejections.as_slice() else { panic!() };
        let literal = |value: &RejectionValue| match value {
            RejectionValue::Literal(literal) => literal.clone(),
            RejectionValue::Text(_) => panic!(),
        };
        let values = rejection.values.iter().map(|value| value.as_ref().map(literal));
        (rejection.cause, rejection.error, values.collect::<Vec<_>>())
    };
    let shard = Some(Literal::Integer(3));
    let values = vec![Some(string("Page")), None, shard, Some(string("2025-01-01T00:00:00Z"))];
    assert_eq!(literals(not_found), (None, 0, values));
    assert_eq!(literals(wrong_method), (None, 1, vec![None]));
}

#[test]
fn a_status_has_an_error_for_each_cause() {
    let catalog = parse(
        r#"
        [statuses.400]
        body.code = "b"
        code = "a"
        json = { code = "c", with = { detail = "{{\"rejected\"}}: {rejection}" } }
        path = { code = "c", with = { detail = "{{rejection}}" } }
        [statuses.404.path]
        code = "d"
        [errors]
        a = { status = 400, message = "A" }
        b = { status = 400, message = "B" }
        c = { status = 400, message = "{detail}", fields.detail = "string" }
        d = { status = 404, message = "D" }"#,
    );
    let [bad_request, not_found] = catalog.statuses.as_slice() else { panic!() };
    let error = |status: &StatusDoc, cause| status.rejection(cause).map(|rejection| rejection.error);
    let causes = [None].into_iter().chain(RejectionCause::ALL.iter().copied().map(Some));
    let errors: Vec<_> = causes.map(|cause| (error(bad_request, cause), error(not_found, cause))).collect();
    let [a, b, c, d] = [0, 1, 2, 3].map(Some);
    assert_eq!(errors, [(a, None), (c, None), (a, None), (c, d), (a, None), (b, None)]);

    let sends = |status: &StatusDoc| [0, 1, 2, 3].map(|error| status.sends(error));
    assert_eq!((sends(bad_request), sends(not_found)), ([true, true, true, false], [false, false, false, true]));

    let value = |cause| match bad_request.rejection(Some(cause)).unwrap().values.as_slice() {
        [Some(value)] => value.clone(),
        _ => panic!(),
    };
    let pieces = vec![Piece::Literal("{\"rejected\"}: ".to_owned()), Piece::Slot(Placeholder::plain("rejection"))];
    assert_eq!(value(RejectionCause::Json), RejectionValue::Text(TextTemplate { pieces }));
    assert_eq!(value(RejectionCause::Path), RejectionValue::Literal(string("{rejection}")));
}

#[test]
fn statuses_name_their_error_by_key_or_by_code() {
    let catalog = parse(
        r#"
        catalog.code-style = "SCREAMING_SNAKE_CASE"
        errors.not_found = { status = 404, message = "M", code = "E404" }
        errors.too_large = { status = 413, message = "M" }
        errors.gone = { status = 410, message = "M" }
        statuses.413 = { code = "TOO_LARGE", causes = "One.", solutions = ["A.", "B."] }
        statuses.404.code = "E404"
        statuses.410.code = "gone"
        statuses.200.description = "Fine.""#,
    );
    let statuses: Vec<_> = catalog
        .statuses
        .iter()
        .map(|status| (status.status, status.rejection(None).map(|rejection| rejection.error)))
        .collect();
    assert_eq!(statuses, [(200, None), (404, Some(0)), (410, Some(2)), (413, Some(1))]);
    let large = &catalog.statuses[3];
    assert_eq!((large.causes.join("|"), large.solutions.join("|")), ("One.".to_owned(), "A.|B.".to_owned()));
    assert_eq!(catalog.statuses[0].description.as_deref(), Some("Fine."));
}

#[test]
fn translations_are_in_a_table_or_in_a_file() {
    let main = r#"
        [errors]
        a = { status = 404, message = "No {id}", user-message = "Sorry", fields.id = "string" }
        b = { status = 404, message = "B", code = "B2" }
        [locales.de]
        B2 = { message = "B auf Deutsch" }
        a = { title = "Nichts", user-message = "Leider" }"#;
    let french = "[b]\nmessage = 'B'\n[a]\nmessage = 'Pas de {id}'\nuser-message = 'Désolé'";
    let catalog = parse_files(&[("errors.toml", main), ("errors.fr.toml", french), ("errors.toml.bak", "")]);
    let translations =
        catalog.locales.iter().flat_map(|locale| locale.translations.iter().map(|it| (&locale.lang, it)));
    let found: Vec<String> = translations
        .map(|(lang, it)| {
            let text = |text: &Option<_>| text.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
            let title = it.title.as_deref().unwrap_or("-");
            format!("{lang} {} {title}|{}|{}", it.error, text(&it.message), text(&it.user_message))
        })
        .collect();
    let expected = ["de 0 Nichts|-|Leider", "de 1 -|B auf Deutsch|-", "fr 0 -|Pas de {id}|Désolé", "fr 1 -|B|-"];
    assert_eq!(found, expected);
    assert_eq!(catalog.files[1].path, "errors.fr.toml");
}

/// A file that includes others and has these errors.
fn file(include: &str, errors: &str) -> String {
    let errors = errors.split_whitespace().map(|key| format!("{key} = {{ status = 404, message = 'M' }}\n"));
    format!("catalog.include = {include}\n[errors]\n{}", errors.collect::<String>())
}

#[test]
fn included_files_follow_the_file_that_includes_them() {
    for (include, expected) in [
        ("[]", "main"),
        ("'b.toml'", "main b"),
        ("['b.toml', 'a.toml']", "main b a x z"),
        ("['a.toml', 'b.toml']", "main a x b z"),
        ("['parts/y.toml', 'parts/x.toml']", "main y z x b"),
        ("'*.toml'", "main a x b z"),
        ("'?.toml'", "main a x b z"),
        ("'parts/*.toml'", "main x b z y"),
        ("'**/*.toml'", "main a x b z y"),
        ("'parts/**'", "main z x b y"),
        ("'none/*.toml'", "main"),
    ] {
        let catalog = parse_files(&[
            ("errors.toml", &file(include, "main")),
            ("b.toml", &file("[]", "b")),
            ("a.toml", &file("['parts/x.toml']", "a")),
            ("parts/x.toml", &file("['../b.toml', './deep/z.toml']", "x")),
            ("parts/y.toml", &file("'deep/z.toml'", "y")),
            ("parts/deep/z.toml", &file("[]", "z")),
            ("notes.txt", "not TOML"),
        ]);
        assert_eq!(keys(&catalog).join(" "), expected, "{include}");
    }
}

#[test]
fn a_report_lists_the_folders_that_a_pattern_reads() {
    for (include, folders) in [
        ("'a.toml'", ""),
        ("'*.toml'", ""),
        ("'parts/*.toml'", "|parts"),
        ("'parts/**/*.toml'", "|parts|parts/deep"),
        ("'parts/deep/**'", "|parts|parts/deep"),
        ("'p*/deep/**'", "|parts|parts/deep"),
        ("'.git/*.toml'", "|.git"),
        ("'**/*.toml'", "|parts|parts/deep|src"),
    ] {
        let files = ["a.toml", "parts/deep/b.toml", "src/lib.rs", ".git/objects/config.toml"]
            .map(|path| (path.to_owned(), String::new()));
        let mut files = BTreeMap::from(files);
        files.insert("errors.toml".to_owned(), file(include, ""));
        let (_, report) = Catalog::parse("errors.toml", &files);
        assert_eq!(report.folders.join("|"), folders, "{include}");
    }
}

#[test]
fn every_preset_accepts_a_minimal_catalog() {
    for (preset, content_type) in [
        ("rfc9457", "application/problem+json"),
        ("json-api", "application/vnd.api+json"),
        ("google", "application/json"),
        ("oauth2", "application/json"),
        ("graphql", "application/graphql-response+json"),
        ("fastapi", "application/json"),
        ("aspnet", "application/problem+json; charset=utf-8"),
        ("kubernetes", "application/json"),
        ("matrix", "application/json"),
        ("github", "application/json; charset=utf-8"),
        ("stripe", "application/json"),
    ] {
        let text = format!(
            "wire.preset = '{preset}'
            errors.a = {{ status = 404, message = 'A {{x}}', fields = {{ x = 'string' }} }}
            errors.b = {{ status = 422, message = 'B {{retry_after}}', fields.retry_after = 'u32' }}\n"
        );
        let catalog = parse(&text);
        assert_eq!((catalog.wire.preset, catalog.wire.content_type.as_str()), (Some(preset), content_type));
        assert!(matches!(catalog.wire.body, ValueTemplate::Object(_)));
        let own = parse(&format!("{text}wire.content-type = 'application/json; charset=utf-8'"));
        assert_eq!(own.wire.content_type, "application/json; charset=utf-8");
    }
    assert_eq!(parse("").wire.preset, Some("rfc9457"));
    assert_eq!(Catalog::empty().wire.preset, Some("rfc9457"));
    let silent = parse("errors.a = { status = 404, message = 'A', code = false }");
    assert!(!silent.errors[0].sends_code, "the default format does not need a code");
}

#[test]
fn a_preset_that_requires_details_has_default_details() {
    let errors = "
        errors.a = { status = 404, message = 'A' }
        errors.b = { status = 422, message = 'B', fields.violations = 'violations' }
        errors.c = { status = 409, message = 'C', details = '{title}' }
        errors.d = { status = 410, message = 'D', fields.details = 'string' }\n";
    let details = |preset: &str| {
        let catalog = parse(&format!("wire.preset = '{preset}'\n{errors}"));
        let slot = |details: &ValueTemplate| match details {
            ValueTemplate::Slot(slot) => slot.name.clone(),
            _ => panic!(),
        };
        catalog.errors.iter().map(|error| error.details.as_ref().map(slot).unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(details("fastapi"), ["message", "violations", "title", ""]);
    assert_eq!(details("aspnet"), ["", "", "title", ""]);
}

#[test]
fn the_order_of_the_file_is_kept() {
    let catalog = parse(
        r#"
        [wire.body]
        zeta = "{code}"
        alpha.nested = { z = 1, a = "{message}" }
        "mid?" = [{ q = 1, b = 2 }]
        [wire.body.tail]
        x = true
        [errors.zebra]
        status = 404
        message = "M"
        [errors.ant.fields]
        z = "string"
        a = "string"
        [errors]
        mule = { status = 404, message = "M" }
        bee.status = 404
        bee.message = "M"
        [categories.z]
        [errors.ant]
        status = 404
        message = "{z} {a}"
        [categories.a]"#,
    );
    fn names(value: &ValueTemplate) -> String {
        match value {
            ValueTemplate::Object(object) => {
                object.members.iter().map(|it| format!("{}({})", it.key, names(&it.value))).collect()
            }
            ValueTemplate::List(items) => items.iter().map(|item| names(&item.value)).collect(),
            _ => String::new(),
        }
    }
    assert_eq!(names(&catalog.wire.body), "zeta()alpha(nested(z()a()))mid(q()b())tail(x())");
    assert_eq!(keys(&catalog), ["zebra", "mule", "bee", "ant"], "a table counts from its own header");
    assert_eq!(catalog.categories.iter().map(|it| it.key.as_str()).collect::<String>(), "za");
    assert_eq!(catalog.errors[3].fields.iter().map(|it| it.name.as_str()).collect::<String>(), "za");
}

#[test]
fn everything_has_its_line() {
    let main = "\n[outputs.markdown]\npath = 'docs/errors.md'\nregion = 'codes'\n\n[categories.c]\n[errors]\n\n\
                a = { status = 404, message = 'M' }\n[catalog]\ninclude = 'b.toml'";
    let other = "\n\n[errors.b]\nstatus = 404\nmessage = 'M'";
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    for (main, other) in [(main.to_owned(), other.to_owned()), (windows(main), windows(other))] {
        let catalog = parse_files(&[("errors.toml", &main), ("b.toml", &other)]);
        let lines: Vec<_> = catalog.errors.iter().map(|it| (it.location.file, it.location.line)).collect();
        assert_eq!(lines, [(0, 9), (1, 3)]);
        let output = &catalog.outputs[0];
        assert_eq!((output.location.line, catalog.categories[0].location.line), (2, 6));
        assert_eq!((output.kind.as_str(), output.region.as_deref()), ("markdown", Some("codes")));
    }
}

#[test]
fn line_endings_do_not_matter() {
    let text = "[errors.a]\nstatus = 404\nmessage = '''\na\nb'''\ndocs = \"\"\"\na \\\n  b\n\"\"\"";
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        let catalog = parse(&text);
        assert_eq!(catalog.errors[0].message.to_string(), "a\nb");
        assert_eq!(catalog.errors[0].docs.as_deref(), Some("a b\n"));
    }
}

#[test]
fn a_catalog_has_a_name_a_version_and_texts() {
    let catalog = parse(
        "catalog = { name = 'my-shop', title = 'Shop', version = '1.0.0', description = \"A\\nB\" }
        categories.user_errors = {}
        categories.auth = { title = 'Who are you?', description = 'D' }",
    );
    assert_eq!((catalog.name.as_deref(), catalog.title.as_str()), (Some("my-shop"), "Shop"));
    assert_eq!((catalog.version.as_deref(), catalog.description.as_deref()), (Some("1.0.0"), Some("A\nB")));
    let titles: Vec<_> = catalog.categories.iter().map(|it| (it.variant.as_str(), it.title.as_str())).collect();
    assert_eq!(titles, [("UserErrors", "User Errors"), ("Auth", "Who are you?")]);
    let nameless = parse("");
    assert_eq!((nameless.name, nameless.title.as_str()), (None, "Errors"));
}

#[test]
fn an_output_has_a_name_a_kind_and_options() {
    let main = "[outputs.page]\nkind = 'markdown'\npath = 'a.md'\nwide = true\n[outputs.json]\npath = 'b.json'\n";
    let catalog = parse_files(&[("errors.toml", main)]);
    let named: Vec<_> = catalog.outputs.iter().map(|output| (output.name.as_str(), output.kind.as_str())).collect();
    assert_eq!(named, [("page", "markdown"), ("json", "json")]);
    assert_eq!(catalog.outputs[0].options, [("wide".to_owned(), Literal::Bool(true))]);
}
