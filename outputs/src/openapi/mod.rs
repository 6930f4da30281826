//! Components of OpenAPI for the responses of all errors, to which the description of an API refers.

mod components;
mod names;
mod responses;
mod schemas;
mod union;

use std::collections::BTreeMap;

use error_catalog_codegen::escape;
use error_catalog_model::{Error, Example};

pub use self::components::Components;
use self::names::Names;
pub(crate) use self::names::is_allowed_in_name;
use crate::schema::{Bodies, Dialect, Members, Node, ObjectWriter, Schemas, push};
use crate::text::notice;
use crate::view::View;

/// The description of a document whose catalog has no description.
const DESCRIPTION: &str = "The errors of this API. Refer to these components from the description of the API.";

/// A version of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// OpenAPI 3.0.
    V3_0,
    /// OpenAPI 3.1.
    V3_1,
}

/// The options of an output.
pub(crate) struct OpenApi<'a> {
    /// The version of the document.
    pub(crate) version: Version,
    /// Whether schemas reject errors that the catalog does not list.
    pub(crate) closed: bool,
    /// The text before the name of each component.
    pub(crate) prefix: &'a str,
}

/// Renders the components as a whole document.
pub(crate) fn render_openapi(view: &View<'_>, options: &OpenApi<'_>) -> String {
    let bodies = Bodies::of(view.catalog);
    let names = Names::of(view.catalog, options.prefix);
    let document = Document::new(view, &bodies, &names, options, statuses(view, &|_| true));
    document.with_violations().render()
}

/// The parts that all components are made from.
struct Document<'d, 'a> {
    view: &'d View<'a>,
    bodies: &'d Bodies<'a>,
    names: &'d Names,
    schemas: Schemas<'d>,
    statuses: Statuses<'a>,
}

/// The errors that are sent with each HTTP status.
type Statuses<'a> = BTreeMap<u16, Vec<Sent<'a>>>;

/// An error that is sent with some HTTP status.
#[derive(Clone, Copy)]
struct Sent<'a> {
    /// The index of the error.
    index: usize,
    /// The error, as if this status was its only one.
    error: &'a Error,
}

/// Groups the errors by the status that responses have, which can differ from the status of the error.
fn statuses<'a>(view: &View<'a>, is_part: &dyn Fn(&Error) -> bool) -> Statuses<'a> {
    let catalog = view.catalog;
    let own = (0..).zip(&catalog.errors);
    let further = catalog.further.iter().map(|further| (further.of, &further.error));
    let mut statuses = Statuses::new();
    for (index, error) in own.chain(further).filter(|(_, error)| is_part(error)) {
        statuses.entry(error.sent_status()).or_default().push(Sent { index, error });
    }
    for errors in statuses.values_mut() {
        errors.sort_by_key(|sent| sent.index);
    }
    statuses
}

/// The indices of errors, each once, because several statuses of an error can be sent as one status.
fn indices(errors: &[Sent<'_>]) -> Vec<usize> {
    let mut indices: Vec<usize> = errors.iter().map(|sent| sent.index).collect();
    indices.dedup();
    indices
}

fn schema_reference(name: &str) -> String {
    format!("#/components/schemas/{name}")
}

impl<'d, 'a> Document<'d, 'a> {
    fn new(
        view: &'d View<'a>,
        bodies: &'d Bodies<'a>,
        names: &'d Names,
        options: &OpenApi<'_>,
        statuses: Statuses<'a>,
    ) -> Self {
        let dialect = match options.version {
            Version::V3_0 => Dialect::OpenApi30,
            Version::V3_1 => Dialect::OpenApi31,
        };
        let schemas = Schemas { dialect, closed: options.closed, violations: None };
        Self { view, bodies, names, schemas, statuses }
    }

    /// Lets the schemas of bodies refer to the schema of violations. Finding it takes time, and headers have none.
    fn with_violations(mut self) -> Self {
        self.schemas.violations = self.bodies.violations().map(|shape| (shape, self.names.violations.as_str()));
        self
    }

    fn render(&self) -> String {
        let catalog = self.view.catalog;
        let version = if self.schemas.dialect == Dialect::OpenApi30 { "3.0.3" } else { "3.1.0" };
        let mut info = Members::new();
        push(&mut info, "title", catalog.title.as_str());
        push(&mut info, "version", catalog.version.as_deref().unwrap_or("0.0.0"));
        let description = catalog.description.as_deref().map(escape::block).filter(|it| !it.is_empty());
        push(&mut info, "description", description.unwrap_or_else(|| DESCRIPTION.to_owned()));
        let headers = self.headers();
        let mut document = ObjectWriter::new();
        document.member("openapi", version);
        document.member("x-generated", notice(catalog));
        document.member("info", Node::Object(info));
        document.member("servers", Node::list([Node::object([("url", Node::from("/"))])]));
        document.member("paths", Node::object([]));
        document.object("components", |components| {
            components.object("schemas", |out| self.write_schemas(out));
            components.object("responses", |out| self.write_responses(out, &headers));
            components.object("headers", |out| self.write_headers(out, &headers));
            components.object("examples", |out| self.write_examples(out));
        });
        document.finish()
    }

    /// Writes the examples of all errors.
    fn write_examples(&self, out: &mut ObjectWriter) {
        let catalog = self.view.catalog;
        for error in &self.view.errors {
            let has_further = !catalog.further_of(error.index).is_empty();
            let mut examples = error.error.examples.iter();
            for (index, response) in error.responses(self.view).iter().enumerate() {
                // The responses are in the order of the examples, without repetitions.
                let is_shown = |example: &&Example| self.view.respond(error, example) == *response;
                let status = has_further.then(|| examples.find(is_shown)?.status).flatten();
                let row = status.and_then(|status| catalog.row(catalog.row_of(error.index, status)));
                let example = Node::object([
                    ("summary", Node::from(row.unwrap_or(error.error).title.as_str())),
                    ("value", Node::Written(response.body.as_str().into())),
                ]);
                out.member(&self.example_name(&error.error.key, index), example);
            }
        }
    }

    /// The name of an example. No key of an error contains a dot.
    fn example_name(&self, key: &str, index: usize) -> String {
        let number = if index > 0 { format!(".{}", index + 1) } else { String::new() };
        self.names.with_prefix(&format!("{key}{number}"))
    }
}
