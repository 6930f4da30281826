//! Checks codes and numbers: each code or number belongs to one error, unless errors share it with `code-of`, and a
//! retired code or number is not used again.

use crate::diagnostic::{Diagnostics, Fix, Span, rules};
use crate::interner::Interner;
use crate::literal::Literal;
use crate::model::{Catalog, Error};
use crate::ranges::Ranges;
use crate::raw::Raw;
use crate::raw::{RawCode, RawError, Sp};
use crate::released::Released;

/// Checks that a code or an alias names one error, and that a retired code names no error.
///
/// If an error still has the code of a row with a number, the row retires only the number.
pub(super) fn check_codes(raw: &Raw, catalog: &Catalog, diagnostics: &mut Diagnostics) {
    let retired = Interner::of(raw.retired.iter().map(|it| it.code.value.as_str()));
    let mut seen = Interner::default();
    let mut first: Vec<(Span, &str)> = Vec::new();
    for (raw_error, error) in raw.errors.iter().zip(&catalog.errors) {
        let own = Some((error.code.as_str(), raw_error.code_span())).filter(|_| raw_error.code_of.is_none());
        let aliases = raw_error.aliases.iter().map(|alias| (alias.value.as_str(), alias.span));
        for (code, span) in own.into_iter().chain(aliases) {
            let row = retired.find(code.as_bytes()).and_then(|index| raw.retired.get(index));
            if let Some(row) = row.filter(|row| row.number.is_none()) {
                diagnostics
                    .report(&rules::RETIRED_CODE, span, format!("the code `{code}` is retired"))
                    .label("expected a code that no error has ever had")
                    .related(row.code.span, row.note.clone());
            }
            match seen.insert(code.as_bytes()).map(|earlier| first[earlier]) {
                None => first.push((span, &error.key)),
                Some((first, key)) if *key == error.key => {
                    diagnostics
                        .report(&rules::USELESS_ALIAS, span, format!("the code `{code}` already identifies this error"))
                        .label("expected a code that the error had before")
                        .related(first, "first used here");
                }
                Some((first, key)) => {
                    let diagnostic = diagnostics
                        .report(&rules::DUPLICATE_CODE, span, format!("error `{key}` already has the code `{code}`"))
                        .label("expected a different code")
                        .related(first, "first used here");
                    if matches!(raw_error.code, Some(RawCode::Sent(_))) && *code == *error.code {
                        diagnostic.help(format!("if both errors send this code, write `code-of = \"{key}\"` instead"));
                    }
                }
            }
        }
    }
}

/// Checks that a number belongs to one error, and that a retired number belongs to no error.
///
/// If two errors have the same number, the number belongs to the error that was released with it, or, if there is none,
/// to the first error.
pub(super) fn check_numbers(raw: &Raw, catalog: &Catalog, released: &Released, diagnostics: &mut Diagnostics) {
    let mut retired = Numbers::default();
    for row in &raw.retired {
        row.number.iter().for_each(|number| retired.set(*number, row));
    }
    let ranges = Ranges::of(raw.retired_numbers.iter().map(|row| (row.first, row.last)));
    report_overlaps(raw, catalog, &ranges, diagnostics);
    let numbered = || {
        let errors = raw.errors.iter().zip(&catalog.errors);
        errors.filter_map(|(raw, error)| Some((raw, error, raw.number.as_ref()?)))
    };
    let is_released = |error: &Error, number: u32| {
        let code = released.numbers.get(&number);
        code.is_some_and(|code| *code == error.code || error.aliases.contains(code))
    };
    let mut owners: Numbers<(&RawError, Span)> = Numbers::default();
    for (raw_error, error, number) in numbered() {
        if is_released(error, number.value) || owners.get(number.value).is_none() {
            owners.set(number.value, (raw_error, number.span));
        }
    }
    let mut taken: Option<Taken> = None;
    for (error, _, number) in numbered() {
        if let Some(row) = retired.get(number.value) {
            let message =
                format!("the number {} was retired together with the code `{}`", number.value, row.code.value);
            diagnostics
                .report(&rules::RETIRED_NUMBER, number.span, message)
                .label("expected a number that no error has ever had")
                .related(row.code.span, row.note.clone());
        } else if let Some(index) = ranges.find(number.value) {
            let (row, numbers) = (&raw.retired_numbers[index], &catalog.retired_numbers[index]);
            let among = if row.first == row.last { String::new() } else { format!(", like all of {numbers}") };
            diagnostics
                .report(&rules::RETIRED_NUMBER, number.span, format!("the number {} is retired{among}", number.value))
                .label("expected a number that is not in `[retired-numbers]`")
                .related(row.span, row.note.clone());
        }
        match owners.get(number.value) {
            Some((owner, place)) if *place != number.span && shares_code(error, owner) => {
                let message = format!("error `{}` already shares the number {}", error.key.value, number.value);
                diagnostics
                    .report(&rules::DUPLICATE_NUMBER, number.span, message)
                    .label("remove `number`, or give the error its own number")
                    .related(*place, format!("the number of error `{}`, whose code the error sends", owner.key.value));
            }
            Some((owner, place)) if *place != number.span => {
                let taken = taken.get_or_insert_with(|| {
                    let rows = raw.retired_numbers.iter().map(|row| (row.first, row.last));
                    let ranges = Ranges::of(rows.chain(released.retired_numbers.iter().copied()));
                    let mut taken = Taken { ranges, ..Taken::default() };
                    owners.list.iter().for_each(|(number, _)| taken.take(*number));
                    retired.list.iter().for_each(|(number, _)| taken.take(*number));
                    released.numbers.keys().for_each(|number| taken.take(*number));
                    taken
                });
                report_duplicate(error, number, &owner.key.value, *place, taken.take_next(number.value), diagnostics);
            }
            _ => {}
        }
    }
}

