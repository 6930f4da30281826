//! `cargo xtask codegen`: regenerates every generated file of this repository, or compares it.

use std::fs;
use std::path::Path;

use error_catalog_codegen::Folder;
use error_catalog_model::{Catalog, Report, Rule, RuleKind, Severity, rules};
use error_catalog_outputs::build::{PlannedFile, plan_outputs, render_diff};
use error_catalog_outputs::registry::KINDS;
use serde_json::{Map, Value, json};

use crate::outputs::{fill_schema, kinds_table, render_table};
use crate::{Result, root};

/// What to do with the files.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Write nothing; fail if a file is not up to date.
    #[arg(long)]
    check: bool,
}

/// Writes or compares the outputs of the examples, the tables of rules, lints and outputs in the references, the lints and
/// outputs in the format's schema, and the schemas of the documents that commands print.
pub(crate) fn run(options: &Options) -> Result {
    let root = root()?;
    let mut files = vec![plan_format(&root)?, plan_command_line(&root)?, plan_schema(&root)?];
    files.extend(plan_schemas(&root));
    let mut examples = fs::read_dir(root.join("examples"))?.collect::<std::io::Result<Vec<_>>>()?;
    examples.sort_by_key(fs::DirEntry::file_name);
    for example in examples {
        let name = example.file_name();
        // An example of a client has its server's catalog.
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

/// The outputs that an example's catalog asks for, with paths from the repository's folder.
fn plan_example(root: &Path, example: &str, files: &mut Vec<PlannedFile>) -> Result {
    let folder = Folder::of(root.join(example).join("errors.toml"));
    let (catalog, report) = Catalog::parse(folder.main(), &folder);
    refuse_errors(example, &report)?;
    let Some(catalog) = catalog else { return Ok(()) };
    let plan = plan_outputs(&catalog, &folder, KINDS);
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

const REFERENCE: &str = "docs/format.md";

/// The tables of rules, lints and outputs, each between its two marks in the format's reference.
fn plan_format(root: &Path) -> Result<PlannedFile> {
    let old = fs::read_to_string(root.join(REFERENCE)).map_err(|error| format!("{REFERENCE}: {error}"))?;
    let rules = rules::all().filter(|rule| !matches!(rule.kind, RuleKind::Change(_)));
    let (lints, rules): (Vec<&Rule>, Vec<&Rule>) = rules.partition(|rule| rule.is_lint());
    let mut table = String::from("| rule | what it asks for |\n|---|---|\n");
    for rule in rules {
        table.push_str(&format!("| `{}` | {} |\n", rule.id, rule.summary));
    }
    let new = fill(&old, "rules", &table)?;
    let mut table = String::from("| lint | by default | what it asks for |\n|---|---|---|\n");
    for lint in lints {
        table.push_str(&format!("| `{}` | `{}` | {} |\n", lint.id, lint.severity.as_level(), lint.summary));
    }
    let new = fill(&new, "lints", &table)?;
    let new = fill(&new, "outputs", &kinds_table())?;
    Ok(PlannedFile { path: REFERENCE.to_owned(), old: Some(old), new })
}

const COMMAND_LINE: &str = "docs/cli.md";

/// The table of outputs in the reference of the command line.
fn plan_command_line(root: &Path) -> Result<PlannedFile> {
    let old = fs::read_to_string(root.join(COMMAND_LINE)).map_err(|error| format!("{COMMAND_LINE}: {error}"))?;
    let new = fill(&old, "outputs", &render_table())?;
    Ok(PlannedFile { path: COMMAND_LINE.to_owned(), old: Some(old), new })
}

/// Replaces the text between the marks of this name with a table.
fn fill(text: &str, name: &str, table: &str) -> Result<String> {
    let begin = format!("<!-- {name}:begin, written by `cargo xtask codegen` -->\n");
    let end = format!("<!-- {name}:end -->\n");
    let marks = text.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
    let (before, after) = marks.ok_or_else(|| format!("no {begin}… {end} in a page of docs/"))?;
    Ok(format!("{before}{begin}\n{table}\n{end}{after}"))
}

const SCHEMA: &str = "cli/src/schemas/catalog.json";

/// The JSON Schemas of what commands print for programs, derived from the types.
fn plan_schemas(root: &Path) -> impl Iterator<Item = PlannedFile> {
    error_catalog_cli::document_schemas().into_iter().map(|(name, schema)| {
        let path = format!("cli/src/schemas/{name}.json");
        let old = fs::read_to_string(root.join(&path)).ok();
        PlannedFile { path, old, new: format!("{schema:#}\n") }
    })
}

/// The lints that `[lints]` may name and the kinds of `[outputs]`, in the schema of the format.
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
