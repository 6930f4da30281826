//! Resolution of an error.

use std::time::Duration;

use error_catalog_model::{FieldType, Grpc, Level, Literal, Member, Presence, Retry, Slot, Strategy, ValueTemplate};

use crate::{error, parse, string};

#[test]
fn a_status_provides_the_defaults_of_an_error() {
    let after = Retry::new(Strategy::After);
    let backoff = Retry::new(Strategy::Backoff);
    let no = Retry::new(Strategy::No);
    for (status, title, retry, level, grpc) in [
        (400, "Bad Request", no, Level::Info, Grpc::InvalidArgument),
        (401, "Unauthorized", no, Level::Warn, Grpc::Unauthenticated),
        (403, "Forbidden", no, Level::Warn, Grpc::PermissionDenied),
        (404, "Not Found", no, Level::Info, Grpc::NotFound),
        (408, "Request Timeout", backoff, Level::Info, Grpc::DeadlineExceeded),
        (409, "Conflict", no, Level::Info, Grpc::Aborted),
        (422, "Unprocessable Entity", no, Level::Info, Grpc::InvalidArgument),
        (429, "Too Many Requests", after, Level::Warn, Grpc::ResourceExhausted),
        (499, "Client Error", no, Level::Info, Grpc::Cancelled),
        (500, "Internal Server Error", backoff, Level::Error, Grpc::Internal),
        (501, "Not Implemented", backoff, Level::Error, Grpc::Unimplemented),
        (503, "Service Unavailable", after, Level::Error, Grpc::Unavailable),
        (504, "Gateway Timeout", backoff, Level::Error, Grpc::DeadlineExceeded),
        (599, "Server Error", backoff, Level::Error, Grpc::Internal),
    ] {
        let error = error(&format!("errors.e.status = {status}"));
        assert_eq!((error.status, error.title.as_str()), (status, title));
        assert_eq!((error.retry, error.level, error.grpc), (retry, level, grpc), "{status}");
    }
}

#[test]
fn an_error_overrides_its_category() {
    const OWN: &str = r#"errors.e.status = 400
errors.e.title = "T"
errors.e.level = "error"
errors.e.grpc = "OUT_OF_RANGE"
errors.e.retry = { strategy = "after", base = "500ms", cap = "2s", max-attempts = 3 }"#;
    let category = "errors.e.category = \"c\"\n[categories.c]\nstatus = 429\nretry = \"backoff\"\nlevel = \"debug\"\n";
    let from_category = error(category);
    assert_eq!((from_category.status, from_category.category), (429, Some(0)));
    assert_eq!((from_category.retry.strategy, from_category.level), (Strategy::Backoff, Level::Debug));
    assert_eq!((from_category.title.as_str(), from_category.grpc), ("Too Many Requests", Grpc::ResourceExhausted));

    let own = error(&format!("{OWN}\n{category}"));
    assert_eq!((own.status, own.level, own.grpc, own.title.as_str()), (400, Level::Error, Grpc::OutOfRange, "T"));
    assert_eq!(own.retry.strategy, Strategy::After);
    assert_eq!(own.retry.cap, Some(Duration::from_secs(2)));
    assert_eq!((own.retry.base, own.retry.max_attempts), (Some(Duration::from_millis(500)), Some(3)));
}

#[test]
fn a_description_defaults_to_the_title_and_then_to_the_message() {
    for (rest, description) in
        [("description = 'D'\ntitle = 'T'", "D"), ("title = 'T'", "T"), ("", "No user {user_id}, {really}")]
    {
        let message = "message = \"No user\\n{user_id}, {{really}}\"";
        let catalog = parse(&format!("[errors.e]\nstatus = 404\n{message}\nfields.user_id = 'string'\n{rest}"));
        assert_eq!(catalog.errors[0].description, description);
    }
}

#[test]
fn waits_of_a_retry() {
    for (base, wait) in [("2", 2_000), ("'2s'", 2_000), ("'1500ms'", 1_500), ("'1 s'", 1_000), ("0", 0)] {
        let retry = format!("errors.e.retry = {{ strategy = 'after', base = {base} }}");
        let error = error(&format!("errors.e.status = 503\n{retry}"));
        assert_eq!(error.retry.base, Some(Duration::from_millis(wait)), "{base}");
    }
}

