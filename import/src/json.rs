//! Reads lists and tables of objects.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::document::{Part, members, parse_document, text_of};
use crate::facts::{ErrorFact, Facts, Notes};
use crate::grid::{About, Around, Grid, read_grid};
use crate::infer::names::is_code_like;
use crate::infer::shape::{is_error_body, is_problem};
use crate::infer::violation::are_about_fields;
use crate::text::{BREAK, one_line};
use crate::words::{Topic, column_topic, is_about_others, is_member, is_surely_message};

/// Members of the top-level object that may contain the list of errors.
const LISTS: &[&str] = &["errors", "error_codes", "errorCodes", "codes", "items", "data"];

/// Members of a body that contain the code of the error.
const CODES: &[&str] = &["code", "error", "error_code", "errorCode"];

/// The maximum number of columns of a table.
const MAX_COLUMNS: usize = 64;

pub(crate) fn read_json(text: &str, notes: &mut Notes) -> Result<Facts, String> {
    let (root, places) = parse_document(text, notes)?;
    if root.pointer("/wire/body").is_some() {
        return Err("it is the output of `render json`, whose catalog is already a TOML file".to_owned());
    }
    let mut facts = Facts { is_plain: true, ..Facts::default() };
    let has_list = |name: &&str| root.get(name).is_some_and(|list| list.is_array() || list.is_object());
    let main = LISTS.iter().copied().find(has_list);
    if is_body(&root, main.is_some()) {
        facts.examples.push(ErrorFact::of_body(1, None, root));
        return Ok(facts);
    }
    if root.is_object() && main.is_none() && !are_mostly(&root, may_be_error) {
        let expected = "expected the body of a response, a list of errors, or an object of errors by their codes";
        return Err(format!("the members of its object are neither errors nor lists of errors; {expected}"));
    }
    if root.get("$schema").is_some() || root.get("properties").is_some_and(Value::is_object) {
        return Err("it is a JSON Schema; `import` reads schemas only in OpenAPI descriptions".to_owned());
    }
    let grid = Grid { line: 1, ..Grid::default() };
    let mut rows = Rows { grid, places: &places, left_out: &mut facts.left_out, notes, found: Vec::new() };
    match main {
        Some(main) => rows.read_lists(&root, main),
        None => rows.read_list(&root, &[], None),
    }
    let grid = rows.finish();
    let about = read_grid(&grid, Around::default(), &mut facts, notes);
    let list = main.map_or(&root, |main| &root[main]);
    for (i, body) in list.as_array().into_iter().flatten().enumerate().filter(|_| about != About::Errors) {
        let line = places.line_of(&main.into_iter().chain([i.to_string().as_str()]).collect::<Vec<_>>());
        if is_error_body(body) {
            facts.examples.push(ErrorFact::of_body(line, None, body.clone()));
        } else if about == About::Nothing && body.is_object() {
            notes.loss(line, "an element in which neither a code nor a message is found: left out");
        }
    }
    Ok(facts)
}

/// Whether a value is the body of one response, and not a table of errors. Next to a message, a code, the status of an
/// error or field-level errors are enough. Otherwise, most members are named like members of a body, and none is a list
/// of errors.
fn is_body(value: &Value, has_list: bool) -> bool {
    const TOPICS: [Topic; 5] = [Topic::Code, Topic::Status, Topic::Message, Topic::Details, Topic::DocsUrl];
    let has_message = members(value).any(|(name, value)| value.is_string() && is_surely_message(name));
    let is_identified = members(value).any(|(name, value)| match value {
        Value::String(_) => CODES.contains(&name.as_str()),
        value => value.as_u64().is_some_and(|status| (400..600).contains(&status)) && is_member(name, Topic::Status),
    });
    let is_named = |(name, _): &(&String, &Value)| TOPICS.iter().any(|topic| is_member(name, *topic));
    let are_named = || members(value).filter(is_named).count() * 2 > members(value).count();
    let has_violations = || members(value).any(|(_, value)| are_about_fields(value));
    has_message && (is_identified || has_violations())
        || is_problem(value)
        || is_error_body(value) && !has_list && are_named()
}

