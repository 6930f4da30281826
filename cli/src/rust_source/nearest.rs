//! Finds the nearest of many names, for many texts. [`nearest`](error_catalog_model::nearest) compares a text with
//! every name, which is too slow for thousands of texts and thousands of names.

use std::cell::Cell;

/// The maximum number of rows that all searches compute, which takes about a second. If a catalog has thousands of
/// similar names and thousands of texts are searched for, only the first of the texts get a name.
const MOST_ROWS: usize = 20_000_000;

/// Names that are sorted, so that names with a common beginning are neighbours. The comparison with a name continues
/// after the characters that the name shares with the name before it, and all names with a beginning that is too
/// different from the text are skipped at once.
pub(super) struct Names {
    /// The names and their lower-case characters, sorted by these characters.
    sorted: Vec<(Vec<char>, String)>,
    /// The number of rows that may still be computed.
    left: Cell<usize>,
}

impl Names {
    pub(super) fn of(names: impl Iterator<Item = String>) -> Self {
        let mut sorted: Vec<_> = names.map(|name| (name.to_lowercase().chars().collect(), name)).collect();
        sorted.sort();
        Self { sorted, left: Cell::new(MOST_ROWS) }
    }

    /// The name that [`nearest`](error_catalog_model::nearest) finds in the same names in their order, if the distance
    /// is at most `limit`.
    pub(super) fn nearest(&self, text: &str, limit: usize) -> Option<&str> {
        let text: Vec<char> = text.to_lowercase().chars().collect();
        let limit = limit.min((text.len() / 3).clamp(1, 4));
        // A search for near names visits few names, so the nearest are searched for first.
        (0..=limit).find_map(|within| self.first_within(&text, within))
    }

    /// The first name in order whose distance to the text is at most `within`; `None` if too many rows were computed.
    fn first_within(&self, text: &[char], within: usize) -> Option<&str> {
        if self.left.get() == 0 {
            return None;
        }
        let mut first: Option<&str> = None;
        let mut rows = vec![(0..=text.len()).collect::<Vec<usize>>()];
        let (mut at, mut before): (usize, &[char]) = (0, &[]);
        while let Some((letters, name)) = self.sorted.get(at) {
            let shared = before.iter().zip(letters).take_while(|(a, b)| a == b).count();
            rows.truncate(shared + 1);
            while rows.len() <= letters.len() && is_open(&rows, within) {
                rows.push(next_row(&rows, letters, text, within));
                self.left.set(self.left.get().saturating_sub(1));
            }
            let compared = &letters[..rows.len() - 1];
            if compared.len() < letters.len() {
                at += self.sorted[at..].partition_point(|(letters, _)| letters.starts_with(compared));
            } else {
                if rows.last().is_some_and(|row| row[text.len()] <= within) {
                    first = Some(first.map_or(name, |first| first.min(name)));
                }
                at += 1;
            }
            before = letters;
        }
        first
    }
}

/// Whether a name that continues after these rows can be near. A swap of two characters depends on the last two rows.
fn is_open(rows: &[Vec<usize>], within: usize) -> bool {
    rows.iter().rev().take(2).flatten().any(|distance| *distance <= within)
}

/// The distances from the beginning of a name to every beginning of the text (optimal string alignment). A distance
/// larger than `within` is only known to be larger.
fn next_row(rows: &[Vec<usize>], name: &[char], text: &[char], within: usize) -> Vec<usize> {
    let i = rows.len();
    let last = &rows[i - 1];
    let mut row = vec![within + 1; text.len() + 1];
    for j in i.saturating_sub(within)..=(i + within).min(text.len()) {
        row[j] = if j == 0 {
            i
        } else {
            let replaced = last[j - 1] + usize::from(name[i - 1] != text[j - 1]);
            replaced.min(last[j] + 1).min(row[j - 1] + 1)
        };
        if i > 1 && j > 1 && name[i - 1] == text[j - 2] && name[i - 2] == text[j - 1] {
            row[j] = row[j].min(rows[i - 2][j - 2] + 1);
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use error_catalog_model::nearest;
    use fastrand::Rng;

    use super::*;

    /// A name of a few words that resemble one another.
    fn name(random: &mut Rng) -> String {
        let words = ["user", "User", "uesr", "users", "not", "note", "found", "fond", "a", "É", ""];
        let words: Vec<&str> = (0..random.usize(1..4)).map(|_| words[random.usize(..words.len())]).collect();
        words.join("_")
    }

    #[test]
    fn the_nearest_name_is_the_same_as_in_a_comparison_with_every_name() {
        let mut random = Rng::with_seed(1);
        let mut found = 0;
        for _ in 0..200 {
            let mut names: Vec<String> = (0..random.usize(..12)).map(|_| name(&mut random)).collect();
            names.sort();
            let sorted = Names::of(names.iter().cloned());
            for _ in 0..20 {
                let text = name(&mut random);
                let expected = nearest(&text, &names);
                assert_eq!(sorted.nearest(&text, usize::MAX), expected, "{text} in {names:?}");
                found += usize::from(expected.is_some());
            }
        }
        assert!((500..3500).contains(&found), "{found}");
    }

    #[test]
    fn a_search_visits_few_of_many_names() {
        let text = "user_00123_not_fuond";
        let rows_among = |number: usize| {
            let names = Names::of((0..number).map(|index| format!("user_{index:05}_not_found")));
            assert_eq!(names.nearest(text, usize::MAX), Some("user_00123_not_found"));
            MOST_ROWS - names.left.get()
        };
        let (few, many) = (rows_among(1_000), rows_among(10_000));
        assert!(few > 0 && many < 4 * few, "{few} rows, {many} rows");
    }

    #[test]
    fn the_work_of_all_searches_is_limited() {
        let names = Names::of(["user_gone".to_owned()].into_iter());
        assert_eq!(names.nearest("user_gnoe", usize::MAX), Some("user_gone"));
        names.left.set(0);
        assert_eq!(names.nearest("user_gnoe", usize::MAX), None);
    }
}
