//! Checks whether the outputs of a catalog can be generated.
//!
//! `check`, `generate` and build scripts all use this module, so their results cannot differ.

mod names;

use error_catalog_model::{Catalog, Diagnostic, Literal, Output, Rule, Span, rules};

pub use self::names::check_names;
use crate::registry::{Comment, Kind, NAME_CHARACTERS, OptionSpec, Options, Render, Values, find_kind};

/// An output that can be generated.
pub(crate) struct Checked<'a> {
    pub(crate) options: Options<'a>,
    pub(crate) source: TextSource<'a>,
    /// The name of the output's region, and the comment syntax of the markers.
    pub(crate) region: Option<(&'a str, Comment)>,
}

/// Where the text of an output comes from.
pub(crate) enum TextSource<'a> {
    Renderer(Render),
    /// The template at this path.
    Template(&'a str),
}

/// Checks the kind and the options of every output against `kinds`, and the names in the output. The model has already
/// checked paths and duplicates.
#[must_use]
pub fn check_outputs(catalog: &Catalog, kinds: &[Kind]) -> Vec<Diagnostic> {
    catalog.outputs.iter().filter_map(|output| check_output(catalog, output, kinds).err()).flatten().collect()
}

pub(crate) fn check_output<'a>(
    catalog: &Catalog,
    output: &'a Output,
    kinds: &'a [Kind],
) -> Result<Checked<'a>, Vec<Diagnostic>> {
    let Some(kind) = find_kind(kinds, &output.kind) else {
        return Err(vec![unknown_kind(catalog, output, kinds)]);
    };
    let Some(render) = kind.render else {
        return Err(vec![needs_feature(catalog, output, kind)]);
    };
    let mut problems: Vec<Diagnostic> =
        output.options.iter().filter_map(|(name, value)| check_option(catalog, output, kind, name, value)).collect();
    problems.extend(check_template(catalog, output, kind));
    if !names::has_names_of_earlier(catalog, output, kind, kinds) {
        problems.extend(check_names(catalog, kind, &output.name));
    }
    let options = Options::of(kind, output);
    let region = match (&output.region, kind.region) {
        (None, _) => None,
        (Some(name), Some(comment)) => Some((name.as_str(), comment(&options))),
        (Some(_), None) => {
            problems.push(no_region(catalog, output, kinds));
            None
        }
    };
    let source = options.template().map_or(TextSource::Renderer(render), TextSource::Template);
    if problems.is_empty() { Ok(Checked { options, source, region }) } else { Err(problems) }
}

fn unknown_kind(catalog: &Catalog, output: &Output, kinds: &[Kind]) -> Diagnostic {
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name).collect();
    let message = format!("unknown output kind `{}`", output.kind);
    let diagnostic = report(catalog, output, "kind", &rules::OUTPUT_KIND, message).with_choice(&output.kind, &names);
    match output.kind == output.name {
        true => diagnostic.with_help("the name of an output is also its kind, unless the key `kind` is set"),
        false => diagnostic,
    }
}

fn needs_feature(catalog: &Catalog, output: &Output, kind: &Kind) -> Diagnostic {
    let feature = kind.feature.unwrap_or_default();
    let message = format!("an output of kind `{}` needs the feature `{feature}`", kind.name);
    let help = format!("enable the feature `{feature}` of `error-catalog-build` or `error-catalog-cli`");
    report(catalog, output, "kind", &rules::OUTPUT_FEATURE, message).with_help(help)
}

fn no_region(catalog: &Catalog, output: &Output, kinds: &[Kind]) -> Diagnostic {
    let regions = kinds.iter().filter(|kind| kind.region.is_some());
    let regions: Vec<String> = regions.map(|kind| format!("`{}`", kind.name)).collect();
    let message = format!("an output of kind `{}` is always a whole file", output.kind);
    report(catalog, output, "region", &rules::OUTPUT_REGION, message)
        .with_label("the key `region` is not allowed for this kind of output")
        .with_help(format!("only an output of kind {} can be a region of a file", regions.join(" or ")))
}

fn check_option(catalog: &Catalog, output: &Output, kind: &Kind, name: &str, value: &Literal) -> Option<Diagnostic> {
    let Some(OptionSpec { values, .. }) = kind.options.iter().find(|option| option.name == name) else {
        let common = ["kind", "path"].into_iter().chain(kind.region.is_some().then_some("region"));
        let known: Vec<&str> = common.chain(kind.options.iter().map(|option| option.name)).collect();
        let message = format!("unknown key `{name}` in an output of kind `{}`", kind.name);
        return Some(report(catalog, output, name, &rules::OUTPUT_OPTION, message).with_choice(name, &known));
    };
    if values.accept(value) {
        return None;
    }
    let found =
        |expected: &str| report(catalog, output, name, &rules::OUTPUT_OPTION, format!("`{name}` must be {expected}"));
    Some(match (values, value) {
        (Values::Flag, _) => found("`true` or `false`"),
        (Values::Text, _) => found("a string"),
        (Values::Name, _) => found(&format!("a string of {NAME_CHARACTERS}")),
        (Values::Table, _) => found("a table"),
        (Values::Template, Literal::String(path)) => {
            let message = format!("`{path}` is not the path of a template");
            report(catalog, output, name, &rules::OUTPUT_OPTION, message)
                .with_label("expected a relative path inside the catalog's folder, such as `templates/errors.go.j2`")
        }
        (Values::Template, _) => found("a string"),
        (Values::OneOf(choices), Literal::String(text)) => {
            let message = format!("unknown value `{text}` of `{name}`");
            report(catalog, output, name, &rules::OUTPUT_OPTION, message).with_choice(text, choices)
        }
        (Values::OneOf(choices), _) => {
            let choices: Vec<String> = choices.iter().map(|choice| format!("`{choice:?}`")).collect();
            found(&choices.join(" or "))
        }
    })
}

/// Checks whether an output whose kind has a template names this template.
fn check_template(catalog: &Catalog, output: &Output, kind: &Kind) -> Option<Diagnostic> {
    let option = kind.template_option()?.name;
    if output.options.iter().any(|(name, _)| name == option) {
        return None;
    }
    let message = format!("an output of kind `{}` needs the key `{option}`", kind.name);
    let help = format!("add the path of a template, such as `{option} = \"templates/errors.go.j2\"`");
    Some(report(catalog, output, option, &rules::OUTPUT_OPTION, message).with_help(help))
}

/// Returns a diagnostic for a key of an output, or for the output's table if the key is absent.
pub(crate) fn report(
    catalog: &Catalog,
    output: &Output,
    key: &str,
    rule: &'static Rule,
    message: impl AsRef<str>,
) -> Diagnostic {
    let span = catalog.spans.in_entry(output.location, &[key]);
    Diagnostic::new(rule, span.unwrap_or(Span { file: output.location.file, start: 0, end: 0 }), message)
}
