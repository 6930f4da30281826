//! The kinds of sources, and how each kind is recognized.

use std::path::Path;

/// The kind of a source.
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
    /// All kinds of sources.
    pub const ALL: [Self; 6] = [Self::Openapi, Self::Csv, Self::Json, Self::Markdown, Self::Errcodes, Self::Rust];

    /// The name of the kind on the command line.
    pub fn as_str(self) -> &'static str {
        self.row().0
    }

    /// The noun for a source of this kind in a sentence.
    pub fn noun(self) -> &'static str {
        self.row().1
    }

    /// The line about this kind in `--help`.
    pub fn summary(self) -> &'static str {
        self.row().2
    }

    /// The singular and the plural of the noun for an entry of a source of this kind.
    pub fn entries(self) -> (&'static str, &'static str) {
        self.row().3
    }

    fn row(self) -> (&'static str, &'static str, &'static str, (&'static str, &'static str)) {
        let (entry, row) = (("source entry", "source entries"), ("row", "rows"));
        match self {
            Self::Openapi => ("openapi", "an OpenAPI description", "An OpenAPI description, in JSON or YAML", entry),
            Self::Csv => ("csv", "rows of a table", "Rows between commas, semicolons or tabs", row),
            Self::Json => ("json", "a list of objects", "A list or table of objects, in JSON or YAML", entry),
            Self::Markdown => ("markdown", "a page", "A page of Markdown, or the plain text of a page", entry),
            Self::Errcodes => ("errcodes", "PostgreSQL's errcodes.txt", "PostgreSQL's errcodes.txt", row),
            Self::Rust => ("rust", "Rust", "An enum of errors, with or without attributes", ("variant", "variants")),
        }
    }
}

/// Guesses the kind of a source by the name of its file, then by its content.
pub fn guess_kind(path: &Path, text: &str) -> Option<Kind> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    let lines: Vec<&str> = text.lines().take(400).map(str::trim_start).collect();
    let has_line = |starts: &[&str]| lines.iter().any(|line| starts.iter().any(|start| line.starts_with(start)));
    // In JSON, the member `openapi` may follow all other members.
    let is_openapi =
        has_line(&["openapi:", "swagger:"]) || text.contains("\"openapi\":") || text.contains("\"swagger\":");
    let has_paths = || has_line(&["paths:", "\"paths\""]) || text.trim_start().starts_with('{');
    let is_text = matches!(extension.as_str(), "txt" | "text" | "html" | "");
    match extension.as_str() {
        "rs" => Some(Kind::Rust),
        "csv" | "tsv" => Some(Kind::Csv),
        "md" | "markdown" | "mdx" => Some(Kind::Markdown),
        "yaml" | "yml" | "json" => Some(if is_openapi { Kind::Openapi } else { Kind::Json }),
        // `Section: Class 22 - Data Exception`, and rows of a class, a severity and a macro.
        _ if has_line(&["Section: Class "]) && text.contains("ERRCODE_") => Some(Kind::Errcodes),
        _ if is_openapi && has_paths() => Some(Kind::Openapi),
        _ if is_json(text) => Some(Kind::Json),
        _ if has_line(&["#[derive(", "#[error(", "pub enum "]) => Some(Kind::Rust),
        _ if is_text && is_separated(text) => Some(Kind::Csv),
        _ if is_text && text.split_whitespace().count() > 3 => Some(Kind::Markdown),
        _ => None,
    }
}

/// Whether a text begins and ends like JSON. Its first character alone does not decide: a TOML file may begin with `[`.
fn is_json(text: &str) -> bool {
    let (begin, text) = (text.trim_start(), text.trim_end());
    let inner = begin.trim_start_matches(['{', '[']).trim_start();
    begin.len() > inner.len() && inner.starts_with(['"', '{', '[', '}', ']']) && text.ends_with(['}', ']'])
}

/// Whether each of the first lines contains the same separator equally often.
fn is_separated(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(5).collect();
    let count = |line: &str, c: char| line.matches(c).count();
    let is_regular = |c: &char| lines.iter().all(|line| line.contains(*c) && count(line, *c) == count(lines[0], *c));
    lines.len() > 1 && !text.contains("|--") && [',', ';', '\t'].iter().any(is_regular)
}
