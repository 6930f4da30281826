//! Renders the reference of a catalog as Markdown.

mod codes;
mod details;
mod format;
mod guidance;
mod label;
mod page;

use error_catalog_codegen::escape;

use self::page::Page;
use crate::text::notice;
use crate::view::View;

/// Renders the reference for the users of an API: the response format, statuses, codes, and every error with its
/// causes, solutions and example responses. The encoder that writes the responses of a server also writes the example
/// responses.
///
/// Text from the catalog is escaped, so the text cannot add HTML to the page or end a table cell. The page ends in one
/// line break, and its bytes depend only on the catalog.
#[must_use]
pub fn render_markdown(view: &View<'_>) -> String {
    let catalog = view.catalog;
    let mut page = Page::default();
    push_notice(&mut page, view);
    page.heading(1, &escape::text(&catalog.title));
    if let Some(version) = &catalog.version {
        page.push(&format!("Version {}", escape::text(version)));
    }
    push_reference(&mut page, view);
    page.finish()
}

/// Renders the reference without title and version, for a region of a page that already has a title.
#[must_use]
pub fn render_region(view: &View<'_>) -> String {
    let mut page = Page::default();
    push_notice(&mut page, view);
    push_reference(&mut page, view);
    page.finish()
}

fn push_notice(page: &mut Page, view: &View<'_>) {
    page.push(&format!("<!-- {} -->", notice(view.catalog)));
}

fn push_reference(page: &mut Page, view: &View<'_>) {
    let reference = Reference { view };
    page.push(&escape::block(view.catalog.description.as_deref().unwrap_or_default()));
    reference.push_format(page);
    reference.push_headers(page);
    reference.push_statuses(page);
    reference.push_codes(page);
    reference.push_details(page);
    reference.push_retries(page);
    reference.push_lifecycle(page);
}

/// The input of the sections of the reference. Each section has a method that adds it to a page.
struct Reference<'a> {
    view: &'a View<'a>,
}
