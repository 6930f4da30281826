//! Writes the build script, and prints the code to paste.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use error_catalog_codegen::read_text;
use toml_edit::DocumentMut;

#[cfg(feature = "import")]
use super::dependency::enabled_features;
use super::folder_of;
use super::framework::{Choice, FRAMEWORKS, Framework, frameworks_in};
use crate::failure::Failure;
use crate::file::{Old, write_file};
use crate::suggest::Suggest;

/// The version requirement for the published packages.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));

/// What is true or to be done about the statuses with which a framework rejects requests.
const NAMED: &str = "the catalog names an error for each of these statuses";
#[cfg(feature = "import")]
const UNNAMED: &str = "name an error for each of these statuses in `[statuses.N]`";

/// Writes a build script if there is a `Cargo.toml` next to the catalog and the package has no build script.
pub(super) fn write_build_script(main: &Path) -> Result<Option<PathBuf>, Failure> {
    let folder = folder_of(main);
    let Ok(manifest) = read_text(&folder.join("Cargo.toml")) else { return Ok(None) };
    let script = if folder == Path::new(".") { PathBuf::from("build.rs") } else { folder.join("build.rs") };
    let manifest: DocumentMut = manifest.parse().unwrap_or_default();
    let package = manifest.get("package").and_then(toml_edit::Item::as_table_like);
    if package.is_none_or(|package| package.contains_key("build")) || script.symlink_metadata().is_ok() {
        return Ok(None);
    }
    write_file(&script, Old::Absent, &format!("fn main() {{\n    {}\n}}\n", build_line(main)))?;
    Ok(Some(script))
}

fn build_line(main: &Path) -> String {
    format!("error_catalog_build::build({:?});", name_of(main))
}

/// The path of a catalog relative to a manifest in the same folder, that is, the catalog's file name.
fn name_of(main: &Path) -> String {
    main.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The nearest folder above a catalog that has a manifest.
fn package_of(full: &Path) -> Option<&Path> {
    full.ancestors().skip(1).find(|folder| folder.join("Cargo.toml").exists())
}

/// The path of a catalog relative to its package, or the path as given if there is no package.
fn path_in_package(main: &Path) -> String {
    let full = fs::canonicalize(main).unwrap_or_default();
    let Some(within) = package_of(&full).and_then(|package| full.strip_prefix(package).ok()) else {
        return main.display().to_string();
    };
    within.iter().map(std::ffi::OsStr::to_string_lossy).collect::<Vec<_>>().join("/")
}

/// The frameworks that the package of a file depends on.
pub(super) fn frameworks_of(main: &Path) -> Vec<&'static Framework> {
    // The catalog does not exist yet when `init` asks, and neither may its folder.
    let folder = folder_of(main);
    let folder = folder.ancestors().map(|folder| if folder == Path::new("") { Path::new(".") } else { folder });
    let full = folder.flat_map(fs::canonicalize).next().unwrap_or_default().join(name_of(main));
    let manifest = package_of(&full).map(|folder| read_text(&folder.join("Cargo.toml")).unwrap_or_default());
    let manifest: DocumentMut = manifest.unwrap_or_default().parse().unwrap_or_default();
    frameworks_in(&manifest)
}

/// The statuses for which the middleware of a package needs an error: those with which the frameworks reject requests,
/// and 500 for panics, even if the framework is tonic. If the framework is unknown, the result has the statuses of
/// every framework.
pub(super) fn statuses_of(choice: &Choice, main: &Path) -> BTreeSet<u16> {
    let frameworks = choice.clone().unwrap_or_else(|| frameworks_of(main));
    let is_unknown = choice.is_none() && frameworks.is_empty();
    let all = if is_unknown { FRAMEWORKS.iter().collect() } else { frameworks };
    all.into_iter().flat_map(|framework| framework.statuses.iter().chain(&[500])).copied().collect()
}

