//! Checks and compares the paths of Rust types that a catalog names.

use crate::interner::sort_by;
use crate::names::{can_be_raw, is_keyword};

/// Whether a text is a path to a Rust type, possibly with generic arguments: `crate::UserId`, `::uuid::Uuid`,
/// `Vec<crate::Id>`. All other forms of Rust types are rejected, so that the path can be pasted into source code.
pub(crate) fn is_rust_path(path: &str) -> bool {
    parse_path(path, 8) == Some("")
}

/// Whether a text is the name of a variant of a Rust enum, or `_`.
pub(crate) fn is_variant(name: &str) -> bool {
    name == "_" || is_rust_path(name) && !is_keyword(name) && !name.contains([':', '<'])
}

/// Returns the bounds of a boxed error, such as those of `Box<dyn std::error::Error + Send + Sync>`; `None` for any
/// other text.
pub(crate) fn boxed_bounds(path: &str) -> Option<Vec<&str>> {
    let (name, rest) = path.split_once('<')?;
    let bounds: Vec<&str> =
        rest.strip_suffix('>')?.trim_start().strip_prefix("dyn ")?.split('+').map(str::trim).collect();
    let is_bound = |bound: &&str| *bound == "'static" || is_rust_path(bound);
    (is_rust_path(name) && name.rsplit("::").next() == Some("Box") && bounds.iter().all(is_bound)).then_some(bounds)
}

/// The canonical spelling of a path or of a boxed error. Two spellings of one type have the same canonical spelling,
/// which differs from a type with other names: `Map<A,B>` becomes `Map<A, B>`.
pub(crate) fn canonical_path(path: &str) -> String {
    let strip = |text: &str| text.split_whitespace().collect::<String>().replace(',', ", ");
    let (Some(mut bounds), Some((name, _))) = (boxed_bounds(path), path.split_once('<')) else { return strip(path) };
    // Every box is `'static`, and the order of the bounds has no meaning.
    bounds.retain(|bound| *bound != "'static");
    let is_auto = |bound: &str| matches!(bound.rsplit("::").next(), Some("Send" | "Sync"));
    sort_by(&mut bounds, |one, other| (is_auto(one), *one).cmp(&(is_auto(other), *other)));
    bounds.dedup();
    format!("{name}<dyn {}>", bounds.into_iter().map(strip).collect::<Vec<_>>().join(" + "))
}

/// Reads one path with arguments nested at most `depth` levels deep, and returns the text that follows the path.
fn parse_path(path: &str, depth: usize) -> Option<&str> {
    let mut rest = path.strip_prefix("::").unwrap_or(path);
    loop {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let (segment, tail) = rest.split_at(end);
        if !segment.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            || segment == "_"
            || (is_keyword(segment) && can_be_raw(segment))
        {
            return None;
        }
        rest = tail;
        if let Some(mut arguments) = rest.strip_prefix('<') {
            rest = loop {
                let arguments_tail = parse_path(arguments, depth.checked_sub(1)?)?;
                match arguments_tail.strip_prefix('>') {
                    Some(tail) => break tail,
                    None => arguments = arguments_tail.strip_prefix(',')?.trim_start(),
                }
            };
        }
        match rest.strip_prefix("::") {
            Some(tail) => rest = tail,
            None => return Some(rest),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rust_paths() {
        for path in
            ["UserId", "_user::Id2", "crate::UserId", "::uuid::Uuid", "Vec<crate::Id>", "a::B<c::D<E>, F>", "super::Id"]
        {
            assert!(is_rust_path(path), "{path}");
        }
        for path in
            ["", "::", "crate::", "fn", "a b", "Vec<>", "Vec<A", "A>", "&str", "A; fn f() {}", "(A, B)", "A<{1}>", "_"]
        {
            assert!(!is_rust_path(path), "{path}");
        }
    }

    #[test]
    fn spellings_of_one_type() {
        for (path, canonical) in [
            ("crate::Id", "crate::Id"),
            ("Map<A,B>", "Map<A, B>"),
            ("Map<A,   Vec<B,\n\tC>>", "Map<A, Vec<B, C>>"),
            ("Box<dyn std::error::Error+Send+Sync>", "Box<dyn std::error::Error + Send + Sync>"),
            (
                "Box< dyn  Sync + 'static + std::error::Error + Send + Send >",
                "Box<dyn std::error::Error + Send + Sync>",
            ),
        ] {
            assert_eq!(canonical_path(path), canonical, "{path:?}");
            assert_eq!(canonical_path(canonical), canonical);
        }
    }
}
