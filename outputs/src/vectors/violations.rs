//! The violations that the body of a response shows.

use error_catalog_codegen::program::{Optional, Shape, example_violations};
use error_catalog_model::{
    Catalog, Error, Example, FieldType, Slot, SlotBinding, ValueTemplate, ViolationPart, ViolationsFormat,
};
use error_catalog_wire::{Json, Violation};

use super::document::ViolationCase;
use super::places::{Place, places_of};
use super::steps::{Step, at, element_path, extended, has_moving_elements};

/// The parts of a violation that show each key of its member.
const KEYS: [ViolationPart; 4] =
    [ViolationPart::Pointer, ViolationPart::Fragment, ViolationPart::Path, ViolationPart::Located];

/// The parts of a violation that show its member with dots between the keys.
const DOTTED: [ViolationPart; 2] = [ViolationPart::Field, ViolationPart::Parameter];

/// A place in which a body may show the violations of a field.
#[derive(Debug)]
struct ViolationsPlace {
    slot: Slot,
    path: Vec<Step>,
    form: Form,
}

/// How a body shows violations.
#[derive(Debug)]
enum Form {
    /// An object from members to messages.
    Object,
    /// A list. Each violation has these places for its parts.
    List(Vec<Place>),
    /// The first elements of a list, which are the error itself if there are no violations.
    Elements(Vec<Place>),
}

/// Adds the places in a body, in order.
fn push_violations(catalog: &Catalog, shape: &Shape, path: &[Step], places: &mut Vec<ViolationsPlace>) {
    let mut push = |slot: &Slot, form| places.push(ViolationsPlace { slot: *slot, path: path.to_vec(), form });
    match shape {
        Shape::Violations(slot) => {
            let template = catalog.wire.violations.template();
            push(slot, template.as_ref().map_or(Form::Object, |template| Form::List(members(template))));
        }
        Shape::Each { slot, value, once, .. } => {
            let mut parts = places_of(value);
            // A text with several slots may be read in several ways.
            parts.retain(|part| part.slot_count() <= 1);
            push(slot, if once.is_some() { Form::Elements(parts) } else { Form::List(parts) });
        }
        Shape::List(elements) => {
            for (index, element) in elements.iter().enumerate() {
                push_violations(catalog, element, &element_path(path, elements, index), places);
            }
        }
        Shape::Object(members) => {
            for (key, value) in members {
                push_violations(catalog, value, &extended(path, Step::Key(key.clone())), places);
            }
        }
        Shape::Constant(_) | Shape::Message(_) | Shape::Slot(_) | Shape::Text(_) => {}
    }
}

/// The places of the parts in a shape that has a name.
fn members(template: &ValueTemplate) -> Vec<Place> {
    let ValueTemplate::Object(object) = template else { return Vec::new() };
    let parts = object.members.iter().filter_map(|member| match &member.value {
        ValueTemplate::Slot(it) => match SlotBinding::violation(&it.name)?.with_format(it.format) {
            SlotBinding::Open { slot, .. } => Some(Place::of_member(&member.key, slot)),
            _ => None,
        },
        _ => None,
    });
    parts.collect()
}

