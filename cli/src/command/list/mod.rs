//! `error-catalog list`

mod filter;
mod table;

use error_catalog_model::{Catalog, Error, nearest};
use serde_json::{Value, json};

use self::filter::Filter;
use crate::args::list::{Format, Options};
use crate::failure::Failure;
use crate::load::{Loaded, load_for_lookup};
use crate::prose::{count, one_line};
use crate::terminal::Terminal;

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let loaded = load_for_lookup(options.catalog.main_file(), terminal)?;
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
    // The count is about the table, not a part of it.
    let all = count(catalog.errors.len(), "error", "errors");
    let shown = if errors.len() == catalog.errors.len() { all } else { format!("{} of {all}", errors.len()) };
    Ok(writeln!(terminal.err, "{}: {shown}", loaded.name)?)
}

fn resolve_categories(catalog: &Catalog, keys: &[String]) -> Result<Vec<usize>, Failure> {
    let known: Vec<&str> = catalog.categories.iter().map(|category| category.key.as_str()).collect();
    let resolve = |key: &String| {
        known.iter().position(|known| known == key).ok_or_else(|| {
            let help = match nearest(key, &known) {
                Some(near) => format!("did you mean `{near}`?"),
                None if known.is_empty() => "the catalog has no categories".to_owned(),
                None => format!("the categories are `{}`", known.join("`, `")),
            };
            Failure::Fatal(format!("there is no category `{}`; {help}", one_line(key)))
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
