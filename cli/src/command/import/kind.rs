//! What a source is.

use std::path::Path;

use crate::args::import::SourceKind;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Openapi,
    Csv,
    Json,
    Markdown,
    Errcodes,
    Rust,
}

impl From<SourceKind> for Kind {
    fn from(kind: SourceKind) -> Self {
        match kind {
            SourceKind::Openapi => Self::Openapi,
            SourceKind::Csv => Self::Csv,
            SourceKind::Json => Self::Json,
            SourceKind::Markdown => Self::Markdown,
            SourceKind::Errcodes => Self::Errcodes,
            SourceKind::Rust => Self::Rust,
        }
    }
}

impl Kind {
    /// As the command line has it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Openapi => "openapi",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Errcodes => "errcodes",
            Self::Rust => "rust",
        }
    }

    /// As a person would say it.
    pub(super) fn what(self) -> &'static str {
        match self {
            Self::Openapi => "an OpenAPI description",
            Self::Csv => "rows of a table",
            Self::Json => "JSON",
            Self::Markdown => "a page",
            Self::Errcodes => "PostgreSQL's errcodes.txt",
            Self::Rust => "Rust",
        }
    }
}

/// What a source most likely is, by its name, then by what it begins with.
pub(super) fn guess_kind(path: &Path, text: &str) -> Option<Kind> {
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
