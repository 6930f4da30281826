//! The reference of a catalog, in Markdown.

mod codes;
mod details;
mod format;
mod guidance;
mod label;
mod page;

use error_catalog_codegen::escape;
use error_catalog_model::Catalog;

use self::page::Page;
use crate::text::notice;
use crate::view::View;

/// The reference that a catalog's users read: the response format, statuses, codes, and every error with its causes,
/// solutions and example responses, which the encoder that answers requests has made.
///
/// Text of the catalog cannot break out of its place: it holds no HTML, and stays in its table cell. The page ends
/// in one line break; the same catalog gives the same bytes.
#[must_use]
pub fn render_markdown(catalog: &Catalog) -> String {
    let mut page = Page::default();
    push_notice(&mut page, catalog);
    page.heading(1, &escape::text(&catalog.title));
    if let Some(version) = &catalog.version {
        page.push(&format!("Version {}", escape::text(version)));
    }
    push_reference(&mut page, catalog);
    page.finish()
}

/// The reference without its title and version: for a region of a page that has a title.
#[must_use]
pub fn render_region(catalog: &Catalog) -> String {
    let mut page = Page::default();
    push_notice(&mut page, catalog);
    push_reference(&mut page, catalog);
    page.finish()
}

fn push_notice(page: &mut Page, catalog: &Catalog) {
    page.push(&format!("<!-- {} -->", notice(catalog)));
}

fn push_reference(page: &mut Page, catalog: &Catalog) {
    let reference = Reference { catalog, view: View::of(catalog) };
    page.push(&escape::block(catalog.description.as_deref().unwrap_or_default()));
    reference.push_format(page);
    reference.push_headers(page);
    reference.push_statuses(page);
    reference.push_codes(page);
    reference.push_details(page);
    reference.push_retries(page);
    reference.push_lifecycle(page);
}

/// A catalog, and its view.
struct Reference<'a> {
    catalog: &'a Catalog,
    view: View<'a>,
}
