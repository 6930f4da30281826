//! Finds templates in the tables of a catalog.

use super::template::{ErrorTemplates, Template, entry};
use crate::templates::Templates;

impl Templates {
    /// The body with every slot open.
    pub(super) fn outline(&'static self) -> Option<Template> {
        self.start(0, 0)
    }

    /// The parts of a body without which no error without a code fits the body.
    pub(super) fn skeleton(&'static self) -> Option<Template> {
        self.start(0, 1)
    }

    /// The templates of an error.
    pub(super) fn of_row(&'static self, row: usize) -> Option<ErrorTemplates> {
        self.start(row as u32, row + 2).map(ErrorTemplates)
    }

    fn start(&'static self, row: u32, index: usize) -> Option<Template> {
        let start = u32::from_le_bytes(entry(self.starts, index)?);
        Some(self.template(row, start.checked_sub(1)?))
    }

    /// The errors of a status that a response may identify without a code. An error has a row, and its body without the
    /// optional parts.
    pub(super) fn candidates(&'static self, status: u16) -> impl Iterator<Item = (usize, Template)> {
        self.entries_of(self.candidates, status)
    }

    /// The errors that send the code of the error in the row `owner`, including that error. There are none if the error
    /// does not share its code.
    pub(super) fn family(&'static self, owner: usize) -> impl Iterator<Item = (usize, Template)> {
        self.entries_of(self.families, owner as u16)
    }

    /// The rows and templates in the entries of `table` that start with `key`.
    fn entries_of(&'static self, table: &'static [u8], key: u16) -> impl Iterator<Item = (usize, Template)> {
        let key_of = |[k0, k1, ..]: [u8; 8]| u16::from_le_bytes([k0, k1]);
        let mut index = partition_point(table, |entry| key_of(entry) < key);
        core::iter::from_fn(move || {
            let [_, _, r0, r1, n0, n1, n2, n3] = entry(table, index).filter(|entry| key_of(*entry) == key)?;
            index += 1;
            let row = u16::from_le_bytes([r0, r1]);
            Some((row.into(), self.template(row.into(), u32::from_le_bytes([n0, n1, n2, n3]))))
        })
    }

    /// The row of the error with this number.
    pub(super) fn row_of_number(&self, number: u32) -> Option<usize> {
        let number_of = |[n0, n1, n2, n3, ..]: [u8; 6]| u32::from_le_bytes([n0, n1, n2, n3]);
        let index = partition_point(self.numbers, |entry| number_of(entry) < number);
        let found = entry(self.numbers, index).filter(|entry| number_of(*entry) == number)?;
        Some(u16::from_le_bytes([found[4], found[5]]).into())
    }
}

/// The index of the first entry that is not before the wanted entry. The entries are sorted.
fn partition_point<const N: usize>(table: &[u8], is_before: impl Fn([u8; N]) -> bool) -> usize {
    let (mut start, mut end) = (0, table.len() / N);
    while start < end {
        let middle = start.midpoint(end);
        if entry(table, middle).is_some_and(&is_before) {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    start
}
