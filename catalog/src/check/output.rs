//! Checks outputs: each output is inside the catalog's folder, and no output overwrites another output.

use crate::diagnostic::{Diagnostics, rules};
use crate::load::is_inside;
use crate::model::Catalog;
use crate::raw::Raw;

pub(super) fn check_outputs(raw: &Raw, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    for (index, output) in raw.outputs.iter().enumerate() {
        let path = &output.path;
        if !is_inside(&path.value) {
            diagnostics
                .report(
                    &rules::OUTPUT_OUTSIDE,
                    path.span,
                    format!("`{}` is not a path inside the catalog's folder", path.value),
                )
                .label("expected a relative path with `/` between its parts, such as `docs/errors.md`");
        } else if catalog.files.iter().any(|file| file.path.eq_ignore_ascii_case(&path.value)) {
            diagnostics
                .report(&rules::DUPLICATE_OUTPUT, path.span, format!("`{}` is one of the catalog's files", path.value))
                .label("expected a different path");
        }
        let same_place = |first: &&crate::raw::RawOutput| {
            // Many file systems do not distinguish upper and lower case.
            first.path.value.eq_ignore_ascii_case(&path.value)
                && (first.region == output.region || first.region.is_none() || output.region.is_none())
        };
        if let Some(first) = raw.outputs[..index].iter().find(same_place) {
            diagnostics
                .report(&rules::DUPLICATE_OUTPUT, path.span, format!("two outputs write to `{}`", path.value))
                .label("expected different paths, or regions with different names")
                .related(first.path.span, "first used here");
        }
    }
}