/// The lines that make a package depend on the runtime. If the framework is unknown, a comment names the features.
fn dependency_lines(frameworks: &[&Framework], is_known: bool, more: &BTreeSet<&str>) -> String {
    // The feature of each framework includes `std`.
    let more = more.iter().copied().filter(|feature| frameworks.is_empty() || *feature != "std");
    let features: Vec<&str> = frameworks.iter().map(|framework| framework.name).chain(more).collect();
    if features.is_empty() && is_known {
        return format!("error-catalog = \"{VERSION}\"");
    }
    if frameworks.is_empty() && !is_known {
        return format!(
            "# Enable the feature of your web framework, as in `features = [\"axum\"]`.\n    \
             # The features are {}, and tower for other tower services.\n    \
             error-catalog = {{ version = \"{VERSION}\", features = {features:?} }}",
            FRAMEWORKS.iter().map(|framework| framework.name).collect::<Vec<_>>().join(", ")
        );
    }
    format!("error-catalog = {{ version = \"{VERSION}\", features = {features:?} }}")
}

/// The lines that add the middleware to a server: a line for each framework of the package, or for every framework if
/// the framework is unknown. Without a framework, there is no middleware.
fn middleware_step(frameworks: &[&Framework], is_known: bool, error: &str, named: &str) -> String {
    if frameworks.is_empty() && is_known {
        return String::new();
    }
    let known: Vec<&Framework> = FRAMEWORKS.iter().collect();
    let (which, shown) = match frameworks {
        [] => (" with the line for your framework", known.as_slice()),
        _ => ("", frameworks),
    };
    let line = |framework: &&Framework| {
        format!("    {} // {}\n", framework.call.replace("errors::Error", error), framework.name)
    };
    let lines: String = shown.iter().map(line).collect();
    let rejects: String = frameworks.iter().map(|framework| rejects(framework, named)).collect();
    format!(
        "Add the middleware to your server{which}:\n\n    use error_catalog::Middleware;\n\n{lines}\n\
         Put the middleware around every layer that can reject a request, and inside layers such as CORS.\n\
         {rejects}\n"
    )
}

/// The sentence about the statuses with which a framework rejects requests.
fn rejects(Framework { rejecting, statuses, .. }: &Framework, named: &str) -> String {
    match statuses {
        [] => format!("{rejecting} requests with gRPC statuses, which the middleware keeps.\n"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(u16::to_string).collect();
            format!("{rejecting} requests with {} and {last}; {named}.\n", first.join(", "))
        }
    }
}

/// The path of a catalog as the attribute expects it.
pub(super) fn attribute_path(main: &Path) -> String {
    if folder_of(main).join("Cargo.toml").exists() { name_of(main) } else { path_in_package(main) }
}

/// The attribute that generates code from the catalog at a path in the package, without `#[…]`.
pub(super) fn attribute(path: &str) -> String {
    let argument = if path == "errors.toml" { String::new() } else { format!("({path:?})") };
    format!("error_catalog::error_catalog{argument}")
}

/// The paths of an adoption: the catalog, the adopted file, and the manifest of its package.
#[cfg(feature = "import")]
#[derive(Clone, Copy)]
pub(super) struct Adopted<'a> {
    pub(super) main: &'a Path,
    pub(super) source: &'a Path,
    pub(super) manifest: &'a Path,
    /// The features of error-catalog that the types in the enum need.
    pub(super) features: &'a BTreeSet<&'static str>,
}

/// What the middleware changes in an application that had none.
#[cfg(feature = "import")]
fn rejections(error: &str) -> String {
    format!(
        "The middleware also replaces the rejections of the framework, such as the response for an unknown route. To \
         keep these responses, write:\n\n    \
             use error_catalog::{{Decision, Middleware}};\n\n    \
             Middleware::<{error}>::new().rejections(|_| Decision::Keep)\n\n"
    )
}

