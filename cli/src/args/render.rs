//! `error-catalog render`

use clap::Subcommand;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::CatalogPath;
use crate::schemas::SCHEMAS;

/// Prints one output of a catalog, or a JSON Schema
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog render json | jq -r '.errors[].code'")]
pub(crate) struct Options {
    #[command(subcommand)]
    pub(crate) what: What,
}

#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// The reference, as Markdown
    #[command(after_help = "Example: error-catalog render markdown api/errors.toml > errors.md")]
    Markdown(CatalogPath),
    /// The source that the attribute stands for
    #[command(after_help = "Example: error-catalog render rust | less")]
    Rust(CatalogPath),
    /// The resolved catalog
    #[command(after_help = "Example: error-catalog render json | jq -r '.errors[].code'")]
    Json(CatalogPath),
    /// The JSON Schema of the catalog format, or of a document that a command prints
    #[command(after_help = "Example: error-catalog render schema > errors.schema.json")]
    Schema(SchemaOptions),
}

#[derive(Debug, clap::Args)]
pub(crate) struct SchemaOptions {
    /// Print the schema of this format or document
    #[arg(long = "for", value_name = "NAME", default_value = SCHEMAS[0].name, value_parser = schema_names())]
    pub(crate) of: String,
}

fn schema_names() -> PossibleValuesParser {
    SCHEMAS.iter().map(|schema| PossibleValue::new(schema.name).help(schema.about)).collect::<Vec<_>>().into()
}
