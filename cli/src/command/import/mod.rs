//! `error-catalog import`

mod report;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;

use error_catalog_codegen::{follow_links, read_file, read_input, read_text};
use error_catalog_import::{Kind, Note, Sum, check_text, guess_kind};
use error_catalog_model::keys::KEYS;
use error_catalog_model::{Catalog, Released, Report};
use toml_edit::DocumentMut;

use crate::args::ends_in_separator;
use crate::args::import::{Format, Options};
use crate::destination::check_catalog_path;
use crate::failure::Failure;
use crate::file::{Old, write_file};
use crate::layout::{Role, format_file};
use crate::terminal::Terminal;

/// The largest source that is read, in bytes.
const LIMIT: u64 = 16 * 1024 * 1024;

/// The result of an import.
struct Imported {
    kind: Kind,
    /// Whether the kind was guessed, because `--from` is absent.
    is_guessed: bool,
    text: String,
    notes: Vec<Note>,
    sum: Sum,
    catalog: Option<Catalog>,
    report: Report,
}

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    // The path `-` means stdout.
    let output = options.output.as_deref().filter(|path| path.as_os_str() != "-");
    if let Some(path) = output {
        check_output(path, options)?;
    }
    let is_stdin = options.source.as_os_str() == "-";
    let name = if is_stdin { "standard input".to_owned() } else { options.source.display().to_string() };
    let text =
        read_source(&options.source, is_stdin).map_err(|why| Failure::Fatal(format!("cannot read {name}: {why}")))?;
    check_text(&text).map_err(|why| Failure::Fatal(format!("cannot import {name}: {why}")))?;
    let kind = options.from.or_else(|| guess_kind(&options.source, &text));
    let Some(kind) = kind else {
        return Err(Failure::Fatal(format!("cannot guess the kind of {name}; select the kind with `--from`")));
    };
    let title =
        options.source.file_name().filter(|_| !is_stdin).map_or("standard input".into(), |name| name.to_string_lossy());
    let main = output.and_then(Path::file_name).map_or("errors.toml".into(), |name| name.to_string_lossy());
    let imported = import(&text, kind, options.from.is_none(), &title, &main);
    let mut imported =
        imported.map_err(|why| Failure::Fatal(format!("cannot read {name} as {}: {why}", kind.noun())))?;
    // Diagnostics show the path as the user wrote it.
    if let (Some(file), Some(path)) = (imported.report.files.first_mut(), output) {
        file.path = path.display().to_string();
    }
    match output {
        Some(path) => {
            let old = if options.force { Old::Any } else { Old::Absent };
            write_file(path, old, &imported.text)?;
        }
        None => terminal.data.write_all(imported.text.as_bytes())?,
    }
    terminal.data.flush()?;
    let output = output.map(|path| path.display().to_string());
    match options.report {
        Format::Human => report::write_human(&imported, &name, output.as_deref(), terminal)?,
        Format::Json => report::write_json(&imported, &name, output.as_deref(), terminal)?,
    }
    if imported.catalog.is_none() { Err(Failure::Findings) } else { Ok(()) }
}

fn read_source(path: &Path, is_stdin: bool) -> Result<String, String> {
    let bytes = match is_stdin {
        true => read_input(LIMIT),
        false => read_file(path, LIMIT),
    };
    let bytes = bytes.map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes)
        .map_err(|error| format!("it is not UTF-8: byte {}", error.utf8_error().valid_up_to()))?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Ok(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text })
}

/// Fails unless the new catalog may be written to `path`. Only `--force` allows a file to be replaced, and only a
/// catalog that is not the source.
fn check_output(path: &Path, options: &Options) -> Result<(), Failure> {
    let name = path.display();
    if path.is_dir() || ends_in_separator(path) {
        return Err(Failure::Fatal(format!("{name} is a folder; expected a file")));
    }
    check_catalog_path(path)?;
    let exists = path.symlink_metadata().is_ok();
    let is_source = matches!((follow_links(path), follow_links(&options.source)), (Ok(a), Ok(b)) if a == b);
    match () {
        () if exists && is_source => Err(Failure::Fatal(format!("{name} is the source; expected a different path"))),
        () if exists && !options.force => {
            Err(Failure::Fatal(format!("{name} already exists; `--force` overwrites it")))
        }
        // A link may lead to a file that does not exist yet. `write_file` rejects what is not a regular file.
        () if path.is_file() && !is_catalog_file(path) => Err(Failure::Fatal(format!(
            "{name} already exists and is not a catalog; choose a different path, or delete the file"
        ))),
        () => Ok(()),
    }
}

/// Whether a file with this content may be replaced by a new catalog: all top-level keys of the file are keys of a
/// catalog. Nothing is lost if the file has no keys.
fn is_catalog_file(path: &Path) -> bool {
    let Ok(Ok(file)) = read_text(path).map(|text| text.trim_start_matches('\u{feff}').parse::<DocumentMut>()) else {
        return false;
    };
    let known = KEYS.iter().find(|(table, _)| table.is_empty()).map_or(&[][..], |(_, keys)| keys);
    file.iter().all(|(key, _)| known.contains(&key))
}

/// Imports a source as a formatted and checked catalog. Fails if the source is not of this kind.
fn import(text: &str, kind: Kind, is_guessed: bool, name: &str, main: &str) -> Result<Imported, String> {
    let imported = error_catalog_import::import(text, kind, name)?;
    let text = format_file(&imported.toml, Role::Catalog).unwrap_or(imported.toml);
    let files = BTreeMap::from([(main.to_owned(), text.clone())]);
    let (catalog, report) = Catalog::lint(main, &files, &[], &Released::default());
    Ok(Imported { kind, is_guessed, text, notes: imported.notes, sum: imported.sum, catalog, report })
}
