//! `init --adopt`: the rest of the file stays as it is.

use std::fs;

use crate::support::{project, run};

/// The methods that give statuses to the variants `Gone` and `Bad`.
const STATUS: &str = "impl A { fn http(&self) -> u16 { match self { A::Gone => 410, A::Bad => 400 } } }\n";

/// Adopts a file. Returns the changed file and the messages.
fn adopt(source: &str) -> (String, String) {
    let folder = project(&[("error.rs", source)]);
    let (code, _, err) =
        run(folder.path(), &["init", "e.toml", "--adopt", "error.rs", "--write", "--framework", "none"]);
    assert_eq!(code, Some(0), "{source}: {err}");
    (fs::read_to_string(folder.path().join("error.rs")).unwrap(), err)
}

#[test]
fn only_rivals_go() {
    for (before, after) in [
        // The items of a list.
        ("#[derive(Debug, /* why */ thiserror::Error)]", "#[derive(Debug, /* why */ )]"),
        ("#[derive(thiserror::Error /* why */, Debug)]", "#[derive(/* why */ Debug)]"),
        ("#[derive(Clone, Error, Debug,)]", "#[derive(Clone, Debug,)]"),
        ("#[derive(Clone, Debug, Error)]", "#[derive(Clone, Debug)]"),
        ("#[derive(Debug, Error, thiserror :: Error)]", "#[derive(Debug)]"),
        (
            "#[derive(\n    Debug,\n    // why\n    thiserror::Error,\n    Clone, // too\n)]",
            "#[derive(\n    Debug,\n    // why\n    Clone, // too\n)]",
        ),
        ("#[derive(Debug, // why\n    Error // how\n)]", "#[derive(Debug, // why\n    // how\n)]"),
        // An attribute of which nothing stays.
        ("#[derive(Debug)]\n#[derive(Error)]", "#[derive(Debug)]"),
        ("#[derive(Debug)]\n#[derive(Error /* why */)] // how", "#[derive(Debug)]\n/* why */ // how"),
        ("#[derive(Debug)]\n#[derive(\n    // why\n    Error,\n)]", "#[derive(Debug)]\n// why"),
        ("#[derive(Debug)]\n#[snafu(visibility(pub))]", "#[derive(Debug)]"),
        ("#[derive(Debug)]\n#[display(\"{_variant}\")]", "#[derive(Debug)]"),
        // Attributes with conditions.
        ("#[cfg_attr(feature = \"x\", derive(thiserror::Error))]\n#[derive(Debug)]", "#[derive(Debug)]"),
        ("#[cfg_attr(feature = \"x\", derive(Clone, Error))]", "#[cfg_attr(feature = \"x\", derive(Clone))]"),
        ("#[cfg_attr(a, derive(Error), serde(tag = \"t\"))]", "#[cfg_attr(a, serde(tag = \"t\"))]"),
        ("#[cfg_attr(a, serde(tag = \"t\"), derive(Error))]", "#[cfg_attr(a, serde(tag = \"t\"))]"),
        ("#[cfg_attr(a, cfg_attr(b, derive(Error, Clone)))]", "#[cfg_attr(a, cfg_attr(b, derive(Clone)))]"),
        // The attribute is above every derive.
        ("/// Docs.\n#[derive(Debug)]\n/// More.\n#[derive(Error)]", "/// Docs.\n…#[derive(Debug)]\n/// More."),
        ("#[cfg(all())]\n#[derive(Debug)]", "#[cfg(all())]\n#[derive(Debug)]"),
    ] {
        for indent in ["", "    "] {
            let text = |attributes: &str, variants: &str| {
                let item = format!("{attributes}\npub enum A {{\n{variants}}}");
                let item: String = item.lines().map(|line| format!("{indent}{line}\n")).collect();
                if indent.is_empty() { item } else { format!("mod a {{\n{item}}}\n") }
            };
            let source =
                text(before, "    #[error(\"x\")]\n    Gone,\n    #[cfg_attr(a, error(\"y\"))] Bad,\n") + STATUS;
            let attribute = "#[error_catalog::error_catalog(\"e.toml\")]";
            let after = match after.split_once('…') {
                Some((start, end)) => format!("{start}{attribute}\n{end}"),
                None => format!("{attribute}\n{after}"),
            };
            let expected = text(&after, "    Gone,\n    Bad,\n") + STATUS;
            assert_eq!(adopt(&source).0, expected, "{before}");
        }
    }
}

