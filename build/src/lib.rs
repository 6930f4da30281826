//! [error-catalog](https://docs.rs/error-catalog) for build scripts: [`build`] generates the `[outputs]` of a catalog.

#![forbid(unsafe_code)]

mod attribute;
mod manifest;

use std::env;
use std::fmt::{Display, Write as _};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use error_catalog_codegen::{Base, Folder, read_text};
use error_catalog_model::{Catalog, Report, Severity, describe_rest, inert, printable};
use error_catalog_outputs::build::{
    Plan, PlannedFile, Replace, Times, WriteError, plan_outputs, render_diff, templates_of, write_outputs,
};
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
/// not touched. A stale output that is read-only is a warning.
///
/// Problems in the catalog are reported as `cargo::error` and `cargo::warning`. An error makes the build fail when the
/// script ends. The attribute `#[error_catalog]` may read the same catalog without a condition, at the top level of the
/// crate's root or of a module in another file. The problems that the attribute reports are then only warnings of the
/// script. The build fails at the attribute, where editors show the problems.
///
/// If the environment contains `ERROR_CATALOG=check`, the function writes nothing. With `ERROR_CATALOG=check`, every
/// error in the catalog makes the build fail, and the build fails with a diff if an output is not up to date.
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

    /// Adds a directive for each line of a text, because a directive cannot contain a line break. Cargo prints the
    /// lines, so they must not control a terminal or a build server.
    fn push_lines(&mut self, severity: Severity, text: &str) {
        inert(&printable(text)).lines().for_each(|line| self.push(severity.as_str(), line));
    }

    fn push_report(&mut self, report: &Report) {
        self.push_report_as(report, |severity| severity);
    }

    /// Adds the problems of a report, with the severities that `level` returns.
    fn push_report_as(&mut self, report: &Report, level: impl Fn(Severity) -> Severity) {
        let (first, more) = report.first(Report::SHOWN);
        for diagnostic in first {
            self.push_lines(level(diagnostic.severity), &report.render(diagnostic));
        }
        if let Some(message) = describe_rest(more) {
            self.push_lines(Severity::Warning, &message);
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
    if let Some(base) = Base::find(Some(package.into()), None) {
        base.explain_missing(&folder.path(folder.main()), &mut report);
    }
    folder.locate(&mut report);
    match catalog {
        Some(catalog) => {
            out.push_report(&report);
            write_or_check(&mut out, &catalog, folder, check);
        }
        None if !check && fails_at_attribute(folder, package) => out.push_report_as(&report, |_| Severity::Warning),
        None => out.push_report(&report),
    }
    out
}

/// Whether the attribute reports problems of an invalid catalog. If the script failed, cargo would not run rustc, and
/// editors would not show the problems at the attribute.
fn fails_at_attribute(folder: &Folder, package: &Path) -> bool {
    let fails = || Catalog::parse_without_locales(folder.main(), folder).1.has_errors();
    attribute::is_applied(package, &folder.path(folder.main())) && fails()
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
    let outputs = plan.files.iter().map(|file| file.path.as_str());
    templates_of(catalog, KINDS).chain(outputs).for_each(|path| out.watch(&folder.path(path)));
    if plan.report.has_errors() {
        folder.locate(&mut plan.report);
        out.push_report(&plan.report);
    } else if !check {
        write(out, &plan, folder);
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

fn write(out: &mut Directives, plan: &Plan, folder: &Folder) {
    for WriteError { path, error, .. } in write_outputs(plan, folder, Times::OfInputs).errors {
        let path = folder.path(&path);
        // Many build tools build in a tree that the build must not change. A stale page must not make such a build
        // fail.
        if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) {
            let message = format!("{} is not up to date, and cannot be written: {error}", path.display());
            out.push_lines(Severity::Warning, &message);
        } else {
            out.push_lines(Severity::Error, &format!("cannot write {}: {error}", path.display()));
        }
    }
}

/// Whether cargo has unpacked or checked out the package for its own use.
fn is_unpacked(package: &Path) -> bool {
    // When cargo packs a package, it rewrites the manifest, which then begins with this line.
    let manifest = read_text(&package.join("Cargo.toml")).unwrap_or_default();
    manifest.starts_with("# THIS FILE IS AUTOMATICALLY GENERATED BY CARGO")
        // Every package that cargo has unpacked or checked out in its home has this file at the top.
        || package.ancestors().any(|folder| folder.join(".cargo-ok").exists())
}

#[cfg(test)]
mod tests;
