//! [error-catalog](https://docs.rs/error-catalog) for build scripts: [`build`] generates the `[outputs]` of a catalog.

#![forbid(unsafe_code)]

use std::env;
use std::fmt::{Display, Write as _};
use std::fs;
use std::io::Write as _;
use std::path::Path;

use error_catalog_codegen::Folder;
use error_catalog_model::{Catalog, Report, Severity, inert, printable};
use error_catalog_outputs::build::{PlannedFile, Replace, WriteError, plan_outputs, render_diff, write_outputs};
use error_catalog_outputs::command::{join_arguments, path_argument};
use error_catalog_outputs::registry::KINDS;

/// Writes the outputs of the catalog whose main file is `catalog`, a path relative to the package. A build script needs
/// only this call:
///
/// ```no_run
/// fn main() {
///     error_catalog_build::build("errors.toml");
/// }
/// ```
///
/// Cargo runs the script again when a file of the catalog or an output changes. If an output is up to date, its file is
/// not touched. Problems in the catalog are reported as `cargo::error` and `cargo::warning`. An error makes the build
/// fail when the script ends.
///
/// If the environment contains `ERROR_CATALOG=check`, the function writes nothing. With `ERROR_CATALOG=check`, the
/// build fails with a diff if an output is not up to date.
///
/// If cargo has unpacked the package, as a dependency or for verification, this function does nothing. A published
/// package already contains its outputs.
#[allow(clippy::needless_doctest_main, reason = "a build script has a `main` function")]
pub fn build(catalog: impl AsRef<Path>) {
    let package = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let mode = env::var_os("ERROR_CATALOG").unwrap_or_default();
    let directives = run(&Folder::of(catalog.as_ref()), Path::new(&package), &mode.to_string_lossy());
    // If writing fails, the pipe is closed, and nobody reads the errors either.
    let _ = std::io::stdout().write_all(directives.0.as_bytes());
}

/// The output of the build script, which consists of directives for cargo.
#[derive(Default)]
struct Directives(String);

impl Directives {
    fn push(&mut self, key: &str, value: impl Display) {
        // A file name may contain a line break, and the text after it would be another directive.
        let value = value.to_string().replace(['\n', '\r'], " ");
        let _ = writeln!(self.0, "cargo::{key}={value}");
    }

    /// Adds a directive for each line of a text, because a directive cannot contain a line break. Cargo prints the lines,
    /// so they must not control a terminal or a build server.
    fn push_lines(&mut self, severity: Severity, text: &str) {
        inert(&printable(text)).lines().for_each(|line| self.push(severity.as_str(), line));
    }

    fn push_report(&mut self, report: &Report) {
        for diagnostic in &report.diagnostics {
            self.push_lines(diagnostic.severity, &report.render(diagnostic));
        }
    }

    fn watch(&mut self, path: &Path) {
        self.push("rerun-if-changed", path.display());
    }
}

fn run(folder: &Folder, package: &Path, mode: &str) -> Directives {
    let mut out = Directives::default();
    out.push("rerun-if-env-changed", "ERROR_CATALOG");
    if is_unpacked(package) {
        return out;
    }
    let check = match mode {
        "" | "write" => false,
        "check" => true,
        _ => {
            out.push_lines(Severity::Error, &format!("ERROR_CATALOG is `{mode}`; expected `write` or `check`"));
            return out;
        }
    };
    let (catalog, mut report) = Catalog::parse(folder.main(), folder);
    watch_catalog(&mut out, &report, folder);
    folder.locate(&mut report);
    out.push_report(&report);
    if let Some(catalog) = catalog {
        write_or_check(&mut out, &catalog, folder, check);
    }
    out
}

/// Makes cargo watch the files and folders of the catalog. Cargo watches everything below a folder. The folder of a
/// package contains sources and often build artifacts, so this function does not watch that folder. Missing a new file
/// is better than running the script at every change.
fn watch_catalog(out: &mut Directives, report: &Report, folder: &Folder) {
    out.watch(&folder.path(folder.main()));
    report.files.iter().skip(1).for_each(|file| out.watch(&folder.path(&file.path)));
    let folders = report.folders.iter().map(|path| folder.path(path));
    folders.filter(|path| !path.join("Cargo.toml").exists()).for_each(|path| out.watch(&path));
}

fn write_or_check(out: &mut Directives, catalog: &Catalog, folder: &Folder, check: bool) {
    let mut plan = plan_outputs(catalog, folder, KINDS, Replace::EarlierOutputs);
    plan.files.iter().for_each(|file| out.watch(&folder.path(&file.path)));
    if plan.report.has_errors() {
        folder.locate(&mut plan.report);
        out.push_report(&plan.report);
    } else if !check {
        if let Err(WriteError { path, error, .. }) = write_outputs(&plan, folder) {
            let path = folder.path(&path);
            out.push_lines(Severity::Error, &format!("cannot write {}: {error}", path.display()));
        }
    } else {
        for file in plan.files.iter().filter(|file| file.is_stale()) {
            let path = folder.path(&file.path);
            out.push_lines(Severity::Error, &format!("{} is not up to date", path.display()));
            out.push_lines(Severity::Error, &render_diff(file));
        }
        if plan.files.iter().any(PlannedFile::is_stale) {
            let main = folder.path(folder.main());
            let command = join_arguments(["error-catalog", "generate", &path_argument(&main)]);
            let help = format!("help: run `{command}`, or build without ERROR_CATALOG=check");
            out.push_lines(Severity::Error, &help);
        }
    }
}

