//! Gives each error of a lock that sends the code of another error that code.

use super::parse::Parser;
use crate::contract::{Contract, ErrorContract};
use crate::diagnostic::{Span, rules};
use crate::raw::Table;

impl Parser<'_> {
    /// Reads the code of an error, or the key of the error whose code it sends. The code of the other error is known
    /// only when all errors are read.
    pub(super) fn parse_own_code(&mut self, table: &Table<'_>) -> Option<(String, Option<String>)> {
        let Some(owner) = table.get("code-of") else { return Some((self.parse_code(table)?, None)) };
        if table.get("code").is_some() {
            self.reader
                .report(&rules::CONFLICTING_KEYS, owner.span, format!("{} has both `code` and `code-of`", table.what))
                .label("keep the key that matches the last release");
        }
        Some((String::new(), Some(self.reader.as_string(owner)?.value)))
    }

    /// Copies the code of each owner to the errors that send it, and the number to those without their own number. The
    /// errors are sorted by key.
    pub(super) fn copy_codes(&mut self, contract: &mut Contract) {
        for at in 0..contract.errors.len() {
            let error = &contract.errors[at];
            let Some(key) = &error.owner else { continue };
            let Some(owner) = contract.error(key).filter(|owner| owner.owner.is_none()) else {
                let nowhere = Span { file: 0, start: 0, end: 0 };
                let span = self.spans.in_entry(error.location, &["code-of"]).unwrap_or(nowhere);
                self.reader
                    .report(&rules::UNKNOWN_ERROR, span, format!("the lock has no error `{key}` with its own code"))
                    .label("expected the key of an error that has a `code`");
                continue;
            };
            let (code, sends_code, number) = (owner.code.clone(), owner.sends_code, owner.number);
            let error = &mut contract.errors[at];
            *error = ErrorContract { code, sends_code, number: error.number.or(number), ..error.clone() };
        }
    }
}
