//! Sets a value in a TOML file without changing the rest of the file.

mod overlay;
#[cfg(test)]
mod tests;

use std::fmt::{self, Display};
use std::ops::Range;

use error_catalog_model::Literal;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Key, RawString, Table, TableLike, Value};

pub(crate) use self::overlay::{Edit, Overlay};

/// A file that is being edited. The file keeps its comments, layout, line endings and byte order mark.
pub(crate) struct Document {
    toml: DocumentMut,
    bom: bool,
    crlf: bool,
}

impl Document {
    /// # Errors
    ///
    /// Fails if the text is not TOML, with the problem on one line.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        // A `\r\n` inside a multi-line string would be kept, and `Display` would then add another `\r`.
        let lines = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let toml = lines.parse::<DocumentMut>();
        let toml = toml.map_err(|error| error.message().lines().collect::<Vec<_>>().join(", "))?;
        Ok(Self { toml, bom: text.starts_with('\u{feff}'), crlf: text.contains("\r\n") })
    }

    /// Sets the value at a path of keys, in which an index selects an element of an array. Creates the tables on the
    /// path that do not exist.
    ///
    /// # Errors
    ///
    /// Fails if a key on the path has a value that is not a table. The error is that key.
    pub(crate) fn set(&mut self, path: &[String], value: &Literal) -> Result<(), String> {
        if let [first, inner @ .., _] = path
            && !self.toml.contains_key(first)
        {
            self.add_table(first, inner);
        }
        set(self.toml.as_table_mut(), true, path, toml_value(value))
    }

    /// Adds a table: `[catalog]` after the comment at the top of the file, and any other table at the end.
    fn add_table(&mut self, key: &str, inner: &[String]) {
        if key == "catalog" && self.toml.get_values().is_empty() {
            let text = self.toml.to_string();
            let lines = text.split_inclusive('\n').take_while(|line| line.starts_with('#') || line.trim().is_empty());
            let head: usize = lines.map(str::len).sum();
            // A comment directly above the first table belongs to that table.
            let (head, rest) = text.split_at(text[..head].rfind("\n\n").map_or(0, |end| end + 2));
            if let Ok(toml) = format!("{head}[catalog]\n\n{rest}").parse() {
                self.toml = toml;
                return;
            }
        }
        let mut table = Table::new();
        table.set_position(positions(&self.toml).into_iter().max());
        // A comment after the last table belongs to that table.
        let trailing = self.toml.trailing().as_str().unwrap_or_default().trim_end().to_owned();
        self.toml.set_trailing("");
        if !trailing.is_empty() {
            table.decor_mut().set_prefix(format!("{trailing}\n\n"));
        }
        for key in inner.iter().rev() {
            let mut parent = Table::new();
            parent.set_implicit(true);
            parent.insert(key, Item::Table(table));
            table = parent;
        }
        self.toml.insert(key, Item::Table(table));
    }
}

impl Display for Document {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.toml.to_string();
        out.write_str(if self.bom { "\u{feff}" } else { "" })?;
        out.write_str(&if self.crlf { text.replace('\n', "\r\n") } else { text })
    }
}

/// The span, in bytes, of the value at a path of keys.
pub(crate) fn span_of(toml: &toml_edit::Document<&str>, path: &[String]) -> Option<Range<usize>> {
    let mut item = toml.as_item();
    for key in path {
        item = match key.parse::<usize>() {
            Ok(index) if !item.is_table_like() => item.get(index)?,
            _ => item.get(key)?,
        };
    }
    item.span()
}

/// A value as TOML.
pub(crate) fn render_value(literal: &Literal) -> String {
    toml_value(literal).to_string()
}

/// Sets a value in a table. If `outer` is true, a new table in `table` gets its own header, like `[errors.KEY]` in
/// `errors`; otherwise the new table becomes an inline table.
fn set(table: &mut dyn TableLike, outer: bool, path: &[String], value: Value) -> Result<(), String> {
    let [key, rest @ ..] = path else { return Ok(()) };
    if rest.is_empty() {
        return put(table, key, value);
    }
    if !table.contains_key(key) {
        let inline = Item::Value(Value::InlineTable(InlineTable::new()));
        let item = if outer { new_table(table, rest.len() > 1) } else { inline };
        insert(table, key, item);
    }
    table.get_mut(key).map_or(Ok(()), |item| set_in(item, key, rest, value))
}

/// Sets a value in `item`, which is the value of `key`.
fn set_in(item: &mut Item, key: &str, path: &[String], value: Value) -> Result<(), String> {
    if let Item::Table(table) = item {
        let outer = table.is_implicit() && !table.is_dotted();
        if outer && path.len() == 1 {
            // The table now needs a header, which must come before the headers of the tables in it.
            table.set_position(positions(table).into_iter().min());
        }
        return set(table, outer, path, value);
    }
    if let Some(table) = item.as_inline_table_mut() {
        return set_inline(table, path, value);
    }
    let index = path[0].parse::<usize>().map_err(|_| key)?;
    if let Some(tables) = item.as_array_of_tables_mut() {
        return set(tables.get_mut(index).ok_or(key)?, false, &path[1..], value);
    }
    match (item.as_array_mut().and_then(|array| array.get_mut(index)), &path[1..]) {
        (Some(old), []) => replace(old, value),
        (Some(Value::InlineTable(table)), path) => return set_inline(table, path, value),
        _ => return Err(key.to_owned()),
    }
    Ok(())
}