/// The elements of a list, or the members of an object with their names.
fn children(value: &Value) -> impl Iterator<Item = (Option<&str>, &Value)> {
    let elements = value.as_array().into_iter().flatten().map(|value| (None, value));
    elements.chain(members(value).map(|(key, value)| (Some(key.as_str()), value)))
}

/// Whether at least half of the elements of a list, or of the members of an object, pass a test.
fn are_mostly(value: &Value, is: fn(Option<&str>, &Value) -> bool) -> bool {
    let count = children(value).filter(|(key, value)| is(*key, value)).count();
    count > 0 && count * 2 >= children(value).count()
}

/// Whether a value may be an error or a group of errors, by its own name or by the names of its members.
fn may_be_error(key: Option<&str>, value: &Value) -> bool {
    key.is_some_and(is_code_like) || is_group(value) || has(value, &[Topic::Code, Topic::Status, Topic::Message])
}

/// Whether a value is an error: an object with a code, and with a status or a text.
fn is_error(key: Option<&str>, value: &Value) -> bool {
    (key.is_some_and(is_code_like) || has(value, &[Topic::Code])) && has(value, &[Topic::Status, Topic::Message])
}

/// Whether an object has a member with one of these topics.
fn has(value: &Value, topics: &[Topic]) -> bool {
    members(value).any(|(key, _)| column_topic(key).is_some_and(|topic| topics.contains(&topic)))
}

/// Whether a value contains only objects, so that it is a list of errors.
fn is_group(value: &Value) -> bool {
    let is_name = |key: &str| column_topic(key).is_none();
    children(value).next().is_some() && children(value).all(|(key, value)| value.is_object() && key.is_none_or(is_name))
}

/// The member of a group that lists the errors of the group, next to facts about the group.
fn list_in(group: &Map<String, Value>) -> Option<&str> {
    let is_own = |name: &String| matches!(column_topic(name), Some(Topic::Message | Topic::Status));
    let is_list = |(name, value): &(&String, &Value)| {
        LISTS.contains(&name.as_str()) && (are_mostly(value, is_error) || is_group(value))
    };
    let list = group.iter().find(is_list).filter(|_| !group.keys().any(is_own))?;
    Some(list.0)
}

/// The name of a group in another group.
fn name_in(outer: Option<&str>, name: &str) -> String {
    outer.map_or_else(|| name.to_owned(), |outer| format!("{outer} / {name}"))
}

/// Collects objects as the rows of a table.
struct Rows<'a> {
    grid: Grid,
    places: &'a Part,
    left_out: &'a mut usize,
    notes: &'a mut Notes,
    /// The errors that were read: the line, the group and the cells of each error.
    found: Vec<(usize, Option<String>, Map<String, Value>)>,
}

