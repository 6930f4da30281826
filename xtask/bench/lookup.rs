//! A row that looks texts up.

use std::fmt::Display;

use crate::timer::{Row, side};

/// Looks texts up. Both sides print a code as it is spelled. The functions are types, so that the compiler can inline
/// both of them.
pub fn look_up<A, B>(
    texts: &[&'static str],
    ours: impl Fn(&str) -> Option<A> + 'static,
    theirs: impl Fn(&str) -> Option<B> + 'static,
) -> Row
where
    A: Display + 'static,
    B: Display + 'static,
{
    let texts = shuffled(texts.iter().copied());
    for text in &texts {
        assert_eq!(ours(text).map(|code| code.to_string()), theirs(text).map(|code| code.to_string()));
    }
    Row { ours: side(texts.clone(), move |text| ours(text)), theirs: side(texts, move |text| theirs(text)) }
}

/// Puts values into an order that looks random, but is the same in every run. A branch predictor then knows as little
/// of the next error as in a service.
pub fn shuffled<T>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.into_iter().collect();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for last in (1..values.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        values.swap(last, (state % (last as u64 + 1)) as usize);
    }
    values
}
