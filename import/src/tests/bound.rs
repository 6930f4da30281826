//! Imports catalogs for enums that stay.

use std::collections::BTreeMap;

use error_catalog_model::Catalog;

use crate::import_for_enum;

/// Imports an enum with one variant. Returns the message and the fields of the error, and the notes.
fn read(variant: &str) -> (String, String, String) {
    let source = format!(
        "use uuid::Uuid as Id; use jiff::Timestamp; type Key = Id;\nstruct PartError;\n#[derive(Debug, Error)] struct Broken;\n\
         #[derive(Error)] enum E {{ {variant} }}\nimpl E {{ fn status(&self) -> u16 {{ match self {{ E::V {{ .. }} => 400 }} }} }}"
    );
    let imported = import_for_enum(&source, "e.rs").unwrap();
    let files = BTreeMap::from([("e.toml".to_owned(), imported.toml.clone())]);
    let catalog = Catalog::parse("e.toml", &files).0.unwrap_or_else(|| panic!("{}", imported.toml));
    let error = &catalog.errors[0];
    let fields: Vec<String> = error.fields.iter().map(|field| format!("{}: {}", field.name, field.ty)).collect();
    let shown = imported.shown.values().next().unwrap();
    assert_eq!(shown.len(), error.fields.len(), "{variant}");
    let message = imported.toml.lines().find_map(|line| line.strip_prefix("message = ")).unwrap_or_default();
    let notes: Vec<String> = imported.notes.into_iter().map(|note| note.text).collect();
    (message.trim_matches('"').to_owned(), fields.join(", "), notes.join("\n"))
}

#[test]
fn fields_that_the_message_cannot_show_are_not_in_the_catalog() {
    for (variant, message, fields) in [
        // Types of the format.
        ("#[error(\"a {0}\")] V(String, u8)", "a {value_0}", "value_0: string"),
        ("#[error(\"a {id} {key}\")] V { id: Id, key: Key }", "a {id} {key}", "id: uuid, key: uuid"),
        ("#[error(\"a {0:?}\")] V(std::time::Duration)", "a {value}", "value: duration"),
        ("#[error(\"a {0}\")] V(Timestamp)", "a {value}", "value: timestamp"),
        ("#[error(\"a {0}\")] V(std::num::NonZeroU32)", "a {value}", "value: u32"),
        ("#[error(\"a {0}\")] V(NonZero<u16>)", "a {value}", "value: u16"),
        ("#[error(\"a {0:?}\")] V(Vec<u16>)", "a {value}", "value: list<u16>"),
        ("#[error(\"a {}\", .0.join(\", \"))] V(Vec<String>)", "a {value}", "value: list<string>"),
        ("#[error(\"a {}\", .0.display())] V(PathBuf)", "a {value}", "value: string"),
        ("#[error(\"a {p:?}\", p = path.display())] V { path: PathBuf }", "a {path}", "path: string"),
        // Types that the message shows through their `Display`.
        ("#[error(\"a {0}\")] V(Cents)", "a {cents}", "cents: string"),
        ("#[error(\"a {}\", .0.to_string())] V(Cents)", "a {cents}", "cents: string"),
        ("#[error(\"a {0:>9} {0:?}\")] V(Cents)", "a {cents} {cents}", "cents: string"),
        ("#[error(\"a {0}\")] V(Box<u32>)", "a {value}", "value: string"),
        ("#[error(\"a {0}\")] V(chrono::DateTime<Local>)", "a {value}", "value: string"),
        ("#[error(\"a {0}\")] V(crate::Uuid)", "a {value}", "value: string"),
        ("#[error(\"a {0}\")] V(PartError)", "a {part_error}", "part_error: string"),
        // Types that may have no `Display`.
        ("#[error(\"a {0:?} b\")] V(Cents)", "a … b", ""),
        ("#[error(\"a: {0:#?}\")] V(Cents)", "a", ""),
        ("#[error(\"a ({0:?}) b {1}\")] V(Cents, u8)", "a (…) b {value_1}", "value_1: u8"),
        ("#[error(\"a {0:x}\")] V(Cents)", "a", ""),
        ("#[error(\"a {}\", .0.as_str())] V(Cents)", "a", ""),
        ("#[error(\"a {0:?}\")] V(Option<u8>)", "a", ""),
        ("#[error(\"a {path}\")] V { path: Box<Path> }", "a", ""),
        ("#[error(\"a {0}\")] V(Vec<Cents>)", "a", ""),
        ("#[error(\"a\")] V { a: HashMap<u8, u8>, b: (), c: (u8, u8), d: Box<dyn Fn()>, e: fn(u8) }", "a", ""),
        // A field that the catalog cannot have under its name.
        ("#[error(\"a {status} b\")] V { status: u16 }", "a … b", ""),
        ("#[error(\"a {code} b\", code = .0)] V(u16)", "a {code_value} b", "code_value: u16"),
        // Values that are not fields.
        ("#[error(\"{} of {n}\", .0.len(), n = LIMIT)] V(Vec<u8>)", "… of", ""),
        ("#[error(\"({})\", f(.0))] V(u8)", "V", ""),
        ("#[error(\"a '{}'.\", .0.inner)] V(Cents)", "a.", ""),
        // Sources.
        ("#[error(\"a ({0})\")] V(std::io::Error)", "a", ""),
        ("#[error(\"a ({0}) b\")] V(#[source] Broken)", "a b", ""),
        ("#[cfg_attr(x, error(\"a {0}\"))] V(u8)", "a {value}", "value: u8"),
        ("#[cfg_attr(x, cfg_attr(y, error(\"a {0}\")))] V(u8)", "a {value}", "value: u8"),
    ] {
        let (found, all, notes) = read(variant);
        assert_eq!((found.as_str(), all.as_str()), (message, fields), "{variant}\n{notes}");
        let is_said = notes.contains("the message leaves out") || notes.contains("the message leaves it out");
        assert!(is_said || !message.contains('…'), "{variant}\n{notes}");
    }
}