impl Rows<'_> {
    /// Reads the main list of errors, and the other lists of errors next to it. The name of another list is a category.
    fn read_lists(&mut self, root: &Value, main: &str) {
        for (key, value) in members(root) {
            if key == main {
                self.read_list(value, &[key], None);
            } else if are_mostly(value, is_error) && !is_about_others(key) {
                self.read_list(value, &[key], Some(key));
            } else {
                let what = "is next to the list of errors, and is not such a list";
                self.notes.loss(self.places.line_of(&[key]), format!("`{}` {what}: left out", one_line(key)));
            }
        }
    }

    /// Reads a list of objects, an object that has an object for each code, or an object that has such a list for each
    /// group.
    fn read_list(&mut self, list: &Value, path: &[&str], group: Option<&str>) {
        for (i, (key, value)) in children(list).enumerate() {
            let index = i.to_string();
            let path = [path, &[key.unwrap_or(&index)]].concat();
            let line = self.places.line_of(&path);
            // The key of an object is its code, unless the object states a code.
            let code = key.filter(|_| !value.get("code").is_some_and(Value::is_string));
            let code_cell = code.map(|code| ("code".to_owned(), code.into()));
            let mut cells: Map<String, Value> = code_cell.into_iter().collect();
            match (key, value) {
                (Some(key), _) if is_about_others(key) => {
                    self.notes.loss(line, format!("`{}` is not about errors: left out", one_line(key)));
                    continue;
                }
                (Some(key), value) if is_group(value) => {
                    self.read_list(value, &path, Some(&name_in(group, key)));
                    continue;
                }
                (Some(key), Value::Object(inner)) if list_in(inner).is_some() => {
                    let list = list_in(inner).unwrap_or_default();
                    let others: Vec<&str> = inner.keys().map(String::as_str).filter(|name| *name != list).collect();
                    if !others.is_empty() {
                        let (key, others) = (one_line(key), one_line(&others.join(", ")));
                        self.notes
                            .loss(line, format!("`{key}` is a group of errors: left out are its members {others}"));
                    }
                    self.read_list(&inner[list], &[&path[..], &[list]].concat(), Some(&name_in(group, key)));
                    continue;
                }
                (_, Value::Object(inner)) => {
                    let name = |key: &str| if key == "code" && code.is_some() { "number" } else { key }.to_owned();
                    cells.extend(inner.iter().map(|(key, value)| (name(key), value.clone())));
                }
                (_, Value::String(_)) => {
                    let name = if code.is_some() { "message" } else { "code" };
                    cells.insert(name.to_owned(), value.clone());
                }
                _ => {
                    let what = key.map_or("an element".to_owned(), |key| format!("`{}`", one_line(key)));
                    self.notes.loss(line, format!("{what} is neither an object nor a text: left out"));
                    *self.left_out += 1;
                    continue;
                }
            }
            self.found.push((line, group.map(str::to_owned), cells));
        }
    }

    /// Adds a row for each error. A code becomes distinct from the equal code of an error in another group, and from
    /// every code that the source states.
    fn finish(mut self) -> Grid {
        let found = std::mem::take(&mut self.found);
        let code_of = |cells: &Map<String, Value>| cells.get("code").and_then(Value::as_str).map(str::to_owned);
        let mut taken: BTreeSet<String> = found.iter().filter_map(|(.., cells)| code_of(cells)).collect();
        // The first group that has each code, and the code that each other group has instead.
        let mut groups = BTreeMap::new();
        let mut others = BTreeMap::new();
        for (line, group, mut cells) in found {
            if let (Some(group), Some(code)) = (&group, code_of(&cells))
                && groups.entry(code.clone()).or_insert_with(|| group.clone()) != group
            {
                let own = others.entry((group.clone(), code.clone())).or_insert_with(|| {
                    let own = format!("{}_{code}", group.replace(" / ", "_"));
                    let numbered = (2..).map(|number| format!("{own}_{number}"));
                    let mut wanted = std::iter::once(own.clone()).chain(numbered);
                    wanted.find(|wanted| taken.insert(wanted.clone())).unwrap_or(own)
                });
                let text = format!("`{code}` of `{group}` has the code `{own}`: another group has the code `{code}`");
                self.notes.guess(line, text);
                cells.insert("code".to_owned(), own.as_str().into());
            }
            cells.extend(group.map(|group| ("category".to_owned(), group.into())));
            self.add_row(line, &cells);
        }
        self.grid
    }

    fn add_row(&mut self, line: usize, object: &Map<String, Value>) {
        let head = &mut self.grid.head;
        let mut cells = vec![String::new(); head.len()];
        for (key, value) in object {
            let cell = match value {
                Value::Null => continue,
                Value::Array(texts) if texts.iter().all(Value::is_string) => {
                    texts.iter().map(text_of).collect::<Vec<_>>().join(BREAK)
                }
                Value::Array(_) | Value::Object(_) => {
                    self.notes.loss(line, format!("`{key}` is an object or a list of objects: left out"));
                    continue;
                }
                value => text_of(value),
            };
            // Objects may name the same thing differently, such as `status` and `http_status`.
            let is_same = |(i, name): (usize, &String)| {
                let is_free = cells[i].is_empty() && !object.contains_key(name);
                is_free && column_topic(name).is_some_and(|topic| column_topic(key) == Some(topic))
            };
            let named = head.iter().position(|name| name == key);
            match named.or_else(|| head.iter().enumerate().position(is_same)) {
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
