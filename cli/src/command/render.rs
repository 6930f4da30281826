//! `error-catalog render`

use error_catalog_model::Literal;
use error_catalog_outputs::registry::{KINDS, Kind, Options as Given};
use error_catalog_outputs::view::View;

use crate::args::CatalogPath;
use crate::args::render::{Options, What};
use crate::failure::Failure;
use crate::load::load;
use crate::schemas::SCHEMAS;
use crate::terminal::Terminal;

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    match &options.what {
        Some(What::Output(kind, path, given)) => render(kind, path, given, terminal),
        Some(What::Schema(options)) => {
            let schema = SCHEMAS.iter().find(|schema| schema.name == options.of).unwrap_or(&SCHEMAS[0]);
            Ok(terminal.data.write_all(schema.render().map_err(std::io::Error::from)?.as_bytes())?)
        }
        None => Ok(KINDS.iter().try_for_each(|kind| writeln!(terminal.out, "{}", kind.name))?),
    }
}

fn render(
    kind: &Kind,
    path: &CatalogPath,
    given: &[(String, Literal)],
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let Some(render) = kind.render else {
        let feature = kind.feature.unwrap_or_default();
        return Err(Failure::Fatal(format!("`{}` needs a build with the feature `{feature}`", kind.name)));
    };
    let loaded = load(path.main_file(), terminal)?;
    Ok(terminal.data.write_all(render(&View::of(&loaded.catalog), &Given::given(kind, given)).as_bytes())?)
}
