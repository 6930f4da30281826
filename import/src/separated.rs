//! Reads tables whose cells are separated by commas, semicolons, tabs or `|`.

use crate::facts::{Facts, Notes};
use crate::grid::{About, Around, Grid, read_grid};
use crate::infer::names::is_code_like;
use crate::infer::status::is_error_status;
use crate::text::one_line;
use crate::words::column_topic;

/// A row after the last one, which becomes part of a cell if a quote is never closed. No source contains this text.
const END: &str = "\0";

/// The number of rows, from the first on, that may name the columns.
const HEADS: usize = 10;

/// Reads the facts in the rows of a table. The first row whose cells name known columns names the columns.
pub(crate) fn read_csv(text: &str, notes: &mut Notes) -> Result<Facts, String> {
    let lines = || text.lines().filter(|line| !line.trim().is_empty()).take(HEADS);
    let rank = |delimiter: &&u8| {
        let delimiter = char::from(**delimiter);
        let named = lines().map(|line| named_columns(line.split(delimiter).map(|cell| cell.trim_matches('"')))).max();
        (named, lines().next().map(|line| line.matches(delimiter).count()))
    };
    let delimiter = *b"|\t;,".iter().max_by_key(rank).unwrap_or(&b',');
    let rows = read_rows(text, delimiter, true);
    // Most tools do not quote cells between tabs, so a quote may be part of a text.
    let is_swallowed = |cell: &String| delimiter == b'\t' && cell.contains('\t');
    let rows = match rows {
        Ok(rows) if !rows.iter().any(|(_, cells)| cells.iter().any(is_swallowed)) => rows,
        Err(why) if delimiter != b'\t' => return Err(why),
        _ => {
            notes.guess(0, "quotes are read as text, because a quote that begins a cell is not closed in its row");
            read_rows(text, delimiter, false)?
        }
    };
    let mut grid = Grid { line: 1, ..Grid::default() };
    let named = |(_, cells): &(usize, Vec<String>)| named_columns(cells.iter().map(String::as_str));
    let has_title = rows.first().is_some_and(|row| {
        // A title has no name of a column, or is the only cell of its row.
        named(row) == 0 || row.1.iter().filter(|cell| !cell.is_empty()).count() == 1
    });
    let head = rows.iter().take(HEADS).position(|row| named(row) > 1).filter(|_| has_title).unwrap_or(0);
    for (i, (line, cells)) in rows.into_iter().enumerate() {
        if i < head {
            let text = one_line(&cells.join(" "));
            notes.loss(line, format!("`{text}` is above the names of the columns: left out"));
            continue;
        }
        if grid.head.is_empty() {
            grid.line = line;
            let Some(head) = head_of(&cells) else {
                grid.head = cells;
                continue;
            };
            notes.guess(line, "no row names the columns: the first row is an error");
            grid.head = head;
        }
        grid.rows.push((line, cells));
    }
    let mut facts = Facts { is_plain: true, ..Facts::default() };
    match read_grid(&grid, Around::default(), &mut facts, notes) {
        About::Errors => Ok(facts),
        _ => Err(format!("no column contains codes or messages; the columns are {}", grid.head.join(", "))),
    }
}

/// The rows that are not empty, with their lines.
fn read_rows(text: &str, delimiter: u8, has_quotes: bool) -> Result<Vec<(usize, Vec<String>)>, String> {
    let text = format!("{text}\n{END}");
    let mut builder = csv::ReaderBuilder::new();
    builder.delimiter(delimiter).has_headers(false).flexible(true).quoting(has_quotes);
    let mut rows = Vec::new();
    for record in builder.from_reader(text.as_bytes()).records() {
        let record = record.map_err(|error| error.to_string())?;
        let line = record.position().map_or(0, |place| usize::try_from(place.line()).unwrap_or(0));
        let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        if cells == [END] {
            break;
        }
        // The rows after the quote would become part of the cell.
        if cells.iter().any(|cell| cell.contains(END)) {
            return Err(format!("the quote that begins a cell in line {line} is never closed"));
        }
        if !cells.iter().all(String::is_empty) {
            rows.push((line, cells));
        }
    }
    Ok(rows)
}

/// The number of cells that name a known column.
fn named_columns<'a>(cells: impl Iterator<Item = &'a str>) -> usize {
    cells.filter(|cell| column_topic(cell).is_some()).count()
}

/// Names for the columns of a table that has no header, because its first row is an error.
fn head_of(cells: &[String]) -> Option<Vec<String>> {
    let is_status = |cell: &str| cell.parse().is_ok_and(is_error_status);
    let is_code = |cell: &str| !is_status(cell) && is_code_like(cell);
    let has_names = cells.iter().any(|cell| column_topic(cell).is_some());
    let status = cells.iter().position(|cell| is_status(cell)).filter(|_| !has_names)?;
    let code = cells.iter().position(|cell| is_code(cell))?;
    let text = cells.iter().position(|cell| !is_status(cell) && !is_code(cell) && !cell.is_empty());
    let mut head: Vec<String> = (1..=cells.len()).map(|number| format!("column {number}")).collect();
    for (at, name) in [(Some(status), "status"), (Some(code), "code"), (text, "message")] {
        at.into_iter().for_each(|at| name.clone_into(&mut head[at]));
    }
    Some(head)
}
