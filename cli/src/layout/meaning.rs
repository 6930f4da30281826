//! Compares the meaning of a catalog before and after its files are changed.

use error_catalog_codegen::Folder;
use error_catalog_model::{Catalog, Report};
use error_catalog_outputs::build::PlannedFile;
use error_catalog_outputs::json::{Internal, render_json};
use error_catalog_outputs::view::View;

use crate::edit::Overlay;

/// Whether the catalog, if it was valid, keeps its meaning when the files are changed.
pub(crate) fn means_the_same(catalog: Option<Catalog>, folder: &Folder, changed: &[PlannedFile]) -> bool {
    let Some(catalog) = catalog else { return true };
    parse(folder, changed).0.is_some_and(|after| meaning(after) == meaning(catalog))
}

/// Parses the catalog with the changed files.
pub(super) fn parse(folder: &Folder, changed: &[PlannedFile]) -> (Option<Catalog>, Report) {
    let mut files = Overlay::new(folder);
    changed.iter().for_each(|file| files.set(&file.path, &file.new));
    Catalog::parse(folder.main(), &files)
}

/// The resolved catalog as text, without the lines of its errors and violations.
fn meaning(mut catalog: Catalog) -> String {
    catalog.errors.iter_mut().for_each(|error| error.location.line = 0);
    catalog.violations.iter_mut().for_each(|violation| violation.location.line = 0);
    render_json(&View::of(&catalog), Internal::Shown)
}
