//! `error-catalog render`

use clap::ValueEnum;
use error_catalog_codegen::build::render_output;
use error_catalog_model::OutputKind;

use crate::Stop;
use crate::args::CatalogPath;
use crate::load::load;
use crate::terminal::Terminal;

/// Prints one output, whether the catalog asks for it or not
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog render json | jq -r '.errors[].code'")]
pub(crate) struct Options {
    /// What to print
    kind: Kind,
    #[command(flatten)]
    catalog: CatalogPath,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// The reference, as Markdown
    Markdown,
    /// The source that the attribute stands for
    Rust,
    /// The resolved catalog
    Json,
}

impl From<Kind> for OutputKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Markdown => Self::Markdown,
            Kind::Rust => Self::Rust,
            Kind::Json => Self::Json,
        }
    }
}

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let loaded = load(options.catalog.main_file(), terminal)?;
    let text = render_output(&loaded.catalog, options.kind.into()).unwrap_or_default();
    Ok(terminal.out.write_all(text.as_bytes())?)
}
