//! The rows of `docs/performance.md` that the README quotes. Their figures have one home, which is the page.

use std::fs;
use std::path::Path;

use crate::Result;

/// The page, which only `cargo xtask bench --write` writes.
const PAGE: &str = "docs/performance.md";

const QUOTED: [&str; 3] =
    ["body, two fields and details", "axum, by hand in the handler", "`cargo check`, 1,000 codes"];

/// Renders the quoted rows as a table. The table is empty if nothing was measured yet.
pub(super) fn quote_rows(root: &Path) -> Result<String> {
    let path = root.join(PAGE);
    if !path.exists() {
        return Ok(String::new());
    }
    quote(&fs::read_to_string(path)?)
}

pub(super) fn quote(page: &str) -> Result<String> {
    let mut quoted = format!(
        "These rows are from [{PAGE}]({PAGE}), which compares error-catalog with thiserror, strum and serde:\n\n\
         | | error-catalog | by hand | ratio |\n|---|---:|---:|---:|\n"
    );
    for name in QUOTED {
        let (cells, unit) = find_row(page, name).ok_or_else(|| format!("{PAGE} has no row `{name}`"))?;
        let [ours, theirs, ratio, ..] = cells.as_slice() else { return Err(format!("not a row: {name}").into()) };
        quoted.push_str(&format!("| {name} | {ours} {unit} | {theirs} {unit} | {ratio} |\n"));
    }
    Ok(quoted)
}

/// The figures of the first row with this name, and the unit, which the heading of the table has after a comma.
fn find_row<'a>(page: &'a str, name: &str) -> Option<(Vec<&'a str>, &'a str)> {
    let mut unit = "";
    for line in page.lines() {
        let mut cells = line.trim_matches('|').split('|').map(str::trim);
        let first = cells.next()?;
        match cells.next() {
            Some(heading) if heading.starts_with("error-catalog, ") => unit = heading.split_once(", ")?.1,
            Some(ours) if first == name => return Some(([ours].into_iter().chain(cells).collect(), unit)),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::quote;

    const PAGE: &str = "# Performance\n\n| | error-catalog, ns | by hand, ns | ratio | range |\n|---|---:|---:|---:|---:|\n\
        | body, two fields and details | 80.1 | 300.0 | 0.27 | 0.20 to 0.30 |\n\
        | axum, by hand in the handler | 500.0 | 400.0 | 1.25 | 1.20 to 1.30 |\n\n\
        | | error-catalog, s | by hand, s | ratio | range |\n|---|---:|---:|---:|---:|\n\
        | `cargo check`, 1,000 codes | 0.20 | 1.50 | 0.13 | 0.12 to 0.14 |\n";

    #[test]
    fn rows_are_quoted_with_their_units() {
        let quoted = quote(PAGE).unwrap();
        assert!(quoted.contains("| body, two fields and details | 80.1 ns | 300.0 ns | 0.27 |\n"), "{quoted}");
        assert!(quoted.contains("| `cargo check`, 1,000 codes | 0.20 s | 1.50 s | 0.13 |\n"), "{quoted}");
    }

    #[test]
    fn a_page_without_a_quoted_row_is_an_error() {
        let error = quote(&PAGE.replace("in the handler", "in a layer")).unwrap_err();
        assert_eq!(error.to_string(), "docs/performance.md has no row `axum, by hand in the handler`");
    }
}
