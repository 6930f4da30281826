//! Infers the shape of field-level errors: one of the named shapes, or a template for each violation.

mod example;

use std::cmp::Reverse;

use serde_json::Value;

use super::types::is_strings;
use crate::document::members;
use crate::render::Table;
use crate::words::normal;

/// The shape of field-level errors.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Violations {
    /// A shape by its name in a catalog.
    Named(&'static str),
    /// The members of each violation, in the order of the source.
    Template(Vec<Part>),
}

/// A member of each violation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    key: String,
    /// The slot, with its format.
    slot: &'static str,
    /// Whether some violation lacks the member.
    is_missing: bool,
    /// Whether the member of some violation is `null`.
    is_null: bool,
}

/// The named shapes that are lists, with the members of each element in their order, and the one that may be missing.
const LISTS: &[(&str, [&str; 3], &str)] = &[
    ("list", ["pointer", "code", "detail"], "code"),
    ("field-violations", ["field", "description", "reason"], "reason"),
];

/// A slot, the names of members that may have this slot, the best first, and whether a value fits the slot.
type Row = (&'static str, &'static [&'static str], fn(&Value) -> bool);

/// The slots in the order in which members are assigned to them.
const ROWS: &[Row] = &[
    ("pointer:fragment", &["pointer", "path"], |value| starts_with(value, "#/")),
    ("pointer", &["pointer", "json pointer", "path"], |value| starts_with(value, "/")),
    ("path:located", &["loc", "path"], |value| is_path(value) && place_of(&value[0]).is_some()),
    ("path", &["path", "loc", "field"], is_path),
    (
        "field",
        &[
            "field",
            "field name",
            "param",
            "parameter",
            "property",
            "property name",
            "property path",
            "attribute",
            "path",
            "name",
            "target",
            "member",
            "key",
        ],
        Value::is_string,
    ),
    ("location", &["location", "in"], |value| place_of(value).is_some()),
    ("detail", &["detail", "message", "msg", "description", "reason", "error", "text", "title"], Value::is_string),
    ("code", &["code", "error code", "type", "rule", "constraint", "keyword", "reason", "kind"], Value::is_string),
    ("title", &["title"], Value::is_string),
];

/// The slots that say where a violation is.
const PLACES: &[&str] = &["pointer:fragment", "pointer", "path:located", "path", "field"];

/// The parts of a request.
const LOCATIONS: &[&str] = &["body", "query", "path", "header", "cookie"];

fn starts_with(value: &Value, start: &str) -> bool {
    value.as_str().is_some_and(|text| text.starts_with(start))
}

fn is_path(value: &Value) -> bool {
    let is_key = |key: &Value| key.is_string() || key.is_u64();
    value.as_array().is_some_and(|keys| !keys.is_empty() && keys.iter().all(is_key))
}

fn place_of(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| LOCATIONS.contains(text))
}

/// Whether only a violation has a member with this name, because the name says which part of a request it is about.
pub(crate) fn names_place(name: &str) -> bool {
    let name = normal(name);
    let is_ambiguous = matches!(name.as_str(), "name" | "target" | "key");
    let of_place = |(slot, words, _): &Row| (PLACES.contains(slot) || *slot == "location") && words.contains(&&*name);
    !is_ambiguous && name != "in" && ROWS.iter().any(of_place)
}

/// The shape of the field-level errors in a value, if the shape has a name.
pub(crate) fn named_shape(value: &Value) -> Option<&'static str> {
    match value {
        Value::Object(members) if members.is_empty() => None,
        Value::Object(members) if members.values().all(Value::is_string) => Some("map"),
        Value::Object(members) if members.values().all(is_strings) => Some("map-of-lists"),
        Value::Array(elements) if !elements.is_empty() => {
            let fits = |keys: &[&str], other: &str| elements.iter().all(|element| is_violation(element, keys, other));
            LISTS.iter().find(|(_, keys, other)| fits(keys, other)).map(|(shape, ..)| *shape)
        }
        _ => None,
    }
}

/// Whether a value is an object with the members `keys` in their order, of which `other` may be missing, and with only
/// strings as values. A JSON pointer must be a URI fragment.
fn is_violation(value: &Value, keys: &[&str], other: &str) -> bool {
    let fits =
        |(key, value): (&String, &Value)| value.as_str().is_some_and(|text| key != "pointer" || text.starts_with("#/"));
    keys.iter().all(|key| *key == other || value.get(key).is_some())
        && has_order(value, keys)
        && members(value).all(fits)
}

