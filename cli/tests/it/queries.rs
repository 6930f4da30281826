//! `explain`, `list`, `where` and `usage` on unusual files, and their output for programs.

use std::fs;
use std::path::Path;

use error_catalog_codegen::Folder;
use error_catalog_model::Catalog;
use error_catalog_model::contract::Contract;
use serde_json::Value;

use crate::support::{project, run, validate};

const CATALOG: &str = r#"
[wire.body]
code    = "{code}"
message = "{message}"

[errors.order_not_found]
status  = 404
message = "There is no order"

[errors.sold_out]
status  = 409
message = "It is sold out"
"#;

const MANIFEST: &str = "[package]\nname = \"shop\"\nversion = \"0.0.0\"\n";

/// Runs a command and validates its JSON against its schema.
fn json(folder: &Path, args: &[&str]) -> Value {
    let (_, out, err) = run(folder, &[args, &["--format", "json"]].concat());
    validate(&format!("src/schemas/{}.json", args[0]), &out, &format!("{args:?}: {err}"))
}

/// The findings of `usage`: the code of each error and its finding.
fn findings(folder: &Path, args: &[&str]) -> Vec<(String, String)> {
    let usage = json(folder, &[&["usage"], args].concat());
    let errors = usage["errors"].as_array().unwrap().iter();
    let found =
        errors.map(|error| [&error["code"], &error["finding"]].map(|it| it.as_str().unwrap_or_default().into()));
    found.map(|[code, finding]| (code, finding)).collect()
}

#[test]
fn json_is_valid_by_the_schemas() {
    let commands = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd");
    let source = commands.join("source.in");
    for args in [
        &["usage"][..],
        &["usage", "--src", "examples"],
        &["usage", "-c", "alone"],
        &["where", "order_not_found"],
        &["where", "user_exists"],
        &["where", "sold_out"],
        &["explain", "database_error"],
        &["explain", "user_exists"],
        &["list"],
    ] {
        json(&source, args);
    }
    let explain = commands.join("explain.in");
    for name in ["order_not_found", "7", "1001", "rate_limited", "hostile"] {
        json(&explain, &["explain", name]);
        json(&explain, &["explain", name, "--locale", "fr-CA"]);
    }
    for example in ["admin", "lomi", "lumoauth", "voyager"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples").join(example);
        let list = json(&folder, &["list"]);
        let (_, rendered, _) = run(&folder, &["render", "json"]);
        let rendered = validate("src/schemas/json.json", &rendered, example);
        // In this folder, users write paths as the catalog does.
        assert_eq!(rendered["errors"], list["errors"], "{example}");
        for error in list["errors"].as_array().unwrap() {
            let name = error["anchor"].as_str().unwrap();
            assert_eq!(json(&folder, &["explain", name])["error"], *error, "{example}");
        }
        json(&folder, &["usage"]);
    }
}

#[test]
fn every_form_of_the_attribute_is_found() {
    let catalog = &format!("{CATALOG}\n[outputs.rust]\npath = \"src/generated.rs\"\n");
    let makes = |name: &str| format!("fn a() -> {name} {{ {name}::sold_out() }}\n");
    let attribute = "#[error_catalog::error_catalog(\"errors.toml\")]\n";
    let cases = [
        format!("{attribute}pub enum ApiError {{}}\n{}", makes("ApiError")),
        format!("{attribute}pub enum ApiError {{}}\nmod b {{ use super::*; {} }}", makes("ApiError")),
        format!("{attribute}mod errors {{}}\n{}", makes("errors::Error")),
        format!("use error_catalog::error_catalog as ec;\n#[ec]\nmod errors {{}}\n{}", makes("crate::errors::Error")),
        format!("{attribute}mod errors {{}}\nmod r#fn {{ pub use crate::errors::*; }}\n{}", makes("r#fn::Error")),
        format!("{attribute}mod errors {{}}\nfn b() {{ use errors::Error as E; {} }}", makes("E")),
        format!("{attribute}mod errors {{}}\ntype Oops = errors::Error;\n{}", makes("Oops")),
        format!("mod generated;\npub use generated::Error;\n{}", makes("Error")),
        format!("mod errors {{ include!(\"generated.rs\"); }}\n{}", makes("errors::Error")),
    ];
    for source in cases {
        let files = [("errors.toml", catalog.as_str()), ("Cargo.toml", MANIFEST), ("src/lib.rs", &source)];
        let folder = project(&[&files[..], &[("src/generated.rs", "pub enum Error {}")]].concat());
        let found = findings(folder.path(), &[]);
        let expected = [("order_not_found", "unused"), ("sold_out", "untested")].map(|(a, b)| (a.into(), b.into()));
        assert_eq!(found, expected, "{source}");
    }
}

