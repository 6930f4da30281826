//! The grammar of conditions for conditional compilation (Rust Reference, "Conditional compilation").

use std::fmt;

use crate::names::is_keyword;

/// A condition that `#[cfg(…)]` accepts. `Display` writes the canonical spelling, in the order of the source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Condition {
    /// `unix`, or a name and its value, as in `feature = "db"`.
    Option(String, Option<String>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
}

impl Condition {
    /// Reads a condition, nested at most 16 levels deep: `unix`, `feature = "db"`, or `all`, `any` or `not` with such
    /// conditions. All other texts are rejected, so that the condition can be pasted into source code.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (condition, rest) = parse_condition(text, 16)?;
        rest.is_empty().then_some(condition)
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, list) = match self {
            Self::Option(name, None) => return f.write_str(name),
            Self::Option(name, Some(value)) => return write!(f, "{name} = \"{value}\""),
            Self::All(list) => ("all", list.as_slice()),
            Self::Any(list) => ("any", list.as_slice()),
            Self::Not(inner) => ("not", std::slice::from_ref(inner.as_ref())),
        };
        let list: Vec<String> = list.iter().map(ToString::to_string).collect();
        write!(f, "{name}({})", list.join(", "))
    }
}

/// Reads one condition, nested at most `depth` levels deep, and returns the text that follows the condition.
fn parse_condition(text: &str, depth: usize) -> Option<(Condition, &str)> {
    let text = text.trim_start_matches(' ');
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let rest = rest.trim_start_matches(' ');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') || name == "_" || is_keyword(name) {
        return None;
    }
    let (condition, rest) = match (name, rest.strip_prefix('('), rest.strip_prefix('=')) {
        ("all" | "any" | "not", Some(list), _) => {
            let (mut list, rest) = parse_list(list, depth.checked_sub(1)?)?;
            let condition = match name {
                "all" => Condition::All(list),
                "any" => Condition::Any(list),
                _ => Condition::Not(Box::new(list.pop().filter(|_| list.is_empty())?)),
            };
            (condition, rest)
        }
        ("all" | "any" | "not", None, _) | (_, Some(_), _) => return None,
        (_, None, Some(value)) => {
            let value = value.trim_start_matches(' ').strip_prefix('"')?;
            let (value, rest) = value.split_once('"')?;
            let is_plain = !value.contains(|c: char| c.is_control() || c == '\\');
            is_plain.then(|| (Condition::Option(name.to_owned(), Some(value.to_owned())), rest))?
        }
        (_, None, None) => (Condition::Option(name.to_owned(), None), rest),
    };
    Some((condition, rest.trim_start_matches(' ')))
}

/// Reads the conditions of a list up to its closing parenthesis. Returns the conditions, and the text that follows the
/// list.
fn parse_list(text: &str, depth: usize) -> Option<(Vec<Condition>, &str)> {
    let (mut list, mut text) = (Vec::new(), text.trim_start_matches(' '));
    loop {
        if let Some(rest) = text.strip_prefix(')') {
            return Some((list, rest));
        }
        let (condition, rest) = parse_condition(text, depth)?;
        list.push(condition);
        text = match rest.strip_prefix(',') {
            Some(rest) => rest.trim_start_matches(' '),
            None if rest.starts_with(')') => rest,
            None => return None,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions() {
        let is_condition = |text: &str| Condition::parse(text).is_some();
        for condition in [
            "unix",
            "debug_assertions",
            "feature = \"db\"",
            "feature=\"a-b\"",
            " target_os = \"linux\" ",
            "not(feature = \"db\")",
            "not(unix,)",
            "all()",
            "all(unix, any(test, not(windows)), )",
        ] {
            assert!(is_condition(condition), "{condition}");
        }
        for condition in [
            "",
            "\"db\"",
            "feature = db",
            "feature = \"db",
            "feature = \"a\\\"b\"",
            "feature = \"a\nb\"",
            "feature(\"db\")",
            "feature = \"a\" \"b\"",
            "not",
            "not()",
            "not(a, b)",
            "all(a b)",
            "all(a",
            "all(,)",
            "a)] fn f() {} #[cfg(b",
            "true",
            "fn",
            "_",
            "a, b",
            "#[cfg(a)]",
        ] {
            assert!(!is_condition(condition), "{condition}");
        }
        let nested = |depth: usize| format!("{}a{}", "not(".repeat(depth), ")".repeat(depth));
        assert!(is_condition(&nested(16)) && !is_condition(&nested(17)) && !is_condition(&nested(300_000)));
    }
    #[test]
    fn the_spelling_is_canonical() {
        for (text, spelling) in [
            ("unix", "unix"),
            (" feature=\"db\" ", "feature = \"db\""),
            ("all(unix,feature=\"db\",)", "all(unix, feature = \"db\")"),
            ("not ( any(a , not(all( ))) ,)", "not(any(a, not(all())))"),
        ] {
            assert_eq!(Condition::parse(text).unwrap().to_string(), spelling);
        }
    }
}
