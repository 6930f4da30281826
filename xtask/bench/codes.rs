//! Rows: from a code to its string and its status, and from a string to its code.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use crate::errors::{ours, ours40};
use crate::generated::codes::CODES;
use crate::generated::theirs40;
use crate::lookup::{look_up, shuffled};
use crate::program::Named;
use crate::theirs;
use crate::timer::{Row, side};

pub const ROWS: &[Named] = &[
    ("code to string, strum", || mapped(ours::Code::as_str, <&str>::from)),
    ("code to string, table", || mapped(ours::Code::as_str, theirs::Code::name_in_table)),
    ("code to status, match", || mapped(ours::Code::status, |code: theirs::Code| code.status())),
    ("code to status, table", || mapped(ours::Code::status, theirs::Code::status_in_table)),
    ("string to code, hit, 40 codes", || parsed::<ours40::Code, theirs40::Code>(&CODES[..40])),
    ("string to code, miss, 40 codes", || parsed::<ours40::Code, theirs40::Code>(&CODES[40..1040])),
    ("string to code, hit, 1,000 codes", || parsed::<ours::Code, theirs::Code>(&CODES[..998])),
    ("string to code, miss, 1,000 codes", || parsed::<ours::Code, theirs::Code>(&CODES[1000..2000])),
];

/// The functions are types, so that the compiler can inline both of them.
fn mapped<T: PartialEq + Debug + 'static>(
    ours: impl Fn(ours::Code) -> T + 'static,
    theirs: impl Fn(theirs::Code) -> T + 'static,
) -> Row {
    let pairs = || shuffled(ours::Code::ALL.iter().copied().zip(theirs::Code::all()));
    for (our_code, their_code) in pairs() {
        assert_eq!(ours(our_code), theirs(their_code));
    }
    Row {
        ours: side(pairs().into_iter().map(|(code, _)| code).collect(), move |code| ours(*code)),
        theirs: side(pairs().into_iter().map(|(_, code)| code).collect(), move |code| theirs(*code)),
    }
}

/// Looks texts up with the implementations of `FromStr`.
fn parsed<A: FromStr + Display + 'static, B: FromStr + Display + 'static>(texts: &[&'static str]) -> Row {
    look_up(texts, |text| text.parse::<A>().ok(), |text| text.parse::<B>().ok())
}
