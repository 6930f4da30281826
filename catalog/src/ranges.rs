//! Ranges of numbers that no error may have.

use crate::interner::sort_by;

/// Ranges of numbers, which may overlap.
#[derive(Debug, Default)]
pub(crate) struct Ranges(Vec<Range>);

/// A range, and the end of the range that reaches furthest among this range and all ranges that start before it.
#[derive(Debug)]
struct Range {
    first: u32,
    row: usize,
    furthest: (u32, usize),
}

impl Ranges {
    /// Each range is its first and its last number. The row of a range is its index.
    pub(crate) fn of(ranges: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut sorted: Vec<Range> = Vec::new();
        for (row, (first, last)) in ranges.enumerate() {
            sorted.push(Range { first, row, furthest: (last, row) });
        }
        sort_by(&mut sorted, |one, other| (one.first, one.row).cmp(&(other.first, other.row)));
        let mut before = None;
        for range in &mut sorted {
            let furthest = before.filter(|before: &(u32, usize)| before.0 >= range.furthest.0);
            range.furthest = furthest.unwrap_or(range.furthest);
            before = Some(range.furthest);
        }
        Self(sorted)
    }

    /// The row of a range that contains a number.
    pub(crate) fn find(&self, number: u32) -> Option<usize> {
        self.furthest(number).map(|(_, row)| row)
    }

    /// The first number from `number` on that is in no range.
    pub(crate) fn skip(&self, mut number: u32) -> Option<u32> {
        while let Some((last, _)) = self.furthest(number) {
            number = last.checked_add(1)?;
        }
        Some(number)
    }

    /// Pairs of rows that overlap: each row that overlaps a row that starts before it.
    pub(crate) fn overlaps(&self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for pair in self.0.windows(2) {
            match pair {
                [before, range] if range.first <= before.furthest.0 => found.push((before.furthest.1, range.row)),
                _ => {}
            }
        }
        found
    }

    /// The last number and the row of the range that contains a number, and reaches furthest.
    fn furthest(&self, number: u32) -> Option<(u32, usize)> {
        let end = self.0.partition_point(|range| range.first <= number);
        let (last, row) = self.0.get(end.checked_sub(1)?)?.furthest;
        (last >= number).then_some((last, row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_and_skipped() {
        let ranges = Ranges::of([(2000, 2999), (7, 7), (2500, 2600), (3000, u32::MAX), (9, 10)].into_iter());
        for (number, row, free) in [
            (0, None, Some(0)),
            (7, Some(1), Some(8)),
            (8, None, Some(8)),
            (10, Some(4), Some(11)),
            (2550, Some(0), None),
            (2700, Some(0), None),
            (1999, None, Some(1999)),
            (u32::MAX, Some(3), None),
        ] {
            assert_eq!((ranges.find(number), ranges.skip(number)), (row, free), "{number}");
        }
        assert_eq!(ranges.overlaps(), [(0, 2)]);
        assert_eq!(Ranges::default().skip(5), Some(5));
        assert_eq!(Ranges::of([(0, u32::MAX), (5, 5), (6, 9)].into_iter()).overlaps(), [(0, 1), (0, 2)]);
    }
}
