//! Writes and reads the violation codes of a lock.

use std::fmt::Write;

use super::line::{render_string, render_strings};
use super::parse::Parser;
use crate::contract::model::NO_STATUS;
use crate::contract::{Contract, ErrorContract, RemovedError, RustContract};
use crate::raw::{Entry, Sp, Table};
use crate::toml_text::toml_key;

/// The keys of `[violations.KEY]`.
const VIOLATION: &[&str] =
    &["code", "aliases", "title", "message", "reworded", "deprecated", "fields", "params", "rust"];
/// The keys of `[gone-violations.CODE]`.
const REMOVED: &[&str] = &["message", "note", "since"];

/// Writes the violation codes. `contract` is the contract of the violation codes.
pub(super) fn render_violations(contract: &Contract, out: &mut String) {
    for violation in &contract.errors {
        let _ = write!(out, "\n[violations.{}]\n", toml_key(&violation.key));
        render_violation(contract, violation, out);
    }
    for removed in &contract.removed {
        let _ = write!(out, "\n[gone-violations.{}]\n", toml_key(&removed.code));
        if let Some(message) = &removed.message {
            render_string(out, "message", &message.to_string());
        }
        for (key, text) in [("note", &removed.note), ("since", &removed.since)] {
            if let Some(text) = text {
                render_string(out, key, text);
            }
        }
    }
}

fn render_violation(contract: &Contract, violation: &ErrorContract, out: &mut String) {
    render_string(out, "code", &violation.code);
    if !violation.aliases.is_empty() {
        render_strings(out, "aliases", violation.aliases.iter().cloned());
    }
    if !violation.title.is_empty() {
        render_string(out, "title", &violation.title);
    }
    if violation.message != violation.title_as_message() {
        render_string(out, "message", &violation.message.to_string());
    }
    if !violation.reworded.is_empty() {
        render_strings(out, "reworded", violation.reworded.iter().map(ToString::to_string));
    }
    if violation.deprecated {
        out.push_str("deprecated = true\n");
    }
    for field in &violation.fields {
        let optional = if field.optional { "?" } else { "" };
        render_string(out, &format!("fields.{}", toml_key(&field.name)), &format!("{}{optional}", field.ty));
    }
    if !violation.fields.is_empty() {
        render_strings(out, "params", violation.params().map(str::to_owned));
    }
    if let Some(rust) = &contract.rust {
        rust.render_error(out, &violation.key);
    }
}

impl Parser<'_> {
    /// Reads the contract of the violation codes.
    pub(super) fn parse_violations(&mut self, top: &Table<'_>, has_rust: bool) -> Option<Box<Contract>> {
        let rust = has_rust.then(|| self.parse_rust_of(RustContract::default(), top, "violations"));
        let mut contract = Contract {
            errors: self.each(top, "violations", Self::parse_violation),
            removed: self.each(top, "gone-violations", Self::parse_removed_violation),
            rust,
            ..Contract::default()
        };
        contract.errors.sort_by(|a, b| a.key.cmp(&b.key));
        contract.removed.sort_by(|a, b| a.code.cmp(&b.code));
        self.check_clashes(&contract);
        contract.has_codes().then(|| Box::new(contract))
    }

    fn parse_violation(&mut self, entry: Entry<'_>) -> Option<ErrorContract> {
        let table = self.reader.table(entry, format!("violation `{}`", entry.key), VIOLATION)?;
        let code = self.parse_code(&table);
        let mut violation = ErrorContract {
            aliases: self.parse_aliases(&table),
            title: table.line(&mut self.reader, "title").map(|title| title.value).unwrap_or_default(),
            reworded: self.parse_reworded(&table),
            fields: self.parse_fields(table.get("fields")),
            deprecated: table.bool(&mut self.reader, "deprecated").unwrap_or(false),
            location: self.location(entry.key_span),
            ..ErrorContract::violation(entry.key, &code?)
        };
        let message = self.parse_message(table.get("message"));
        violation.message = message.unwrap_or_else(|| violation.title_as_message());
        let params = table.strings(&mut self.reader, "params");
        violation.set_params(params.iter().map(|param| param.value.as_str()));
        Some(violation)
    }

    fn parse_removed_violation(&mut self, entry: Entry<'_>) -> Option<RemovedError> {
        let code = Sp::new(entry.key.to_owned(), entry.key_span);
        let is_valid = self.reader.check_code(&code);
        let table = self.reader.table(entry, format!("removed violation `{}`", entry.key), REMOVED)?;
        let removed = self.parse_meaning(&table, code.value, None);
        is_valid.then_some(RemovedError { status: removed.message.as_ref().map(|_| NO_STATUS), ..removed })
    }
}
