//! Compares conditions for conditional compilation.

use crate::condition::Condition;

/// The canonical spelling of a condition. A text that is not a condition stays as it is.
pub(super) fn canonical_cfg(text: &str) -> String {
    Condition::parse(text).map_or_else(|| text.to_owned(), |condition| condition.to_string())
}

/// A text by which conditions are compared. The text does not depend on order, repetition or nesting: `all(b, a, a)`
/// and `all(a, all(b))` both become `all(a, b)`.
pub(super) fn normal_cfg(text: &str) -> String {
    Condition::parse(text).map_or_else(|| text.to_owned(), |condition| normalize(condition).to_string())
}

fn normalize(condition: Condition) -> Condition {
    match condition {
        Condition::Option(..) => condition,
        Condition::Not(inner) => match normalize(*inner) {
            Condition::Not(inner) => *inner,
            inner => Condition::Not(Box::new(inner)),
        },
        Condition::All(list) => normalize_list(list, Condition::All, |part| match part {
            Condition::All(list) => list,
            part => vec![part],
        }),
        Condition::Any(list) => normalize_list(list, Condition::Any, |part| match part {
            Condition::Any(list) => list,
            part => vec![part],
        }),
    }
}

/// Sorts the conditions of a list. `open` returns the conditions of a nested list of the same kind.
fn normalize_list(
    list: Vec<Condition>,
    close: fn(Vec<Condition>) -> Condition,
    open: fn(Condition) -> Vec<Condition>,
) -> Condition {
    let mut list: Vec<Condition> = list.into_iter().flat_map(|condition| open(normalize(condition))).collect();
    list.sort();
    list.dedup();
    match list.pop() {
        Some(only) if list.is_empty() => only,
        last => close(list.into_iter().chain(last).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_with_one_meaning_are_equal() {
        for (text, normal) in [
            ("unix", "unix"),
            ("all(unix,feature=\"db\",)", "all(feature = \"db\", unix)"),
            ("any( b ,a, b )", "any(a, b)"),
            ("all(a, all(b, any(c)))", "all(a, b, c)"),
            ("any(a, all(c, b))", "any(a, all(b, c))"),
            ("not ( not(a ,) )", "a"),
            ("not(all(a, a))", "not(a)"),
            ("all( )", "all()"),
            ("any(any(), all())", "all()"),
            ("not a condition", "not a condition"),
        ] {
            assert_eq!(normal_cfg(text), normal, "{text}");
        }
    }
}
