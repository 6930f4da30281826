//! `error-catalog init --adopt`: creates a catalog from an enum of errors, and adapts the enum.

mod attributes;
mod edits;
mod impls;
mod imports;
mod items;
mod package;
mod plan;
mod remark;
mod variants;

use std::collections::BTreeMap;
use std::path::Path;

use error_catalog_codegen::{Folder, read_text};
use error_catalog_import::{Imported, Note, ShownFields, check_text, import_for_enum};
use error_catalog_model::{Catalog, Literal, Released, printable};
use error_catalog_outputs::build::{PlannedFile, render_full_diff};

use self::package::Package;
use self::plan::{Plan, adopted_enum, plan};
use super::paste::{Adopted, adoption, attribute, attribute_path};
use super::template::{default_name, default_title};
use crate::args::init::Options;
use crate::destination::check_catalog_path;
use crate::edit::Document;
use crate::failure::Failure;
use crate::file::{Old, write_file};
use crate::layout::{Role, format_file};
use crate::load::load_for_lookup;
use crate::place::place_of;
use crate::report::human::show;
use crate::report::notes::write_notes;
use crate::terminal::Terminal;
use error_catalog_outputs::command::{join_arguments, path_argument};

use super::framework::choose;

/// The mark at the start of a file, which is not part of the Rust code.
const BOM: char = '\u{feff}';

/// The lint for values in messages about faults of the server.
const SERVER_DETAIL: &str = "server-error-detail";

/// A catalog for an adoption.
struct Prepared {
    catalog: Catalog,
    /// The text of the catalog, if the catalog is new.
    new: Option<String>,
    /// What an import of the file guesses and loses.
    notes: Vec<Note>,
    /// The fields of the enum that are fields of errors.
    shown: ShownFields,
}

/// Adopts the enum in the file `source`. If the catalog exists, only the enum is adapted.
pub(super) fn adopt(options: &Options, source: &Path, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let name = source.display().to_string();
    let text = read_text(source).map_err(|error| Failure::Fatal(format!("cannot read {name}: {error}")))?;
    let rust = text.strip_prefix(BOM).unwrap_or(&text);
    let mark = &text[..text.len() - rust.len()];
    let package = Package::of(source);
    let folder = package.as_ref().map_or(Path::new(""), |package| &package.shown);
    let main = if options.path.is_some() { options.main_file() } else { folder.join("errors.toml") };
    check_catalog_path(&main)?;
    let manifest = folder.join("Cargo.toml");
    let path = package.as_ref().and_then(|package| package.path_to(&main)).unwrap_or_else(|| attribute_path(&main));
    let fail = |why: String| {
        let why = adopted_enum(rust).map_or(why, |item| format!("the enum `{item}` already has the attribute"));
        Failure::Fatal(format!("cannot adopt {name}: {why}; nothing was written"))
    };
    let exists = main.symlink_metadata().is_ok();
    let prepared = match exists {
        true => {
            let catalog = load_for_lookup(main.clone(), terminal)?.catalog;
            let imported = import_source(source, rust).ok();
            let (notes, shown) = imported.map(|imported| (imported.notes, imported.shown)).unwrap_or_default();
            Prepared { catalog, new: None, notes, shown }
        }
        false => {
            let imported = import_source(source, rust).map_err(fail)?;
            import_catalog(options, &main, &manifest, source, imported, terminal)?
        }
    };
    let Plan { name: enum_name, text: changed, remarks, features } =
        plan(rust, &prepared.catalog, &prepared.shown, &attribute(&path)).map_err(fail)?;
    let changed = format!("{mark}{changed}");
    if let Some(new) = prepared.new {
        write_file(&main, Old::Absent, &new)?;
        terminal.print(format_args!("wrote {}", main.display()))?;
    }
    if options.write {
        write_file(source, Old::Text(&text), &changed)?;
        terminal.print(format_args!("wrote {name}"))?;
    } else {
        let file = PlannedFile { path: name.clone(), old: Some(text), new: changed };
        writeln!(terminal.out, "\nChange {}, or run the command again with `--write`:\n", printable(&name))?;
        writeln!(terminal.out, "{}", render_full_diff(&file))?;
    }
    let choice = (!options.framework.is_empty()).then(|| choose(options.framework.iter().map(String::as_str)));
    let paths = Adopted { main: &main, source, manifest: &manifest, features: &features };
    write!(terminal.out, "\n{}", printable(&adoption(paths, &enum_name, choice, terminal.name)))?;
    if !prepared.notes.is_empty() {
        let already = if exists { "; correct the existing catalog where a line applies to it" } else { "" };
        terminal.print_err(format_args!("{name}: an import guesses or loses the following{already}"))?;
        write_notes(&prepared.notes, terminal)?;
        writeln!(terminal.err)?;
    }
    remarks.iter().try_for_each(|remark| terminal.say_note(format!("{name}:{}: {}", remark.line, remark.text)))?;
    say_server_details(&main, terminal)
}

/// Names the errors of the server whose messages show fields: clients may not have seen the values before.
fn say_server_details(main: &Path, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let folder = Folder::of(main);
    let (_, report) = Catalog::lint(folder.main(), &folder, &[], &Released::default());
    for found in report.diagnostics.iter().filter(|found| found.rule.id == SERVER_DETAIL) {
        let place = found.span.and_then(|span| place_of(&report, span)).map(|place| format!("{place}: "));
        let place = place.unwrap_or_default();
        terminal.say_note(format!("{place}{}: {} ({SERVER_DETAIL})", found.message, found.label))?;
        found.help.iter().try_for_each(|help| terminal.say_help(help))?;
    }
    Ok(())
}

/// Imports the text of a source. The error is one line.
fn import_source(source: &Path, text: &str) -> Result<Imported, String> {
    check_text(text)?;
    let file = source.file_name().unwrap_or_default().to_string_lossy();
    import_for_enum(&text.replace("\r\n", "\n"), &file)
}

/// Makes the catalog of an imported source.
fn import_catalog(
    options: &Options,
    main: &Path,
    manifest: &Path,
    source: &Path,
    imported: Imported,
    terminal: &mut Terminal<'_>,
) -> Result<Prepared, Failure> {
    let name = source.display().to_string();
    let fail = |why: String| Failure::Fatal(format!("cannot adopt {name}: {why}; nothing was written"));
    let mut document = Document::parse(&imported.toml).map_err(fail)?;
    let catalog_name =
        options.name.clone().unwrap_or_else(|| default_name(if manifest.exists() { manifest } else { main }));
    let title = options.title.clone().unwrap_or_else(|| default_title(&catalog_name));
    for (key, value) in [("name", catalog_name), ("title", title)] {
        let path = ["catalog", key].map(str::to_owned);
        document.set(&path, &Literal::String(value)).map_err(fail)?;
    }
    let toml = document.to_string();
    let toml = format_file(&toml, Role::Catalog).unwrap_or(toml);
    let argument = |path: &Path| join_arguments([path_argument(path).as_str()]);
    let command = format!("{} import {}", terminal.name, argument(source));
    let main_name = Folder::of(main).main().to_owned();
    let (catalog, report) = Catalog::parse(&main_name, &BTreeMap::from([(main_name.clone(), toml.clone())]));
    let Some(catalog) = catalog else {
        show(&report, terminal)?;
        let output = argument(main);
        terminal.say_help(format!("`{command} -o {output}` writes the catalog; correct it, and run `init` again"))?;
        return Err(fail("the imported catalog would not be valid".to_owned()));
    };
    Ok(Prepared { catalog, new: Some(toml), notes: imported.notes, shown: imported.shown })
}
