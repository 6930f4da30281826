//! Reads `[retired]`, `[retired-numbers]` and `[retired-violations]`.

use toml::de::DeValue;

use super::reader::{Entry, Reader, Sp};
use crate::diagnostic::{Span, rules};

pub(super) const RETIRED: &[&str] = &["note", "number"];

/// A row of `[retired]` or `[retired-violations]`
#[derive(Debug)]
pub(crate) struct RawRetired {
    pub(crate) code: Sp<String>,
    pub(crate) note: String,
    pub(crate) number: Option<u32>,
}

/// A row of `[retired-numbers]`
#[derive(Debug)]
pub(crate) struct RawRetiredNumbers {
    pub(crate) first: u32,
    /// The last number, which is the first if the row is a single number.
    pub(crate) last: u32,
    pub(crate) note: String,
    pub(crate) span: Span,
}

impl Reader<'_> {
    pub(super) fn parse_retired(&mut self, entry: Entry<'_>) -> Option<RawRetired> {
        let code = Sp::new(entry.key.to_owned(), entry.key_span);
        if !self.check_code(&code) {
            return None;
        }
        if let DeValue::String(_) = entry.value {
            let note = self.as_heading(entry)?.value;
            return Some(RawRetired { code, note, number: None });
        }
        let table = self.table(entry, format!("retired code `{}`", entry.key), RETIRED)?;
        let note = table.require(self, "note").and_then(|entry| self.as_heading(entry))?.value;
        let number = table.get("number").and_then(|entry| self.as_u32(entry)).map(|number| number.value);
        Some(RawRetired { code, note, number })
    }

    /// Reads `NUMBER = "note"` or `"FIRST-LAST" = "note"`.
    pub(crate) fn parse_retired_numbers(&mut self, entry: Entry<'_>) -> Option<RawRetiredNumbers> {
        let Some((first, last)) = parse_range(entry.key) else {
            self.report(&rules::BAD_NUMBER, entry.key_span, format!("{:?} is neither a number nor a range", entry.key))
                .label(format!(
                    "expected a number, such as `3227`, or a range, such as `2000-2999`, up to {}",
                    u32::MAX
                ));
            return None;
        };
        let note = self.as_heading(entry)?.value;
        Some(RawRetiredNumbers { first, last, note, span: entry.key_span })
    }

    pub(super) fn parse_retired_violation(&mut self, entry: Entry<'_>) -> Option<RawRetired> {
        let code = Sp::new(entry.key.to_owned(), entry.key_span);
        let is_valid = self.check_code(&code);
        let note = self.as_heading(entry)?.value;
        is_valid.then_some(RawRetired { code, note, number: None })
    }
}

/// Reads the first and the last number of a range. A single number is written without `-`, and no number has leading
/// zeros, so that there is only one way to write a range.
fn parse_range(text: &str) -> Option<(u32, u32)> {
    let number = |text: &str| text.parse().ok().filter(|number: &u32| number.to_string() == text);
    match text.split_once('-') {
        None => number(text).map(|number| (number, number)),
        Some((first, last)) => number(first).zip(number(last)).filter(|(first, last)| first < last),
    }
}
