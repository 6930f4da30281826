//! The kinds of outputs, in a table with one row for each kind. All code that lists, checks, describes or renders
//! outputs reads this table.
//!
//! Functions take the rows as an argument, so that a test can pass different rows.

use std::path::Path;

use error_catalog_model::keys::{is_hidden, is_inside};
use error_catalog_model::{Language, Literal, Output};

use crate::json::render_json;
use crate::json_schema::render_json_schema;
use crate::markdown::{Flavor, render_markdown, render_region};
use crate::openapi::{OpenApi, Version, is_allowed_in_name, render_openapi};
use crate::python::render_python;
use crate::rust::render_rust_file;
pub use crate::text::comment::Comment;
use crate::typescript::render_typescript;
use crate::vectors::render_vectors;
use crate::view::View;

/// A kind of output.
#[derive(Debug)]
pub struct Kind {
    /// The value of `kind` in `[outputs.NAME]`.
    pub name: &'static str,
    /// A description of the output, as a noun phrase without a full stop.
    pub summary: &'static str,
    /// The usual extension of the output's files, without the dot.
    pub extension: &'static str,
    /// The comment syntax for the markers of a region; `None` if the output is always a whole file.
    pub region: Option<CommentOf>,
    /// The options of the kind. The name of an option must not resemble `kind`, `path` or `region`, which are keys of
    /// every output.
    pub options: &'static [OptionSpec],
    /// The language in which the output names errors; `None` if the names are keys or codes, or if a template makes
    /// them.
    pub language: Option<Language>,
    /// The feature of this package that the kind requires.
    pub feature: Option<&'static str>,
    /// The renderer; `None` if the feature is disabled.
    pub render: Option<Render>,
}

impl Kind {
    /// The option with the path of the template; `None` if the kind has no template.
    #[must_use]
    pub fn template_option(&self) -> Option<&'static OptionSpec> {
        self.options.iter().find(|option| matches!(option.values, Values::Template))
    }
}

/// Renders a catalog as text that ends in a line break. A renderer cannot fail, because [`check`](crate::check) rejects
/// every output that the renderer could not render.
pub type Render = fn(&View<'_>, &Options<'_>) -> String;

/// Returns the comment syntax of an output with these options.
pub type CommentOf = fn(&Options<'_>) -> Comment;

/// An option of a kind, which is an additional key of `[outputs.NAME]`.
#[derive(Debug)]
pub struct OptionSpec {
    /// The key of the option.
    pub name: &'static str,
    /// The possible values of the option.
    pub values: Values,
    /// The effect of the option, as an imperative sentence without a full stop.
    pub summary: &'static str,
}

/// The values of an option.
#[derive(Debug)]
pub enum Values {
    /// `true` or `false`; the default is `false`.
    Flag,
    /// Any text. The option has no default.
    Text,
    /// A text of [`NAME_CHARACTERS`]. The option has no default.
    Name,
    /// One of these texts. The first text is the default.
    OneOf(&'static [&'static str]),
    /// The path of a template in the catalog's folder. The option is required. Such a kind has only one such option.
    Template,
    /// A table with any keys. The default is an empty table.
    Table,
}

/// The characters that [`Values::Name`] accepts, which are those of a component's name in OpenAPI.
pub const NAME_CHARACTERS: &str = "ASCII letters, digits, `-`, `_` and `.`";

impl Values {
    /// Whether the option can be set to `value`.
    #[must_use]
    pub fn accept(&self, value: &Literal) -> bool {
        match (self, value) {
            (Values::Flag, Literal::Bool(_)) | (Values::Text, Literal::String(_)) => true,
            (Values::Name, Literal::String(text)) => text.chars().all(is_allowed_in_name),
            (Values::Template, Literal::String(path)) => is_inside(path) && !is_hidden(path),
            (Values::Table, Literal::Table(_)) => true,
            (Values::OneOf(choices), Literal::String(text)) => choices.contains(&text.as_str()),
            _ => false,
        }
    }
}

/// The options of one output.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    kind: &'a Kind,
    given: &'a [(String, Literal)],
    path: Option<&'a str>,
    is_region: bool,
}

impl<'a> Options<'a> {
    /// Options of a whole file. The kind accepts the given options. The other options have their default values.
    #[must_use]
    pub fn given(kind: &'a Kind, given: &'a [(String, Literal)]) -> Self {
        Self { kind, given, path: None, is_region: false }
    }

    pub(crate) fn of(kind: &'a Kind, output: &'a Output) -> Self {
        Self { kind, given: &output.options, path: Some(&output.path), is_region: output.region.is_some() }
    }

    /// Whether the text is written into a region of a file, which already has a title.
    #[must_use]
    pub fn is_region(&self) -> bool {
        self.is_region
    }

