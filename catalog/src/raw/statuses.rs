//! Reads the `status` of an error or a category.

use toml::de::DeValue;

use super::reader::{Entry, Reader, Sp, Table};
use crate::diagnostic::{Known, rules};

/// The number of statuses of errors.
const MAX_STATUSES: usize = 200;

/// The first status, and the other elements of a list.
type Statuses = (Known<Sp<u16>>, Option<Vec<Sp<u16>>>);

impl Reader<'_> {
    /// Reads the one status of a category.
    pub(crate) fn parse_status_of(&mut self, table: &Table<'_>) -> Known<Sp<u16>> {
        let Some(entry) = table.get("status") else { return Known::Absent };
        let before = self.diagnostics.len();
        Known::read(self.as_status(entry, "a whole number"), before, self.diagnostics)
    }

    /// Reads the status of an error: a number, or a list of several numbers of which the application chooses one.
    pub(crate) fn parse_statuses_of(&mut self, table: &Table<'_>) -> Statuses {
        let Some(entry) = table.get("status") else { return (Known::Absent, None) };
        let before = self.diagnostics.len();
        let DeValue::Array(elements) = entry.value else {
            let status = self.as_status(entry, "a whole number, or a list of whole numbers");
            return (Known::read(status, before, self.diagnostics), None);
        };
        if elements.is_empty() || elements.len() > MAX_STATUSES {
            let message = match elements.is_empty() {
                true => "`status` is an empty list".to_owned(),
                false => format!("`status` is a list of {} elements", elements.len()),
            };
            self.report(&rules::BAD_STATUS, entry.span, message)
                .label(format!("expected 1 to {MAX_STATUSES} different numbers from 400 to 599"));
            let reported = self.diagnostics.reported_since(before);
            return (reported.map_or(Known::Absent, Known::Broken), None);
        }
        let mut statuses: Vec<Sp<u16>> = Vec::new();
        for element in elements {
            let element = Entry { value: element.get_ref(), span: self.span(element), ..entry };
            let Some(status) = self.as_status(element, "a list of whole numbers") else { continue };
            match statuses.iter().find(|known| known.value == status.value) {
                Some(first) => {
                    let message = format!("status {} is listed twice", status.value);
                    self.report(&rules::BAD_STATUS, status.span, message)
                        .label("expected each status only once")
                        .related(first.span, "first listed here");
                }
                None => statuses.push(status),
            }
        }
        if let Some(reported) = self.diagnostics.reported_since(before) {
            return (Known::Broken(reported), None);
        }
        let mut statuses = statuses.into_iter();
        (statuses.next().map_or(Known::Absent, Known::Is), Some(statuses.collect()))
    }

    fn as_status(&mut self, entry: Entry<'_>, expected: &str) -> Option<Sp<u16>> {
        let is_error = |status: &u16| (400..=599).contains(status);
        self.as_status_in(entry, is_error, expected, ("an error status", "a number from 400 to 599"))
    }

    /// Reads a status that is sent instead of the error's own status. A response with 204 or 205 has no body (RFC 9110,
    /// sections 15.3.5 and 15.3.6).
    pub(crate) fn as_sent_status(&mut self, entry: Entry<'_>) -> Option<u16> {
        let has_body = |status: &u16| matches!(status, 200..=203 | 206..=299 | 400..=599);
        let range = "a number from 200 to 299 other than 204 and 205, or a number from 400 to 599";
        let texts = ("a status that an error can be sent with", range);
        self.as_status_in(entry, has_body, "a whole number", texts).map(|status| status.value)
    }

    /// `ty` is the expected type.
    fn as_status_in(
        &mut self,
        entry: Entry<'_>,
        is_valid: fn(&u16) -> bool,
        ty: &str,
        (what, range): (&str, &str),
    ) -> Option<Sp<u16>> {
        let DeValue::Integer(number) = entry.value else {
            self.wrong_type(entry, ty);
            return None;
        };
        let status = u16::from_str_radix(number.as_str(), number.radix()).ok().filter(is_valid);
        if status.is_none() {
            self.report(&rules::BAD_STATUS, entry.span, format!("{number} is not {what}"))
                .label(format!("expected {range}"));
        }
        Some(Sp::new(status?, entry.span))
    }
}
