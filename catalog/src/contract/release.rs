//! What a lock remembers of what is gone.

use std::collections::{BTreeMap, BTreeSet};

use super::{Contract, ErrorContract, RemovedError};

impl Contract {
    /// This contract, with the memory of all that `before` had and it has not.
    ///
    /// What was gone stays gone. A code or a number that is in use again is no longer gone: [`diff`](super::diff) allows
    /// that under its old meaning alone, and the error itself now says what that is. A row of `[retired]` and what the lock
    /// remembers of the same code become one.
    #[must_use]
    pub fn release(mut self, before: &Contract) -> Contract {
        let codes: BTreeSet<&str> = self.errors.iter().flat_map(ErrorContract::codes).collect();
        let numbers: BTreeSet<u32> = self.errors.iter().filter_map(|error| error.number).collect();
        let since = self.version.as_deref();

        let mut gone: BTreeMap<String, RemovedError> =
            before.removed.iter().map(|gone| (gone.code.clone(), gone.clone())).collect();
        let mut loose: BTreeMap<u32, RemovedError> =
            before.removed_numbers.iter().filter_map(|gone| Some((gone.number?, gone.clone()))).collect();
        for error in &before.errors {
            let lost_number = error.number.filter(|number| !numbers.contains(number));
            let is_gone = !codes.contains(error.code.as_str());
            for code in error.codes().filter(|code| !codes.contains(code)) {
                // A code that was never sent has no meaning that anybody could know.
                if code != error.code || error.sends_code {
                    let number = lost_number.filter(|_| code == error.code);
                    gone.insert(code.to_owned(), gone_of(error, code, number, since));
                }
            }
            if let Some(number) = lost_number.filter(|_| !is_gone || !error.sends_code) {
                loose.insert(number, gone_of(error, &error.code, Some(number), since));
            }
        }
        for row in self.removed {
            match gone.get_mut(&row.code) {
                Some(known) => {
                    known.note = row.note;
                    known.number = known.number.or(row.number);
                }
                None => drop(gone.insert(row.code.clone(), row)),
            }
        }
        // A code that is back leaves a number behind if it came back without it.
        for (code, back) in &gone {
            if let (true, Some(number)) = (codes.contains(code.as_str()), back.number) {
                loose.entry(number).or_insert_with(|| RemovedError { note: None, ..back.clone() });
            }
        }
        gone.retain(|code, _| !codes.contains(code.as_str()));
        loose.retain(|number, _| !numbers.contains(number));
        for gone in gone.values_mut() {
            gone.number = gone.number.filter(|number| !numbers.contains(number));
        }
        self.removed = gone.into_values().collect();
        self.removed_numbers = loose.into_values().collect();
        self
    }
}

fn gone_of(error: &ErrorContract, code: &str, number: Option<u32>, since: Option<&str>) -> RemovedError {
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
