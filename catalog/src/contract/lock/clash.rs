//! Finds codes and numbers that a lock contains twice.

use std::collections::BTreeMap;

use super::parse::Parser;
use crate::contract::Contract;
use crate::diagnostic::{Span, rules};

impl Parser<'_> {
    /// Checks that no error has a retired number.
    pub(super) fn check_retired(&mut self, contract: &Contract) {
        let ranges = contract.retired_ranges();
        let numbers = contract.errors.iter().filter_map(|error| Some((error, error.number?)));
        for (error, number) in numbers {
            let Some(row) = ranges.find(number).and_then(|index| contract.retired_numbers.get(index)) else { continue };
            let nowhere = Span { file: 0, start: 0, end: 0 };
            let place = |location| self.spans.in_entry(location, &["number"]).unwrap_or(nowhere);
            let (span, first) = (place(error.location), place(row.location));
            self.reader
                .report(&rules::LOCK_CLASH, span, format!("error `{}` has the retired number {number}", error.key))
                .related(first, "retired here")
                .help("keep the row or the number that matches the last release");
        }
    }

    /// Checks that a code or a number is either in use by one error, and by the errors that share it, or removed. A
    /// merge of two branches may break this rule.
    pub(super) fn check_clashes(&mut self, contract: &Contract) {
        let nowhere = Span { file: 0, start: 0, end: 0 };
        let mut taken = BTreeMap::new();
        let errors = contract.errors.iter().flat_map(|error| {
            let codes = error.codes().skip(usize::from(error.owner.is_some())).map(|code| format!("the code `{code}`"));
            let number = error.number.filter(|_| !contract.shares_number(error));
            codes.chain(number.map(|number| format!("the number {number}"))).map(|name| (name, error.location))
        });
        let codes = contract.removed.iter().map(|removed| (format!("the code `{}`", removed.code), removed.location));
        let numbers =
            contract.removed_numbers.iter().map(|removed| (removed.number.unwrap_or_default(), removed.location));
        let numbers = numbers.map(|(number, location)| (format!("the number {number}"), location));
        let removed = codes.chain(numbers).map(|(name, location)| (name, location.unwrap_or_default()));
        for (name, location) in errors.chain(removed) {
            if let Some(first) = taken.get(&name).copied() {
                let place = |location| self.spans.in_entry(location, &[]).unwrap_or(nowhere);
                let (first, span) = (place(first), place(location));
                let message = format!("the lock contains {name} twice");
                self.reader
                    .report(&rules::LOCK_CLASH, span, message)
                    .related(first, "first used here")
                    .help("keep the table that matches the last release");
            } else {
                taken.insert(name, location);
            }
        }
    }
}
