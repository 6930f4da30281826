//! `error-catalog render`

use clap::Subcommand;
use clap::builder::{PossibleValue, PossibleValuesParser};
use error_catalog_model::OutputKind;
use error_catalog_outputs::build::render_output;

use crate::Stop;
use crate::args::CatalogPath;
use crate::load::load;
use crate::schemas::SCHEMAS;
use crate::terminal::Terminal;

/// Prints one output, whether the catalog asks for it or not, or a JSON Schema
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog render json | jq -r '.errors[].code'")]
pub(crate) struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The reference, as Markdown
    #[command(after_help = "Example: error-catalog render markdown api/errors.toml > errors.md")]
    Markdown(CatalogPath),
    /// The source that the attribute stands for
    #[command(after_help = "Example: error-catalog render rust | less")]
    Rust(CatalogPath),
    /// The resolved catalog
    #[command(after_help = "Example: error-catalog render json | jq -r '.errors[].code'")]
    Json(CatalogPath),
    /// The JSON Schema of the catalog format, for editors, or of what a command prints
    #[command(after_help = "Example: error-catalog render schema > errors.schema.json")]
    Schema(SchemaOptions),
}

#[derive(Debug, clap::Args)]
struct SchemaOptions {
    /// What the schema is of
    #[arg(long = "for", value_name = "NAME", default_value = SCHEMAS[0].name, value_parser = schema_names())]
    of: String,
}

fn schema_names() -> PossibleValuesParser {
    SCHEMAS.iter().map(|schema| PossibleValue::new(schema.name).help(schema.about)).collect::<Vec<_>>().into()
}

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    match &options.what {
        What::Markdown(path) => render(OutputKind::Markdown, path, terminal),
        What::Rust(path) => render(OutputKind::Rust, path, terminal),
        What::Json(path) => render(OutputKind::Json, path, terminal),
        What::Schema(options) => {
            let schema = SCHEMAS.iter().find(|schema| schema.name == options.of).unwrap_or(&SCHEMAS[0]);
            Ok(terminal.out.write_all(schema.render().map_err(std::io::Error::from)?.as_bytes())?)
        }
    }
}

fn render(kind: OutputKind, path: &CatalogPath, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let loaded = load(path.main_file(), terminal)?;
    let text = render_output(&loaded.catalog, kind).unwrap_or_default();
    Ok(terminal.out.write_all(text.as_bytes())?)
}
