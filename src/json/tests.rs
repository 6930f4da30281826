use super::*;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

#[derive(Serialize)]
struct Unit;
#[derive(Serialize)]
struct New(u8);
#[derive(Serialize)]
struct Pair(u8, &'static str);
#[derive(Serialize)]
struct Empty {}
#[derive(Serialize)]
enum Any {
    Unit,
    New(&'static str),
    Tuple(u8, bool),
    Struct {
        a: f64,
        #[serde(skip_serializing_if = "Option::is_none")]
        b: Option<u8>,
        c: Vec<u8>,
    },
}

fn check<T: Serialize>(value: T) {
    let mut out = String::new();
    let ours = value.serialize(JsonWriter::new(&mut out)).ok().map(|()| out);
    assert_eq!(ours, serde_json::to_string(&value).ok());
}

#[test]
fn writes_what_serde_json_writes() {
    check(true);
    check((i8::MIN, i64::MIN, u64::MAX, i128::MIN, u128::MAX));
    check([0.0, -0.5, 1.0, 123_456.789, f64::NAN, f64::INFINITY, f64::NEG_INFINITY]);
    check((1.5_f32, f32::NAN));
    check(('é', "a \"b\"\n\\ \u{1} 😀", String::from("owned")));
    check(((), Unit, Some(1), None::<u8>, Some(Some("x"))));
    check((New(1), Pair(2, "b"), Empty {}, Vec::<u8>::new()));
    check([Any::Unit, Any::New("x"), Any::Tuple(1, false)]);
    check([Any::Struct { a: 1.0, b: None, c: [1].into() }, Any::Struct { a: 2.5, b: Some(1), c: [].into() }]);
    check(format_args!("{} {}", "lazy \"text\"", 1));
    check(core::time::Duration::from_millis(1_500));
    check(BTreeMap::from([("a", BTreeMap::from([(1, [true, false])])), ("b\"", BTreeMap::new())]));
}

#[test]
fn keys_are_what_serde_json_makes_of_them() {
    check(BTreeMap::from([(true, 1)]));
    check(BTreeMap::from([('"', 1)]));
    check(BTreeMap::from([(-3, 1)]));
    check(BTreeMap::from([(u128::MAX, 1)]));
    check(BTreeMap::from([((), 1)]));
    check(BTreeMap::from([([1, 2], 1)]));
    check(BTreeMap::from([(Some(1), 1)]));
    check(BTreeMap::from([(None::<u8>, 1)]));
}
