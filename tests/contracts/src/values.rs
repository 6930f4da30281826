//! Values at the limits of their types, and texts with characters that are special to someone who reads a response.

use error_catalog::{Json, Timestamp, Uuid};
use error_catalog_model::FieldType;
use fastrand::Rng;

/// Pieces of a text: what templates, escapes, lists, pointers, headers and other values look like.
const PIECES: [&str; 30] = [
    "usr_1",
    "'",
    "' not found",
    "User '",
    ", ",
    "/",
    ": ",
    " at ",
    "\"",
    "\\",
    "\\u0000",
    "~1",
    "#/~0/%25.",
    "\0\r\n\t\u{1f}\u{7f}",
    "</script>",
    "é😀\u{FEFF}\u{202E}",
    "{user_id}",
    "\u{FDD0}=0\u{FDD0}",
    "null",
    "5",
    "-0",
    "1e400",
    "[",
    "}",
    " ",
    "\u{2028}",
    "\u{85}",
    "true",
    "2024-01-22T10:30:00Z",
    "Sun, 06 Nov 1994 08:49:37 GMT",
];

/// A value of a field of this type.
pub fn value(ty: &FieldType, random: &mut Rng) -> Json {
    match ty {
        FieldType::String => text(random).into(),
        FieldType::Bool => random.bool().into(),
        FieldType::Unsigned(bits) => (integer(random) >> (64 - bits)).into(),
        FieldType::Signed(bits) => ((integer(random) as i64) >> (64 - bits)).into(),
        FieldType::Float => float(random).into(),
        FieldType::Uuid => Uuid::from_bytes(random.u128(..).to_be_bytes()).to_string().into(),
        FieldType::Timestamp => {
            Timestamp::from_unix(integer(random) as i64 >> random.u8(0..64), random.u32(..)).to_string().into()
        }
        FieldType::Duration => integer(random).into(),
        FieldType::Object => object(random, 0),
        // A client cannot distinguish `null` from an absent value.
        FieldType::Any => Some(any(random, 0)).filter(|any| *any != Json::Null).unwrap_or_else(|| false.into()),
        FieldType::List(ty) => list(random, |random| value(ty, random)),
        FieldType::Violations => list(random, |random| {
            let mut members = vec![("pointer", pointer(random)), ("detail", text(random).into())];
            members.extend(random.bool().then(|| ("code", text(random).into())));
            Json::object(members)
        }),
        other => unreachable!("a value of the type {other:?}"),
    }
}

fn text(random: &mut Rng) -> String {
    (0..random.usize(0..5)).map(|_| PIECES[random.usize(..PIECES.len())]).collect()
}

/// Often a number at a limit of some type.
fn integer(random: &mut Rng) -> u64 {
    match random.u8(0..8) {
        0 => 0,
        1 => u64::MAX,
        2 => 1 << 63,
        3 => (1 << 63) - 1,
        4 => 1 << random.u8(0..64),
        _ => random.u64(..),
    }
}

/// A finite number: JSON has no other.
fn float(random: &mut Rng) -> f64 {
    let number = f64::from_bits(random.u64(..));
    match random.u8(0..8) {
        0 => -0.0,
        1 => f64::MAX,
        2 => 5e-324,
        3 => 1e16,
        _ if number.is_finite() => number,
        _ => 0.1,
    }
}

fn pointer(random: &mut Rng) -> Json {
    let token = |random: &mut Rng| format!("/{}", text(random).replace('~', "~0").replace('/', "~1"));
    (0..random.usize(0..3)).map(|_| token(random)).collect::<String>().into()
}

fn list(random: &mut Rng, element: impl Fn(&mut Rng) -> Json) -> Json {
    Json::List((0..random.usize(0..4)).map(|_| element(random)).collect())
}

fn object(random: &mut Rng, depth: usize) -> Json {
    Json::Object(
        (0..random.usize(0..4)).map(|index| (format!("{}{index}", text(random)), any(random, depth + 1))).collect(),
    )
}

fn any(random: &mut Rng, depth: usize) -> Json {
    match random.u8(0..if depth < 5 { 7 } else { 5 }) {
        0 => Json::Null,
        1 => random.bool().into(),
        2 => integer(random).into(),
        3 => float(random).into(),
        4 => text(random).into(),
        5 => list(random, |random| any(random, depth + 1)),
        _ => object(random, depth),
    }
}
