//! `error-catalog list`

mod filter;
mod table;

use clap::ValueEnum;
use error_catalog_model::{Catalog, Error, nearest};
use serde_json::{Value, json};

use self::filter::{Filter, Statuses, parse_statuses};
use crate::Stop;
use crate::args::CatalogOption;
use crate::load::{Loaded, consult};
use crate::prose::{count, one_line};
use crate::terminal::Terminal;

/// Lists the errors
#[derive(Debug, clap::Args)]
#[command(
    after_help = "An error is listed that passes every filter; of one that is given twice, either will do. A code in \
                        parentheses is not sent.\n\nExample: error-catalog list --status 4xx --retry after"
)]
pub(crate) struct Options {
    #[command(flatten)]
    catalog: CatalogOption,
    /// Only errors of this status: `404`, `4xx` or `400-404`
    #[arg(long, value_name = "STATUS", value_parser = parse_statuses, value_delimiter = ',')]
    status: Vec<Statuses>,
    /// Only errors of this category, by its key
    #[arg(long, value_name = "KEY", value_delimiter = ',')]
    category: Vec<String>,
    /// Only errors that are to be retried so
    #[arg(long, value_enum, value_name = "HOW", value_delimiter = ',')]
    retry: Vec<Retry>,
    /// Only errors that are deprecated
    #[arg(long)]
    deprecated: bool,
    /// What to print
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Retry {
    /// Not at all
    No,
    /// Once a given time has passed
    After,
    /// With growing waits
    Backoff,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each error, cut where the terminal ends
    Table,
    /// JSON, for programs
    Json,
}

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let loaded = consult(options.catalog.main_file(), terminal)?;
    let catalog = &loaded.catalog;
    let filter = Filter {
        statuses: &options.status,
        categories: resolve_categories(catalog, &options.category)?,
        retries: options.retry.iter().map(|retry| (*retry).into()).collect(),
        deprecated: options.deprecated,
    };
    let errors: Vec<&Error> = catalog.errors.iter().filter(|error| filter.passes(error)).collect();
    if options.format == Format::Json {
        return Ok(terminal.print_json(&render_json(&loaded, &errors))?);
    }
    terminal.out.write_all(table::render_table(catalog, &errors, terminal.out_width()).as_bytes())?;
    // It is said of the table, and no part of it.
    let all = count(catalog.errors.len(), "error", "errors");
    let shown = if errors.len() == catalog.errors.len() { all } else { format!("{} of {all}", errors.len()) };
    Ok(writeln!(terminal.err, "{}: {shown}", loaded.name)?)
}

fn resolve_categories(catalog: &Catalog, keys: &[String]) -> Result<Vec<usize>, Stop> {
    let known: Vec<&str> = catalog.categories.iter().map(|category| category.key.as_str()).collect();
    let resolve = |key: &String| {
        known.iter().position(|known| known == key).ok_or_else(|| {
            let help = match nearest(key, &known) {
                Some(near) => format!("did you mean `{near}`?"),
                None if known.is_empty() => "the catalog has none".to_owned(),
                None => format!("there are `{}`", known.join("`, `")),
            };
            Stop::Trouble(format!("there is no category `{}`; {help}", one_line(key)))
        })
    };
    keys.iter().map(resolve).collect()
}

/// The schema is `schemas/list.json`.
fn render_json(loaded: &Loaded, errors: &[&Error]) -> Value {
    let errors = errors.iter().map(|error| {
        let category = error.category.and_then(|index| loaded.catalog.categories.get(index));
        json!({
            "code": error.code,
            "sends_code": error.sends_code,
            "key": error.key,
            "number": error.number,
            "status": error.status,
            "category": category.map(|category| &category.key),
            "retry": error.retry.strategy.as_str(),
            "title": error.title,
            "message": error.message.to_string(),
            "description": error.description,
            "deprecated": error.deprecated.is_some(),
            "place": loaded.place(error.location),
        })
    });
    json!({ "format_version": 1, "catalog": loaded.name, "errors": errors.collect::<Value>() })
}
