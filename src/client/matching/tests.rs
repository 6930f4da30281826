//! Tests the places at which a text is split, and how known values help to split the text.

use super::*;
use alloc::vec;

type Parts = &'static [(u8, &'static str)];

/// `A{0}B` as pieces.
fn pieces(template: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for part in template.split_inclusive('}') {
        let (literal, slot) = part.split_once('{').unwrap_or((part, ""));
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal.into()));
        }
        pieces.extend(slot.trim_end_matches('}').parse().ok().map(|slot| Piece::Slot(Slot::Field(slot))));
    }
    pieces
}

#[test]
fn a_text_is_split_at_its_constants() {
    let table: [(&str, &str, Option<Parts>); 14] = [
        ("User {0} not found", "User usr_1 not found", Some(&[(0, "usr_1")])),
        ("User {0} not found", "User  not found not found", Some(&[(0, " not found")])),
        ("User {0} not found", "User not found", None),
        ("User {0} not found", "User usr_1 not found.", None),
        ("{0}", "", Some(&[(0, "")])),
        ("{0}: {1}", "a: b: c", Some(&[(0, "a"), (1, "b: c")])),
        ("{0}{1}", "ab", Some(&[(0, ""), (1, "ab")])),
        ("{0} is not {0}", "a is not a", Some(&[(0, "a"), (0, "a")])),
        ("{0} is not {0}", "a is not b", None),
        ("é{0}é", "ééé", Some(&[(0, "é")])),
        ("plain", "plain", Some(&[])),
        ("plain", "plain text", None),
        ("", "", Some(&[])),
        ("", "x", None),
    ];
    for (template, text, parts) in table {
        let expected = parts.map(|parts| parts.iter().map(|(slot, part)| (Slot::Field(*slot), *part)).collect());
        assert_eq!(split(&pieces(template), text), expected, "{template}, {text}");
    }
}

#[test]
fn what_is_known_tells_where_the_rest_ends() {
    let mut found = Found::default();
    found.add(Slot::Field(1), Json::from("b: c"));
    found.read_text(&pieces("{0}: {1}"), "a: b: b: c");
    assert_eq!(found.get(Slot::Field(0)), Some(&Json::from("a: b")));
    // The same value may be written differently in two places.
    found.add(Slot::Field(3), Json::from(vec!["x"]));
    found.read_text(&pieces("{2} of {3}"), "1 of x");
    assert_eq!(found.get(Slot::Field(2)), Some(&Json::from("1")));
}
