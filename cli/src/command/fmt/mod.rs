//! `error-catalog fmt`

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use error_catalog_codegen::{Folder, MAX_SIZE, read_input, read_text};
use error_catalog_model::{Catalog, Report, Rule, SourceFile, keys};
use error_catalog_outputs::build::{PlannedFile, render_diff};

use crate::args::fmt::Options;
use crate::args::main_file;
use crate::failure::Failure;
use crate::file::{Old, write_file};
use crate::layout::{Role, format_file, means_the_same};
use crate::load::{fail, open_catalog};
use crate::prose::count;
use crate::suggest::Suggest;
use crate::terminal::Terminal;

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let mut trouble = None;
    let mut is_formatted = true;
    for path in &options.paths {
        let done = if path.as_os_str() == "-" {
            format_input(options.check, terminal)
        } else {
            format_catalog(main_file(path), options.check, terminal)
        };
        // A broken catalog must not prevent the other catalogs from being formatted.
        match done {
            Ok(done) => is_formatted &= done,
            Err(Failure::Output(error)) => return Err(Failure::Output(error)),
            Err(Failure::Findings) => is_formatted = false,
            Err(Failure::Fatal(message)) => {
                if let Some(message) = trouble.replace(message) {
                    terminal.say_error(message)?;
                }
            }
        }
    }
    match trouble {
        Some(message) => Err(Failure::Fatal(message)),
        None if is_formatted => Ok(()),
        None => Err(Failure::Findings),
    }
}

/// Formats the files of a catalog, or shows what would change. Returns whether all files are formatted.
fn format_catalog(main: PathBuf, check: bool, terminal: &mut Terminal<'_>) -> Result<bool, Failure> {
    let (folder, name) = open_catalog(main)?;
    let (catalog, mut report) = Catalog::parse(folder.main(), &folder);
    let files = report.files.clone();
    folder.locate(&mut report);
    refuse_unreadable(&mut report, &name, terminal)?;
    let mut changed = Vec::new();
    for SourceFile { path, text } in &files {
        let place = folder.path(path);
        let old =
            read_text(&place).map_err(|error| Failure::Fatal(format!("cannot read {}: {error}", place.display())))?;
        if old.strip_prefix('\u{feff}').unwrap_or(&old).replace("\r\n", "\n") != *text {
            return Err(Failure::Fatal(format!(
                "{} changed while it was being read; nothing was written",
                place.display()
            )));
        }
        let new = format_file(&old, role_of(path, &folder)).ok_or_else(|| lossy(&place.display().to_string()))?;
        if new != old {
            changed.push(PlannedFile { path: path.clone(), old: Some(old), new });
        }
    }
    if changed.is_empty() {
        terminal.print(format_args!("{name}: {}, formatted", count(files.len(), "file", "files")))?;
        return Ok(true);
    }
    if check {
        show(changed, &folder, &name, terminal)?;
        return Ok(false);
    }
    if !means_the_same(catalog, &folder, &changed) {
        return Err(Failure::Fatal(format!(
            "internal error: formatting would change the meaning of {name}, so nothing was written; report this bug"
        )));
    }
    for file in &changed {
        let place = folder.path(&file.path);
        write_file(&place, Old::read(file.old.as_deref()), &file.new)?;
        terminal.print(format_args!("wrote {}", place.display()))?;
    }
    Ok(true)
}

fn format_input(check: bool, terminal: &mut Terminal<'_>) -> Result<bool, Failure> {
    let text = read_input(MAX_SIZE).and_then(|bytes| String::from_utf8(bytes).map_err(io::Error::other));
    let text = text.map_err(|error| Failure::Fatal(format!("cannot read the standard input: {error}")))?;
    format_text(&text, check, terminal)
}

/// Formats the text of the standard input. Returns whether it is formatted, or is formatted now.
fn format_text(text: &str, check: bool, terminal: &mut Terminal<'_>) -> Result<bool, Failure> {
    const NAME: &str = "standard input";
    let source = BTreeMap::from([(NAME.to_owned(), text.to_owned())]);
    let (_, mut report) = Catalog::parse(NAME, &source);
    report.diagnostics.retain(|diagnostic| is_syntax(diagnostic.rule));
    if report.has_errors() {
        return Err(fail(&report, NAME, terminal));
    }
    let formatted = format_file(text, Role::Catalog).ok_or_else(|| lossy(NAME))?;
    if !check {
        terminal.data.write_all(formatted.as_bytes())?;
    }
    Ok(!check || formatted == text)
}

/// The failure if the formatter has a bug.
fn lossy(name: &str) -> Failure {
    Failure::Fatal(format!(
        "internal error: formatting {name} would change a value or lose a comment; nothing was written; report this bug"
    ))
}

/// Shows why a file cannot be read as TOML. Problems of other kinds do not matter here.
fn refuse_unreadable(report: &mut Report, name: &str, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    report.diagnostics.retain(|diagnostic| {
        is_syntax(diagnostic.rule)
            || matches!(diagnostic.rule.id, "include-missing" | "include-cycle" | "include-outside")
            || diagnostic.rule.id.starts_with("file-")
    });
    if report.has_errors() { Err(fail(report, name, terminal)) } else { Ok(()) }
}

/// Whether a file that breaks the rule is not TOML.
fn is_syntax(rule: &Rule) -> bool {
    matches!(rule.id, "syntax" | "merge-conflict")
}

/// The role of a file. A translation is named after the catalog and its language: `errors.fr.toml` next to
/// `errors.toml`.
fn role_of(path: &str, folder: &Folder) -> Role {
    let is_locale = |main: &str| keys::locale_of(main, path).is_some();
    // The user may also have passed the translation itself.
    let beside = || Some(format!("{}.toml", path.strip_suffix(".toml")?.rsplit_once('.')?.0));
    let is_beside = || beside().is_some_and(|main| is_locale(&main) && folder.path(&main).exists());
    if is_locale(folder.main()) || is_beside() { Role::Locale } else { Role::Catalog }
}

fn show(changed: Vec<PlannedFile>, folder: &Folder, name: &str, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let them = if changed.len() == 1 { "it" } else { "them" };
    for file in changed {
        let path = folder.path(&file.path).display().to_string();
        terminal.say_error(format!("{path} is not formatted"))?;
        terminal.show_diff(&render_diff(&PlannedFile { path, ..file }))?;
        writeln!(terminal.err)?;
    }
    let command = Suggest::new(terminal.name, Path::new(name), None).command("fmt", &[]);
    Ok(terminal.say_help(format!("`{command}` formats {them}"))?)
}
