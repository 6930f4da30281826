//! Tests which parts of a body the trees contain.

use super::*;
use std::collections::BTreeMap;

const TOML: &str = "[wire.body]\nok = false\ntext = '{code}: {message}'\n'docs?' = '{docs_url}'\ncode = '{code}'\n\
    message = '{message}'\n'resource?' = '{resource}'\n'violations?' = '{violations}'\n\
    [errors.a]\nstatus = 400\nmessage = 'No {id}'\nfields = { resource = 'string?', id = 'u8' }\n";

fn catalog() -> Catalog {
    let files = BTreeMap::from([("errors.toml".to_owned(), TOML.to_owned())]);
    let (catalog, report) = Catalog::parse("errors.toml", &files);
    catalog.unwrap_or_else(|| panic!("{:?}", report.diagnostics))
}

fn literal(text: &str) -> TextPiece {
    TextPiece::Literal(text.to_owned())
}

fn members(shape: Shape) -> Vec<(String, Shape)> {
    match shape {
        Shape::Object(members) => members,
        shape => panic!("{shape:?}"),
    }
}

fn keys(shape: Shape) -> Vec<String> {
    members(shape).into_iter().map(|(key, _)| key).collect()
}

#[test]
fn every_slot_of_the_outline_is_open() {
    let slot = |builtin| Shape::Slot(OpenSlot::new(Slot::Builtin(builtin), None));
    let piece = |builtin| TextPiece::Slot(OpenSlot::new(Slot::Builtin(builtin), None));
    let expected = [
        ("ok", Shape::Constant("false".to_owned())),
        ("text", Shape::Text(vec![piece(Builtin::Code), literal(": "), piece(Builtin::Message)])),
        ("docs", slot(Builtin::DocsUrl)),
        ("code", slot(Builtin::Code)),
        ("message", slot(Builtin::Message)),
        ("violations", Shape::Violations(Slot::Builtin(Builtin::Violations))),
    ];
    let expected: Vec<_> = expected.map(|(key, shape)| (key.to_owned(), shape)).into();
    let catalog = catalog();
    assert_eq!(members(Shape::of_outline(&catalog)), expected);
    assert_eq!(keys(Shape::of_skeleton(&catalog)), ["ok", "text", "code", "message"]);
}

#[test]
fn an_error_has_its_constants_and_its_slots() {
    let catalog = catalog();
    let error = &catalog.errors[0];
    let present = members(Shape::of_error(&catalog, error, Optional::Present));
    let id = TextPiece::Slot(OpenSlot::new(Slot::Field(1), None));
    assert_eq!(present[1].1, Shape::Text(vec![literal("a: No "), id.clone()]));
    assert_eq!(present[2], ("code".to_owned(), Shape::Text(vec![literal("a")])));
    assert_eq!(present[3].1, Shape::Text(vec![literal("No "), id]));
    assert_eq!(present[4], ("resource".to_owned(), Shape::Slot(OpenSlot::new(Slot::Field(0), None))));
    assert_eq!(keys(Shape::of_error(&catalog, error, Optional::Absent)), ["ok", "text", "code", "message"]);

    let variable = members(Shape::of_variable(&catalog, error, &variable_part(&catalog)));
    assert_eq!(variable.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["text", "message", "resource"]);
    assert_eq!(variable[1].1, Shape::Message(vec![OpenSlot::new(Slot::Field(1), None)]));
}

#[test]
fn a_member_that_may_be_null_is_always_there() {
    let toml = "[wire.body]\nmessage = '{message}'\nerrno = '{number?}'\nid = '{id?}'\n\
        [errors.a]\nstatus = 400\nmessage = 'A'\nfields = { id = 'u8?' }\n";
    let files = BTreeMap::from([("errors.toml".to_owned(), toml.to_owned())]);
    let (catalog, report) = Catalog::parse("errors.toml", &files);
    let catalog = catalog.unwrap_or_else(|| panic!("{:?}", report.diagnostics));
    let error = &catalog.errors[0];
    let null = Shape::Constant("null".to_owned());
    let [present, absent] = [Optional::Present, Optional::Absent].map(|it| Shape::of_error(&catalog, error, it));
    let values = |shape| members(shape).into_iter().map(|(_, value)| value).skip(1).collect::<Vec<_>>();
    assert_eq!(values(present), [null.clone(), Shape::Slot(OpenSlot::new(Slot::Field(0), None))]);
    assert_eq!(values(absent), [null, Shape::ANY]);
    assert_eq!(keys(Shape::of_skeleton(&catalog)), ["message", "errno", "id"]);
}
