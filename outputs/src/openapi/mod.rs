//! Components of OpenAPI for the responses of all errors, to which the description of an API refers.

mod names;
mod responses;
mod schemas;
mod union;

use std::collections::BTreeMap;

use error_catalog_codegen::escape;
use error_catalog_model::Error;

use self::names::Names;
use crate::schema::{Bodies, Dialect, Node, Schemas, push};
use crate::text::notice;
use crate::view::View;

/// The description of a document whose catalog has no description.
const DESCRIPTION: &str = "The errors of this API. Refer to these components from the description of the API.";

/// The options of an output.
pub(crate) struct OpenApi<'a> {
    /// Whether the document is of version 3.0, and not of version 3.1.
    pub(crate) is_30: bool,
    /// Whether schemas reject errors that the catalog does not list.
    pub(crate) closed: bool,
    /// The text before the name of each component.
    pub(crate) prefix: &'a str,
}

/// Renders the components as a whole document.
pub(crate) fn render_openapi(view: &View<'_>, options: &OpenApi<'_>) -> String {
    let bodies = Bodies::of(view.catalog);
    let names = Names::of(view.catalog, options.prefix);
    let reference = schema_reference(&names.with_prefix("Violations"));
    let violations = bodies.violations().map(|shape| (shape, reference.as_str()));
    let dialect = if options.is_30 { Dialect::OpenApi30 } else { Dialect::OpenApi31 };
    let schemas = Schemas { dialect, closed: options.closed, violations };
    let document = Document { view, bodies: &bodies, names: &names, schemas: &schemas, statuses: statuses(view) };
    document.render()
}

/// The parts that all components are made from.
struct Document<'d, 'a> {
    view: &'d View<'a>,
    bodies: &'d Bodies<'a>,
    names: &'d Names,
    schemas: &'d Schemas<'d>,
    /// The errors that are sent with each HTTP status.
    statuses: BTreeMap<u16, Vec<Sent<'a>>>,
}

/// An error that is sent with some HTTP status.
#[derive(Clone, Copy)]
struct Sent<'a> {
    /// The index of the error.
    index: usize,
    /// The error, as if this status was its only one.
    error: &'a Error,
}

/// Groups the errors by the status that responses have, which can differ from the status of the error.
fn statuses<'a>(view: &View<'a>) -> BTreeMap<u16, Vec<Sent<'a>>> {
    let catalog = view.catalog;
    let own = (0..).zip(&catalog.errors);
    let further = catalog.further.iter().map(|further| (further.of, &further.error));
    let mut statuses: BTreeMap<u16, Vec<Sent<'a>>> = BTreeMap::new();
    for (index, error) in own.chain(further) {
        statuses.entry(error.sent_status()).or_default().push(Sent { index, error });
    }
    for errors in statuses.values_mut() {
        errors.sort_by_key(|sent| sent.index);
    }
    statuses
}

fn schema_reference(name: &str) -> String {
    format!("#/components/schemas/{name}")
}

impl Document<'_, '_> {
    fn render(&self) -> String {
        let catalog = self.view.catalog;
        let mut info = Vec::new();
        push(&mut info, "title", catalog.title.as_str());
        push(&mut info, "version", catalog.version.as_deref().unwrap_or("0.0.0"));
        let description = catalog.description.as_deref().map(escape::block);
        push(
            &mut info,
            "description",
            description.filter(|it| !it.is_empty()).unwrap_or_else(|| DESCRIPTION.to_owned()),
        );
        let mut components = Vec::new();
        let headers = self.headers();
        for (key, members) in [
            ("schemas", self.component_schemas()),
            ("responses", self.responses(&headers)),
            ("headers", self.component_headers(&headers)),
            ("examples", self.examples()),
        ] {
            if !members.is_empty() {
                push(&mut components, key, Node::Object(members));
            }
        }
        let version = if self.schemas.dialect == Dialect::OpenApi30 { "3.0.3" } else { "3.1.0" };
        Node::object([
            ("openapi", Node::from(version)),
            ("x-generated", Node::from(notice(catalog))),
            ("info", Node::Object(info)),
            ("servers", Node::list([Node::object([("url", Node::from("/"))])])),
            ("paths", Node::object([])),
            ("components", Node::Object(components)),
        ])
        .render()
    }

    /// The examples of all errors.
    fn examples(&self) -> Vec<(String, Node)> {
        let mut examples = Vec::new();
        for error in &self.view.errors {
            for (index, response) in error.responses(self.view).into_iter().enumerate() {
                let example = Node::object([
                    ("summary", Node::from(error.error.title.as_str())),
                    ("value", Node::Written(response.body)),
                ]);
                examples.push((self.example_name(&error.error.key, index), example));
            }
        }
        examples
    }

    /// The name of an example. No key of an error contains a dot.
    fn example_name(&self, key: &str, index: usize) -> String {
        let number = if index > 0 { format!(".{}", index + 1) } else { String::new() };
        self.names.with_prefix(&format!("{key}{number}"))
    }
}
