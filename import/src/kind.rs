//! What a source is.

use std::path::Path;

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "`summary` describes each")]
pub enum Kind {
    Openapi,
    Csv,
    Json,
    Markdown,
    Errcodes,
    Rust,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 6] = [Self::Openapi, Self::Csv, Self::Json, Self::Markdown, Self::Errcodes, Self::Rust];

    /// Its name on the command line.
    pub fn as_str(self) -> &'static str {
        self.row().0
    }

    /// What a source of this kind is called in a sentence.
    pub fn noun(self) -> &'static str {
        self.row().1
    }

    /// One line of help.
    pub fn summary(self) -> &'static str {
        self.row().2
    }

    fn row(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Openapi => ("openapi", "an OpenAPI description", "An OpenAPI description, in JSON or YAML"),
            Self::Csv => ("csv", "rows of a table", "Rows between commas, semicolons or tabs"),
            Self::Json => ("json", "JSON", "A list or table of objects, or what `render json` prints"),
            Self::Markdown => ("markdown", "a page", "A page of Markdown, or the plain text of a page"),
            Self::Errcodes => ("errcodes", "PostgreSQL's errcodes.txt", "PostgreSQL's errcodes.txt"),
            Self::Rust => ("rust", "Rust", "An enum with thiserror's attributes"),
        }
    }
}

/// What a source most likely is, by its name, then by what it begins with.
pub fn guess_kind(path: &Path, text: &str) -> Option<Kind> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    let has_line = |start: &str| text.lines().take(400).any(|line| line.trim_start().starts_with(start));
    let is_openapi = has_line("openapi:")
        || has_line("\"openapi\"")
        || text.get(..4096.min(text.len())).unwrap_or(text).contains("\"openapi\"");
    match extension.as_str() {
        "rs" => Some(Kind::Rust),
        "csv" | "tsv" => Some(Kind::Csv),
        "md" | "markdown" | "mdx" => Some(Kind::Markdown),
        "yaml" | "yml" => Some(Kind::Openapi),
        "json" if is_openapi => Some(Kind::Openapi),
        "json" => Some(Kind::Json),
        _ if is_errcodes(text) => Some(Kind::Errcodes),
        _ if is_openapi && (has_line("paths:") || has_line("\"paths\"") || text.trim_start().starts_with('{')) => {
            Some(Kind::Openapi)
        }
        _ if is_json(text) => Some(Kind::Json),
        _ if has_line("#[derive(") || has_line("#[error(") || has_line("pub enum ") => Some(Kind::Rust),
        "txt" | "text" | "html" | "" if text.split_whitespace().count() > 3 && !is_separated(text) => {
            Some(Kind::Markdown)
        }
        "txt" | "text" | "" if is_separated(text) => Some(Kind::Csv),
        _ => None,
    }
}

/// Whether a text begins as JSON does, and ends so: a TOML file begins with a table's name in brackets.
fn is_json(text: &str) -> bool {
    let (begin, text) = (text.trim_start(), text.trim_end());
    let inner = begin.trim_start_matches(['{', '[']).trim_start();
    let begins = |c: char| matches!(c, '"' | '{' | '[' | '}' | ']');
    begin.len() > inner.len() && inner.starts_with(begins) && text.ends_with(['}', ']'])
}

/// `Section: Class 22 - Data Exception`, and rows of a class, a severity and a macro.
fn is_errcodes(text: &str) -> bool {
    text.contains("\nSection: Class ") && text.contains("ERRCODE_")
}

/// Whether the first lines have the same number of the same separator.
fn is_separated(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(5).collect();
    let count = |line: &str, c: char| line.matches(c).count();
    lines.len() > 1
        && !text.contains("|--")
        && [',', ';', '\t'].iter().any(|c| {
            let first = lines.first().map_or(0, |line| count(line, *c));
            first > 0 && lines.iter().all(|line| count(line, *c) == first)
        })
}
