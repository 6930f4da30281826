//! Records which codes and numbers were removed.

use std::collections::{BTreeMap, BTreeSet};

use super::{Contract, ErrorContract, RemovedError};

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