/// Two variants with the same name have different conditions, and are one error.
#[test]
fn a_second_variant_is_the_same_error() {
    let (message, fields, notes) =
        read("#[cfg(unix)] #[error(\"a {0}\")] V(i32), #[cfg(windows)] #[error(\"b {0}\")] V(i32)");
    assert_eq!((message.as_str(), fields.as_str()), ("a {value}", "value: i32"));
    assert!(notes.contains("the second variant `V` is left out: both variants are one error"), "{notes}");
}

/// The `#[from]` in the enum decides what `?` converts.
#[test]
fn conversions_of_the_enum_are_not_lost() {
    for variant in ["V(#[from] crate::db::DbError)", "V(#[from] DbError)", "V { #[from] source: DbError, at: u8 }"] {
        let source = format!("#[derive(Error)] enum E {{ #[error(\"a\", status = 400)] {variant} }}");
        let imported = import_for_enum(&source, "e.rs").unwrap();
        assert!(!imported.toml.contains("# rust"), "{}", imported.toml);
        assert!(imported.notes.iter().all(|note| !note.text.contains("does not create")), "{:#?}", imported.notes);
    }
}

/// Of several enums, the enum that becomes a response is imported.
#[test]
fn the_enum_that_becomes_a_response_is_chosen() {
    let enums = "#[derive(Error)] enum Db { #[error(\"busy\")] Busy, #[error(\"a\")] V }\n\
                 #[derive(Error)] enum E { #[error(\"a\")] V(#[from] Db) }\n";
    let statuses = "fn status(e: &E) -> u16 { match e { E::V(_) => 503 } }\n";
    for response in [
        "impl IntoResponse for E {}",
        "impl actix_web::ResponseError for E {}",
        "impl From<E> for Response { fn from(e: E) -> Self { e.into() } }",
        "impl From<&E> for StatusCode { fn from(e: &E) -> Self { e.into() } }",
        "impl IntoResponse for E {}\nfn http(e: &Db) -> u16 { match e { Db::V => 503 } }",
        "",
    ] {
        let imported = import_for_enum(&format!("{enums}{statuses}{response}"), "e.rs").unwrap();
        assert!(imported.shown.keys().all(|(name, _)| name == "E"), "{response}: {}", imported.toml);
        assert!(imported.notes.iter().any(|note| note.line == 1 && note.text.starts_with("the enum `Db` stays")));
    }
    let why = "the enums `Db` and `E` are both errors of the catalog; move one of them to another file";
    assert_eq!(import_for_enum(enums, "e.rs").unwrap_err(), why);
}
