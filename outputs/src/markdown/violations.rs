//! Renders the codes of field-level errors.

use error_catalog_codegen::escape::{block, cell, code, code_cell, inline, text};
use error_catalog_model::{Deprecated, Field, ViolationKind};

use super::Reference;
use super::page::Page;
use crate::text::html::attribute;
use crate::view::types::field_type;

impl Reference<'_> {
    pub(super) fn push_violations(&self, page: &mut Page) {
        let violations = self.view.violations();
        if violations.is_empty() {
            return;
        }
        page.heading(2, "Violation codes");
        page.push("Each invalid member of a request has one of these codes:");
        let rows: Vec<_> = violations.iter().map(|violation| self.violation_row(violation)).collect();
        page.table(["Code", "Description", "Values", "Since"], &rows);
        for violation in violations {
            self.push_violation(page, violation);
        }
    }

    fn violation_row(&self, violation: &ViolationKind) -> [String; 4] {
        let name = code_cell(&violation.code);
        let name = match has_section(violation) {
            true => format!("[{name}](#{})", crate::text::url::fragment(&anchor(violation))),
            false => name,
        };
        let deprecated = if violation.deprecated.is_some() { "**Deprecated.** " } else { "" };
        let message = violation.message.as_ref().filter(|message| message.to_string() == violation.description);
        let description = match (&violation.description, message) {
            // A message with slots is code, because some sites would evaluate the slots.
            (description, Some(message)) if message.as_constant().is_none() => code_cell(description),
            (description, Some(_)) => text(description),
            (description, None) if violation.title.as_ref() == Some(description) => text(description),
            (description, None) => cell(description),
        };
        let values = violation.fields.iter().map(|field| {
            let optional = if field.optional { ", optional" } else { "" };
            format!("{} ({}{optional})", code_cell(&field.name), self.type_of(field))
        });
        [
            name,
            format!("{deprecated}{description}"),
            values.collect::<Vec<_>>().join(", "),
            violation.since.as_deref().map_or_else(String::new, text),
        ]
    }

    fn type_of(&self, field: &Field) -> &'static str {
        field_type(self.view.catalog, &field.ty).unwrap_or("any")
    }

    /// Adds what the table does not say.
    fn push_violation(&self, page: &mut Page, violation: &ViolationKind) {
        if !has_section(violation) {
            return;
        }
        page.heading(3, &format!("<a id=\"{}\"></a>{}", attribute(&anchor(violation)), code(&violation.code)));
        if let Some(deprecated) = &violation.deprecated {
            page.push(&self.deprecation_note(deprecated));
        }
        page.push(&block(violation.docs.as_deref().unwrap_or_default()));
        if !violation.aliases.is_empty() {
            let aliases: Vec<String> = violation.aliases.iter().map(|alias| code(alias)).collect();
            page.push(&format!("Formerly {}", aliases.join(", ")));
        }
        if violation.fields.iter().any(|field| field.description.is_some()) {
            let rows = violation.fields.iter().map(|field| {
                let description = cell(field.description.as_deref().unwrap_or_default());
                [code_cell(&field.name), format!("`{}`", self.type_of(field)), description]
            });
            page.table(["Value", "Type", "Description"], &rows.collect::<Vec<_>>());
        }
    }

    fn deprecation_note(&self, Deprecated { since, note, instead, .. }: &Deprecated) -> String {
        let since = since.as_ref().map_or_else(String::new, |since| format!(" since {}", text(since)));
        let note = note.as_ref().map_or_else(String::new, |note| format!(" {}", inline(note)));
        let instead = instead.and_then(|index| self.view.violations().get(index));
        let instead = instead.map_or_else(String::new, |other| format!(" Use {} instead.", code(&other.code)));
        format!("> **Deprecated{since}.**{instead}{note}")
    }
}

/// Whether the table leaves something out.
fn has_section(violation: &ViolationKind) -> bool {
    violation.docs.is_some()
        || violation.deprecated.is_some()
        || !violation.aliases.is_empty()
        || violation.fields.iter().any(|field| field.description.is_some())
}

/// The anchor of a violation. An error may have the same code, and the code of an error is its anchor.
fn anchor(violation: &ViolationKind) -> String {
    format!("violation-{}", violation.code)
}
