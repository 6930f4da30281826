//! Mutations of catalogs that keep the syntax of TOML and, in most cases, the rules of the format. Few random changes
//! of the bytes of a catalog do.

mod schema;
mod value;

use fastrand::Rng;
use toml_edit::{DocumentMut, Item, TableLike, Value};

use crate::archive;

use self::schema::{Schema, has_free_keys, is_prose, is_required, member, resolve, resolve_table, schema_of_file};
use self::value::{Pool, make, new_key};

/// The depth of new values.
const DEPTH: usize = 3;

/// Changes one file of an input. The same seed gives the same result. Returns `None` if the input is not text, or if
/// the chosen file is not TOML.
#[must_use]
pub fn mutate_files(input: &[u8], seed: u64) -> Option<Vec<u8>> {
    let mut random = Rng::with_seed(seed);
    let mut files = archive::split(std::str::from_utf8(input).ok()?);
    let names: Vec<String> = files.keys().cloned().collect();
    let name = names.get(random.usize(..names.len().max(1)))?;
    let text = files.get_mut(name)?;
    let mut document: DocumentMut = text.parse().ok()?;
    for _ in 0..=random.usize(..3) {
        let pool = Pool::of(document.as_table());
        mutate_table(document.as_table_mut(), schema_of_file(name), &pool, &mut random);
    }
    *text = document.to_string();
    Some(archive::join(&files).into_bytes())
}

/// Changes a table, or one of the tables in it.
fn mutate_table(table: &mut dyn TableLike, schema: Schema, pool: &Pool, random: &mut Rng) {
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    let key = keys.get(random.usize(..keys.len().max(1)));
    if let Some(key) = key
        && random.u8(..4) > 0
        && let Some(inner) = table.get_mut(key).and_then(Item::as_table_like_mut)
    {
        let schema = resolve_table(member(schema, key), random);
        return mutate_table(inner, schema, pool, random);
    }
    let is_free = has_free_keys(schema) || schema.is_null();
    match (random.u8(..8), key) {
        (0, Some(key)) if !is_required(schema, key) || random.u8(..8) == 0 => drop(table.remove(key)),
        (1, Some(key)) if is_free => {
            if let Some(item) = table.remove(key) {
                table.insert(&pool.key(schema, random), item);
            }
        }
        // An error, field or header like another one.
        (2 | 3, Some(key)) if is_free => {
            if let Some(item) = table.get(key).cloned() {
                table.insert(&pool.key(schema, random), item);
            }
        }
        (4 | 5, Some(key)) => {
            let schema = member(schema, key);
            match table.get_mut(key).and_then(Item::as_value_mut) {
                Some(old) if is_prose(resolve(schema, random)) && random.bool() => mutate_value(old, key, pool, random),
                _ => drop(table.insert(key, make(schema, key, pool, DEPTH, random).into())),
            }
        }
        _ => {
            if let Some(key) = new_key(schema, pool, random).filter(|key| !table.contains_key(key)) {
                let value = make(member(schema, &key), &key, pool, DEPTH, random);
                table.insert(&key, value.into());
            }
        }
    }
}

/// Changes a part of a value.
fn mutate_value(value: &mut Value, key: &str, pool: &Pool, random: &mut Rng) {
    match value {
        Value::String(old) => {
            let old = old.value();
            let at = (0..=old.len()).filter(|at| old.is_char_boundary(*at)).collect::<Vec<_>>();
            let (before, after) = old.split_at(at[random.usize(..at.len())]);
            *value = match random.u8(..4) {
                0 => before.into(),
                1 => after.into(),
                _ => format!("{before}{}{after}", pool.text(key, random)).into(),
            };
        }
        Value::Integer(old) => *value = old.value().wrapping_add(random.i64(-2..=2)).into(),
        Value::Float(old) => *value = (-old.value()).into(),
        Value::Boolean(old) => *value = (!old.value()).into(),
        Value::Datetime(_) => *value = pool.text(key, random).into(),
        // `mutate_table` changes it.
        Value::InlineTable(_) => {}
        Value::Array(array) => match (array.is_empty(), random.u8(..3)) {
            (false, 0) => drop(array.remove(random.usize(..array.len()))),
            (false, 1) => {
                if let Some(element) = array.get_mut(random.usize(..array.len())) {
                    mutate_value(element, key, pool, random);
                }
            }
            _ => array.push(pool.text(key, random)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_input() {
        let input = b"[errors.a]\nstatus = 404\nmessage = 'A {b}'\nfields = { b = 'string' }\n";
        let all: Vec<_> = (0..50).map(|seed| mutate_files(input, seed)).collect();
        assert_eq!(all, (0..50).map(|seed| mutate_files(input, seed)).collect::<Vec<_>>());
        assert!(all.iter().filter(|mutated| mutated.as_deref() != Some(input.as_slice())).count() > 40);
        assert_eq!(mutate_files(b"a = ", 1), None);
    }
}
