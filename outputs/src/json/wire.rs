//! The response format.

use error_catalog_codegen::program::literal_json;
use error_catalog_model::{Catalog, Header, Item, Member, ValueTemplate};
use error_catalog_wire::Json;

use super::write::{Object, list, strings};

pub(super) fn render_wire(catalog: &Catalog) -> String {
    let wire = &catalog.wire;
    let example = wire.example.iter().map(|(name, value)| (name.as_str(), literal_json(value)));
    let members = wire.members.iter().map(|member| {
        Object::new()
            .member("path", strings(&member.path))
            .member("description", Json::from(member.description.as_str()))
            .finish()
    });
    Object::new()
        .member("preset", Json::from(wire.preset))
        .member("content_type", Json::from(wire.content_type.as_str()))
        .member("violations", Json::from(wire.violations.as_str()))
        .member("body", template_json(&wire.body))
        .member("example", Json::object(example))
        .member("members", list(members))
        .finish()
}

pub(super) fn render_header(header: &Header) -> String {
    Object::new()
        .member("name", Json::from(header.name.as_str()))
        .member("value", Json::from(header.value.to_string()))
        .finish()
}

/// A template as its catalog writes it, `?` behind the keys of members that may be left out.
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
    match (&item.guard, template_json(&item.value)) {
        (Some(guard), Json::Object(members)) => {
            let guard = ("?".to_owned(), Json::String(format!("{{{guard}}}")));
            Json::Object(std::iter::once(guard).chain(members).collect())
        }
        (_, value) => value,
    }
}

fn member_json(Member { key, optional, value }: &Member) -> (String, Json) {
    (format!("{key}{}", if *optional { "?" } else { "" }), template_json(value))
}
