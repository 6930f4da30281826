//! `error-catalog render`

use error_catalog_model::OutputKind;
use error_catalog_outputs::build::render_output;

use crate::args::CatalogPath;
use crate::args::render::{Options, What};
use crate::failure::Failure;
use crate::load::load;
use crate::schemas::SCHEMAS;
use crate::terminal::Terminal;

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
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

fn render(kind: OutputKind, path: &CatalogPath, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let loaded = load(path.main_file(), terminal)?;
    let text = render_output(&loaded.catalog, kind).unwrap_or_default();
    Ok(terminal.out.write_all(text.as_bytes())?)
}