#[test]
fn every_way_to_make_an_error_is_found() {
    let attribute = "#[error_catalog::error_catalog]\npub mod errors {}\nuse errors::Error;\n";
    for source in [
        "fn a() { b().map_err(Error::sold_out); }",
        "fn a() { <Error>::sold_out(); }",
        "fn a() { <Error as Oops>::sold_out(); }",
        "type E<T> = Error;\nfn a() { E::<u8>::sold_out(); }",
        "impl Error { fn a() -> Self { Self::SoldOut {} } }",
        "impl TryFrom<u8> for B { type Error = Error; fn a() -> Result<B, Self::Error> { Err(Self::Error::sold_out()) } }",
        "extern crate self as me;\nfn a() { me::errors::Error::sold_out(); }",
        "macro_rules! fail { ($name:ident) => { return Err($crate::errors::Error::$name()) }; }\nfn a() { fail!(sold_out); }",
        "fn a() { fail!(SoldOut); }\nmacro_rules! fail { ($name:ident) => { Err($crate::errors::Error::$name {}) }; }",
        "#[oops(Error::sold_out())]\nstruct A;",
        "fn a() { let Ok(b) = c else { return Err(Error::sold_out()) }; }",
        "fn a() { tokio::select! { b = c() => { Err(Error::sold_out()) } } }",
    ] {
        let source = format!("{attribute}{source}");
        let folder = project(&[("errors.toml", CATALOG), ("Cargo.toml", MANIFEST), ("src/lib.rs", &source)]);
        assert_eq!(findings(folder.path(), &[])[1].1, "untested", "{source}");
    }
}

#[test]
fn packages_of_a_workspace_can_be_renamed() {
    let api = "[package]\nname = \"api\"\n[dependencies]\noops = { package = \"shop\", path = \"..\" }\ncore.workspace = true\n";
    let core = "[package]\nname = \"shop-core\"\n[lib]\npath = \"core.rs\"\n";
    let workspace = "[workspace.dependencies]\ncore = { package = \"shop-core\", path = \"core\" }\n";
    let files = [
        ("errors.toml", CATALOG),
        ("Cargo.toml", &format!("{MANIFEST}{workspace}")),
        ("src/lib.rs", "#[error_catalog::error_catalog]\npub mod errors {}\npub use errors::*;\n"),
        ("core/Cargo.toml", core),
        ("core/core.rs", "pub use shop as errs;\n"),
        ("api/Cargo.toml", api),
        ("api/src/lib.rs", "fn a() { oops::Error::sold_out(); core::errs::errors::Error::order_not_found(); }\n"),
    ];
    let folder = project(&files);
    let expected = [("order_not_found", "untested"), ("sold_out", "untested")].map(|(a, b)| (a.into(), b.into()));
    assert_eq!(findings(folder.path(), &["--src", "."]), expected);
}

#[test]
fn circular_glob_imports_are_resolved_in_time() {
    let globs =
        |own: usize| (0..40).filter(|i| *i != own).map(|i| format!("pub use super::m{i}::*; ")).collect::<String>();
    let modules: String =
        (0..40).map(|i| format!("mod m{i} {{ {} fn a() {{ Unknown::b(); }} }}\n", globs(i))).collect();
    let source = format!("#[error_catalog::error_catalog]\npub mod errors {{}}\n{modules}");
    let folder = project(&[("errors.toml", CATALOG), ("Cargo.toml", MANIFEST), ("src/lib.rs", &source)]);
    let (send, done) = std::sync::mpsc::channel();
    std::thread::spawn(move || send.send(run(folder.path(), &["usage"]).0));
    assert_eq!(done.recv_timeout(std::time::Duration::from_secs(30)), Ok(Some(0)));
}

