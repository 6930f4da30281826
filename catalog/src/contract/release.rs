//! Records which codes and numbers were removed.

use std::collections::{BTreeMap, BTreeSet};

use super::of::sort_numbers;
use super::{Contract, ErrorContract, RemovedError};
use crate::model::RetiredNumbers;

impl Contract {
    /// Returns this contract with a record of every code and number that only `before` contains.
    ///
    /// A removed code or number stays recorded until an error uses it again. [`diff`](super::diff) forbids an error
    /// that gives the code or number a different meaning. A row of `[retired]` and the record of the same code are
    /// merged.
    #[must_use]
    pub fn release(mut self, before: &Contract) -> Contract {
        self.keep_answers(before);
        let codes: BTreeSet<&str> = self.errors.iter().flat_map(ErrorContract::codes).collect();
        let numbers: BTreeSet<u32> = self.errors.iter().filter_map(|error| error.number).collect();
        let since = self.version.as_deref();

        let mut removed: BTreeMap<String, RemovedError> =
            before.removed.iter().map(|removed| (removed.code.clone(), removed.clone())).collect();
        let mut loose: BTreeMap<u32, RemovedError> =
            before.removed_numbers.iter().filter_map(|removed| Some((removed.number?, removed.clone()))).collect();
        for error in &before.errors {
            let lost_number = error.number.filter(|number| !numbers.contains(number));
            let is_removed = !codes.contains(error.code.as_str());
            // The record of a code that several errors shared is that of its owner.
            let is_member = error.owner.is_some();
            let lost_number = lost_number.filter(|_| !before.shares_number(error));
            for code in error.codes().skip(usize::from(is_member)).filter(|code| !codes.contains(code)) {
                // No client knows the meaning of a code that was never sent.
                if code != error.code || error.sends_code {
                    let number = lost_number.filter(|_| code == error.code);
                    removed.insert(code.to_owned(), removed_error(error, code, number, since));
                }
            }
            if let Some(number) = lost_number.filter(|_| !is_removed || !error.sends_code || is_member) {
                loose.insert(number, removed_error(error, &error.code, Some(number), since));
            }
        }
        for row in self.removed {
            match removed.get_mut(&row.code) {
                Some(known) => {
                    known.note = row.note;
                    known.number = known.number.or(row.number);
                }
                None => drop(removed.insert(row.code.clone(), row)),
            }
        }
        for row in self.removed_numbers {
            let Some(number) = row.number else { continue };
            match loose.get_mut(&number) {
                Some(known) => known.note = row.note,
                None => drop(loose.insert(number, row)),
            }
        }
        // If a code was restored without its number, the number is recorded separately.
        for (code, back) in &removed {
            if let (true, Some(number)) = (codes.contains(code.as_str()), back.number) {
                loose.entry(number).or_insert_with(|| RemovedError { note: None, ..back.clone() });
            }
        }
        removed.retain(|code, _| !codes.contains(code.as_str()));
        loose.retain(|number, _| !numbers.contains(number));
        for removed in removed.values_mut() {
            removed.number = removed.number.filter(|number| !numbers.contains(number));
        }
        self.removed = removed.into_values().collect();
        self.removed_numbers = loose.into_values().collect();
        self.keep_retired_numbers(before, &numbers);
        self.violation_codes = match (self.violation_codes.take(), &before.violation_codes) {
            (own, None) => own,
            (own, Some(before)) => {
                let own = own.map_or_else(Contract::default, |own| *own);
                let own = Contract { version: self.version.clone(), ..own };
                Some(Box::new(Contract { version: None, ..own.release(before) }))
            }
        };
        self
    }
}

impl Contract {
    /// Adds the retired numbers of `before`, except the numbers that errors have again.
    fn keep_retired_numbers(&mut self, before: &Contract, used: &BTreeSet<u32>) {
        let ranges = self.retired_ranges();
        // Of the ranges that contain the first number, this one reaches furthest.
        let around = |row: &RetiredNumbers| ranges.find(row.first).and_then(|index| self.retired_numbers.get(index));
        let known = |row: &RetiredNumbers| around(row).is_some_and(|other| row.last <= other.last);
        let mut kept = Vec::new();
        for row in before.retired_numbers.iter().filter(|row| !known(row)) {
            let mut first = Some(row.first);
            for number in used.range(row.first..=row.last) {
                let start = first.unwrap_or(*number);
                if start < *number {
                    kept.push(RetiredNumbers { first: start, last: number - 1, ..row.clone() });
                }
                first = number.checked_add(1);
            }
            let rest = first.filter(|first| *first <= row.last);
            kept.extend(rest.map(|first| RetiredNumbers { first, ..row.clone() }));
        }
        self.retired_numbers.append(&mut kept);
        self.retired_numbers = sort_numbers(std::mem::take(&mut self.retired_numbers));
    }
}

fn removed_error(error: &ErrorContract, code: &str, number: Option<u32>, since: Option<&str>) -> RemovedError {
    RemovedError {
        code: code.to_owned(),
        number,
        status: Some(error.status),
        message: Some(error.message.clone()),
        note: None,
        since: since.map(str::to_owned),
        location: None,
    }
}