#[test]
fn a_key_becomes_a_code_in_the_catalogs_style() {
    for (style, key, code) in [
        ("", "user_notFound-1", "user_notFound-1"),
        ("catalog.code-style = 'snake_case'", "userNotFound", "user_not_found"),
        ("catalog.code-style = 'SCREAMING_SNAKE_CASE'", "user_not_found", "USER_NOT_FOUND"),
        ("catalog.code-style = 'kebab-case'", "user_not_found", "user-not-found"),
        ("catalog.code-style = 'camelCase'", "user_not_found", "userNotFound"),
        ("catalog.code-style = 'PascalCase'", "user_not_found", "UserNotFound"),
        ("catalog.code-style = 'PascalCase'", "HTTPError", "HttpError"),
    ] {
        let catalog = parse(&format!("{style}\nerrors.{key} = {{ status = 404, message = 'M' }}"));
        let error = &catalog.errors[0];
        assert_eq!((error.key.as_str(), error.code.as_str(), error.sends_code), (key, code, true));
    }
    let own = error("errors.e.status = 404\nerrors.e.code = 'E-404'\ncatalog.code-style = 'kebab-case'");
    assert_eq!((own.code.as_str(), own.sends_code, own.presence("code")), ("E-404", true, Presence::Always));
    let silent = error("errors.e.status = 404\nerrors.e.code = false\ncatalog.code-style = 'PascalCase'");
    assert_eq!((silent.code.as_str(), silent.sends_code, silent.presence("code")), ("E", false, Presence::Never));
}

#[test]
fn a_catalog_or_a_category_may_send_no_codes() {
    let catalog = parse(
        r#"
        catalog.code = false
        categories.silent = {}
        categories.outspoken = { code = true }
        [errors]
        a = { status = 404, message = "A" }
        b = { status = 404, message = "B", code = true }
        c = { status = 404, message = "C", code = "E3", category = "silent" }
        d = { status = 404, message = "D", category = "silent" }
        e = { status = 404, message = "E", category = "outspoken" }
        f = { status = 404, message = "F", category = "outspoken", code = false }"#,
    );
    let sent: Vec<_> = catalog.errors.iter().map(|it| (it.code.as_str(), it.sends_code)).collect();
    assert_eq!(sent, [("a", false), ("b", true), ("E3", true), ("d", false), ("e", true), ("f", false)]);
}

#[test]
fn keys_become_rust_names() {
    for (key, variant, constructor) in [
        ("user_not_found", "UserNotFound", "user_not_found"),
        ("user-not-found", "UserNotFound", "user_not_found"),
        ("HTTPError", "HttpError", "http_error"),
        ("type", "Type", "r#type"),
        ("a1", "A1", "a1"),
    ] {
        let catalog = parse(&format!("errors.{key} = {{ status = 404, message = 'M' }}"));
        let error = &catalog.errors[0];
        assert_eq!((error.variant.as_str(), error.constructor.as_str()), (variant, constructor), "{key}");
    }
}

const TWO_FIELDS: &str = "errors.e.status = 404\nerrors.e.internal = '{a}{b}'\n\
                          errors.e.fields = { a = 'string', b = 'u8?' }\n";

#[test]
fn a_list_of_details_is_short_for_an_object() {
    let short = error(&format!("{TWO_FIELDS}errors.e.details = ['b', 'a']"));
    let long = error(&format!("{TWO_FIELDS}errors.e.details = {{ 'b?' = '{{b}}', a = '{{a}}' }}"));
    assert!(short.details.is_some());
    assert_eq!(short.details, long.details);
}

#[test]
fn metadata_is_an_object_of_strings() {
    let text = "wire.body = { m = '{message}', 'd?' = '{metadata}' }\nerrors.e.status = 404\n";
    for (fields, metadata, presence) in [
        ("", "None", Presence::Never),
        ("{ violations = 'violations' }", "None", Presence::Never),
        (
            "{ a = 'u8', c = 'string?', q = { type = 'u8', internal = true } }",
            "a={a:string} c?={c:string}",
            Presence::Always,
        ),
        ("{ b = 'list<u8>?' }", "b?={b:string}", Presence::Always),
        ("{ metadata = 'object?' }", "metadata?={metadata:string}", Presence::Sometimes),
    ] {
        let internal = if fields.contains("violations") { "errors.e.internal = '{violations}'\n" } else { "" };
        let fields = if fields.is_empty() { String::new() } else { format!("errors.e.fields = {fields}") };
        let error = error(&format!("{text}{internal}{fields}"));
        let members = error.metadata.as_ref().map(|metadata| {
            let ValueTemplate::Object(object) = metadata else { panic!() };
            let members = object.members.iter().map(|Member { key, optional, value }| {
                let ValueTemplate::Slot(slot) = value else { panic!() };
                format!("{key}{}={slot}", if *optional { "?" } else { "" })
            });
            members.collect::<Vec<_>>().join(" ")
        });
        assert_eq!(members.as_deref().unwrap_or("None"), metadata, "{fields}");
        assert_eq!(error.presence("metadata"), presence, "{fields}");
    }
}