/// Returns the violations that a client reads, as far as the body shows them. Returns `None` if the body does not show
/// the violations of the error, or also shows those of another field.
pub(super) fn read_violations(
    catalog: &Catalog,
    row: &Error,
    example: &Example,
    body: &Json,
) -> Option<Vec<ViolationCase>> {
    // Most errors have no violations.
    row.public_fields().find(|field| field.ty == FieldType::Violations)?;
    let mut places = Vec::new();
    push_violations(catalog, &Shape::of_error(catalog, row, Optional::Present), &[], &mut places);
    let slot = places.first().filter(|first| places.iter().all(|place| place.slot == first.slot))?.slot;
    let mut fields = row.public_fields().zip(&example.fields).enumerate();
    let is_wanted = |index, ty: &FieldType| *ty == FieldType::Violations && Slot::field(index) == Some(slot);
    let (_, (_, literal)) = fields.find(|(index, (field, _))| is_wanted(*index, &field.ty))?;
    let violations = literal.as_ref().map(|literal| example_violations(catalog, literal)).unwrap_or_default();
    let found: Vec<&Violation> = violations.iter().collect();
    if found.is_empty() {
        return Some(Vec::new());
    }
    let (place, value) = places.iter().find_map(|place| Some((place, at(body, &place.path)?)))?;
    match (&place.form, value) {
        (Form::Object, Json::Object(members)) => read_object(members, &found),
        (Form::List(parts), Json::List(elements)) if elements.len() == found.len() && !is_moving(catalog) => Some(
            found.iter().zip(elements).map(|(violation, element)| read_element(parts, element, violation)).collect(),
        ),
        (Form::Elements(parts), Json::List(elements)) if elements.len() >= found.len() => {
            let read = |(violation, element): (&&Violation, &Json)| {
                // A violation with the code of the error looks like a violation without a code.
                let case = read_element(parts, element, violation);
                ViolationCase { code: case.code.filter(|code| *code != row.code), ..case }
            };
            let cases: Vec<ViolationCase> = found.iter().zip(elements).map(read).collect();
            // A single element without a member may be the error itself.
            let is_sure = cases.len() > 1 || cases.iter().all(|case| case.pointer.is_some());
            is_sure.then_some(cases)
        }
        _ => None,
    }
}

fn is_moving(catalog: &Catalog) -> bool {
    matches!(&catalog.wire.violations, ViolationsFormat::Each(template) if has_moving_elements(template))
}

/// The violations in an object from members to messages. Some parsers sort keys that are numbers.
fn read_object(members: &[(String, Json)], found: &[&Violation]) -> Option<Vec<ViolationCase>> {
    let is_number = |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
    if members.len() > 1 && members.iter().any(|(key, _)| is_number(key)) {
        return None;
    }
    let mut cases = Vec::new();
    for (key, messages) in members {
        let mut of_key = found.iter().filter(|violation| violation.key().to_string() == *key);
        let pointer = of_key.clone().next().map(|violation| violation.pointer().to_owned());
        let pointer = pointer.filter(|_| of_key.all(|violation| is_dotted(violation)));
        let messages = if let Json::List(messages) = messages { messages } else { std::slice::from_ref(messages) };
        for message in messages {
            let Json::String(message) = message else { return None };
            cases.push(ViolationCase { pointer: pointer.clone(), code: None, detail: Some(message.clone()) });
        }
    }
    Some(cases)
}

/// The parts of a violation that an element shows.
fn read_element(parts: &[Place], element: &Json, violation: &Violation) -> ViolationCase {
    let found = |part: ViolationPart| {
        let mut of_part = parts.iter().filter(|place| place.open.slot == Slot::Violation(part));
        of_part.find_map(|place| place.read(element, &[])).filter(|value| *value != Json::Null)
    };
    let shows = |part, text: &str| matches!(found(part), Some(Json::String(found)) if found == text);
    let key = violation.key().to_string();
    let is_shown = KEYS.into_iter().any(|part| found(part).is_some())
        || (is_dotted(violation) && DOTTED.into_iter().any(|part| shows(part, &key)));
    ViolationCase {
        pointer: is_shown.then(|| violation.pointer().to_owned()),
        code: violation.code().filter(|code| shows(ViolationPart::Code, code)).map(str::to_owned),
        detail: shows(ViolationPart::Detail, violation.message()).then(|| violation.message().to_owned()),
    }
}

/// Whether a key with dots shows the pointer of a violation. It does not if a key of the pointer contains a dot.
fn is_dotted(violation: &Violation) -> bool {
    let pointer = violation.pointer();
    !pointer.contains(['.', '~']) && pointer != "/"
}
