//! Patterns of paths.

/// Whether a path is a pattern.
pub(crate) fn is_pattern(path: &str) -> bool {
    path.contains(['*', '?'])
}

/// Whether a pattern matches a path: `*` any characters of one part, `?` one of them, `**` any number of parts.
pub(crate) fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    matches_parts(&pattern, &path)
}

fn matches_parts(pattern: &[&str], path: &[&str]) -> bool {
    match (pattern.split_first(), path.split_first()) {
        (None, None) => true,
        (Some((&"**", rest)), None) => matches_parts(rest, path),
        (Some((&"**", rest)), Some((_, below))) => matches_parts(rest, path) || matches_parts(pattern, below),
        (Some((part, rest)), Some((name, below))) => matches_name(part, name) && matches_parts(rest, below),
        _ => false,
    }
}

/// Walks both with one place to come back to: the last `*`, and how much of the name it has taken.
fn matches_name(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut p, mut n, mut star) = (0, 0, None);
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(c) if *c == '?' || *c == name[n] => (p, n) = (p + 1, n + 1),
            _ => match star {
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    (p, n) = (at + 1, taken + 1);
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns() {
        for (pattern, path, expected) in [
            ("*.toml", "users.toml", true),
            ("*.toml", "parts/users.toml", false),
            ("parts/*.toml", "parts/users.toml", true),
            ("parts/u?ers.toml", "parts/users.toml", true),
            ("**/*.toml", "users.toml", true),
            ("**/*.toml", "a/b/users.toml", true),
            ("a/**/c.toml", "a/c.toml", true),
            ("a/**/c.toml", "a/b/b/c.toml", true),
            ("a/**/c.toml", "b/c.toml", false),
            ("*a*b", "xaybazb", true),
            ("*a*b", "xayba", false),
            ("", "a", false),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} on {path}");
        }
    }
}
