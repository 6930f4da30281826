//! Reads `[statuses.N]`.

use toml::de::DeValue;

use super::reader::{Entry, Reader, Sp, Table};
use super::{RawHeader, RawRejection, RawStatus, RawWith, RawWithValue};
use crate::diagnostic::rules;
use crate::literal::Literal;
use crate::model::RejectionCause;

pub(super) const STATUS: &[&str] =
    &["description", "causes", "solutions", "headers", "code", "with", "json", "query", "path", "form", "body"];
pub(super) const REJECTION: &[&str] = &["code", "with"];

impl Reader<'_> {
    pub(super) fn parse_status(&mut self, entry: Entry<'_>) -> Option<RawStatus> {
        let status = entry.key.parse().ok().filter(|status| (100..=599).contains(status));
        let Some(status) = status else {
            self.report(&rules::BAD_STATUS, entry.key_span, format!("`{}` is not an HTTP status", entry.key))
                .label("expected a number from 100 to 599");
            return None;
        };
        let before = self.diagnostics.len();
        let table = self.table(entry, format!("status {status}"), STATUS)?;
        let lacks_code = table.get("code").is_none() && table.hidden("code", self).is_none();
        if let Some(with) = table.get("with").filter(|_| lacks_code) {
            self.report(&rules::MISSING_KEY, with.key_span, format!("status {status} has `with` but no `code`"))
                .label("expected `code`, set to the key or the code of an error");
        }
        let mut rejections = Vec::from_iter(self.parse_rejection(&table, None, before));
        for cause in RejectionCause::ALL {
            let Some(entry) = table.get(cause.as_str()) else { continue };
            let before = self.diagnostics.len();
            let Some(table) = self.table(entry, format!("the cause `{cause}` of status {status}"), REJECTION) else {
                continue;
            };
            table.require(self, "code");
            rejections.extend(self.parse_rejection(&table, Some(*cause), before));
        }
        Some(RawStatus {
            status: Sp::new(status, entry.key_span),
            description: table.heading(self, "description").map(|line| line.value),
            causes: table.prose(self, "causes"),
            solutions: table.prose(self, "solutions"),
            headers: self.parse_status_headers(status, &table),
            rejections,
        })
    }

    /// Reads the headers of the errors with a status. No error has a status below 400.
    fn parse_status_headers(&mut self, status: u16, table: &Table<'_>) -> Vec<RawHeader> {
        let entry = table.get("headers");
        if let Some(entry) = entry.filter(|_| status < 400) {
            self.report(&rules::BAD_STATUS, entry.key_span, format!("no error has the status {status}"))
                .label("expected headers only for a status from 400 to 599");
        }
        self.parse_headers(entry)
    }

    /// Reads `code` and `with`. Without a `code`, the values in `with` are only checked. `before` is the number of
    /// diagnostics before the table was opened.
    fn parse_rejection(
        &mut self,
        table: &Table<'_>,
        cause: Option<RejectionCause>,
        before: usize,
    ) -> Option<RawRejection> {
        let code = table.string(self, "code");
        let with = table.get("with").map(|entry| Sp::new(self.parse_with(entry), entry.key_span));
        let broken = self.diagnostics.reported_since(before);
        Some(RawRejection { cause, code: code?, with, broken })
    }

    fn parse_with(&mut self, entry: Entry<'_>) -> Vec<RawWith> {
        let members = self.as_table(entry).into_iter().filter_map(|entry| {
            let value = Sp::new(self.parse_with_value(entry)?, entry.span);
            Some(RawWith { name: Sp::new(entry.key.to_owned(), entry.key_span), value })
        });
        members.collect()
    }

    /// Reads a value. A string is a template, in which doubled braces are literal braces.
    fn parse_with_value(&mut self, entry: Entry<'_>) -> Option<RawWithValue> {
        if !matches!(entry.value, DeValue::String(_)) {
            return self.as_literal(entry).map(RawWithValue::Literal);
        }
        let text = self.as_text(entry)?;
        Some(match text.template.as_constant() {
            Some(constant) => RawWithValue::Literal(Literal::String(constant.to_owned())),
            None => RawWithValue::Text(text),
        })
    }
}
