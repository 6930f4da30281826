//! Checks the paths and regions of outputs: each output is a visible file inside the catalog's folder, and no output
//! overwrites the catalog or another output. `error-catalog-outputs` checks everything that needs access to the disk,
//! such as links.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, rules};
use crate::model::{Catalog, InputPaths};
use crate::paths::{is_hidden, is_inside};
use crate::raw::{Raw, RawOutput, Sp};

pub(super) fn check_outputs(raw: &Raw, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    let inputs = catalog.input_paths();
    let mut earlier = Earlier::default();
    for output in &raw.outputs {
        check_path(&output.path, &inputs, diagnostics);
        if let Some(region) = output.region.as_ref().filter(|region| !is_region_name(&region.value)) {
            let message = match region.value.as_str() {
                "" => "the name of a region is empty".to_owned(),
                name => format!("`{name}` is not the name of a region"),
            };
            diagnostics
                .report(&rules::REGION_NAME, region.span, message)
                .label("expected letters, digits, `-`, `_` and `.`, such as `errors`");
        }
        check_overlap(output, &earlier, diagnostics);
        earlier.add(output);
    }
}

fn check_path(path: &Sp<String>, inputs: &InputPaths, diagnostics: &mut Diagnostics) {
    let name = &path.value;
    let (rule, message, label) = if !is_inside(name) {
        let label = "expected a relative path with `/` between its parts, such as `docs/errors.md`";
        (&rules::OUTPUT_OUTSIDE, format!("`{name}` is not a path inside the catalog's folder"), label)
    } else if is_hidden(name) {
        let label = "expected a path whose parts do not begin with `.`";
        (&rules::OUTPUT_HIDDEN, format!("`{name}` is a hidden file or is in a hidden folder"), label)
    } else if let Some(role) = inputs.role_of(name) {
        (&rules::OUTPUT_IS_INPUT, format!("`{name}` is {role}"), "expected a different path")
    } else {
        return;
    };
    diagnostics.report(rule, path.span, message).label(label);
}

/// The earlier outputs, for the checks of a later output. The paths are in lower case, because many file systems do not
/// distinguish upper and lower case.
#[derive(Default)]
struct Earlier<'a> {
    number: usize,
    /// The first output of each path.
    paths: BTreeMap<String, First<'a>>,
    /// The first output of each path and region. The region is `None` if the output is the whole file.
    regions: BTreeMap<(String, Option<&'a str>), First<'a>>,
}

/// An output and its number. If a later output conflicts with several outputs, the one of the lowest number is
/// reported.
type First<'a> = (usize, &'a RawOutput);

impl<'a> Earlier<'a> {
    fn add(&mut self, output: &'a RawOutput) {
        let first = (self.number, output);
        let path = path_of(output);
        self.paths.entry(path.clone()).or_insert(first);
        self.regions.entry((path, region_of(output))).or_insert(first);
        self.number += 1;
    }

    /// The first output that writes to the same file or to the same region.
    fn same(&self, path: &str, output: &'a RawOutput) -> Option<&'a RawOutput> {
        let first = match region_of(output) {
            None => self.paths.get(path).copied(),
            region => [None, region]
                .into_iter()
                .filter_map(|it| self.regions.get(&(path.to_owned(), it)).copied())
                .min_by_key(|first| first.0),
        };
        first.map(|first| first.1)
    }

    /// The first output whose file would be a folder around the path or be inside the path.
    fn folder(&self, path: &str) -> Option<&'a RawOutput> {
        let around = path.match_indices('/').filter_map(|(end, _)| self.paths.get(&path[..end]));
        let start = format!("{path}/");
        let inside = self.paths.range(start.clone()..).take_while(|(path, _)| path.starts_with(&start));
        let first = around.chain(inside.map(|(_, first)| first)).min_by_key(|first| first.0);
        first.map(|first| first.1)
    }
}

fn path_of(output: &RawOutput) -> String {
    output.path.value.to_lowercase()
}

fn region_of(output: &RawOutput) -> Option<&str> {
    output.region.as_ref().map(|region| region.value.as_str())
}

/// Reports an output whose file or region belongs to an earlier output.
fn check_overlap<'a>(output: &'a RawOutput, earlier: &Earlier<'a>, diagnostics: &mut Diagnostics) {
    let path = path_of(output);
    let (first, message, label) = if let Some(first) = earlier.same(&path, output) {
        let label = "expected different paths, or regions with different names";
        (first, format!("two outputs write to `{}`", output.path.value), label)
    } else if let Some(first) = earlier.folder(&path) {
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
