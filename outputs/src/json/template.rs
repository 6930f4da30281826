//! Templates as JSON.

use error_catalog_model::{Item, Member, ValueTemplate};
use error_catalog_wire::Json;

/// Converts a template into JSON as in the catalog, with `?` after the keys of optional members.
pub(super) fn template_json(template: &ValueTemplate) -> Json {
    match template {
        ValueTemplate::Bool(value) => Json::Bool(*value),
        ValueTemplate::Integer(number) => Json::Signed(*number),
        ValueTemplate::Float(number) => Json::Float(*number),
        ValueTemplate::Text(text) => Json::String(text.to_string()),
        ValueTemplate::Slot(slot) => Json::String(slot.to_string()),
        ValueTemplate::List(items) => Json::List(items.iter().map(item_json).collect()),
        ValueTemplate::Object(object) => Json::Object(object.members.iter().map(member_json).collect()),
    }
}

fn item_json(item: &Item) -> Json {
    match (item.guard.entry(), template_json(&item.value)) {
        (Some((key, slot)), Json::Object(members)) => {
            let guard = (key.to_owned(), Json::String(format!("{{{slot}}}")));
            Json::Object(std::iter::once(guard).chain(members).collect())
        }
        (_, value) => value,
    }
}

fn member_json(Member { key, optional, value }: &Member) -> (String, Json) {
    (format!("{key}{}", if *optional { "?" } else { "" }), template_json(value))
}