    /// Whether a flag is `true`.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.value(name), Some(Literal::Bool(true)))
    }

    /// The text of an option, or the option's default; `None` if the option has no value and no default.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&'a str> {
        if let Some(Literal::String(text)) = self.value(name) {
            return Some(text);
        }
        match self.kind.options.iter().find(|option| option.name == name)?.values {
            Values::OneOf(choices) => choices.first().copied(),
            Values::Flag | Values::Text | Values::Name | Values::Template | Values::Table => None,
        }
    }

    /// The members of an option that is a table.
    #[must_use]
    pub fn table(&self, name: &str) -> &'a [(String, Literal)] {
        match self.value(name) {
            Some(Literal::Table(members)) => members,
            _ => &[],
        }
    }

    /// The path of the output's template; `None` if the kind has no template.
    #[must_use]
    pub fn template(&self) -> Option<&'a str> {
        self.text(self.kind.template_option()?.name)
    }

    /// The flavor of a Markdown output. The path of a file can imply a flavor.
    fn flavor(&self) -> Flavor {
        let extension = self.path.and_then(|path| Path::new(path).extension()).unwrap_or_default();
        match self.value("flavor") {
            None if extension.eq_ignore_ascii_case("mdx") => Flavor::Mdx,
            _ => self.text("flavor").and_then(Flavor::from_name).unwrap_or_default(),
        }
    }

    fn value(&self, name: &str) -> Option<&'a Literal> {
        self.given.iter().find(|(given, _)| given == name).map(|(_, value)| value)
    }
}

/// The option of schemas that says whether they accept an error which the catalog does not list.
const UNKNOWN: OptionSpec = OptionSpec {
    name: "unknown",
    values: Values::OneOf(&["open", "closed"]),
    summary: "Accept errors that the catalog does not list (`open`), or only listed errors (`closed`)",
};

/// Every kind, in the order in which documents list the kinds.
pub static KINDS: &[Kind] = &[
    Kind {
        name: "markdown",
        summary: "The reference, as Markdown",
        extension: "md",
        region: Some(|options| options.flavor().comment()),
        options: &[OptionSpec {
            name: "flavor",
            values: Values::OneOf(Flavor::NAMES),
            summary: "Write this flavor of Markdown; a path that ends in `.mdx` implies `mdx`",
        }],
        language: None,
        feature: None,
        render: Some(|view, options| match options.is_region() {
            true => render_region(view, options.flavor()),
            false => render_markdown(view, options.flavor()),
        }),
    },
    Kind {
        name: "json",
        summary: "The resolved catalog, as JSON",
        extension: "json",
        region: None,
        options: &[OptionSpec {
            name: "internal",
            values: Values::Flag,
            summary: "Include internal fields and internal messages",
        }],
        language: None,
        feature: None,
        render: Some(|view, options| render_json(view, options.flag("internal").into())),
    },
    Kind {
        name: "openapi",
        summary: "The responses of all errors, as components of OpenAPI",
        extension: "json",
        region: None,
        options: &[
            OptionSpec {
                name: "version",
                values: Values::OneOf(&["3.1", "3.0"]),
                summary: "Write this version of OpenAPI",
            },
            UNKNOWN,
            OptionSpec {
                name: "prefix",
                values: Values::Name,
                summary: "Begin the name of each component with this text",
            },
        ],
        language: Some(Language::OpenApi),
        feature: None,
        render: Some(|view, options| {
            let version = if options.text("version") == Some("3.0") { Version::V3_0 } else { Version::V3_1 };
            let closed = options.text("unknown") == Some("closed");
            render_openapi(view, &OpenApi { version, closed, prefix: options.text("prefix").unwrap_or_default() })
        }),
    },
    Kind {
        name: "json-schema",
        summary: "The schema of all response bodies, as JSON Schema 2020-12",
        extension: "json",
        region: None,
        options: &[UNKNOWN],
        language: None,
        feature: None,
        render: Some(|view, options| render_json_schema(view, options.text("unknown") == Some("closed"))),
    },
    Kind {
        name: "typescript",
        summary: "Types of all errors and a reader of responses, as a TypeScript module",
        extension: "ts",
        region: None,
        options: &[],
        language: Some(Language::TypeScript),
        feature: None,
        render: Some(|view, _| render_typescript(view)),
    },
    Kind {
        name: "python",
        summary: "Classes of all errors and a reader of responses, as a Python module",
        extension: "py",
        region: None,
        options: &[],
        language: Some(Language::Python),
        feature: None,
        render: Some(|view, _| render_python(view)),
    },
    Kind {
        name: "vectors",
        summary: "Test vectors for clients, as JSON",
        extension: "json",
        region: None,
        options: &[],
        language: None,
        feature: None,
        render: Some(|view, _| render_vectors(view)),
    },
    Kind {
        name: "rust",
        summary: "The Rust code that `#[error_catalog]` generates, as a module",
        extension: "rs",
        region: None,
        options: &[],
        language: None,
        feature: None,
        render: Some(|view, _| render_rust_file(view)),
    },
    Kind {
        name: "template",
        summary: "A file in any language, from your own template",
        extension: "txt",
        region: None,
        options: &[
            OptionSpec {
                name: "template",
                values: Values::Template,
                summary: "Render this template, a file in the catalog's folder",
            },
            OptionSpec {
                name: "options",
                values: Values::Table,
                summary: "Pass these values to the template, as `options.NAME`",
            },
        ],
        language: None,
        feature: Some("template"),
        // A template can have problems, so `fill_template` renders the output.
        render: if cfg!(feature = "template") { Some(|_, _| String::from("\n")) } else { None },
    },
];

/// Returns the kind with this name.
#[must_use]
pub fn find_kind<'a>(kinds: &'a [Kind], name: &str) -> Option<&'a Kind> {
    kinds.iter().find(|kind| kind.name == name)
}
