//! `error-catalog fmt`

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::PathBuf;

use error_catalog_codegen::Folder;
use error_catalog_model::{Catalog, Report, SourceFile, keys};
use error_catalog_outputs::build::{PlannedFile, render_diff};

use crate::Stop;
use crate::args::main_file;
use crate::file::write_file;
use crate::layout::{Role, format_file, means_the_same};
use crate::load::{fail, open};
use crate::prose::count;
use crate::terminal::Terminal;

/// Brings the files of a catalog into the canonical order and layout
///
/// Tables and keys whose order means nothing come in the order of the format's reference; members of a body, fields,
/// headers, errors, categories, outputs and whatever else has an order keep it. Comments stay with what they stand
/// above or beside. Included files and translations are formatted with the catalog.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example, for continuous integration: error-catalog fmt --check")]
pub(crate) struct Options {
    /// Main files, or the folders that `errors.toml` lies in; `-` formats the standard input to the standard output
    #[arg(default_value = "errors.toml", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write nothing; show what is not formatted, and exit with 1 if anything is
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let mut trouble = None;
    let mut is_formatted = true;
    for path in &options.paths {
        let done = if path.as_os_str() == "-" {
            format_input(options.check, terminal)
        } else {
            format_catalog(main_file(path), options.check, terminal)
        };
        // One that is broken does not keep the others from being formatted.
        match done {
            Ok(done) => is_formatted &= done,
            Err(Stop::Output(error)) => return Err(Stop::Output(error)),
            Err(Stop::Wrong) => is_formatted = false,
            Err(Stop::Trouble(message)) => {
                if let Some(message) = trouble.replace(message) {
                    terminal.say_error(message)?;
                }
            }
        }
    }
    match trouble {
        Some(message) => Err(Stop::Trouble(message)),
        None if is_formatted => Ok(()),
        None => Err(Stop::Wrong),
    }
}

/// Formats a catalog's files, or shows what would change. Returns whether nothing is left to do.
fn format_catalog(main: PathBuf, check: bool, terminal: &mut Terminal<'_>) -> Result<bool, Stop> {
    let (folder, name) = open(main)?;
    let (catalog, mut report) = Catalog::parse(folder.main(), &folder);
    let files = report.files.clone();
    folder.locate(&mut report);
    refuse_unreadable(&mut report, &name, terminal)?;
    let mut changed = Vec::new();
    for SourceFile { path, text } in &files {
        let place = folder.path(path);
        let old = fs::read_to_string(&place)
            .map_err(|error| Stop::Trouble(format!("cannot read {}: {error}", place.display())))?;
        if old.trim_start_matches('\u{feff}').replace("\r\n", "\n") != *text {
            return Err(Stop::Trouble(format!("{} changes while it is read; nothing is written", place.display())));
        }
        let new = format_file(&old, role_of(path, &folder));
        if new != old {
            changed.push(PlannedFile { path: path.clone(), old: Some(old), new });
        }
    }
    if changed.is_empty() {
        writeln!(terminal.out, "{name}: {}, formatted", count(files.len(), "file", "files"))?;
        return Ok(true);
    }
    if check {
        show(changed, &folder, &name, terminal)?;
        return Ok(false);
    }
    if !means_the_same(catalog, &folder, &changed) {
        return Err(Stop::Trouble(format!("{name} would not mean the same; nothing is written. Please report this")));
    }
    for file in &changed {
        let place = folder.path(&file.path);
        write_file(&place, &file.new)?;
        writeln!(terminal.out, "wrote {}", place.display())?;
    }
    Ok(true)
}

fn format_input(check: bool, terminal: &mut Terminal<'_>) -> Result<bool, Stop> {
    const NAME: &str = "standard input";
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .map_err(|error| Stop::Trouble(format!("cannot read the {NAME}: {error}")))?;
    let source = BTreeMap::from([(NAME.to_owned(), text.clone())]);
    let (_, mut report) = Catalog::parse(NAME, &source);
    report.diagnostics.retain(|diagnostic| diagnostic.rule.id == "syntax");
    if report.has_errors() {
        return Err(fail(&report, NAME, terminal));
    }
    let formatted = format_file(&text, Role::Catalog);
    if !check {
        terminal.out.write_all(formatted.as_bytes())?;
    }
    Ok(!check || formatted == text)
}

/// Shows what keeps a file from being read as TOML. Mistakes of other kinds do not matter here.
fn refuse_unreadable(report: &mut Report, name: &str, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    report.diagnostics.retain(|diagnostic| {
        matches!(diagnostic.rule.id, "syntax" | "include-missing" | "include-cycle" | "include-outside")
            || diagnostic.rule.id.starts_with("file-")
    });
    if report.has_errors() { Err(fail(report, name, terminal)) } else { Ok(()) }
}

/// What a file is: a translation is called after the catalog and a language, `errors.fr.toml` beside `errors.toml`.
fn role_of(path: &str, folder: &Folder) -> Role {
    let is_locale = |main: &str| keys::locale_of(main, path).is_some();
    // A translation may also have been named by itself.
    let beside = || Some(format!("{}.toml", path.strip_suffix(".toml")?.rsplit_once('.')?.0));
    let is_beside = || beside().is_some_and(|main| is_locale(&main) && folder.path(&main).exists());
    if is_locale(folder.main()) || is_beside() { Role::Locale } else { Role::Catalog }
}

fn show(changed: Vec<PlannedFile>, folder: &Folder, name: &str, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let them = if changed.len() == 1 { "it" } else { "them" };
    for file in changed {
        let path = folder.path(&file.path).display().to_string();
        terminal.say_error(format!("{path} is not formatted"))?;
        terminal.show_diff(&render_diff(&PlannedFile { path, ..file }))?;
        writeln!(terminal.err)?;
    }
    Ok(terminal.say_help(format!("`{} fmt {name}` formats {them}", terminal.name))?)
}
