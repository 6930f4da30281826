//! `error-catalog init --adopt`: creates a catalog from an enum of errors, and adapts the enum.

mod items;
mod plan;
mod types;

use std::collections::BTreeMap;
use std::path::Path;

use error_catalog_codegen::{Folder, read_text};
use error_catalog_import::{Kind, check_text, import};
use error_catalog_model::{Catalog, Literal, printable};
use error_catalog_outputs::build::{PlannedFile, render_full_diff};

use self::plan::{Plan, plan};
use super::paste::{adoption, attribute};
use super::template::{default_name, default_title};
use crate::args::init::Options;
use crate::edit::Document;
use crate::failure::Failure;
use crate::file::{Old, write_file};
use crate::layout::{Role, format_file};
use crate::load::load_for_lookup;
use crate::prose::count;
use crate::report::human::show;
use crate::terminal::Terminal;
use error_catalog_outputs::command::{join_arguments, path_argument};

use super::framework::choose;

/// Adopts the enum in the file `source`. If the catalog exists, only the enum is adapted.
pub(super) fn adopt(options: &Options, main: &Path, source: &Path, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let name = source.display().to_string();
    let text = read_text(source).map_err(|error| Failure::Fatal(format!("cannot read {name}: {error}")))?;
    let exists = main.symlink_metadata().is_ok();
    let (catalog, new) = match exists {
        true => (load_for_lookup(main.to_owned(), terminal)?.catalog, None),
        false => import_catalog(options, main, source, &text, terminal)?,
    };
    let planned = plan(&text, &catalog, &attribute(main));
    let Plan { name: enum_name, text: changed, notes } =
        planned.map_err(|why| Failure::Fatal(format!("cannot adopt {name}: {why}; nothing was written")))?;
    if let Some(new) = new {
        write_file(main, Old::Absent, &new)?;
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
    write!(terminal.out, "\n{}", printable(&adoption(main, &enum_name, choice, terminal.name)))?;
    Ok(notes.iter().try_for_each(|note| terminal.say_note(format!("{name}: {note}")))?)
}

/// Imports the catalog of a source. Returns the catalog and its text.
fn import_catalog(
    options: &Options,
    main: &Path,
    source: &Path,
    text: &str,
    terminal: &mut Terminal<'_>,
) -> Result<(Catalog, Option<String>), Failure> {
    let name = source.display().to_string();
    let fail = |why: String| Failure::Fatal(format!("cannot adopt {name}: {why}; nothing was written"));
    check_text(text).map_err(fail)?;
    let file = source.file_name().unwrap_or_default().to_string_lossy();
    let imported = import(&text.replace("\r\n", "\n"), Kind::Rust, &file).map_err(fail)?;
    let mut document = Document::parse(&imported.toml).map_err(fail)?;
    let catalog_name = options.name.clone().unwrap_or_else(|| default_name(main));
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
    if !imported.notes.is_empty() {
        let notes = count(imported.notes.len(), "guess or loss", "guesses and losses");
        terminal.say_note(format!("the catalog has {notes}, which `{command}` lists"))?;
    }
    Ok((catalog, Some(toml)))
}
