//! What a user sees, with a `cargo` of its own: packages that no test could be part of.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A `cargo` that builds a package which is no part of the workspace.
fn cargo(package: &Path) -> Command {
    // The same dependencies as here: they are at hand without a network.
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock"), package.join("Cargo.lock")).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(package).env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages"));
    cargo.env("CARGO_TERM_COLOR", "never").env("CARGO_NET_OFFLINE", "true");
    cargo
}

/// What a command says on its standard output and on its standard error.
fn run(command: &mut Command) -> (String, String) {
    let output = command.output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// Each program of `tests/ui/src/bin` does not compile, and its `.stderr` holds what is said, without rustc's way of
/// showing it, which changes from version to version. With `UPDATE=1` these files are written.
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
        let (said, problems) = run(cargo(package).args(["check", "--message-format=json", "--bin", name]));
        let said: String =
            said.lines().filter_map(|line| message(&serde_json::from_str(line).unwrap(), name)).collect();
        assert!(!said.is_empty(), "{problems}");
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

/// One of rustc's messages on the program `name`: its text, and the place that it is about.
fn message(json: &serde_json::Value, name: &str) -> Option<String> {
    let message = &json["message"];
    let place = message["spans"].as_array()?.iter().find(|span| span["is_primary"] == true)?;
    let (file, line, column) = (place["file_name"].as_str()?, &place["line_start"], &place["column_start"]);
    let (level, text) = (message["level"].as_str()?, message["message"].as_str()?);
    (json["target"]["name"] == name).then(|| format!("{file}:{line}:{column}: {level}: {text}\n\n"))
}

/// A change of a catalog's file, and of nothing else, builds the crate anew.
#[test]
fn a_change_of_the_catalog_is_seen() {
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

/// What the facade stands on needs no operating system.
#[test]
fn std_is_no_part_of_the_facade() {
    let package = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bare"));
    let output = cargo(package).arg("check").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
