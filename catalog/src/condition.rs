//! The grammar of conditions for conditional compilation (Rust Reference, "Conditional compilation").

use crate::names::is_keyword;

/// Whether a text is a condition that `#[cfg(…)]` accepts: `unix`, `feature = "db"`, or `all`, `any` or `not` with such
/// conditions. All other texts are rejected, so that the condition can be pasted into source code.
pub(crate) fn is_rust_cfg(condition: &str) -> bool {
    parse_condition(condition, 16) == Some("")
}

/// Reads one condition, nested at most `depth` levels deep, and returns the text that follows the condition.
fn parse_condition(text: &str, depth: usize) -> Option<&str> {
    let text = text.trim_start_matches(' ');
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let rest = rest.trim_start_matches(' ');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') || name == "_" || is_keyword(name) {
        return None;
    }
    let rest = match (name, rest.strip_prefix('('), rest.strip_prefix('=')) {
        ("all" | "any" | "not", Some(list), _) => {
            let (count, rest) = parse_list(list, depth.checked_sub(1)?)?;
            (name != "not" || count == 1).then_some(rest)?
        }
        ("all" | "any" | "not", None, _) | (_, Some(_), _) => return None,
        (_, None, Some(value)) => {
            let value = value.trim_start_matches(' ').strip_prefix('"')?;
            let (value, rest) = value.split_once('"')?;
            (!value.contains(|c: char| c.is_control() || c == '\\')).then_some(rest)?
        }
        (_, None, None) => rest,
    };
    Some(rest.trim_start_matches(' '))
}

/// Reads the conditions of a list up to its closing parenthesis. Returns the number of conditions, and the text that
/// follows the list.
fn parse_list(text: &str, depth: usize) -> Option<(usize, &str)> {
    let (mut count, mut text) = (0, text.trim_start_matches(' '));
    loop {
        if let Some(rest) = text.strip_prefix(')') {
            return Some((count, rest));
        }
        let rest = parse_condition(text, depth)?;
        count += 1;
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
            assert!(is_rust_cfg(condition), "{condition}");
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
            assert!(!is_rust_cfg(condition), "{condition}");
        }
        let nested = |depth: usize| format!("{}a{}", "not(".repeat(depth), ")".repeat(depth));
        assert!(is_rust_cfg(&nested(16)) && !is_rust_cfg(&nested(17)) && !is_rust_cfg(&nested(300_000)));
    }
}
