//! Components for programs, which describe their errors at run time.

use error_catalog_model::{Catalog, Error};

use super::names::Names;
use super::responses::Headers;
use super::{Document, OpenApi, Statuses, Version, schema_reference, statuses};
use crate::schema::{Bodies, Node};
use crate::view::View;

/// The components of the errors that a program sends. The documents have the default options of an output.
pub struct Components<'a> {
    view: View<'a>,
    bodies: Bodies<'a>,
    names: Names,
    statuses: Statuses<'a>,
    /// The headers of all responses.
    headers: Headers,
}

impl<'a> Components<'a> {
    /// Creates the components of a catalog. The schemas and responses of each status are about the errors for which
    /// `is_sent` is true. The other errors have only schemas and examples.
    #[must_use]
    pub fn of(catalog: &'a Catalog, is_sent: &dyn Fn(&Error) -> bool) -> Self {
        let view = View::of(catalog);
        let statuses = statuses(&view, is_sent);
        let (bodies, mut names) = (Bodies::of(catalog), Names::of(catalog, ""));
        names.distinguish();
        let mut components = Self { view, bodies, names, statuses, headers: Headers::new() };
        components.headers = components.document_of(Version::V3_1, components.statuses.clone()).headers();
        components
    }

    /// Renders the whole document.
    #[must_use]
    pub fn document(&self, version: Version) -> String {
        self.document_of(version, self.statuses.clone()).with_violations().render()
    }

    /// Renders the responses of an operation that sends only the errors for which `is_sent` is true, by their HTTP
    /// status. The responses refer to components of the document.
    #[must_use]
    pub fn responses(&self, version: Version, is_sent: &dyn Fn(&Error) -> bool) -> Vec<(u16, String)> {
        let statuses = self.statuses.iter().map(|(status, errors)| {
            (*status, errors.iter().copied().filter(|sent| is_sent(sent.error)).collect::<Vec<_>>())
        });
        let statuses = statuses.filter(|(_, errors)| !errors.is_empty()).collect();
        let document = self.document_of(version, statuses);
        let responses = document.statuses.iter().map(|(status, errors)| {
            let is_whole = self.statuses.get(status).is_some_and(|all| all.len() == errors.len());
            let schema = match is_whole {
                true => Node::reference(schema_reference(&format!("Error{status}"))),
                false => document.status_schema(*status, errors),
            };
            let own = document.headers_of(errors.iter());
            (*status, document.response(*status, errors, schema, &own, &self.headers).to_string())
        });
        responses.collect()
    }

    fn document_of(&self, version: Version, statuses: Statuses<'a>) -> Document<'_, 'a> {
        Document::new(&self.view, &self.bodies, &self.names, &OpenApi { version, closed: false, prefix: "" }, statuses)
    }
}
