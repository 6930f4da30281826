//! Lists and tables of objects, and what `error-catalog render json` prints.

mod catalog;
mod example;

use serde_json::{Map, Value};

use super::draft::Draft;
use super::facts::{Example, Facts, Notes};
use super::grid::{About, Around, Column, Grid, read_grid};
use super::infer::shape::is_error_body;

/// What was read.
pub(super) enum Read {
    /// A catalog, as `render json` prints it.
    Catalog(Box<Draft>),
    Facts(Box<Facts>),
}

/// Members that hold the list of errors, where the top has others too.
const LISTS: &[&str] = &["errors", "error_codes", "errorCodes", "codes", "items", "data"];

pub(super) fn read_json(text: &str, notes: &mut Notes) -> Result<Read, String> {
    let root: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if catalog::is_catalog(&root) {
        return Ok(Read::Catalog(Box::new(catalog::read_catalog(&root, notes))));
    }
    let mut facts = Facts { unknown_status: 400, shows_bodies: true, ..Facts::default() };
    let list = LISTS.iter().find_map(|name| root.get(name)).filter(|list| list.is_array() || list.is_object());
    let list = list.unwrap_or(&root);
    let mut places = Places { text, at: 0, line: 1, is_lost: false };
    let mut grid = Grid { line: 1, ..Grid::default() };
    read_list(list, None, &mut grid, &mut places, notes);
    merge_columns(&mut grid);
    if read_grid(&grid, Around::default(), &mut facts, notes) != About::Errors {
        let bodies = list.as_array().into_iter().flatten().filter(|body| is_error_body(body));
        let bodies = bodies.map(|body| Example {
            line: 1,
            status: None,
            body: body.clone(),
            headers: Vec::new(),
            description: None,
        });
        facts.examples.extend(bodies);
    }
    Ok(Read::Facts(Box::new(facts)))
}

/// A list of objects, or objects by their codes, as rows of a table; or such lists by the names of their groups.
fn read_list(list: &Value, group: Option<&str>, grid: &mut Grid, places: &mut Places<'_>, notes: &mut Notes) {
    let group = group.map(Value::from);
    match list {
        Value::Array(elements) => {
            for element in elements {
                match element {
                    Value::Object(members) => {
                        let line = members.values().find_map(Value::as_str).map_or(0, |first| places.find(first));
                        add_row(grid, line, pairs(members).chain(in_group(group.as_ref())), notes);
                    }
                    Value::String(code) => {
                        let line = places.find(code);
                        add_row(grid, line, [("code", element)].into_iter().chain(in_group(group.as_ref())), notes);
                    }
                    _ => notes.loss(places.line, "an element that is no object: left out"),
                }
            }
        }
        Value::Object(members) => {
            for (key, value) in members {
                let line = places.find(key);
                let code = Value::from(key.as_str());
                match value {
                    value if is_group(value) => read_list(value, Some(key), grid, places, notes),
                    Value::Object(inner) if inner.get("code").is_some_and(Value::is_string) => {
                        add_row(grid, line, pairs(inner).chain(in_group(group.as_ref())), notes);
                    }
                    Value::Object(inner) => {
                        let inner =
                            pairs(inner).map(|(key, value)| (if key == "code" { "number" } else { key }, value));
                        add_row(
                            grid,
                            line,
                            [("code", &code)].into_iter().chain(inner).chain(in_group(group.as_ref())),
                            notes,
                        );
                    }
                    Value::String(_) => {
                        let cells = [("code", &code), ("message", value)];
                        add_row(grid, line, cells.into_iter().chain(in_group(group.as_ref())), notes);
                    }
                    _ => notes.loss(line, format!("`{key}` is neither an object nor a text: left out")),
                }
            }
        }
        _ => {}
    }
}

/// A cell with the name of a group, if there is one.
fn in_group(group: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    group.into_iter().map(|group| ("category", group))
}

fn pairs(members: &Map<String, Value>) -> impl Iterator<Item = (&str, &Value)> {
    members.iter().map(|(key, value)| (key.as_str(), value))
}

/// Whether all that a value holds are objects: it is none of an error then, but a list of them.
fn is_group(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            let is_name = |(key, value): (&String, &Value)| Column::named(key).is_none() && value.is_object();
            !members.is_empty() && members.iter().all(is_name)
        }
        Value::Array(elements) => !elements.is_empty() && elements.iter().all(Value::is_object),
        _ => false,
    }
}

/// `status` of one object and `http_status` of another are one column.
fn merge_columns(grid: &mut Grid) {
    let known: Vec<Option<Column>> = grid.head.iter().map(|name| Column::named(name)).collect();
    for (at, column) in known.iter().enumerate() {
        let Some(first) = known[..at].iter().position(|other| column.is_some() && other == column) else { continue };
        let is_free = |row: &[String]| [first, at].iter().any(|at| row.get(*at).is_none_or(String::is_empty));
        if !grid.rows.iter().all(|(_, row)| is_free(row)) {
            continue;
        }
        for (_, row) in &mut grid.rows {
            if let Some(cell) = row.get_mut(at).map(std::mem::take).filter(|cell| !cell.is_empty()) {
                row[first] = cell;
            }
        }
        grid.head[at].clear();
    }
}

fn add_row<'a>(grid: &mut Grid, line: usize, members: impl Iterator<Item = (&'a str, &'a Value)>, notes: &mut Notes) {
    let mut cells = vec![String::new(); grid.head.len()];
    for (key, value) in members {
        let cell = match value {
            Value::String(text) => text.clone(),
            Value::Bool(_) | Value::Number(_) => value.to_string(),
            Value::Null => continue,
            Value::Array(elements) if elements.iter().all(Value::is_string) => {
                elements.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("<br>")
            }
            Value::Array(_) | Value::Object(_) => {
                notes.loss(line, format!("`{key}` is an object or a list of them: left out"));
                continue;
            }
        };
        match grid.head.iter().position(|name| name == key) {
            Some(at) => cells[at] = cell,
            // A table of a thousand columns is none.
            None if grid.head.len() < 64 => {
                grid.head.push(key.to_owned());
                cells.push(cell);
            }
            None => notes.loss(line, format!("`{key}` is one member too many: left out")),
        }
    }
    grid.rows.push((line, cells));
}

/// The lines of strings that come in the order of the text.
struct Places<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    /// Whether one could not be found, so that the rest would be looked for in vain as well.
    is_lost: bool,
}

impl Places<'_> {
    fn find(&mut self, string: &str) -> usize {
        let quoted = Value::from(string).to_string();
        let found = self.text.get(self.at..).filter(|_| !self.is_lost).and_then(|rest| rest.find(&quoted));
        match found {
            Some(offset) => {
                self.line += self.text[self.at..self.at + offset].matches('\n').count();
                self.at += offset + quoted.len();
            }
            None => self.is_lost = true,
        }
        self.line
    }
}
