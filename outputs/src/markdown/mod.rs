//! Renders the reference of a catalog as Markdown.

mod codes;
mod details;
mod flavor;
mod format;
mod guidance;
mod label;
mod page;
mod violations;

use error_catalog_codegen::escape;

pub use self::flavor::Flavor;
use self::page::Page;
use crate::text::notice;
use crate::view::View;

/// Renders the reference for the users of an API: the response format, statuses, codes, and every error with its
/// causes, solutions and example responses. The encoder that writes the responses of a server also writes the example
/// responses.
///
/// Text from the catalog is escaped, so the text cannot add HTML or code to the page or end a table cell. The page ends
/// in one line break, and its bytes depend only on the catalog and the flavor.
#[must_use]
pub fn render_markdown(view: &View<'_>, flavor: Flavor) -> String {
    let catalog = view.catalog;
    let mut page = Page::default();
    page.heading(1, &escape::text(&catalog.title));
    if let Some(version) = &catalog.version {
        page.push(&format!("Version {}", escape::text(version)));
    }
    push_reference(&mut page, view);
    finish(page, view, flavor)
}

/// Renders the reference without title and version, for a region of a page that already has a title.
#[must_use]
pub fn render_region(view: &View<'_>, flavor: Flavor) -> String {
    let mut page = Page::default();
    push_reference(&mut page, view);
    finish(page, view, flavor)
}

fn finish(page: Page, view: &View<'_>, flavor: Flavor) -> String {
    format!("{}\n\n{}", flavor.comment().around(&notice(view.catalog)), flavor.adapt(page.finish()))
}

fn push_reference(page: &mut Page, view: &View<'_>) {
    let reference = Reference { view };
    page.push(&escape::block(view.catalog.description.as_deref().unwrap_or_default()));
    reference.push_format(page);
    reference.push_headers(page);
    reference.push_statuses(page);
    reference.push_codes(page);
    reference.push_violations(page);
    reference.push_details(page);
    reference.push_retries(page);
    reference.push_lifecycle(page);
}

/// The input of the sections of the reference. Each section has a method that adds it to a page.
struct Reference<'a> {
    view: &'a View<'a>,
}
