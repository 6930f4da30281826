//! Compares the meaning of a catalog before and after its files are changed.

use error_catalog_codegen::Folder;
use error_catalog_model::{Catalog, Report};
use error_catalog_outputs::build::PlannedFile;
use error_catalog_outputs::json::render_json;
use error_catalog_outputs::view::View;

use super::syntax::contents;
use crate::edit::Overlay;

/// Whether the changed files keep every key, value and comment, and whether the catalog, if it was valid, keeps its
/// meaning. This is the last check before the files are written, so that a bug cannot lose a user's text.
pub(crate) fn means_the_same(catalog: Option<Catalog>, folder: &Folder, changed: &[PlannedFile]) -> bool {
    let normal = |text: &str| text.replace("\r\n", "\n");
    let keeps_all = changed.iter().all(|file| {
        let (old, new) = (normal(file.old.as_deref().unwrap_or_default()), normal(&file.new));
        contents(&old) == contents(&new)
    });
    let Some(catalog) = catalog else { return keeps_all };
    let (after, _) = parse(folder, changed);
    keeps_all && after.is_some_and(|after| meaning(after) == meaning(catalog))
}

/// Parses the catalog with the changed files.
pub(super) fn parse(folder: &Folder, changed: &[PlannedFile]) -> (Option<Catalog>, Report) {
    let mut files = Overlay::new(folder);
    changed.iter().for_each(|file| files.set(&file.path, &file.new));
    Catalog::parse(folder.main(), &files)
}

/// The resolved catalog as text, without the lines of its errors.
fn meaning(mut catalog: Catalog) -> String {
    catalog.errors.iter_mut().for_each(|error| error.location.line = 0);
    render_json(&View::of(&catalog))
}