/// The lines that a manifest lacks: the dependency on the runtime, or features of this dependency.
#[cfg(feature = "import")]
fn dependency_step(manifest: &Path, frameworks: &[&Framework], is_known: bool, more: &BTreeSet<&str>) -> String {
    let shown = manifest.display();
    let Some(enabled) = enabled_features(manifest) else {
        let lines = dependency_lines(frameworks, is_known, more);
        return format!("Add to {shown}:\n\n    [dependencies]\n    {lines}\n\n");
    };
    let needed = frameworks.iter().map(|framework| framework.name).chain(more.iter().copied());
    // The feature of each framework includes `std`.
    let has_std = FRAMEWORKS.iter().any(|framework| enabled.contains(framework.name)) || !frameworks.is_empty();
    let is_missing = |feature: &&str| !enabled.contains(*feature) && (*feature != "std" || !has_std);
    let missing: Vec<String> = needed.filter(is_missing).map(|feature| format!("{feature:?}")).collect();
    match missing.as_slice() {
        [] => String::new(),
        missing => format!("Add to the features of error-catalog in {shown}:\n\n    {}\n\n", missing.join(", ")),
    }
}

/// The instructions for the steps that remain after the enum `name` in the file `source` was adopted.
#[cfg(feature = "import")]
pub(super) fn adoption(paths: Adopted<'_>, name: &str, choice: Choice, program: &str) -> String {
    let Adopted { main, source, manifest, features } = paths;
    let is_known = choice.is_some();
    let frameworks = choice.unwrap_or_else(|| frameworks_of(source));
    let dependency = dependency_step(manifest, &frameworks, is_known, features);
    let middleware = middleware_step(&frameworks, is_known, name, UNNAMED);
    let check = Suggest::new(program, main, None).command("check", &[]);
    // Without a middleware, nothing replaces a rejection. The middleware keeps every response of gRPC.
    let can_replace = !middleware.is_empty() && frameworks.iter().any(|framework| !framework.statuses.is_empty());
    let rejections = if can_replace || frameworks.is_empty() && !is_known { rejections(name) } else { String::new() };
    format!(
        "{dependency}\
         {middleware}\
         {rejections}\
         Complete the catalog: the body of your responses, the details and the headers. Then compare the responses with \
         the responses before the change.\n\n\
         Run in continuous integration:\n\n    \
             {check}\n"
    )
}

/// The instructions for the steps that remain for the user.
pub(super) fn instructions(main: &Path, choice: Choice, program: &str) -> String {
    let (path, attribute) = (attribute_path(main), attribute(&attribute_path(main)));
    let has_manifest = folder_of(main).join("Cargo.toml").exists();
    let suggest = Suggest::new(program, main, None);
    let (check, generate) = (suggest.command("check", &[]), suggest.command("generate", &[]));
    let compare = suggest.command("generate", &["--check"]);
    let script = read_text(&folder_of(main).join("build.rs")).unwrap_or_default();
    let is_known = choice.is_some();
    let frameworks = choice.unwrap_or_else(|| frameworks_of(main));
    let (dependency, middleware) = (
        dependency_lines(&frameworks, is_known, &BTreeSet::new()),
        middleware_step(&frameworks, is_known, "errors::Error", NAMED),
    );
    let mut out = format!(
        "Add to Cargo.toml:\n\n    \
             [dependencies]\n    \
             {dependency}\n\n    \
             [build-dependencies]\n    \
             error-catalog-build = \"{VERSION}\"\n\n\
         Add to src/main.rs or src/lib.rs:\n\n    \
             #[{attribute}]\n    \
             pub mod errors {{}}\n\n\
         {middleware}"
    );
    if !script.contains("error_catalog_build::build(") {
        let line = if has_manifest { build_line(main) } else { format!("error_catalog_build::build({path:?});") };
        out += &format!("Add to `main` in build.rs:\n\n    {line}\n\n");
    }
    out += &format!(
        "Run in continuous integration before the build, because the build script updates the reference:\n\n    \
             {check}\n    \
             {compare}\n\n\
         `{generate}` writes the reference. Commit the reference with the catalog.\n"
    );
    out
}
