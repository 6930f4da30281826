//! Packages outside the workspace, which a separate `cargo` builds: what a user sees.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A `cargo` that builds a package outside the workspace.
pub(crate) fn cargo(package: &Path) -> Command {
    // With the workspace's lock file, the dependencies are available offline.
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock"), package.join("Cargo.lock")).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(package).env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages"));
    cargo.env("CARGO_TERM_COLOR", "never").env("CARGO_NET_OFFLINE", "true");
    // A build that is incremental repeats some messages in JSON.
    cargo.env("CARGO_INCREMENTAL", "0");
    cargo
}

/// The stdout and stderr of a command.
pub(crate) fn run(command: &mut Command) -> (String, String) {
    let output = command.output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// No program in `tests/ui/src/bin` compiles. Its `.stderr` contains the messages without rustc's formatting, which
/// changes from version to version. `UPDATE=1` updates these files.
#[test]
fn messages_are_about_the_catalog() {
    let package = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ui"));
    let entries = fs::read_dir(package.join("src/bin")).unwrap();
    let mut programs: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    programs.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    programs.sort();
    let mut different = String::new();
    for program in &programs {
        let name = program.file_stem().unwrap().to_str().unwrap();
        let features: &[&str] = if name == "described" { &["--features=openapi"] } else { &[] };
        let said = messages(package, name, features);
        if name.starts_with("bound_") {
            // Code that constructs errors causes no further messages.
            assert_eq!(messages(package, name, &["--features=construct"]), said, "{name}");
        }
        let expected = program.with_extension("stderr");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &said).unwrap();
        }
        if fs::read_to_string(&expected).unwrap_or_default() != said {
            different += &format!("\n{name}.rs:\n\n{said}\n");
        }
    }
    assert!(different.is_empty(), "{different}");
    assert!(programs.len() > 9);
}

/// The messages about the program `name`.
fn messages(package: &Path, name: &str, features: &[&str]) -> String {
    let arguments = ["check", "--message-format=json", "--bin", name];
    let (said, problems) = run(cargo(package).args(arguments).args(features));
    let said: String = said.lines().filter_map(|line| message(&serde_json::from_str(line).unwrap(), name)).collect();
    assert!(!said.is_empty(), "{problems}");
    said
}

/// The text, the place and the label of a rustc message, and the features that it names, if it is about the program
/// `name`.
fn message(json: &serde_json::Value, name: &str) -> Option<String> {
    let message = &json["message"];
    let mut place = message["spans"].as_array()?.iter().find(|span| span["is_primary"] == true)?;
    // A place in a macro of a dependency is not a place that the user sees.
    while place["file_name"].as_str()?.starts_with('/') && place["expansion"].is_object() {
        place = &place["expansion"]["span"];
    }
    let (file, line, column) = (place["file_name"].as_str()?, &place["line_start"], &place["column_start"]);
    let (level, text) = (message["level"].as_str()?, message["message"].as_str()?);
    let text = text.replace(env!("CARGO_MANIFEST_DIR"), "TOP");
    let label = place["label"].as_str().map_or_else(String::new, |label| format!("\n  {label}"));
    let features: String = message["children"].as_array()?.iter().filter_map(feature).collect();
    (json["target"]["name"] == name).then(|| format!("{file}:{line}:{column}: {level}: {text}{label}{features}\n\n"))
}

/// The note of rustc that an item needs a feature. If several features have the item, the note shows the condition.
fn feature(note: &serde_json::Value) -> Option<String> {
    let spans = note["spans"].as_array()?;
    let gate = spans.iter().find(|span| span["label"].as_str().is_some_and(|label| label.contains("gated")))?;
    let (item, gate_line) = (spans.iter().find(|span| span["is_primary"] == true)?, &gate["text"][0]["text"]);
    let [item, gate_line] = [&item["text"][0]["text"], gate_line].map(|text| text.as_str().unwrap_or_default());
    Some(format!("\n  {}: {item} {gate_line}", gate["label"].as_str()?))
}

/// Editing only a file of the catalog rebuilds the crate.
#[test]
fn a_change_of_the_catalog_triggers_a_rebuild() {
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rebuilt");
    fs::create_dir_all(package.join("src")).unwrap();
    fs::create_dir_all(package.join("parts")).unwrap();
    let write = |path: &str, text: &str| fs::write(package.join(path), text).unwrap();
    let root = env!("CARGO_MANIFEST_DIR");
    write(
        "Cargo.toml",
        &format!(
            "[workspace]\n[package]\nname = \"rebuilt\"\nedition = \"2024\"\n\
             [dependencies]\nerror-catalog.path = '{root}'\n"
        ),
    );
    write(
        "src/main.rs",
        "#[error_catalog::error_catalog]\nmod errors {}\n\
         fn main() {\n    print!(\"{}, {}\", errors::Error::main(), errors::Error::part());\n}\n",
    );
    let main = |message: &str| {
        let text = format!("[errors.main]\nstatus = 400\nmessage = '{message}'\n");
        write("errors.toml", &format!("[catalog]\ninclude = ['parts/*.toml']\n{text}"));
    };
    let part = |message: &str| {
        write("parts/part.toml", &format!("[errors.part]\nstatus = 400\nmessage = '{message}'\n"));
    };
    let says = |expected: &str| {
        let (said, problems) = run(cargo(&package).args(["run", "--quiet"]));
        assert_eq!(said, expected, "{problems}");
    };
    main("one");
    part("one");
    says("one, one");
    part("two");
    says("one, two");
    main("two");
    says("two, two");
    let (_, said) = run(cargo(&package).arg("build"));
    assert!(!said.contains("Compiling"), "{said}");
}

/// Neither the facade nor its dependencies need std.
#[test]
fn the_facade_does_not_need_std() {
    let package = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bare"));
    let output = cargo(package).arg("check").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