/// Whether an object has no other members than `keys`, in this order.
fn has_order(value: &Value, keys: &[&str]) -> bool {
    let expected = keys.iter().filter(|key| value.get(key).is_some());
    members(value).map(|(key, _)| key).eq(expected)
}

/// Whether a value looks like field-level errors, even if no shape fits it.
pub(crate) fn are_about_fields(value: &Value) -> bool {
    let is_about_field = |element: &Value| members(element).any(|(name, _)| names_place(name));
    let is_list = value.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(is_about_field));
    is_list || named_shape(value) == Some("map-of-lists")
}

/// The shape of the field-level errors in all values, if all have the same one.
pub(crate) fn violations_of(values: &[&Value]) -> Option<Violations> {
    let first = values.first()?;
    if let Some(named) = named_shape(first)
        && values.iter().all(|value| named_shape(value) == Some(named))
    {
        return Some(Violations::Named(named));
    }
    template_of(values).map(Violations::Template)
}

/// The members of the violations in lists. Every member needs a slot, otherwise the catalog would change the bodies.
fn template_of(values: &[&Value]) -> Option<Vec<Part>> {
    let mut elements = Vec::new();
    for value in values {
        elements.extend(value.as_array()?);
    }
    if !elements.iter().all(|element| element.is_object()) {
        return None;
    }
    // The element with the most members says most about their order.
    elements.sort_by_key(|element| Reverse(members(element).count()));
    let mut keys: Vec<&str> = Vec::new();
    for (key, _) in elements.iter().flat_map(|element| members(element)) {
        if !keys.contains(&key.as_str()) {
            keys.push(key);
        }
        if keys.len() > ROWS.len() {
            return None;
        }
    }
    if !elements.iter().all(|element| has_order(element, &keys)) {
        return None;
    }
    let mut slots: Vec<Option<&'static str>> = vec![None; keys.len()];
    for (slot, words, fits) in ROWS {
        let has_place = slots.iter().flatten().any(|slot| PLACES.contains(slot));
        if has_place && PLACES.contains(slot) {
            continue;
        }
        let fits =
            |key: &str| elements.iter().filter_map(|element| element.get(key)).all(|it| it.is_null() || fits(it));
        let found = words.iter().find_map(|word| {
            (0..keys.len()).find(|i| slots[*i].is_none() && normal(keys[*i]) == *word && fits(keys[*i]))
        });
        if let Some(found) = found {
            slots[found] = Some(slot);
        }
    }
    let part = |(key, slot): (&&str, Option<&'static str>)| {
        let is_missing = elements.iter().any(|element| element.get(key).is_none());
        let is_null = elements.iter().any(|element| element.get(key).is_some_and(Value::is_null));
        Some(Part { key: (*key).to_owned(), slot: slot?, is_missing, is_null })
    };
    let parts: Vec<Part> = keys.iter().zip(slots).map(part).collect::<Option<_>>()?;
    let is_always = |slot: &str| parts.iter().any(|part| part.slot == slot && !part.is_missing && !part.is_null);
    let has = |slot: &str| parts.iter().any(|part| part.slot == slot);
    let has_place = parts.iter().any(|part| PLACES.contains(&part.slot));
    // A violation always has a detail and a location, and a member is either missing or `null`.
    let is_exact =
        (is_always("detail") || !has("detail") && has("code")) && (is_always("location") || !has("location"));
    (has_place && is_exact && parts.iter().all(|part| !(part.is_missing && part.is_null))).then_some(parts)
}

impl Violations {
    /// Whether the shape is an object with a member for each field. Data can look like such an object.
    pub(crate) fn is_map(&self) -> bool {
        matches!(self, Self::Named("map" | "map-of-lists"))
    }

    /// The value of the key `violations` in a catalog.
    pub(crate) fn name(&self) -> Option<&'static str> {
        match self {
            Self::Named(name) => Some(name),
            Self::Template(_) => None,
        }
    }

    /// The template of each violation in a catalog.
    pub(crate) fn template(&self) -> Option<Table> {
        let Self::Template(parts) = self else { return None };
        let member = |part: &Part| {
            // A violation of the application may have no title and no code.
            let is_free = matches!(part.slot, "title" | "code");
            let (key, slot) = match part.is_null {
                true => ("", "?"),
                false if part.is_missing || is_free => ("?", ""),
                false => ("", ""),
            };
            let (name, format) = part
                .slot
                .split_once(':')
                .map_or((part.slot, String::new()), |(name, format)| (name, format!(":{format}")));
            (format!("{}{key}", part.key), format!("{{{name}{slot}{format}}}").into())
        };
        Some(parts.iter().map(member).collect())
    }
}
