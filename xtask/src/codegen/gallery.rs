//! The part of the README that shows one error in every output. Each text is cut from a real output.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use error_catalog_codegen::program::Response;
use error_catalog_model::{Catalog, Literal, SourceFile, reason_phrase};
use error_catalog_outputs::registry::{KINDS, Options, find_kind};
use error_catalog_outputs::template::fill_template;
use error_catalog_outputs::view::View;

use super::refuse_errors;
use crate::Result;

/// The name of the main file.
const MAIN: &str = "errors.toml";

/// The catalog, and a program that uses it.
const CATALOG: &str = "tests/readme/gallery.toml";
const RUST: &str = "tests/readme/src/gallery.rs";
const TEMPLATE: &str = "examples/templates/errors.go.j2";

/// A part of an output.
struct Excerpt {
    /// The text above the part.
    caption: &'static str,
    /// The language of the part.
    language: &'static str,
    /// The kind of the output.
    kind: &'static str,
    /// The beginning of a line before the part, without its indentation. The part can be anywhere if this is empty.
    after: &'static str,
    /// The beginning of the first line of the part, without its indentation.
    first: &'static str,
    /// The beginning of the last line of the part, without the indentation of the first line.
    last: &'static str,
}

const EXCERPTS: &[Excerpt] = &[
    Excerpt {
        caption: "The reference page (`markdown`) has a section about the error:",
        language: "markdown",
        kind: "markdown",
        after: "",
        first: "#### ",
        last: "Retry:",
    },
    Excerpt {
        caption: "The description of your API can refer to a response (`openapi`):",
        language: "json",
        kind: "openapi",
        after: "\"responses\": {",
        first: "\"Error429\": {",
        last: "}",
    },
    Excerpt {
        caption: "A schema validates the body (`json-schema`):",
        language: "json",
        kind: "json-schema",
        after: "\"$defs\": {",
        first: "\"properties\": {",
        last: "}",
    },
    Excerpt {
        caption: "A TypeScript client has a type for the error (`typescript`):",
        language: "ts",
        kind: "typescript",
        after: "",
        first: "export interface RateLimited",
        last: "}",
    },
    Excerpt {
        caption: "A Python client has a class for the error (`python`):",
        language: "python",
        kind: "python",
        after: "",
        first: "class RateLimited",
        last: "    retry_after",
    },
    Excerpt {
        caption: "Test vectors say what a client in any language has to read (`vectors`):",
        language: "json",
        kind: "vectors",
        after: "\"cases\": [",
        first: "{",
        last: "}",
    },
    Excerpt {
        caption: "Your own template writes any language (`template`), as [a template for Go][go] does:",
        language: "go",
        kind: "template",
        after: "var Infos",
        first: "CodeRateLimited: {",
        last: "}",
    },
];

/// Renders the part of the README.
pub(super) fn render(root: &Path) -> Result<String> {
    let toml = read(root, CATALOG)?;
    let files = BTreeMap::from([(MAIN.to_owned(), toml.clone())]);
    let (catalog, report) = Catalog::parse(MAIN, &files);
    refuse_errors(CATALOG, &report)?;
    let catalog = catalog.ok_or_else(|| format!("{CATALOG} is invalid"))?;
    let view = View::of(&catalog);
    let rust = read(root, RUST)?;
    let function = cut(&rust, "", "fn ", "}").ok_or_else(|| format!("{RUST} has no function"))?;
    let mut parts = vec![
        fence("toml", &toml),
        "A server returns the error:".to_owned(),
        // A test compiles the function.
        fence("rust,ignore", &function),
        "The client receives:".to_owned(),
        fence("http", &response_of(&view)),
    ];
    for Excerpt { caption, language, kind, after, first, last } in EXCERPTS {
        let output = render_kind(root, &view, kind)?;
        let text = cut(&output, after, first, last)
            .ok_or_else(|| format!("the output of kind `{kind}` has no lines from `{first}` to `{last}`"))?;
        parts.extend([(*caption).to_owned(), fence(language, &text)]);
    }
    Ok(parts.join("\n\n") + "\n")
}

fn read(root: &Path, path: &str) -> Result<String> {
    Ok(fs::read_to_string(root.join(path)).map_err(|error| format!("{path}: {error}"))?)
}

fn fence(language: &str, text: &str) -> String {
    format!("```{language}\n{}\n```", text.trim_end())
}

/// The first response of the catalog.
fn response_of(view: &View<'_>) -> String {
    let responses = view.errors.iter().flat_map(|error| error.responses(view));
    let response = responses.map(|Response { status, headers, body, .. }| {
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
        format!("HTTP/1.1 {status} {}\n{headers}\n{body}", reason_phrase(*status))
    });
    response.take(1).collect()
}

/// Renders an output without options. A template gets the package of the Go template.
fn render_kind(root: &Path, view: &View<'_>, name: &str) -> Result<String> {
    let kind = find_kind(KINDS, name).ok_or_else(|| format!("there is no output of kind `{name}`"))?;
    if kind.template_option().is_some() {
        let template = SourceFile { path: TEMPLATE.to_owned(), text: read(root, TEMPLATE)? };
        let package = [("package".to_owned(), Literal::String("api".to_owned()))];
        let text = fill_template(view, &template, &package);
        return Ok(text.map_err(|problem| format!("{TEMPLATE}: {}", problem.message))?);
    }
    let render = kind.render.ok_or_else(|| format!("outputs of kind `{name}` are not built"))?;
    Ok(render(view, &Options::given(kind, &[])))
}

/// Returns the lines of a part, without the indentation of the first line and without a comma at the end.
fn cut(text: &str, after: &str, first: &str, last: &str) -> Option<String> {
    let mut lines = text.lines().skip_while(|line| !line.trim_start().starts_with(after));
    let begin = lines.find(|line| line.trim_start().starts_with(first))?;
    let indentation = &begin[..begin.len() - begin.trim_start().len()];
    let mut part = vec![begin.trim_start()];
    for line in lines {
        let line = line.strip_prefix(indentation).unwrap_or(line);
        part.push(line);
        if line.starts_with(last) {
            return Some(part.join("\n").trim_end_matches(',').to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_part_ends_at_its_own_last_line() {
        let text = "{\n  \"a\": {\n    \"x\": {\n    }\n  },\n  \"b\": {\n    \"x\": {\n      \"y\": {\n      },\n    },\n  }\n}\n";
        let part = |after, first, last| cut(text, after, first, last);
        assert_eq!(part("", "\"x\"", "}").as_deref(), Some("\"x\": {\n}"));
        assert_eq!(part("\"b\"", "\"x\"", "}").as_deref(), Some("\"x\": {\n  \"y\": {\n  },\n}"));
        assert_eq!(part("", "\"y\"", "]"), None);
        assert_eq!(part("\"c\"", "\"x\"", "}"), None);
    }
}
