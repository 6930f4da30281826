//! `cargo xtask codegen`: regenerates every generated file of this repository, or checks that all these files are up to
//! date.

mod gallery;
mod performance;
mod rule_pages;

use std::fs;
use std::path::Path;

use error_catalog_codegen::Folder;
use error_catalog_model::{Catalog, Report, Rule, Severity, rules};
use error_catalog_outputs::build::{PlannedFile, Replace, plan_outputs, render_diff};
use error_catalog_outputs::registry::KINDS;
use serde_json::{Map, Value, json};

use self::rule_pages::{changes_table, hard_table, lints_table, rust_changes_table};
use crate::outputs::{fill_schema, kinds_table, render_table};
use crate::{Result, root};

/// What to do with the files.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Write nothing; fail if a file is not up to date.
    #[arg(long)]
    check: bool,
}

/// Writes or compares the outputs of the examples, the tables in the references, the gallery in the README, the pages
/// of rules, the format's schema (its lints and outputs), and the schemas of the documents that commands print.
pub(crate) fn run(options: &Options) -> Result {
    let root = root()?;
    let mut files = plan_tables(&root)?;
    files.push(plan_schema(&root)?);
    files.extend(rule_pages::plan_pages(&root)?);
    files.extend(plan_schemas(&root));
    let mut examples = fs::read_dir(root.join("examples"))?.collect::<std::io::Result<Vec<_>>>()?;
    examples.sort_by_key(fs::DirEntry::file_name);
    for example in examples {
        let name = example.file_name();
        // An example of a client has no catalog, and uses the catalog of its server.
        if !example.path().join("errors.toml").exists() {
            continue;
        }
        plan_example(&root, &format!("examples/{}", name.to_string_lossy()), &mut files)?;
    }
    files.retain(PlannedFile::is_stale);
    for file in &files {
        println!("{}", render_diff(file));
        if !options.check {
            let path = root.join(&file.path);
            fs::create_dir_all(path.parent().unwrap_or(&root))?;
            fs::write(path, &file.new)?;
        }
    }
    let names: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    match names.join(", ") {
        names if names.is_empty() => println!("codegen: every generated file is up to date"),
        names if options.check => {
            return Err(format!("not up to date: {names}\nhelp: `cargo xtask codegen` writes it").into());
        }
        names => println!("codegen: wrote {names}"),
    }
    Ok(())
}

/// Plans the outputs that an example's catalog declares. Paths are relative to the repository.
fn plan_example(root: &Path, example: &str, files: &mut Vec<PlannedFile>) -> Result {
    let folder = Folder::of(root.join(example).join("errors.toml"));
    let (catalog, report) = Catalog::parse(folder.main(), &folder);
    refuse_errors(example, &report)?;
    let Some(catalog) = catalog else { return Ok(()) };
    let plan = plan_outputs(&catalog, &folder, KINDS, Replace::EarlierOutputs);
    refuse_errors(example, &plan.report)?;
    files.extend(plan.files.into_iter().map(|file| PlannedFile { path: format!("{example}/{}", file.path), ..file }));
    Ok(())
}

fn refuse_errors(example: &str, report: &Report) -> Result {
    if !report.has_errors() {
        return Ok(());
    }
    let problems: Vec<String> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
    Err(format!("in {example}:\n{}", problems.join("\n\n")).into())
}

/// Plans the pages that contain generated tables.
fn plan_tables(root: &Path) -> Result<Vec<PlannedFile>> {
    let format = [("rules", hard_table()), ("lints", lints_table()), ("outputs", kinds_table())];
    let files = [
        fill(root, "docs/format.md", &format),
        fill(root, "docs/contract.md", &[("changes", changes_table()), ("rust-changes", rust_changes_table())]),
        fill(root, "docs/cli.md", &[("outputs", render_table())]),
        fill(
            root,
            "README.md",
            &[("gallery", gallery::render(root)?), ("performance", performance::quote_rows(root)?)],
        ),
    ];
    files.into_iter().collect()
}

/// Fills a page with its tables. Two marks that contain a table's name enclose the table.
fn fill(root: &Path, path: &str, tables: &[(&str, String)]) -> Result<PlannedFile> {
    let old = fs::read_to_string(root.join(path)).map_err(|error| format!("{path}: {error}"))?;
    let mut new = old.clone();
    for (name, table) in tables {
        let begin = format!("<!-- {name}:begin, written by `cargo xtask codegen` -->\n");
        let end = format!("<!-- {name}:end -->\n");
        let marks = new.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
        let (before, after) = marks.ok_or_else(|| format!("{path} has no {begin}… {end}"))?;
        new = format!("{before}{begin}\n{table}\n{end}{after}");
    }
    Ok(PlannedFile { path: path.to_owned(), old: Some(old), new })
}

const SCHEMA: &str = "cli/src/schemas/catalog.json";

/// Plans the JSON Schemas of the documents for programs, which are derived from the types.
fn plan_schemas(root: &Path) -> impl Iterator<Item = PlannedFile> {
    error_catalog_cli::document_schemas().into_iter().map(|(name, schema)| {
        let path = format!("cli/src/schemas/{name}.json");
        let old = fs::read_to_string(root.join(&path)).ok();
        PlannedFile { path, old, new: format!("{schema:#}\n") }
    })
}

/// Plans the schema of the format, with the lints that `[lints]` accepts and the kinds of `[outputs]`.
fn plan_schema(root: &Path) -> Result<PlannedFile> {
    let old = fs::read_to_string(root.join(SCHEMA)).map_err(|error| format!("{SCHEMA}: {error}"))?;
    let mut schema: Value = serde_json::from_str(&old)?;
    let levels: Vec<&str> = Severity::LEVELS.iter().map(|level| level.as_level()).collect();
    let lint = |rule: &Rule| {
        json!({
            "description": rule.summary,
            "type": "string",
            "enum": levels,
            "default": rule.severity.as_level(),
        })
    };
    let lints = rules::all().filter(|rule| rule.is_lint()).map(|rule| (rule.id.to_owned(), lint(rule)));
    schema["properties"]["lints"]["properties"] = lints.collect::<Map<_, _>>().into();
    fill_schema(&mut schema);
    Ok(PlannedFile { path: SCHEMA.to_owned(), old: Some(old), new: format!("{schema:#}\n") })
}