/// Bytes in front of the Rust code do not move the changes.
#[test]
fn the_first_line_stays() {
    for start in
        ["\u{feff}", "#!/usr/bin/env cargo — ü\n", "\u{feff}#!/usr/bin/env cargo\n", "#![allow(a)]\n", "\u{feff}\r\n"]
    {
        let source = format!(
            "{start}#[derive(Debug, Error)]\npub enum A {{ #[error(\"Wörter\")] Gone, #[error(\"y\")] Bad }}\n{STATUS}"
        );
        let attribute = "#[error_catalog::error_catalog(\"e.toml\")]";
        let end = if start.contains('\r') { "\r\n" } else { "\n" };
        let expected = format!("{start}{attribute}{end}#[derive(Debug)]\npub enum A {{ Gone, Bad }}\n{STATUS}");
        assert_eq!(adopt(&source).0, expected, "{start:?}");
    }
    let source = "\u{feff}#!/usr/bin/env cargo\nenum A { Gone, Bad }\n\nimpl A {\n    fn status(&self) -> u16 { match self { A::Gone => 410, A::Bad => 400 } }\n}\n";
    let (_, err) = adopt(source);
    assert!(err.contains("error.rs:5: your method `status` stays"), "{err}");
}

#[test]
fn unused_imports_go() {
    let rest = "#[derive(Debug)]\npub enum A { Gone, Bad }\n";
    let answer = "impl IntoResponse for A { fn into_response(self) -> Response { (match self { A::Gone => StatusCode::GONE, \
                  A::Bad => StatusCode::BAD_REQUEST }, Json(json!({}))).into_response() } }\n";
    let shown = "impl fmt::Display for A { fn fmt(&self, f: &mut Formatter) -> fmt::Result { f.write_str(\"x\") } }\n";
    let source = |imports: &str, more: &str| format!("{imports}{rest}{more}{answer}{shown}{STATUS}");
    for (before, more, after) in [
        ("use thiserror::Error;\n", "", "use thiserror::Error;\n"),
        ("use std::fmt;\n", "", ""),
        ("use std::fmt::{self, Formatter};\n", "", ""),
        ("use std::fmt::{self, Formatter, Write};\n", "", "use std::fmt::{Write};\n"),
        ("use std::{fmt, io};\n", "", "use std::{io};\n"),
        ("use std::{io, fmt};\n", "", "use std::{io};\n"),
        ("use std::{io, fmt::{self, Formatter}};\n", "", "use std::{io};\n"),
        ("use std::fmt;\n", "fn f() -> fmt::Result { Ok(()) }\n", "use std::fmt;\n"),
        ("use axum::Json;\nuse serde_json::json;\n", "const J: &str = \"Json\";\n", "use axum::Json;\n"),
        ("use axum::response::{IntoResponse, Response};\n", "", ""),
        // A method needs the import of its trait.
        (
            "use axum::response::{IntoResponse, Response};\n",
            "fn f() { a.into_response() }\n",
            "use axum::response::{IntoResponse};\n",
        ),
        // The inner module has its own names, unless it takes those of the outer module.
        ("use axum::Json;\n", "mod m { fn f() -> Json { x } }\n", ""),
        ("use axum::Json;\n", "mod m { use super::*; fn f() -> Json { x } }\n", "use axum::Json;\n"),
        ("pub use axum::Json;\nuse axum::*;\n", "", "pub use axum::Json;\nuse axum::*;\n"),
        ("use axum::Json; // note\n", "", "// note\n"),
    ] {
        let attribute = "#[error_catalog::error_catalog(\"e.toml\")]\n";
        let expected = format!("{after}{attribute}{rest}{more}{STATUS}");
        assert_eq!(adopt(&source(before, more)).0, expected, "{before}{more}");
    }
    let (changed, err) = adopt(&source("use axum::Json;\n", "mod tests;\n"));
    assert!(changed.starts_with("use axum::Json;\n"), "{changed}");
    assert!(err.contains("error.rs:1: remove the import of `Json` if the compiler reports"), "{err}");
}

/// A code that a variant states is not the code of another variant, whose key is therefore longer.
#[test]
fn a_variant_with_a_longer_key_is_found() {
    let source = "enum A { Gone, Bad }\nimpl A {\n    fn http(&self) -> u16 { match self { A::Gone => 410, A::Bad => 400 } }\n    \
                  fn code(&self) -> &str { match self { A::Gone => \"bad\", _ => \"\" } }\n}\n";
    let (changed, err) = adopt(source);
    assert!(changed.contains("enum A { Gone, #[key(\"a_bad\")] Bad }"), "{changed}{err}");
}

