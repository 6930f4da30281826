//! Patterns that match paths.

/// Whether a path is a pattern.
pub(crate) fn is_pattern(path: &str) -> bool {
    path.contains(['*', '?'])
}

/// Whether a pattern matches a path. `*` stands for any characters of one part, `?` for one character, and `**` for any
/// number of parts.
pub(crate) fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    matches_all(&pattern, &path, |part| *part == "**", |part, name| matches_name(part, name))
}

fn matches_name(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    matches_all(&pattern, &name, |c| *c == '*', |p, c| *p == '?' || p == c)
}

/// Matches from left to right. If a part does not fit, the last star takes one more part of the name, and matching
/// continues after that part.
fn matches_all<T>(pattern: &[T], name: &[T], is_star: fn(&T) -> bool, fits: fn(&T, &T) -> bool) -> bool {
    let (mut p, mut n, mut star) = (0, 0, None);
    while n < name.len() {
        match pattern.get(p) {
            Some(part) if is_star(part) => {
                star = Some((p, n));
                p += 1;
            }
            Some(part) if fits(part, &name[n]) => (p, n) = (p + 1, n + 1),
            _ => match star {
                Some((at, taken)) => (p, n) = (at, taken + 1),
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(is_star)
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
