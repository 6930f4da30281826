//! Checks the paths and regions of outputs: each output is a visible file inside the catalog's folder, and no output
//! overwrites the catalog or another output. `error-catalog-outputs` checks everything that needs access to the disk,
//! such as links.

use crate::diagnostic::{Diagnostics, rules};
use crate::model::Catalog;
use crate::paths::{is_hidden, is_inside};
use crate::raw::{Raw, RawOutput, Sp};

pub(super) fn check_outputs(raw: &Raw, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    for (index, output) in raw.outputs.iter().enumerate() {
        check_path(&output.path, catalog, diagnostics);
        if let Some(region) = output.region.as_ref().filter(|region| !is_region_name(&region.value)) {
            let message = match region.value.as_str() {
                "" => "the name of a region is empty".to_owned(),
                name => format!("`{name}` is not the name of a region"),
            };
            diagnostics
                .report(&rules::REGION_NAME, region.span, message)
                .label("expected letters, digits, `-`, `_` and `.`, such as `errors`");
        }
        check_overlap(output, &raw.outputs[..index], diagnostics);
    }
}

fn check_path(path: &Sp<String>, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    let name = &path.value;
    let (rule, message, label) = if !is_inside(name) {
        let label = "expected a relative path with `/` between its parts, such as `docs/errors.md`";
        (&rules::OUTPUT_OUTSIDE, format!("`{name}` is not a path inside the catalog's folder"), label)
    } else if is_hidden(name) {
        let label = "expected a path whose parts do not begin with `.`";
        (&rules::OUTPUT_HIDDEN, format!("`{name}` is a hidden file or is in a hidden folder"), label)
    } else if let Some(role) = catalog.role_of_file(name) {
        (&rules::OUTPUT_IS_INPUT, format!("`{name}` is {role}"), "expected a different path")
    } else {
        return;
    };
    diagnostics.report(rule, path.span, message).label(label);
}

/// Reports an output whose file or region belongs to an earlier output.
fn check_overlap(output: &RawOutput, earlier: &[RawOutput], diagnostics: &mut Diagnostics) {
    // Many file systems do not distinguish upper and lower case.
    let place = |output: &RawOutput| output.path.value.to_lowercase();
    let region = |output: &RawOutput| output.region.as_ref().map(|region| region.value.clone());
    let path = place(output);
    let is_same = |first: &&RawOutput| {
        let is_apart = region(first).is_some() && region(output).is_some() && region(first) != region(output);
        place(first) == path && !is_apart
    };
    let is_below = |a: &str, b: &str| a.strip_prefix(b).is_some_and(|rest| rest.starts_with('/'));
    let is_folder = |first: &&RawOutput| is_below(&place(first), &path) || is_below(&path, &place(first));
    let (first, message, label) = if let Some(first) = earlier.iter().find(is_same) {
        let label = "expected different paths, or regions with different names";
        (first, format!("two outputs write to `{}`", output.path.value), label)
    } else if let Some(first) = earlier.iter().find(is_folder) {
        let message = format!("`{}` and `{}` cannot both be files", first.path.value, output.path.value);
        (first, message, "a file cannot be inside another file")
    } else {
        return;
    };
    diagnostics
        .report(&rules::DUPLICATE_OUTPUT, output.path.span, message)
        .label(label)
        .related(first.path.span, "first used here");
}

fn is_region_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}
