//! An error as documents see it.

use error_catalog_codegen::program::Response;
use error_catalog_model::{Catalog, Category, Error, StatusDoc, reason_phrase};

use super::View;
use super::wording::RetryView;

/// An error, and everything that documents derive from it.
pub struct ErrorView<'a> {
    /// The error.
    pub error: &'a Error,
    /// Its position in the catalog.
    pub index: usize,
    /// Where documents describe it: its code, even if no code is sent.
    pub anchor: &'a str,
    /// What documents call it if it sends no code.
    pub name: String,
    /// Its category.
    pub category: Option<&'a Category>,
    /// Its causes and solutions, or those of its status.
    pub advice: Advice<'a>,
    /// Whether and when to send the request again.
    pub retry: RetryView,
    /// Whether its description only repeats its title or message. Such a description is data, not Markdown.
    pub is_description_data: bool,
    /// The path of its file in the catalog's folder.
    pub file: &'a str,
}

/// Why an error occurs, and what helps. Each is Markdown.
#[derive(Clone, Copy, Default)]
pub struct Advice<'a> {
    /// What causes it.
    pub causes: &'a [String],
    /// What solves it.
    pub solutions: &'a [String],
}

impl<'a> ErrorView<'a> {
    pub(super) fn of(catalog: &'a Catalog, index: usize, error: &'a Error) -> Self {
        let status = catalog.statuses.iter().find(|status| status.status == error.status);
        Self {
            error,
            index,
            anchor: &error.code,
            name: if says_title(catalog, error) { error.title.clone() } else { error.message.to_string() },
            category: error.category.and_then(|index| catalog.categories.get(index)),
            advice: Advice::of(error, status),
            retry: RetryView::of(catalog, error),
            is_description_data: error.description == error.title || error.description == error.message.to_string(),
            file: catalog.files.get(error.location.file).map_or("", |file| &file.path),
        }
    }

    /// The responses that its examples document, each once.
    #[must_use]
    pub fn responses(&self, view: &View<'_>) -> Vec<Response> {
        let mut responses: Vec<Response> = Vec::new();
        for example in &self.error.examples {
            let response = view.respond(self, example);
            if !responses.contains(&response) {
                responses.push(response);
            }
        }
        responses
    }
}

impl<'a> Advice<'a> {
    /// The advice of an error. What the error does not say, its status says.
    fn of(error: &'a Error, status: Option<&'a StatusDoc>) -> Self {
        let general = status.map(|status| Self { causes: &status.causes, solutions: &status.solutions });
        let general = general.unwrap_or_default();
        Self {
            causes: if error.causes.is_empty() { general.causes } else { &error.causes },
            solutions: if error.solutions.is_empty() { general.solutions } else { &error.solutions },
        }
    }
}

/// Whether the title says more about an error than the message. A title that only repeats the status does not, unless a
/// client receives nothing else.
fn says_title(catalog: &Catalog, error: &Error) -> bool {
    let (mut title, mut message) = (false, false);
    catalog.wire.body.all_slots(&mut |name| {
        title |= name == "title";
        message |= name == "message";
    });
    error.title != reason_phrase(error.status) || (title && !message)
}