#[test]
fn what_a_condition_decides_is_rejected() {
    for (field, why) in [
        ("#[cfg_attr(a, from)] B", "line 3: `#[cfg_attr(…, from)]` is not supported: write two variants"),
        ("#[cfg_attr(a, cfg_attr(b, source))] B", "line 3: `#[cfg_attr(…, source)]` is not supported"),
        ("#[cfg(a)] B", "line 3: `#[cfg(…)]` on a field is not supported: write two variants"),
    ] {
        let source = format!("#[derive(Error)]\nenum A {{\n    #[error(\"x\", status = 410)] Gone({field}),\n}}\n");
        let folder = project(&[("error.rs", &source)]);
        let (code, _, err) = run(folder.path(), &["init", "e.toml", "--adopt", "error.rs", "--write"]);
        assert!(code == Some(2) && err.contains(why) && err.contains("nothing was written"), "{field}: {err}");
        assert_eq!(fs::read_to_string(folder.path().join("error.rs")).unwrap(), source);
    }
}

/// The compiler does not know the attributes of a derive that goes.
#[test]
fn attributes_of_derives_go() {
    for (derive, before, after) in [
        ("strum::Display", "#[strum(serialize = \"x\")] Gone", "Gone"),
        ("strum::Display, strum::EnumIter", "#[strum(disabled)] Gone", "#[strum(disabled)] Gone"),
        ("Snafu", "#[snafu(display(\"x\"))] Gone", "Gone"),
        ("derive_more::Display, derive_more::Error", "#[display(\"x\")] Gone", "Gone"),
        ("derive_more::Error", "Gone(#[error(not(source))] u8)", "Gone(#[internal] u8)"),
        ("Error", "#[error(\"x\")] Gone { a: u8, #[backtrace] source: Io }", "Gone { #[internal] a: u8, source: Io }"),
    ] {
        let source = format!("#[derive(Debug, {derive})]\npub enum A {{ {before}, Bad }}\n{STATUS}");
        let source = source.replace("A::Gone =>", "A::Gone { .. } =>");
        let (changed, err) = adopt(&source);
        assert!(changed.contains(&format!("pub enum A {{ {after}, Bad }}")), "{before}: {changed}{err}");
    }
}

/// A field that does not compile is named, with a way out.
#[test]
fn fields_that_do_not_fit_are_named() {
    let catalog = "errors.gone = { status = 410, message = \"x\", fields.b = { type = \"string\", internal = true } }\n\
                   errors.bad = { status = 400, message = \"x {c}\", fields.c = \"u64\" }\n";
    let source = "#[derive(Debug, Error)]\npub enum A {\n    #[error(\"x\")]\n    Gone { b: Option<()>, c: u8 },\n    #[error(\"y {0}\")]\n    Bad(Id),\n}\n";
    let folder = project(&[("error.rs", source), ("e.toml", catalog)]);
    let (code, _, err) = run(folder.path(), &["init", "e.toml", "--adopt", "error.rs", "--write"]);
    assert_eq!(code, Some(0), "{err}");
    for remark in [
        "error.rs:4: the type `Option<()>` does not fit the field `b` of the type `string` in the catalog",
        "error.rs:6: the type `Id` does not fit the field `c` of the type `u64` in the catalog; for a type of your crate, \
         write `error_catalog::field_type!(Id as u64);`",
    ] {
        assert!(err.contains(remark), "{err}");
    }
    let changed = fs::read_to_string(folder.path().join("error.rs")).unwrap();
    assert!(changed.contains("Gone { b: Option<()>, #[internal] c: u8 },\n    Bad(Id),"), "{changed}");
    let from = "#[derive(Debug, Error)]\nenum A {\n    #[error(\"x\", status = 500)]\n    Gone { #[from] source: E, b: Backtrace },\n}\n";
    assert!(adopt(from).1.contains("error.rs:4: `#[from]` has no value for this field"));
    let without_debug =
        format!("enum A {{ Gone {{ b: Box<dyn Fn()> }}, Bad }}\n{STATUS}").replace("A::Gone =>", "A::Gone { .. } =>");
    assert!(adopt(&without_debug).1.contains("error.rs:1: `#[internal]` needs a type that implements `Debug`"));
}
