//! Finds the known name that is nearest to a mistyped name.

/// The known name that is nearest to a mistyped name.
#[must_use]
pub fn nearest<'a, S: AsRef<str>>(name: &str, known: &'a [S]) -> Option<&'a str> {
    let name: Vec<char> = name.to_lowercase().chars().collect();
    let within = (name.len() / 3).clamp(1, 4);
    known
        .iter()
        .filter_map(|candidate| Some((distance(&name, candidate.as_ref(), within)?, candidate.as_ref())))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The number of characters to insert, delete, replace or swap with their neighbour (optimal string alignment), or
/// `None` if this number is larger than `within`.
fn distance(a: &[char], b: &str, within: usize) -> Option<usize> {
    if a.len().abs_diff(b.chars().count()) > within {
        return None;
    }
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        // If all distances in the last two rows are too large, all later distances are too.
        if row.iter().chain(&last).all(|distance| *distance > within) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.pop().filter(|distance| *distance <= within)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_name() {
        let known = ["status", "message", "user-message", "description"];
        for (typo, expected) in [
            ("mesage", Some("message")),
            ("Message", Some("message")),
            ("stauts", Some("status")),
            ("user_message", Some("user-message")),
            ("desc", None),
            ("xyz", None),
        ] {
            assert_eq!(nearest(typo, &known), expected, "{typo}");
        }
        for (a, b, expected) in [
            ("same", "Same", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("ab", "ba", 1),
            ("abcdef", "bacdfe", 2),
            ("ca", "abc", 3),
            ("kitten", "sitting", 3),
            ("sitting", "kitten", 3),
            ("abcd", "cdab", 4),
            ("aab", "aba", 1),
            ("abb", "bab", 1),
        ] {
            let a: Vec<char> = a.chars().collect();
            assert_eq!(distance(&a, b, expected), Some(expected), "{a:?} {b}");
            assert_eq!(expected.checked_sub(1).and_then(|within| distance(&a, b, within)), None, "{a:?} {b}");
        }
    }
}
