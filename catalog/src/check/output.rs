//! Checks the paths and regions of outputs: each output is a visible file inside the catalog's folder, and no output
//! overwrites the catalog or another output. `error-catalog-outputs` checks everything that needs access to the disk,
//! such as links.

use crate::diagnostic::{Diagnostics, rules};
use crate::interner::InternedMap;
use crate::model::{Catalog, InputPaths};
use crate::paths::{has_device, is_hidden, is_inside};
use crate::raw::{Raw, RawOutput, Sp};

pub(super) fn check_outputs(raw: &Raw, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    let inputs = catalog.input_paths();
    let paths: Vec<String> = raw.outputs.iter().map(|output| output.path.value.to_lowercase()).collect();
    let mut earlier = Earlier::default();
    for (output, path) in raw.outputs.iter().zip(&paths) {
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
        check_overlap(output, path, &earlier, diagnostics);
        earlier.add(output, path);
    }
}

fn check_path(path: &Sp<String>, inputs: &InputPaths, diagnostics: &mut Diagnostics) {
    let name = &path.value;
    let (rule, message, label) = if !is_inside(name) {
        let label = "expected a relative path with `/` between its parts, such as `docs/errors.md`";
        (&rules::OUTPUT_OUTSIDE, format!("`{name}` is not a path inside the catalog's folder"), label)
    } else if has_device(name) {
        let label = "expected a name that Windows does not reserve";
        (&rules::OUTPUT_OUTSIDE, format!("`{name}` contains the name of a Windows device"), label)
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
    paths: InternedMap<'a, First<'a>>,
    /// The first output of each path and region. An output that is the whole file has only a path.
    regions: InternedMap<'a, First<'a>>,
    /// The first output in each folder.
    folders: InternedMap<'a, First<'a>>,
}

/// An output and its number. If a later output conflicts with several outputs, the one of the lowest number is
/// reported.
type First<'a> = (usize, &'a RawOutput);

impl<'a> Earlier<'a> {
    fn add(&mut self, output: &'a RawOutput, path: &'a str) {
        let first = (self.number, output);
        self.paths.add(path.as_bytes(), first);
        self.regions.add(place_of(path, region_of(output)).into_bytes(), first);
        for (end, _) in path.match_indices('/') {
            self.folders.add(&path.as_bytes()[..end], first);
        }
        self.number += 1;
    }

    /// The first output that writes to the same file or to the same region.
    fn same(&self, path: &str, output: &'a RawOutput) -> Option<&'a RawOutput> {
        let first = match region_of(output) {
            None => self.paths.get(path.as_bytes()),
            region => [None, region]
                .into_iter()
                .filter_map(|it| self.regions.get(place_of(path, it).as_bytes()))
                .min_by_key(|first| first.0),
        };
        first.map(|first| first.1)
    }

    /// The first output whose file would be a folder around the path or be inside the path.
    fn folder(&self, path: &str) -> Option<&'a RawOutput> {
        let around = path.match_indices('/').filter_map(|(end, _)| self.paths.get(&path.as_bytes()[..end]));
        let first = around.chain(self.folders.get(path.as_bytes())).min_by_key(|first| first.0);
        first.map(|first| first.1)
    }
}

/// A text for a path and a region. Paths contain no control characters.
fn place_of(path: &str, region: Option<&str>) -> String {
    region.map_or_else(|| path.to_owned(), |region| format!("{path}\0{region}"))
}

fn region_of(output: &RawOutput) -> Option<&str> {
    output.region.as_ref().map(|region| region.value.as_str())
}

/// Reports an output whose file or region belongs to an earlier output.
fn check_overlap<'a>(output: &'a RawOutput, path: &str, earlier: &Earlier<'a>, diagnostics: &mut Diagnostics) {
    let (first, message, label) = if let Some(first) = earlier.same(path, output) {
        let label = "expected different paths, or regions with different names";
        (first, format!("two outputs write to `{}`", output.path.value), label)
    } else if let Some(first) = earlier.folder(path) {
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
