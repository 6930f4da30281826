//! `error-catalog render`

use std::ops::Range;

use error_catalog_model::keys::{is_hidden, is_inside};
use error_catalog_model::{Diagnostic, Literal, Report, Span, rules};
use error_catalog_outputs::check::check_names;
use error_catalog_outputs::registry::{KINDS, Kind, Options as Given};
use error_catalog_outputs::template::{fill_template, read_template};
use error_catalog_outputs::view::View;

use crate::args::CatalogPath;
use crate::args::render::{Options, What};
use crate::failure::Failure;
use crate::load::{Loaded, fail, load};
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
    let problems = check_names(&loaded.catalog, kind, kind.name);
    if !problems.is_empty() {
        let mut report = Report::new(loaded.catalog.files.clone(), problems);
        loaded.folder.locate(&mut report);
        return Err(fail(&report, &loaded.name, terminal));
    }
    let (view, options) = (View::of(&loaded.catalog), Given::given(kind, given));
    let text = match options.template() {
        Some(template) => render_from(template, &view, &options, &loaded, terminal)?,
        None => render(&view, &options),
    };
    Ok(terminal.data.write_all(text.as_bytes())?)
}

/// Renders a template, whose path starts in the catalog's folder.
fn render_from(
    path: &str,
    view: &View<'_>,
    options: &Given<'_>,
    loaded: &Loaded,
    terminal: &mut Terminal<'_>,
) -> Result<String, Failure> {
    if !is_inside(path) || is_hidden(path) {
        return Err(Failure::Fatal(format!("`{path}` is not the path of a template inside the catalog's folder")));
    }
    let template = read_template(&loaded.folder, path).map_err(|problem| Failure::Fatal(problem.message))?;
    fill_template(view, &template, options.table("options")).map_err(|problem| {
        let Some(Range { start, end }) = problem.range else { return Failure::Fatal(problem.message) };
        let span = Span { file: loaded.catalog.files.len(), start, end };
        let files = loaded.catalog.files.iter().cloned().chain([template.clone()]).collect();
        let problem = Diagnostic::new(&rules::OUTPUT_TEMPLATE, span, problem.message);
        let mut report = Report::new(files, vec![problem]);
        loaded.folder.locate(&mut report);
        fail(&report, &loaded.name, terminal)
    })
}
