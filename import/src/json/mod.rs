//! Reads lists and tables of objects.

mod places;

use serde_json::{Map, Value};

pub(crate) use self::places::Places;
use crate::facts::{Example, Facts, Notes};
use crate::grid::{About, Around, Grid, read_grid};
use crate::infer::names::is_code_like;
use crate::infer::shape::is_error_body;
use crate::text::one_line;
use crate::words::{Topic, column_topic, is_about_others};

/// Members of the top-level object that may contain the list of errors.
const LISTS: &[&str] = &["errors", "error_codes", "errorCodes", "codes", "items", "data"];

/// The maximum number of columns of a table.
const MAX_COLUMNS: usize = 64;

pub(crate) fn read_json(text: &str, notes: &mut Notes) -> Result<Facts, String> {
    let root: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let places = Places::new(text, notes);
    if root.pointer("/wire/body").is_some() {
        return Err("it is the output of `render json`, whose catalog is already a TOML file".to_owned());
    }
    let mut facts = Facts { shows_bodies: true, ..Facts::default() };
    let list = LISTS.iter().find_map(|name| Some((format!("/{name}"), root.get(name)?)));
    let (path, list) =
        list.filter(|(_, list)| list.is_array() || list.is_object()).unwrap_or_else(|| (String::new(), &root));
    if list.as_object().is_some_and(|members| path.is_empty() && !are_errors(members)) {
        return Err("the members of its object are neither errors nor lists of errors".to_owned());
    }
    if root.get("$schema").is_some() || root.get("properties").is_some_and(Value::is_object) {
        return Err("it is a JSON Schema; `import` reads schemas only in OpenAPI descriptions".to_owned());
    }
    let mut rows = Rows { grid: Grid { line: 1, ..Grid::default() }, places: &places, left_out: 0, notes };
    rows.read_list(list, &path, None);
    let others = root.as_object().filter(|_| !path.is_empty()).into_iter().flatten();
    for (key, value) in others.filter(|(key, _)| path[1..] != **key) {
        rows.read_other(key, value);
    }
    facts.left_out = rows.left_out;
    let mut grid = rows.grid;
    merge_columns(&mut grid);
    let about = read_grid(&grid, Around::default(), &mut facts, notes);
    for (i, body) in elements(list).iter().enumerate().filter(|_| about != About::Errors) {
        let line = places.find(&format!("{path}/{i}"));
        if is_error_body(body) {
            facts.examples.push(Example::new(line, None, body.clone()));
        } else if about == About::Nothing && body.is_object() {
            notes.loss(line, "an element in which neither a code nor a message is found: left out");
        }
    }
    Ok(facts)
}

fn elements(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Whether most members of an object look like errors or groups of errors, by their names or by their own members.
fn are_errors(members: &Map<String, Value>) -> bool {
    let has_topic = |value: &Value| {
        let mut topics = value.as_object().into_iter().flatten().map(|(key, _)| column_topic(key));
        topics.any(|topic| matches!(topic, Some(Topic::Code | Topic::Status | Topic::Message)))
    };
    let is_error = |(key, value): &(&String, &Value)| is_code_like(key) || is_group(value) || has_topic(value);
    members.iter().filter(is_error).count() * 2 >= members.len().max(1)
}

/// Whether a value contains only objects, so that it is a list of errors.
fn is_group(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            let is_name = |(key, value): (&String, &Value)| column_topic(key).is_none() && value.is_object();
            !members.is_empty() && members.iter().all(is_name)
        }
        Value::Array(elements) => !elements.is_empty() && elements.iter().all(Value::is_object),
        _ => false,
    }
}

/// Whether most elements of a list, or most members of an object, are errors: objects with a code and a status or text.
fn is_error_list(value: &Value) -> bool {
    let elements = value.as_array().into_iter().flatten().map(|value| (false, value));
    let members = value.as_object().into_iter().flatten().map(|(key, value)| (is_code_like(key), value));
    let all: Vec<bool> = elements.chain(members).map(|(has_code, value)| has_code_and_text(has_code, value)).collect();
    all.iter().any(|is| *is) && all.iter().filter(|is| **is).count() * 2 >= all.len()
}