#[test]
fn other_types_with_the_same_names_are_ignored() {
    let attribute = "#[error_catalog::error_catalog]\npub mod errors {}\n";
    for source in [
        "enum Error { SoldOut }\nfn a() -> Error { Error::SoldOut }",
        "use std::io::Error;\nfn a() { Error::sold_out(); }",
        "mod b { fn a() { errors::Error::sold_out(); } }",
        "fn b() { enum Error {} Error::sold_out(); }",
        "use errors::Error;\nfn a(e: &Error) -> bool { matches!(e, Error::SoldOut) }",
        "use errors::Code;\nfn a() -> Code { Code::SoldOut }",
        "// errors::Error::sold_out()",
        "use errors::Error::SoldOut;",
    ] {
        let source = format!("{attribute}{source}");
        let folder = project(&[("errors.toml", CATALOG), ("Cargo.toml", MANIFEST), ("src/lib.rs", &source)]);
        assert_eq!(findings(folder.path(), &[])[1].1, "unused", "{source}");
    }
}

#[test]
fn unusual_and_generated_files_are_skipped() {
    let source = "#[error_catalog::error_catalog]\npub mod errors {}\nmod latin1;\nmod huge;\nmod deep;\nmod circle;\n\
        mod open;\n#[path = \"circle.rs\"]\nmod again;\nmod missing;\n";
    let deep = format!("fn a() {{ {}{} }}", "(".repeat(100_000), ")".repeat(100_000));
    let huge = format!("const A: &str = \"{}\";", "x".repeat(5 << 20));
    let folder = project(&[
        ("errors.toml", CATALOG),
        ("Cargo.toml", MANIFEST),
        (".gitignore", "/src/ignored.rs\n"),
        ("src/lib.rs", source),
        ("src/huge.rs", &huge),
        ("src/deep.rs", &deep),
        ("src/circle.rs", "#[path = \"circle.rs\"]\nmod circle;\nfn a() { crate::errors::Error::sold_out(); }"),
        ("src/open.rs", "const A: &str = \"sold_out\"; \"never ends"),
        ("src/ignored.rs", "fn a() { crate::errors::Error::order_not_found(); }"),
        ("target/debug/out.rs", "fn a() { shop::errors::Error::order_not_found(); }"),
        ("src/empty.rs", ""),
        ("README.md", ""),
    ]);
    fs::write(folder.path().join("src/latin1.rs"), b"// \xe9\nfn a() {}").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("..", folder.path().join("src/loop")).unwrap();
    let (code, out, err) = run(folder.path(), &["usage"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("unused: These errors are never constructed\n  order_not_found  errors.toml:6\n"), "{out}");
    for note in [
        "note: src/latin1.rs is skipped: it is not UTF-8",
        "note: src/huge.rs is skipped: it is larger than 4 MiB",
        "note: src/deep.rs:1:85 is nested too deeply, so only the words of the file are searched",
        "note: src/open.rs:1:29 is not valid Rust, so only the words of the file are searched",
    ] {
        assert!(err.contains(note), "{note}\n{err}");
    }
}

#[test]
fn a_lock_explains_removed_codes() {
    let retired = "[catalog]\nversion = \"2.0.0\"\n\n[errors.sold_out]\nstatus = 409\nmessage = \"It is sold out\"\n\n\
        [retired]\norder_not_found = { note = \"Gone.\", number = 4 }\n";
    let before = "[catalog]\nversion = \"1.0.0\"\n\n[errors.order_not_found]\nstatus = 404\nnumber = 4\n\
        message = \"There is no order {order}\"\nfields = { order = \"string\" }\n";
    let contract = |text: &str| {
        let folder = project(&[("errors.toml", text)]);
        let source = Folder::of(folder.path().join("errors.toml"));
        Contract::of(&Catalog::parse(source.main(), &source).0.unwrap())
    };
    let lock = contract(retired).release(&contract(before)).render_lock();
    let folder = project(&[("errors.toml", retired), ("errors.lock", &lock)]);
    for name in ["order_not_found", "4"] {
        let explained = json(folder.path(), &["explain", name]);
        assert_eq!(explained["retired"]["meant"], "404 \"There is no order {order}\"", "{name}: {lock}");
        let (_, page, _) = run(folder.path(), &["explain", name]);
        assert!(page.contains("There is no order {order}") && page.contains("Gone."), "{page}");
    }
    // The error was removed without a row in `[retired]`, so only the lock has it.
    let removed = "[catalog]\nversion = \"1.0.0\"\n[errors.sold_out]\nstatus = 409\nmessage = \"x\"\n";
    let lock = contract(before).render_lock();
    let folder = project(&[("errors.toml", removed), ("errors.lock", &lock)]);
    let (code, page, _) = run(folder.path(), &["explain", "order_not_found"]);
    assert!(code == Some(0) && page.contains("Removed, number 4"), "{page}");
}
