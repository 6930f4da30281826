//! An error, with the data that documents derive from it.

use std::borrow::Cow;
use std::sync::OnceLock;

use error_catalog_codegen::program::Response;
use error_catalog_model::{Catalog, Category, Error, StatusDoc, TextTemplate, Translation, reason_phrase};

use super::View;
use super::wording::RetryView;

/// An error, with the data that documents derive from it.
pub struct ErrorView<'a> {
    /// The error.
    pub error: &'a Error,
    /// The position of the error in the catalog.
    pub index: usize,
    /// The anchor of the error's description in documents: the error's code, even if no code is sent. White space in
    /// the code becomes hyphens. If the error sends the code of another error, the key follows the code.
    pub anchor: Cow<'a, str>,
    /// The positions of the other errors that send this error's code. The list is empty if the error does not own its
    /// code, or does not share the code.
    pub shared_by: Vec<usize>,
    /// The name that documents use for the error if the error sends no code.
    pub name: String,
    /// The category of the error.
    pub category: Option<&'a Category>,
    /// The causes and solutions of the error. If one of the two lists is empty, the corresponding list of the error's
    /// status replaces the empty list.
    pub advice: Advice<'a>,
    /// Whether and when to send the request again.
    pub retry: RetryView,
    /// Whether the error's description only repeats its title or message. Such a description is plain text, not
    /// Markdown.
    pub is_description_data: bool,
    /// The path of the error's file in the catalog's folder.
    pub file: &'a str,
    /// The responses of the examples, which several outputs show.
    responses: OnceLock<Vec<Response>>,
}

/// The causes of an error and their solutions. Each item is Markdown.
#[derive(Clone, Copy, Default)]
pub struct Advice<'a> {
    /// The causes.
    pub causes: &'a [String],
    /// The solutions.
    pub solutions: &'a [String],
}

impl<'a> ErrorView<'a> {
    pub(super) fn of(catalog: &'a Catalog, index: usize, error: &'a Error) -> Self {
        let status = catalog.statuses.iter().find(|status| status.status == error.status);
        Self {
            error,
            index,
            anchor: Cow::Borrowed(&error.code),
            shared_by: Vec::new(),
            name: if says_title(catalog, error) { error.title.clone() } else { error.message.to_string() },
            category: error.category.and_then(|index| catalog.categories.get(index)),
            advice: Advice::of(error, status),
            retry: RetryView::of(catalog, error),
            is_description_data: error.description == error.title || error.description == error.message.to_string(),
            file: catalog.files.get(error.location.file).map_or("", |file| &file.path),
            responses: OnceLock::new(),
        }
    }

    /// Returns the statuses of the error with a comma after each but the last.
    #[must_use]
    pub fn statuses(&self) -> String {
        self.error.statuses().map(|status| status.to_string()).collect::<Vec<_>>().join(", ")
    }

    /// Returns the responses of the error's examples, without repetitions.
    #[must_use]
    pub fn responses(&self, view: &View<'_>) -> &[Response] {
        self.responses.get_or_init(|| {
            let mut responses: Vec<Response> = Vec::new();
            for example in &self.error.examples {
                let response = view.respond(self, example);
                if !responses.contains(&response) {
                    responses.push(response);
                }
            }
            responses
        })
    }

    /// Returns the language of each translation, and the translated text that clients see: the message or the title.
    pub fn translations(&self, view: &View<'a>) -> impl Iterator<Item = (&'a str, String)> {
        let index = self.index;
        view.catalog.locales.iter().filter_map(move |locale| {
            let found = locale.translations.binary_search_by_key(&index, |translation| translation.error).ok()?;
            Some((locale.lang.as_str(), shown_text(locale.translations.get(found)?)?))
        })
    }
}

fn shown_text(translation: &Translation) -> Option<String> {
    let message = translation.user_message.as_ref().or(translation.message.as_ref());
    message.map(TextTemplate::to_string).or_else(|| translation.title.clone())
}

impl<'a> Advice<'a> {
    /// Returns the causes and solutions of an error. If one of these lists is empty, the list of the status replaces
    /// the empty list.
    fn of(error: &'a Error, status: Option<&'a StatusDoc>) -> Self {
        let general = status.map(Self::of_status).unwrap_or_default();
        Self {
            causes: if error.causes.is_empty() { general.causes } else { &error.causes },
            solutions: if error.solutions.is_empty() { general.solutions } else { &error.solutions },
        }
    }

    pub(super) fn of_status(status: &'a StatusDoc) -> Self {
        Self { causes: &status.causes, solutions: &status.solutions }
    }
}

/// Whether the title says more about an error than the message. A title that only repeats the reason phrase says more
/// only if the body contains the title but not the message.
fn says_title(catalog: &Catalog, error: &Error) -> bool {
    let (mut title, mut message) = (false, false);
    catalog.wire.body.all_slots(&mut |name| {
        title |= name == "title";
        message |= name == "message";
    });
    error.title != reason_phrase(error.status) || (title && !message)
}
