//! Calls with several texts in a row, and enums of the application.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{project, run, validate};

const CATALOG: &str = r#"
[errors.room_taken]
status  = 409
message = "{room} is taken from {from} until {until}"
fields  = { room = "string", from = "string", until = "string", seats = { type = "u32", internal = true } }

[errors.two_texts]
status  = 409
message = "{a} {b} {n} {c}"
fields  = { a = "string", b = "string", n = "u32", c = "string" }

[errors.optional]
status  = 409
message = "{a} {b}"
fields  = { a = "string", b = "string", c = { type = "string?", internal = true }, d = { type = "string?", internal = true } }

[errors.own_types]
status  = 409
message = "{a} {b} {c}"
fields  = { a = { type = "string", rust = "crate::A" }, b = "string", c = "string" }

[errors.database_error]
status  = 500
message = "The database failed"

[errors.unused]
status  = 500
message = "Nothing constructs it"
"#;

const MANIFEST: &str = "[package]\nname = \"shop\"\nversion = \"0.0.0\"\n";

fn shop(source: &str) -> TempDir {
    project(&[("Cargo.toml", MANIFEST), ("errors.toml", CATALOG), ("src/lib.rs", source)])
}

fn usage(source: &str) -> Value {
    let (_, out, err) = run(shop(source).path(), &["usage", "--format", "json"]);
    validate("src/schemas/usage.json", &out, &err)
}

#[test]
fn calls_with_texts_in_a_row() {
    for (code, fields) in [
        ("Error::room_taken(r, f, u, 3)", &["room", "from", "until"][..]),
        ("<Error>::room_taken(\"a\", \"b\", \"c\", 3).into()", &["room", "from", "until"]),
        ("bail!(errors::Error::room_taken(&r, f(), u?, 3))", &["room", "from", "until"]),
        ("x.map_err(|e| Error::room_taken(e.r, e.f, e.u, 3))?", &["room", "from", "until"]),
        ("Error::RoomTaken { room, from, until, seats: 3 }", &[]),
        ("matches!(e, Error::RoomTaken { room, from, until, .. })", &[]),
        ("f(Error::room_taken, a, b, c)", &[]),
        ("Error::two_texts(a, b, 1, c)", &[]),
        ("Error::optional(a, b, c, d)", &[]),
        ("Error::own_types(a, b, c)", &[]),
        ("Other::room_taken(r, f, u, 3)", &[]),
    ] {
        let source = format!(
            "#[error_catalog::error_catalog]\npub mod errors {{}}\nuse errors::Error;\nfn a() {{\n    {code};\n}}\n"
        );
        let found = usage(&source)["swappable"].clone();
        if fields.is_empty() {
            assert_eq!(found, json!([]), "{code}");
        } else {
            assert_eq!(found[0]["fields"], json!(fields), "{code}");
            assert_eq!((found.as_array().unwrap().len(), &found[0]["place"]["line"]), (1, &json!(5)), "{code}");
            let test = source.replace("fn a()", "#[test]\nfn a()");
            assert_eq!(usage(&test)["swappable"], json!([]), "a test would fail: {code}");
        }
        let folder = shop(&source);
        let (status, out, err) = run(folder.path(), &["usage"]);
        assert_eq!(status, Some(0), "{code}: {err}");
        let line = "  src/lib.rs:5:";
        assert_eq!(out.split("swappable: ").nth(1).is_some_and(|out| out.contains(line)), !fields.is_empty(), "{out}");
        let (status, _, err) = run(folder.path(), &["usage", "--deny", "swappable"]);
        assert_eq!(status, Some(i32::from(!fields.is_empty())), "{code}: {err}");
    }
}

/// An enum of the application has names of its own, tuples, and types that `?` converts.
#[test]
fn an_enum_of_the_application() {
    let source = r##"
        #[error_catalog::error_catalog]
        pub enum ApiError {
            RoomTaken(String, String, String, u32),
            TwoTexts { a: String, b: String, n: u32, c: String },
            #[key("own_types")]
            Mine(A, String, String),
            #[key("database_error")]
            Db(#[from] sqlx::Error),
            #[cfg(unix)]
            #[key("database_error")]
            Disk(#[from] io::Error),
            #[cfg(not(unix))]
            #[key("database_error")]
            Disk(#[from] io::Error),
            DatabaseError,
            Unused,
        }
        use ApiError::*;
        fn a() -> ApiError { ApiError::RoomTaken(r, f, u, 3) }
        fn b() -> ApiError { Mine(a, b, c) }
        fn c(e: ApiError) -> bool { matches!(e, ApiError::Db(_)) || ApiError::TwoTexts { a, b, n, c } == e }
        "##;
    let document = usage(source);
    let (_, out, _) = run(shop(source).path(), &["where", "database_error"]);
    assert!(out.contains("`?` converts sqlx::Error, io::Error into `database_error`."), "{out}");
    let swappable = document["swappable"].as_array().unwrap();
    assert_eq!((swappable.len(), &swappable[0]["code"]), (1, &json!("room_taken")));
    let errors = document["errors"].as_array().unwrap().iter();
    let made: Vec<_> = errors.map(|it| (it["made"].as_u64().unwrap(), it["matched"].as_u64().unwrap())).collect();
    assert_eq!(made, [(1, 0), (1, 0), (0, 0), (1, 0), (0, 1), (0, 0)]);
    let database = &document["errors"][4];
    assert_eq!([&database["by_source"], &database["sender"]], [&json!(["sqlx::Error", "io::Error"]), &json!("source")]);
    assert_eq!(document["errors"][5]["finding"], "unused");
}