fn has_code_and_text(has_code: bool, value: &Value) -> bool {
    let topics = value.as_object().into_iter().flatten().filter_map(|(key, _)| column_topic(key));
    let topics: Vec<Topic> = topics.collect();
    let has = |topic| topics.contains(&topic);
    (has_code || has(Topic::Code)) && (has(Topic::Status) || has(Topic::Message))
}

/// Merges columns with the same topic, such as `status` in some objects and `http_status` in others.
fn merge_columns(grid: &mut Grid) {
    let known: Vec<Option<Topic>> = grid.head.iter().map(|name| column_topic(name)).collect();
    for (at, topic) in known.iter().enumerate() {
        let Some(first) = known[..at].iter().position(|other| topic.is_some() && other == topic) else { continue };
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

/// Collects objects as the rows of a table.
struct Rows<'a> {
    grid: Grid,
    places: &'a Places,
    left_out: usize,
    notes: &'a mut Notes,
}

impl Rows<'_> {
    /// Reads a member next to the list of errors: another list of errors, or content that has no place in a catalog.
    fn read_other(&mut self, key: &str, value: &Value) {
        let path = format!("/{key}");
        if is_error_list(value) && !is_about_others(key) {
            return self.read_list(value, &path, Some(key));
        }
        let text = format!("`{}` is next to the list of errors, and is not such a list: left out", one_line(key));
        self.notes.loss(self.places.find(&path), text);
    }

    /// Reads a list of objects, an object that has an object for each code, or an object that has such a list for each
    /// group.
    fn read_list(&mut self, list: &Value, path: &str, group: Option<&str>) {
        let elements = list.as_array().into_iter().flatten().map(|value| (None, value));
        let members = list.as_object().into_iter().flatten().map(|(key, value)| (Some(key.as_str()), value));
        for (i, (key, value)) in elements.chain(members).enumerate() {
            let path = key.map_or_else(|| format!("{path}/{i}"), |key| format!("{path}/{key}"));
            let line = self.places.find(&path);
            let mut cells: Map<String, Value> = Map::new();
            match (key, value) {
                (Some(key), _) if is_about_others(key) => {
                    self.notes.loss(line, format!("`{key}` is not about errors: left out"));
                    continue;
                }
                (Some(key), value) if is_group(value) => {
                    self.read_list(value, &path, Some(key));
                    continue;
                }
                (Some(key), Value::Object(inner)) if !inner.get("code").is_some_and(Value::is_string) => {
                    cells.insert("code".to_owned(), key.into());
                    let name = |key: &String| if key == "code" { "number".to_owned() } else { key.clone() };
                    cells.extend(inner.iter().map(|(key, value)| (name(key), value.clone())));
                }
                (_, Value::Object(inner)) => cells.clone_from(inner),
                (Some(key), Value::String(_)) => {
                    cells.insert("code".to_owned(), key.into());
                    cells.insert("message".to_owned(), value.clone());
                }
                (None, Value::String(_)) => {
                    cells.insert("code".to_owned(), value.clone());
                }
                (Some(key), _) => {
                    self.left_out += 1;
                    self.notes.loss(line, format!("`{key}` is neither an object nor a text: left out"));
                    continue;
                }
                (None, _) => {
                    self.left_out += 1;
                    self.notes.loss(line, "an element that is neither an object nor a text: left out");
                    continue;
                }
            }
            cells.extend(group.map(|group| ("category".to_owned(), group.into())));
            self.add_row(line, &cells);
        }
    }

    fn add_row(&mut self, line: usize, members: &Map<String, Value>) {
        let head = &mut self.grid.head;
        let mut cells = vec![String::new(); head.len()];
        for (key, value) in members {
            let cell = match value {
                Value::String(text) => text.clone(),
                Value::Bool(_) | Value::Number(_) => value.to_string(),
                Value::Null => continue,
                Value::Array(elements) if elements.iter().all(Value::is_string) => {
                    elements.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("<br>")
                }
                Value::Array(_) | Value::Object(_) => {
                    self.notes.loss(line, format!("`{key}` is an object or a list of objects: left out"));
                    continue;
                }
            };
            match head.iter().position(|name| name == key) {
                Some(at) => cells[at] = cell,
                None if head.len() < MAX_COLUMNS => {
                    head.push(key.clone());
                    cells.push(cell);
                }
                None => self.notes.loss(line, format!("`{key}` is left out: a table can have {MAX_COLUMNS} columns")),
            }
        }
        self.grid.rows.push((line, cells));
    }
}
