//! Reads tables whose cells are separated by commas, semicolons, tabs or `|`.

use crate::facts::{Facts, Notes};
use crate::grid::{About, Around, Grid, read_grid};
use crate::infer::names::is_code_like;
use crate::infer::status::is_error_status;
use crate::words::column_topic;

/// A row after the last one, which becomes part of a cell if a quote is never closed. No source contains this text.
const END: &str = "\0";

/// Reads the facts in the rows of a table. The first row names the columns.
pub(crate) fn read_csv(text: &str, notes: &mut Notes) -> Result<Facts, String> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |delimiter: &&u8| first.bytes().filter(|byte| byte == *delimiter).count();
    let delimiter = *b"|\t;,".iter().max_by_key(count).unwrap_or(&b',');
    let text = format!("{text}\n{END}");
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut grid = Grid { line: 1, ..Grid::default() };
    for record in reader.records() {
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
        if cells.iter().all(String::is_empty) {
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
