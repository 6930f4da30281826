//! What the model says about a catalog.

use error_catalog_model::{Builtin, FieldType, Presence, SlotBinding, TextTemplate};

use crate::{error, parse, string};

#[test]
fn a_type_has_a_name_and_a_json_type() {
    for (name, json_type) in [
        ("string", Some("string")),
        ("uuid", Some("string")),
        ("timestamp", Some("string")),
        ("bool", Some("boolean")),
        ("u8", Some("integer")),
        ("u16", Some("integer")),
        ("u32", Some("integer")),
        ("u64", Some("integer")),
        ("i8", Some("integer")),
        ("i16", Some("integer")),
        ("i32", Some("integer")),
        ("i64", Some("integer")),
        ("duration", Some("integer")),
        ("f64", Some("number")),
        ("object", Some("object")),
        ("list<u8>", Some("array")),
        ("any", None),
        ("violations", None),
    ] {
        let error = error(&format!("errors.e.status = 400\nerrors.e.details = ['f']\nerrors.e.fields.f = '{name}'"));
        assert_eq!((error.fields[0].ty.to_string().as_str(), error.fields[0].ty.json_type()), (name, json_type));
    }
}

#[test]
fn a_slot_has_a_type_and_a_presence() {
    let catalog = parse(
        "[errors.e]\nstatus = 400\nmessage = 'M'\ndetails = ['a', 'violations']\n\
         fields = { a = 'u8', violations = 'violations?' }",
    );
    let error = &catalog.errors[0];
    for (slot, ty, presence, violations) in [
        ("a", Some(FieldType::Unsigned(8)), Presence::Always, Some(false)),
        ("violations", Some(FieldType::Violations), Presence::Sometimes, Some(true)),
        ("details", None, Presence::Always, None),
        ("number", None, Presence::Never, None),
        ("b", None, Presence::Never, None),
    ] {
        let is_violations = match catalog.binding(error, slot) {
            SlotBinding::Open { is_violations, .. } => Some(is_violations),
            _ => None,
        };
        assert_eq!(is_violations, violations, "{slot}");
        assert_eq!((error.slot_type(slot), error.presence(slot)), (ty.as_ref(), presence), "{slot}");
    }
}

#[test]
fn a_constant_text_has_no_slots() {
    for text in ["a", "{a}"] {
        assert_eq!(TextTemplate::constant(text).as_constant(), Some(text));
    }
}

#[test]
fn an_example_has_the_values_of_its_context() {
    let error = error(
        "errors.e.status = 400\nwire.body = { 'id?' = '{request_id}', 'at?' = '{instance}' }\n\
         errors.e.example = { request_id = 'r', instance = '/i' }",
    );
    let context = |slot| error.examples[0].context(slot).cloned();
    assert_eq!(context(Builtin::RequestId), Some(string("r")));
    assert_eq!(context(Builtin::Instance), Some(string("/i")));
    assert_eq!((context(Builtin::Debug), context(Builtin::Code)), (None, None));
}

#[test]
fn unnamed_statuses_have_codes_if_the_body_needs_codes() {
    for (body, expected) in [
        ("{ code = '{code}' }", true),
        ("{ error = { code = '{code}' } }", true),
        ("{ 'code?' = '{code}' }", false),
        ("{ message = '{message}' }", false),
    ] {
        let catalog = parse(&format!("wire.body = {body}\nerrors.a = {{ status = 400, message = 'a' }}"));
        assert_eq!(catalog.sends_status_codes(), expected, "{body}");
    }
}
