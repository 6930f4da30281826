//! Reads violations that a template shows.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use error_catalog_wire::{Json, Slot, ViolationPart};

use super::body::{Body, Node};
use super::matching::Matcher;
use super::places::{Place, Places, find};
use super::template::Template;
use crate::fields::pointer;

/// Converts the value at a place into JSON.
pub(super) fn to_json(places: &Places, place: Place, body: &Body) -> Json {
    match places.list(place) {
        Some((template, list)) => read_violations(*template, list, body),
        None => places.to_json(place, body),
    }
}

/// Converts a list of violations into the form that every list of violations can be read from. An element that does
/// not show a part of a violation becomes `null`.
fn read_violations(template: Template, list: &[u32], body: &Body) -> Json {
    Json::List(list.iter().map(|element| read_violation(template, body.node(*element), body)).collect())
}

fn read_violation(template: Template, element: Node<'_>, body: &Body) -> Json {
    let mut matcher = Matcher::new(body);
    matcher.read_at(template.each(), element);
    let places = matcher.places;
    if places.current().is_empty() {
        return Json::Null;
    }
    let get = |part| {
        let place = find(places.current(), Slot::Violation(part).to_byte())?;
        Some(places.to_json(place, body)).filter(|json| *json != Json::Null)
    };
    let text = |part| if let Some(Json::String(text)) = get(part) { Some(text) } else { None };
    // A violation without a code or a title shows the code or the title of the error.
    let own = |part| text(part).filter(|own| template.text_of_error(part).is_none_or(|(_, text)| text != own));
    let (mut location, mut member) = (text(ViolationPart::Location), None);
    if let Some(Json::List(tokens)) = get(ViolationPart::Located) {
        if let Some((Json::String(first), rest)) = tokens.split_first() {
            location = location.or_else(|| Some(first.clone()));
            member = Some(pointer_of(rest));
        }
    }
    let path = || if let Json::List(tokens) = get(ViolationPart::Path)? { Some(pointer_of(&tokens)) } else { None };
    let parameter = || {
        let name = text(ViolationPart::Parameter).filter(|name| !name.is_empty())?;
        location.get_or_insert_with(|| "query".to_owned());
        Some(pointer(&name))
    };
    let member = text(ViolationPart::Pointer)
        .filter(|pointer| !pointer.is_empty())
        .or_else(|| text(ViolationPart::Fragment))
        .or(member)
        .or_else(path)
        .or_else(|| Some(pointer(&text(ViolationPart::Field)?)))
        .or_else(parameter);
    let texts = [
        ("pointer", Some(member.unwrap_or_default())),
        ("location", location),
        ("code", own(ViolationPart::Code)),
        ("title", own(ViolationPart::Title)),
        ("detail", Some(text(ViolationPart::Detail).unwrap_or_default())),
    ];
    let texts = texts.into_iter().filter_map(|(key, text)| Some((key.to_owned(), Json::String(text?))));
    let params = get(ViolationPart::Params).map(|params| ("params".to_owned(), params));
    let value = |(index, name): (u8, &str)| {
        let place = find(places.current(), Slot::Value(index).to_byte())?;
        Some((name.to_owned(), places.to_json(place, body)))
    };
    let values: Vec<_> = (0..).zip(template.names()).filter_map(value).collect();
    let values = (!values.is_empty()).then(|| ("values".to_owned(), Json::Object(values)));
    Json::Object(texts.chain(params).chain(values).collect::<Vec<_>>())
}

/// The JSON Pointer of a list of tokens.
fn pointer_of(tokens: &[Json]) -> String {
    let mut pointer = String::new();
    for token in tokens {
        match token {
            Json::String(token) => push_token(&mut pointer, token),
            Json::Unsigned(index) => push_token(&mut pointer, &alloc::format!("{index}")),
            _ => {}
        }
    }
    pointer
}

/// Adds a token to a JSON Pointer.
fn push_token(pointer: &mut String, token: &str) {
    pointer.push('/');
    pointer.push_str(&token.replace('~', "~0").replace('/', "~1"));
}
