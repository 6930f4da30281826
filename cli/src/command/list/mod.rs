//! `error-catalog list`

mod filter;
mod table;

use error_catalog_model::{Catalog, nearest};
use error_catalog_outputs::json::Internal;
use error_catalog_outputs::view::{ErrorView, View};

use self::filter::Filter;
use crate::args::list::{Format, Options};
use crate::documents::FormatVersion;
use crate::documents::list::ListDocument;
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
        retries: &options.retry,
        deprecated: options.deprecated,
    };
    let view = View::of(catalog);
    let errors: Vec<&ErrorView<'_>> = view.errors.iter().filter(|view| filter.passes(view.error)).collect();
    if options.format == Format::Json {
        return Ok(terminal.print_json(&list_document(&loaded, &view, &errors, options.internal.into()))?);
    }
    terminal.out.write_all(table::render_table(&errors, terminal.out_width()).as_bytes())?;
    // The count is not part of the table, so it goes to stderr.
    let all = count(catalog.errors.len(), "entry", "entries");
    let shown = if errors.len() == catalog.errors.len() { all } else { format!("{} of {all}", errors.len()) };
    Ok(terminal.print_err(format_args!("{}: {shown}", loaded.name))?)
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

fn list_document<'a>(
    loaded: &'a Loaded,
    view: &View<'a>,
    errors: &[&ErrorView<'a>],
    internal: Internal,
) -> ListDocument<'a> {
    let errors = errors.iter().map(|error| loaded.error_document(view, error, internal)).collect();
    ListDocument { format_version: FormatVersion, catalog: &loaded.name, errors }
}