#[test]
fn details_are_present_if_their_required_fields_are() {
    for (details, presence) in [
        ("'{a}'", Presence::Always),
        ("['b', 'a']", Presence::Always),
        ("'{a} {b}'", Presence::Sometimes),
        ("{ b = '{b}' }", Presence::Sometimes),
        ("{ code = '{number}', b = '{b}' }", Presence::Never),
        ("[{ '?' = '{b}', b = '{b}' }]", Presence::Always),
    ] {
        let error = error(&format!("{TWO_FIELDS}errors.e.details = {details}"));
        assert_eq!(error.presence("details"), presence, "{details}");
    }
}

#[test]
fn an_errors_own_header_replaces_the_catalogs() {
    let catalog = parse(
        r#"
        headers = { X-Request-ID = "{request_id}", Cache-Control = "no-store" }
        [errors.a]
        status = 401
        message = "A"
        headers = { cache-control = "private", WWW-Authenticate = "Bearer" }
        [errors.b]
        status = 404
        message = "B""#,
    );
    let headers = |index: usize| -> Vec<String> {
        catalog.errors[index].headers.iter().map(|header| format!("{}: {}", header.name, header.value)).collect()
    };
    assert_eq!(headers(0), ["X-Request-ID: {request_id}", "cache-control: private", "WWW-Authenticate: Bearer"]);
    assert_eq!(headers(1), ["X-Request-ID: {request_id}", "Cache-Control: no-store"]);
}

#[test]
fn the_slots_of_a_docs_url_are_filled() {
    for (url, expected) in [
        ("https://e.dev/errors#{code}", "https://e.dev/errors#E_X"),
        ("/{catalog}/{category}/{status}/{number}", "/shop/users/404/7"),
    ] {
        let catalog = parse(&format!(
            "catalog = {{ name = 'shop', docs-url = '{url}', code-style = 'SCREAMING_SNAKE_CASE' }}
            categories.users.title = 'U'
            errors.e_x = {{ status = 404, message = 'M', category = 'users', number = 7 }}"
        ));
        assert_eq!(catalog.errors[0].docs_url.as_deref(), Some(expected));
    }
    assert_eq!(error("errors.e.status = 404\ncatalog.docs-url = 'https://e.dev/{number}'").docs_url, None);
}

#[test]
fn an_error_without_examples_gets_generated_ones() {
    for (ty, made) in [
        ("string", string("x")),
        ("bool", Literal::Bool(true)),
        ("u64", Literal::Integer(1)),
        ("i8", Literal::Integer(1)),
        ("f64", Literal::Float(1.5)),
        ("uuid", string("f81d4fae-7dec-41d0-a765-00a0c91e6bf6")),
        ("timestamp", string("2025-01-01T00:00:00Z")),
        ("duration", Literal::Integer(30)),
        ("object", Literal::Table(Vec::new())),
        ("any", string("x")),
        ("list<list<bool>>", Literal::List(vec![Literal::List(vec![Literal::Bool(true)])])),
    ] {
        let error = error(&format!("errors.e.status = 404\nerrors.e.details = ['x']\nerrors.e.fields.x = '{ty}'"));
        assert_eq!(error.examples[0].fields, [Some(made)], "{ty}");
        assert_eq!(error.fields[0].ty.to_string(), ty);
    }
    let optional = error("errors.e.status = 404\nerrors.e.details = ['x']\nerrors.e.fields.x = 'list<u8>?'");
    assert_eq!(optional.examples[0].fields, [None]);
    assert_eq!((optional.fields[0].optional, optional.presence("x")), (true, Presence::Sometimes));
}