fn set_inline(table: &mut InlineTable, path: &[String], value: Value) -> Result<(), String> {
    let last = table.iter().last().map(|(key, _)| key.to_owned());
    let before = table.len();
    set(table, false, path, value)?;
    if let Some(last) = last.filter(|_| table.len() > before) {
        move_end(table, &last, &path[0]);
    }
    Ok(())
}

/// Moves the text before the closing brace, which follows the value of `last`, so that it follows the value of `new`.
/// The text is a space, or the line break of a table on several lines. A comment in the text belongs to the value of
/// `last` and stays with that value.
fn move_end(table: &mut InlineTable, last: &str, new: &str) {
    let indent = table.key(last).map(|key| text_of(key.leaf_decor().prefix())).unwrap_or_default();
    let indent = indent.rfind('\n').map_or(" ", |at| &indent[at + 1..]).to_owned();
    let comma = table.trailing_comma();
    let end = match table.get_mut(last) {
        Some(value) if !comma => {
            let end = text_of(value.decor().suffix());
            value.decor_mut().set_suffix("");
            end
        }
        _ => text_of(Some(table.trailing())),
    };
    let (comment, end) = end.rfind('\n').map_or(("", &*end), |at| end.split_at(at));
    let line_break = if end.starts_with('\n') { "\n" } else { "" };
    if let Some(mut key) = table.key_mut(new) {
        key.leaf_decor_mut().set_prefix(format!("{comment}{line_break}{indent}"));
    }
    if let Some(value) = table.get_mut(new) {
        value.decor_mut().set_suffix(if comma { "" } else { end });
    }
    if comma {
        table.set_trailing(end);
    }
}

fn put(table: &mut dyn TableLike, key: &str, value: Value) -> Result<(), String> {
    match table.get_mut(key) {
        Some(Item::Value(old)) => replace(old, value),
        Some(Item::Table(_) | Item::ArrayOfTables(_)) => return Err(key.to_owned()),
        Some(Item::None) | None => insert(table, key, Item::Value(value)),
    }
    Ok(())
}

fn replace(old: &mut Value, mut new: Value) {
    *new.decor_mut() = old.decor().clone();
    *old = new;
}

/// The number of values that are read to determine the alignment of a table. If all values were read, many insertions
/// would take quadratic time.
const SAMPLED: usize = 64;

/// Inserts a new key. If the equals signs of the table are aligned, aligns the new key's equals sign with them.
fn insert(table: &mut dyn TableLike, key: &str, item: Item) {
    let column = |key: &Key| (key.display_repr().chars().count(), text_of(key.leaf_decor().suffix()).len());
    let values = table.iter().filter(|(_, item)| item.is_value()).take(SAMPLED);
    let columns: Vec<_> = values.filter_map(|(name, _)| table.key(name).map(column)).collect();
    let is_aligned = columns.windows(2).all(|two| two[0].0 + two[0].1 == two[1].0 + two[1].1);
    let is_value = item.is_value();
    table.insert(key, item);
    if let (true, true, Some(column), Some(mut key)) = (is_aligned, is_value, columns.first(), table.key_mut(key)) {
        let space = (column.0 + column.1).saturating_sub(key.display_repr().chars().count());
        if space > 1 && columns.iter().any(|column| column.1 > 1) {
            key.leaf_decor_mut().set_suffix(" ".repeat(space));
        }
    }
}

/// Creates a table whose header follows the existing headers.
fn new_table(parent: &dyn TableLike, implicit: bool) -> Item {
    let mut table = Table::new();
    table.set_implicit(implicit);
    table.set_position(parent.iter().filter_map(|(_, item)| item.as_table()).flat_map(positions).max());
    Item::Table(table)
}

/// The positions of the header of a table and of the headers of all tables in it.
fn positions(table: &Table) -> Vec<isize> {
    let mut found: Vec<isize> = table.position().into_iter().collect();
    for (_, item) in table {
        match item {
            Item::Table(table) => found.extend(positions(table)),
            Item::ArrayOfTables(tables) => found.extend(tables.iter().flat_map(positions)),
            Item::None | Item::Value(_) => {}
        }
    }
    found
}

fn text_of(raw: Option<&RawString>) -> String {
    raw.and_then(RawString::as_str).unwrap_or_default().to_owned()
}

fn toml_value(literal: &Literal) -> Value {
    match literal {
        Literal::Bool(value) => (*value).into(),
        // TOML has no number above `i64::MAX`, so no catalog can contain such a number.
        Literal::Integer(value) => i64::try_from(*value).unwrap_or(i64::MAX).into(),
        Literal::Float(value) => (*value).into(),
        Literal::String(value) => value.into(),
        Literal::List(values) => Value::Array(values.iter().map(toml_value).collect::<Array>()),
        Literal::Table(members) => {
            Value::InlineTable(members.iter().map(|(key, value)| (key.as_str(), toml_value(value))).collect())
        }
    }
}
