//! Crates that use the generated code of another crate, or only some of the errors.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use error_catalog_codegen::rust::{RustOptions, render_rust};
use error_catalog_model::Catalog;

use crate::ui::cargo;

/// Creates the package `name` with these files, and with these lines at the end of its manifest.
fn package(name: &str, manifest: &str, files: &[(&str, &str)]) -> PathBuf {
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("callers").join(name);
    let root = env!("CARGO_MANIFEST_DIR");
    let manifest = format!(
        "[workspace]\n[package]\nname = \"{}\"\nedition = \"2024\"\n{manifest}\n\
         [dependencies.error-catalog]\npath = '{root}'\n",
        name.rsplit('/').next().unwrap()
    );
    for (path, text) in files.iter().copied().chain([("Cargo.toml", manifest.as_str())]) {
        let path = package.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    package
}

const CONDITIONAL: &str = r#"
[statuses.404]
code = "no_row"

[statuses.400]
code = "bad_query"
query.code = "bad_query"
json.code = "not_found"

[errors.not_found]
status = 400
message = "Not found"

[errors.bad_query]
status = 400
message = "Bad query"
rust = { cfg = 'feature = "db"' }

[errors.no_row]
status = 404
message = "No row"
internal = "No row: {hint}"
details = ["table"]
fields = { table = "string?", hint = { type = "string", internal = true, optional = true } }
rust = { cfg = 'all(feature = "db")' }

[errors.database]
status = 500
message = "The database is unavailable"
rust = { from = ["crate::db::Error"], cfg = 'feature = "db"' }
"#;

const CONDITIONAL_LIB: &str = r#"
#![deny(warnings, rustdoc::broken_intra_doc_links)]

#[error_catalog::error_catalog]
pub mod errors {}

#[error_catalog::error_catalog("only.toml")]
pub mod only {}

/// The same errors, as the command line renders them.
pub mod rendered;

/// A library that is missing without the feature.
#[cfg(feature = "db")]
pub mod db {
    pub use std::fmt::Error;
}

#[cfg(feature = "db")]
pub fn convert(error: std::fmt::Error) -> errors::Error {
    error.into()
}

#[cfg(feature = "db")]
pub fn create() -> (errors::Error, only::Error) {
    (errors::Error::no_row(None, None), only::Error::database(std::fmt::Error))
}

pub fn codes() -> [errors::Code; 4] {
    use errors::Code::*;
    [NotFound, BadQuery, NoRow, Database]
}
"#;

fn render(catalog: &str) -> String {
    let files = BTreeMap::from([("errors.toml".to_owned(), catalog.to_owned())]);
    render_rust(&Catalog::parse("errors.toml", &files).0.unwrap(), &RustOptions::for_module())
}

/// The code compiles without a warning, whether the crate has the errors or not. The second catalog has no other error.
#[test]
fn a_condition_decides_whether_a_crate_has_an_error() {
    let only = CONDITIONAL.split_once("[errors.database]").unwrap().1;
    let files = [
        ("errors.toml", CONDITIONAL),
        ("only.toml", &format!("[errors.database]{only}")),
        ("src/lib.rs", CONDITIONAL_LIB),
        ("src/rendered.rs", &render(CONDITIONAL)),
    ];
    let package = package("conditional", "[features]\ndb = []\nclient = ['error-catalog/client']", &files);
    for features in ["", "db", "client", "db,client"] {
        for command in [&["check"][..], &["doc", "--no-deps"]] {
            let output = cargo(&package).args(command).args(["--features", features]).output().unwrap();
            assert!(output.status.success(), "{features}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
}

const BEFORE: &str = "
[categories.rooms]

[errors.room_taken]
status = 409
category = 'rooms'
message = 'Room {room} is taken'
fields = { room = 'string' }

[errors.room_closed]
status = 409
message = 'The room is closed'
details = ['note']
fields = { note = 'string?' }
";

/// A new error, a new category, and new optional fields.
const AFTER: &str = "
[categories.rooms]

[categories.guests]

[errors.room_taken]
status = 409
category = 'rooms'
message = 'Room {room} is taken'
details = ['until']
internal = 'The guest is {guest}'
fields = { room = 'string', until = 'timestamp?', guest = { type = 'string?', internal = true } }

[errors.room_closed]
status = 409
message = 'The room is closed'
details = ['reason', 'note']
fields = { reason = 'string?', note = 'string?' }

[errors.guest_unknown]
status = 404
category = 'guests'
message = 'No guest has this name'
";

const CALLER: &str = r#"
#![deny(warnings)]
use rooms::errors::{Category, Code, Error};

pub fn describe(error: &Error) -> &str {
    match error {
        Error::RoomTaken { room, .. } => room,
        Error::RoomClosed { .. } => "closed",
        _ => "other",
    }
}

pub fn is_closed(code: Code) -> bool {
    match code {
        Code::RoomClosed => true,
        _ => code.category().is_some_and(|category| match category {
            Category::Rooms => false,
            _ => true,
        }),
    }
}

pub fn create(text: &str) -> [Error; 2] {
    let mut closed = Error::room_closed();
    if let Error::RoomClosed { note, .. } = &mut closed {
        *note = Some(text.to_owned());
    }
    [Error::room_taken("Blue"), closed]
}
"#;

/// Writes the package `rooms` with this catalog, and returns what the compiler says about the package `NAME`, which
/// uses it.
fn check_caller(name: &str, arguments: &str, catalog: &str) -> (bool, String) {
    let library = format!("#[error_catalog::error_catalog{arguments}]\npub mod errors {{}}\n");
    let files = [("errors.toml", catalog), ("src/lib.rs", &library)];
    let rooms = package(&format!("{name}_library/rooms"), "", &files);
    let manifest = format!("[dependencies.rooms]\npath = '{}'", rooms.display());
    let caller = package(name, &manifest, &[("src/lib.rs", CALLER)]);
    let output = cargo(&caller).arg("check").output().unwrap();
    (output.status.success(), String::from_utf8(output.stderr).unwrap())
}

/// With `non_exhaustive`, in the catalog or as an argument, a crate that uses another crate's errors still compiles
/// after the catalog has grown.
#[test]
fn a_non_exhaustive_catalog_can_grow() {
    let key = "[catalog]\nrust = { non-exhaustive = true }\n";
    for (name, arguments, start) in [("grows_by_key", "", key), ("grows_by_argument", "(non_exhaustive)", "")] {
        for catalog in [BEFORE, AFTER] {
            let (compiles, said) = check_caller(name, arguments, &format!("{start}{catalog}"));
            assert!(compiles, "{name}: {said}");
        }
    }
    // Without `non_exhaustive`, the compiler rejects the `_` that the growth needs.
    let (compiles, said) = check_caller("grows_not", "", BEFORE);
    assert!(!compiles && said.contains("unreachable pattern"), "{said}");
}

/// The attribute makes an enum that the application wrote `#[non_exhaustive]`, and its variants, unless the enum or the
/// error says otherwise.
#[test]
fn an_enum_with_variants_can_grow() {
    let catalog = "[errors.room_closed]\nstatus = 409\nmessage = 'The room is closed'\n\
                   [errors.room_locked]\nstatus = 409\nmessage = 'Ask {owner}'\nfields.owner = 'string'\n\
                   [errors.room_taken]\nstatus = 409\nmessage = 'The room is taken'\nrust.non-exhaustive = false\n";
    let library = "#![deny(warnings)]\n#[error_catalog::error_catalog(non_exhaustive)]\n#[non_exhaustive]\n\
                   #[derive(Debug)]\npub enum RoomError { RoomClosed, RoomLocked(String), RoomTaken }\n";
    let plain = library.replace("#[non_exhaustive]\n", "");
    let open = "pub fn f(error: &rooms::RoomError) -> bool {\n    use rooms::RoomError::*;\n    \
                match error { RoomClosed { .. } => true, RoomLocked { 0: owner, .. } => owner.is_empty(), RoomTaken => false, \
                _ => false }\n}\n\
                pub fn g() -> rooms::RoomError { rooms::RoomError::RoomTaken }\n";
    let closed = ["RoomClosed", "RoomLocked(_)", "RoomLocked(_, ..)"].map(|pattern| {
        format!("pub fn f(error: &rooms::RoomError) -> bool {{ matches!(error, rooms::RoomError::{pattern}) }}\n")
    });
    let made = "pub fn f() -> rooms::RoomError { rooms::RoomError::RoomClosed }\n";
    let closed = closed.iter().map(String::as_str).chain([made]).map(|caller| (caller, "E0603"));
    let callers: Vec<(&str, &str)> = std::iter::once((open, "")).chain(closed).collect();
    for (name, library) in [("bound_twice", library), ("bound_once", &plain)] {
        let files = [("errors.toml", catalog), ("src/lib.rs", library)];
        let rooms = package(&format!("{name}_library/rooms"), "", &files);
        let manifest = format!("[dependencies.rooms]\npath = '{}'", rooms.display());
        for (caller, error) in &callers {
            let caller = format!("#![deny(warnings)]\n{caller}");
            let output = cargo(&package(name, &manifest, &[("src/lib.rs", &caller)])).arg("check").output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(output.status.success() == error.is_empty() && said.contains(error), "{name}: {said}");
        }
    }
}