/// Whether cargo has unpacked or checked out the package for its own use.
fn is_unpacked(package: &Path) -> bool {
    // When cargo packs a package, it rewrites the manifest, which then begins with this line.
    let manifest = fs::read_to_string(package.join("Cargo.toml")).unwrap_or_default();
    manifest.starts_with("# THIS FILE IS AUTOMATICALLY GENERATED BY CARGO")
        // Every package that cargo has unpacked or checked out in its home has this file at the top.
        || package.ancestors().any(|folder| folder.join(".cargo-ok").exists())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const CATALOG: &str = "[outputs.json]\npath = \"out.json\"\n\n[errors.oops]\nstatus = 500\nmessage = \"Oops\"\n";

    /// Runs the script in a folder with these files. Returns the script's output, in which `TOP` replaces the folder,
    /// and whether the script wrote the catalog's output.
    fn run_in(files: &[(&str, &str)], package: &str, mode: &str) -> (String, bool) {
        let top = tempfile::tempdir().unwrap();
        fs::create_dir_all(top.path().join(package)).unwrap();
        files.iter().for_each(|(path, text)| fs::write(top.path().join(path), text).unwrap());
        let package = top.path().join(package);
        let said = run(&Folder::of(package.join("errors.toml")), &package, mode).0;
        (said.replace(&top.path().display().to_string(), "TOP"), package.join("out.json").exists())
    }

    #[test]
    fn does_not_touch_packages_unpacked_by_cargo() {
        let generated = "# THIS FILE IS AUTOMATICALLY GENERATED BY CARGO\n#\n";
        let cases: [(&[(&str, &str)], bool); 4] = [
            (&[("a/Cargo.toml", "[package]")], true),
            (&[("a/Cargo.toml", "[package]"), ("a/Cargo.toml.orig", "left by a merge")], true),
            (&[("a/Cargo.toml", generated)], false),
            (&[("a/Cargo.toml", "[package]"), (".cargo-ok", "")], false),
        ];
        for (files, writes) in cases {
            let files = [files, &[("a/errors.toml", CATALOG)]].concat();
            assert_eq!(run_in(&files, "a", "").1, writes, "{files:?}");
            let (said, _) = run_in(&files, "a", "check");
            assert_eq!(said.contains("cargo::error="), writes, "{said}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_file_name_is_not_a_directive() {
        let main = "[catalog]\ninclude = [\"**/*.toml\"]\n";
        let name = "a\ncargo::rustc-env=PATH=.toml";
        let folder = "b\ncargo::rustc-env=PATH=";
        let top = tempfile::tempdir().unwrap();
        fs::create_dir(top.path().join(folder)).unwrap();
        fs::write(top.path().join("errors.toml"), main).unwrap();
        fs::write(top.path().join(name), "").unwrap();
        let said = run(&Folder::of(top.path().join("errors.toml")), top.path(), "").0;
        assert!(said.contains("cargo::error=error[include-outside]"), "{said}");
        assert!(!said.contains("\ncargo::rustc-env"), "{said}");
    }

    #[test]
    fn prints_watched_files_and_problems() {
        let env = "cargo::rerun-if-env-changed=ERROR_CATALOG\n";
        let catalog = "cargo::rerun-if-changed=TOP/errors.toml\n";
        let manifest = ("Cargo.toml", "[package]");
        let written = format!("{env}{catalog}cargo::rerun-if-changed=TOP/out.json\n");
        let cases = [
            (vec![manifest, ("errors.toml", CATALOG)], "", written.clone()),
            (vec![manifest, ("errors.toml", CATALOG)], "write", written.clone()),
            (
                vec![manifest, ("errors.toml", CATALOG)],
                "chekc",
                format!("{env}cargo::error=ERROR_CATALOG is `chekc`; expected `write` or `check`\n"),
            ),
            (
                vec![manifest, ("errors.toml", CATALOG), ("out.json", "{}\n")],
                "",
                format!(
                    "{written}\
                     cargo::error=error[output-exists]: `out.json` already exists, and error-catalog did not generate this file\n\
                     cargo::error= --> TOP/errors.toml:2:1\n\
                     cargo::error=  |\n\
                     cargo::error=2 | path = \"out.json\"\n\
                     cargo::error=  | ^^^^^^^^^^^^^^^^^\n\
                     cargo::error=  |\n\
                     cargo::error=  = help: choose a different path, delete the file, or overwrite the file with the \
                     option `--force` of `error-catalog generate`\n"
                ),
            ),
            (
                vec![manifest],
                "",
                format!("{env}{catalog}cargo::error=error[file-not-found]: there is no file `errors.toml`\n"),
            ),
            (
                vec![manifest, ("errors.toml", "[errors.oops]\nstatus = 200\nmessage = \"Oops\"\n")],
                "",
                format!(
                    "{env}{catalog}\
                     cargo::error=error[bad-status]: 200 is not an error status\n\
                     cargo::error= --> TOP/errors.toml:2:10\n\
                     cargo::error=  |\n\
                     cargo::error=2 | status = 200\n\
                     cargo::error=  |          ^^^ expected a number from 400 to 599\n"
                ),
            ),
        ];
        for (files, mode, expected) in cases {
            assert_eq!(run_in(&files, "", mode).0, expected, "{files:?}");
        }
    }
}