/// Whether an error sends the code of `owner`.
fn shares_code(error: &RawError, owner: &RawError) -> bool {
    error.code_of.as_ref().is_some_and(|name| name.value == owner.key.value)
}

fn report_overlaps(raw: &Raw, catalog: &Catalog, ranges: &Ranges, diagnostics: &mut Diagnostics) {
    for (one, other) in ranges.overlaps() {
        // The rows of a file are reported in their order in the file.
        let (earlier, later) = (one.min(other), one.max(other));
        let message = format!("`{}` overlaps another row of `[retired-numbers]`", catalog.retired_numbers[later]);
        diagnostics
            .report(&rules::OVERLAPPING_NUMBERS, raw.retired_numbers[later].span, message)
            .label("expected numbers that no other row contains")
            .related(raw.retired_numbers[earlier].span, "the other row");
    }
}

fn report_duplicate(
    error: &RawError,
    number: &Sp<u32>,
    owner: &str,
    place: Span,
    free: Option<u32>,
    diagnostics: &mut Diagnostics,
) {
    let such_as = free.map_or_else(String::new, |free| format!(", such as {free}"));
    let message = format!("error `{owner}` already has the number {}", number.value);
    let is_earlier = place < number.span;
    let why = if is_earlier { "first used here" } else { "the number was released with this error" };
    let diagnostic = diagnostics
        .report(&rules::DUPLICATE_NUMBER, number.span, message)
        .label(format!("expected a different number{such_as}"))
        .related(place, why);
    if is_earlier {
        diagnostic.help(format!("if both errors send this number, write `code-of = \"{owner}\"` instead"));
    }
    diagnostic.fix = free.map(|free| Fix {
        file: number.span.file,
        path: ["errors", &error.key.value, "number"].map(str::to_owned).to_vec(),
        value: Literal::Integer(free.into()),
        message: format!("give error `{}` the number {free}", error.key.value),
    });
}

/// Maps numbers to values.
struct Numbers<T> {
    numbers: Interner<'static>,
    list: Vec<(u32, T)>,
}

impl<T> Default for Numbers<T> {
    fn default() -> Self {
        Self { numbers: Interner::default(), list: Vec::new() }
    }
}

impl<T> Numbers<T> {
    fn get(&self, number: u32) -> Option<&T> {
        self.numbers.find(&number.to_le_bytes()).map(|index| &self.list[index].1)
    }

    fn set(&mut self, number: u32, value: T) {
        match self.numbers.insert(number.to_le_bytes().to_vec()) {
            Some(index) => self.list[index].1 = value,
            None => self.list.push((number, value)),
        }
    }
}

/// The numbers that are not free.
#[derive(Default)]
struct Taken {
    /// Each number in use, and a higher number, at which the search for a free number continues.
    used: Numbers<Option<u32>>,
    /// The retired numbers. A range can have billions of numbers, so the numbers are not listed.
    ranges: Ranges,
}

impl Taken {
    fn take(&mut self, number: u32) {
        self.used.set(number, number.checked_add(1));
    }

    /// Takes the first free number from `start` on. Afterwards, each used number that the search passed is mapped to
    /// the free number. A run of thousands of used numbers is therefore searched once, and not once for each of
    /// thousands of duplicates.
    fn take_next(&mut self, start: u32) -> Option<u32> {
        let mut passed = Vec::new();
        let mut next = Some(start);
        while let Some((number, after)) = next.and_then(|number| Some((number, self.after(number)?))) {
            passed.push(number);
            next = after;
        }
        let free = next?;
        passed.into_iter().for_each(|number| self.used.set(number, next));
        self.take(free);
        next
    }

    /// Where the search continues after a number; `None` if the number is free.
    fn after(&self, number: u32) -> Option<Option<u32>> {
        let after_range = || self.ranges.find(number).map(|_| self.ranges.skip(number));
        self.used.get(number).copied().or_else(after_range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_numbers() {
        let mut taken = Taken::default();
        [1, 2, 3, 5, u32::MAX].into_iter().for_each(|number| taken.take(number));
        let next: Vec<Option<u32>> = [1, 1, 2, 5, 9, u32::MAX].map(|start| taken.take_next(start)).to_vec();
        assert_eq!(next, [Some(4), Some(6), Some(7), Some(8), Some(9), None]);

        let ranges = Ranges::of([(2, 3), (5, 99), (200, u32::MAX)].into_iter());
        let mut taken = Taken { ranges, ..Taken::default() };
        [1, 100].into_iter().for_each(|number| taken.take(number));
        let next: Vec<Option<u32>> = [1, 1, 50, 199, 199, 300].map(|start| taken.take_next(start)).to_vec();
        assert_eq!(next, [Some(4), Some(101), Some(102), Some(199), None, None]);
    }
}
