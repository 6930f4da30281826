//! `[violations.NAME]`

use super::field::VIOLATION_FIELD;
use super::reader::{Entry, Reader, Sp};
use super::{RawField, RawViolation};
use crate::diagnostic::rules;
use crate::model::{FieldType, ViolationPart};
use crate::names::{to_function, to_variant};

pub(super) const VIOLATION: &[&str] =
    &["message", "title", "description", "code", "fields", "params", "docs", "since", "deprecated", "aliases"];
/// The methods that every generated violation has: its own methods, and the methods of its traits. A constructor with
/// the same name would hide the method.
const METHODS: &[&str] =
    &["borrow", "clone", "code", "eq", "fmt", "from", "into", "to_owned", "try_from", "try_into", "type_id"];

impl Reader<'_> {
    pub(super) fn parse_violation(&mut self, entry: Entry<'_>) -> Option<RawViolation> {
        let before = self.diagnostics.len();
        let table = self.table(entry, format!("violation `{}`", entry.key), VIOLATION)?;
        let key = Sp::new(entry.key.to_owned(), entry.key_span);
        let (Some(variant), Some(constructor)) = (to_variant(entry.key), to_function(entry.key)) else {
            self.report_bad_key(&key);
            return None;
        };
        if METHODS.contains(&constructor.as_str()) {
            self.report(&rules::RESERVED_NAME, key.span, format!("`{constructor}` is a method of every violation"))
                .label("a constructor cannot have the name of a method")
                .help("give the violation another key; `code` sets the code that clients receive");
            return None;
        }
        if table.get("message").or(table.get("title")).is_none()
            && table.hidden("message", self).or(table.hidden("title", self)).or(self.gap).is_none()
        {
            self.report(
                &rules::MISSING_KEY,
                key.span,
                format!("violation `{}` has neither a message nor a title", entry.key),
            )
            .label("expected `message` or `title`");
        }
        let before_fields = self.diagnostics.len();
        let (mut fields, mut left_out_fields) = self.parse_fields(table.get("fields"), VIOLATION_FIELD);
        fields.retain(|field| {
            let before = self.diagnostics.len();
            let is_valid = self.check_violation_field(field);
            let reported = self.diagnostics.reported_since(before);
            left_out_fields.extend(reported.map(|reported| (field.name.value.clone(), reported)));
            is_valid
        });
        let hidden_fields = match table.get("fields") {
            Some(entry) if entry.value.is_table() => None,
            Some(_) => self.diagnostics.reported_since(before_fields),
            None => table.hidden("fields", self),
        };
        let code = table.string(self, "code").filter(|code| self.check_code(code));
        let mut violation = RawViolation {
            key,
            variant,
            constructor,
            message: table.get("message").and_then(|entry| self.as_message(entry)),
            title: table.heading(self, "title").map(|title| title.value),
            description: table.heading(self, "description").map(|line| line.value),
            code,
            fields,
            hidden_fields,
            left_out_fields,
            params: table.get("params").map(|entry| self.as_strings(entry)),
            docs: table.get("docs").and_then(|entry| self.as_prose(entry)).map(|docs| docs.value),
            since: table.get("since").and_then(|entry| self.as_version(entry)).map(|since| since.value),
            deprecated: table.get("deprecated").and_then(|entry| self.parse_deprecated(entry)),
            aliases: self.parse_aliases(&table),
            broken: None,
        };
        violation.broken = self.diagnostics.reported_since(before);
        Some(violation)
    }

    fn check_violation_field(&mut self, field: &RawField) -> bool {
        let name = &field.name;
        if ViolationPart::from_term(&name.value).is_some() {
            self.report(&rules::RESERVED_NAME, name.span, format!("`{{{}}}` is a slot of every violation", name.value))
                .label("a field cannot have the name of a built-in slot");
            return false;
        }
        if field.ty.value == FieldType::Violations {
            self.report(&rules::BAD_TYPE, field.ty.span, "a violation cannot contain violations")
                .label("expected a type other than `violations`");
            return false;
        }
        true
    }
}