#[test]
fn examples_use_the_given_values() {
    let catalog = parse(
        r#"
        [errors.e]
        status = 429
        message = "Wait {retry_after}"
        details = ["a", "b", "c"]
        fields = { a = { type = "u8", example = 7 }, b = "string?", retry_after = "duration", c = "f64" }
        example = { b = "given", c = 2, request_id = "req_1", debug = { sql = "…" } }
        examples = [{ a = 8, retry_after = 60 }]"#,
    );
    let [first, second] = catalog.errors[0].examples.as_slice() else { panic!() };
    let integer = Literal::Integer;
    assert_eq!(first.fields, [Some(integer(7)), Some(string("given")), Some(integer(30)), Some(integer(2))]);
    assert_eq!(second.fields, [Some(integer(8)), None, Some(integer(60)), Some(Literal::Float(1.5))]);
    let debug = Literal::Table(vec![("sql".to_owned(), string("…"))]);
    assert_eq!(first.context, [Some(string("req_1")), None, None, Some(debug), None]);
    assert_eq!(second.context, [const { None }; 5]);
}

#[test]
fn fields_are_read() {
    let error = error(
        r#"errors.e.status = 500
        errors.e.internal = "{query}"
        errors.e.details = ["id", "hint"]
        errors.e.fields.query = { type = "string", internal = true }
        errors.e.fields.id = { type = "uuid", rust = "crate::Id<u8>", description = "The id." }
        errors.e.fields.hint = { type = "string", optional = true }"#,
    );
    let [query, id, hint] = error.fields.as_slice() else { panic!() };
    assert!(query.internal && !query.optional && hint.optional);
    assert_eq!((id.ty.clone(), id.rust.as_deref()), (FieldType::Uuid, Some("crate::Id<u8>")));
    assert_eq!(id.description.as_deref(), Some("The id."));
    assert_eq!(error.slot("id"), Some(Slot::Field(0)), "a slot counts public fields alone");
    assert_eq!(error.slot("query"), None);
}

#[test]
fn sources_are_read() {
    for (rust, from, has_source) in [
        ("", &[][..], false),
        ("errors.e.rust = {}", &[], false),
        ("errors.e.rust.source = true", &[], true),
        ("errors.e.rust = { from = 'std::io::Error' }", &["std::io::Error"], true),
        ("errors.e.rust = { from = ['a::A', 'B<C, D>'], source = true }", &["a::A", "B<C, D>"], true),
    ] {
        let error = error(&format!("errors.e.status = 500\n{rust}"));
        assert_eq!(
            (error.from.iter().map(String::as_str).collect::<Vec<_>>(), error.has_source),
            (from.to_vec(), has_source)
        );
    }
}

#[test]
fn codes_are_aliased_deprecated_and_retired() {
    let catalog = parse(
        r#"
        [retired]
        user_missing = "Became `user_not_found`."
        user_lost = { note = "Never *sent*.", number = 3 }
        [errors]
        user_not_found = { status = 404, message = "M", since = "1.2.0", aliases = ["no_user", "E4"] }
        a = { status = 404, message = "M", deprecated = true }
        b = { status = 404, message = "M", deprecated = { since = "2.0.0-rc.1", note = "Vague.", use = "no_code" } }
        c = { status = 404, message = "M", deprecated = false, code = "no_code" }"#,
    );
    let retired: Vec<_> = catalog.retired.iter().map(|it| (it.code.as_str(), it.note.as_str(), it.number)).collect();
    assert_eq!(retired, [("user_missing", "Became `user_not_found`.", None), ("user_lost", "Never *sent*.", Some(3))]);
    let [user, a, b, c] = catalog.errors.as_slice() else { panic!() };
    assert_eq!((user.aliases.join(" "), user.since.as_deref()), ("no_user E4".to_owned(), Some("1.2.0")));
    let (a, b) = (a.deprecated.as_ref().unwrap(), b.deprecated.as_ref().unwrap());
    assert_eq!((&a.since, &a.note, &a.instead), (&None, &None, &None));
    assert_eq!((b.since.as_deref(), b.note.as_deref()), (Some("2.0.0-rc.1"), Some("Vague.")));
    assert_eq!(b.instead, Some(3), "found by its code");
    assert_eq!(c.deprecated, None);
}

#[test]
fn a_field_hides_a_constant_of_the_same_name() {
    let catalog = parse(
        r#"
        [categories.cards]
        [errors.declined]
        status = 402
        category = "cards"
        message = "Declined: {reason}, {category}, {number}"
        fields = { reason = "string", category = "string", number = "u32" }
        [errors.other]
        status = 404
        category = "cards"
        number = 7
        message = "Other: {reason}, {category}, {number}""#,
    );
    let is_field = |error: usize, name: &str| matches!(catalog.errors[error].slot(name), Some(Slot::Field(_)));
    for name in ["reason", "category", "number"] {
        assert!(is_field(0, name) && !is_field(1, name), "{name}");
    }
}
