//! What to do over time: send a request again, and leave old codes behind.

use std::time::Duration;

use error_catalog_codegen::escape::{cell, code_cell, text};
use error_catalog_model::{Catalog, Error, Presence, Retry, Strategy, ValueTemplate};

use super::Reference;
use super::label::{self, Place};
use super::page::Page;

impl Reference<'_> {
    pub(super) fn push_retries(&self, page: &mut Page) {
        let errors = self.catalog.errors.iter().filter(|error| error.retry.strategy != Strategy::No);
        let rows: Vec<_> = errors.map(|error| self.retry_row(error)).collect();
        if rows.is_empty() {
            return;
        }
        page.heading(2, "Retries");
        page.push("After one of these errors the same request may succeed later. After any other it fails again.");
        page.table(["Error", "Status", "When to retry", "First wait", "Longest wait", "Attempts"], &rows);
    }

    fn retry_row(&self, error: &Error) -> [String; 6] {
        [
            label::link(self.catalog, error, Place::Cell),
            error.status.to_string(),
            describe_strategy(self.catalog, error),
            error.retry.base.map_or_else(String::new, show_duration),
            error.retry.cap.map_or_else(String::new, show_duration),
            error.retry.max_attempts.map_or_else(String::new, |attempts| attempts.to_string()),
        ]
    }

    pub(super) fn push_lifecycle(&self, page: &mut Page) {
        let rows: Vec<_> = self.catalog.errors.iter().filter_map(|error| self.deprecated_row(error)).collect();
        if !rows.is_empty() {
            page.heading(2, "Deprecated codes");
            page.push("These codes are still sent, but will be retired.");
            page.table(["Code", "Since", "Use instead", "Note"], &rows);
        }
        let retired = self.catalog.retired.iter().map(|retired| {
            let number = retired.number.map_or_else(String::new, |number| number.to_string());
            [code_cell(&retired.code), number, cell(&retired.note)]
        });
        let rows: Vec<_> = retired.collect();
        if !rows.is_empty() {
            page.heading(2, "Retired codes");
            page.push("These codes are no longer sent, and will never stand for anything else.");
            page.table(["Code", "Number", "Note"], &rows);
        }
    }

    fn deprecated_row(&self, error: &Error) -> Option<[String; 4]> {
        let deprecated = error.deprecated.as_ref()?;
        let instead = deprecated.instead.as_deref();
        Some([
            label::link(self.catalog, error, Place::Cell),
            deprecated.since.as_deref().map_or_else(String::new, text),
            instead.map_or_else(String::new, |key| label::link_to_key(self.catalog, key, Place::Cell)),
            deprecated.note.as_deref().map_or_else(String::new, cell),
        ])
    }
}

/// When to retry, as a phrase; it suits a table and a line.
fn describe_strategy(catalog: &Catalog, error: &Error) -> String {
    match error.retry.strategy {
        Strategy::No => String::new(),
        Strategy::Backoff => "with growing waits".to_owned(),
        Strategy::After if error.headers.iter().any(|header| header.name.eq_ignore_ascii_case("retry-after")) => {
            "once the time in `Retry-After` has passed".to_owned()
        }
        Strategy::After => match retry_after_member(catalog, error) {
            Some(member) => format!("once the seconds in {} have passed", code_cell(&member)),
            None => "after a wait".to_owned(),
        },
    }
}

/// The member of the body that tells how long to wait, by its path.
fn retry_after_member(catalog: &Catalog, error: &Error) -> Option<String> {
    let known = error.presence("retry_after") != Presence::Never;
    if known { path_to(&catalog.wire.body, "retry_after") } else { None }
}

fn path_to(value: &ValueTemplate, name: &str) -> Option<String> {
    let ValueTemplate::Object(object) = value else { return None };
    object.members.iter().find_map(|member| match &member.value {
        ValueTemplate::Slot(slot) => (slot.name == name).then(|| member.key.clone()),
        value => path_to(value, name).map(|rest| format!("{}.{rest}", member.key)),
    })
}

/// The guidance on one error in a sentence; empty if there is none to give.
pub(super) fn retry_sentence(catalog: &Catalog, error: &Error) -> String {
    let Retry { strategy, base, cap, max_attempts, .. } = error.retry;
    if strategy == Strategy::No {
        return String::new();
    }
    let base = base.map_or_else(String::new, |base| format!(", {} at first", show_duration(base)));
    let cap = cap.map_or_else(String::new, |cap| format!(", never more than {}", show_duration(cap)));
    let attempts = max_attempts.map_or_else(String::new, |attempts| format!(", in {attempts} attempts at most"));
    format!("Retry: {}{base}{cap}{attempts}.", describe_strategy(catalog, error))
}

fn show_duration(duration: Duration) -> String {
    match duration.subsec_millis() {
        0 => format!("{} s", duration.as_secs()),
        _ => format!("{} ms", duration.as_millis()),
    }
}
