//! Renders errors as a table for a terminal.

use error_catalog_outputs::view::ErrorView;
use textwrap::core::display_width;

use crate::prose::{BOLD, CODE, name_of, one_line, pad, plain, styled, truncate};

/// The minimum width at which the column of descriptions is useful.
const MIN_WIDTH: usize = 20;

const GAP: &str = "  ";

/// Renders the table, truncated to `width` columns. If space is short, the least important columns are omitted.
pub(super) fn render_table(errors: &[&ErrorView<'_>], width: usize) -> String {
    if errors.is_empty() {
        return String::new();
    }
    let rows: Vec<[String; 5]> = errors.iter().map(|error| row(error)).collect();
    let names = ["CODE", "STATUS", "CATEGORY", "RETRY", "DESCRIPTION"];
    let widths: Vec<usize> = (0..names.len())
        .map(|column| rows.iter().map(|row| display_width(&row[column])).max().unwrap_or(0).max(names[column].len()))
        .collect();
    let mut columns: Vec<usize> = (0..names.len()).collect();
    // Omit the column of categories if no error has a category.
    columns.retain(|column| rows.iter().any(|row| !row[*column].is_empty()));
    let left = |columns: &[usize]| {
        let taken: usize =
            columns.iter().filter(|column| **column != 4).map(|column| widths[*column] + GAP.len()).sum();
        width.saturating_sub(taken)
    };
    for least in [3, 2] {
        if left(&columns) < MIN_WIDTH {
            columns.retain(|column| *column != least);
        }
    }
    let last = left(&columns);
    if last < MIN_WIDTH / 2 {
        columns.pop();
    }
    let line = |cells: &[&str], style: &dyn Fn(usize, &str) -> String| {
        let cells = columns.iter().map(|&column| match column {
            4 => truncate(cells[column], last),
            _ => style(column, &pad(cells[column], widths[column])),
        });
        cells.collect::<Vec<_>>().join(GAP).trim_end().to_owned() + "\n"
    };
    let mut table = line(&names, &|_, name| styled(BOLD, name));
    for row in &rows {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        table += &line(&cells, &|column, cell| if column == 0 { styled(CODE, cell) } else { cell.to_owned() });
    }
    table
}

fn row(view: &ErrorView<'_>) -> [String; 5] {
    let error = view.error;
    let description = if view.is_description_data { one_line(&error.description) } else { plain(&error.description) };
    [
        if error.sends_code { name_of(error).into_owned() } else { format!("({})", name_of(error)) },
        view.statuses(),
        view.category.map_or_else(String::new, |category| category.key.clone()),
        error.retry.strategy.as_str().to_owned(),
        if error.deprecated.is_some() { format!("(deprecated) {description}") } else { description },
    ]
}
