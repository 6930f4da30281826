//! Writes a contract as canonical text. Each value is on its own line, so diffs are readable and git can merge
//! branches.

use std::fmt::Write;
use std::time::Duration;

use super::FORMAT;
use super::line::{render_string, render_strings};
use super::violation::render_violations;
use crate::contract::{Contract, ErrorContract, RemovedError};
use crate::model::{Grpc, Header, Item, Member, Object, RejectionCause, Retry, ValueTemplate, ViolationsFormat};
use crate::toml_text::{toml_key, toml_string};

/// The first lines of every lock.
pub(super) const HEAD: &str = "\
# What clients of this API depend on: the contract of its errors, as of the last release, and what is gone for ever.
# `error-catalog release` writes this file. Commit it with the catalog, and do not edit it by hand.
";

impl Contract {
    /// Writes the contract as a lock, with one value on each line.
    #[must_use]
    pub fn render_lock(&self) -> String {
        let mut out = format!("{HEAD}\nformat = {FORMAT}\n");
        if let Some(version) = &self.version {
            render_string(&mut out, "version", version);
        }
        if let Some(name) = &self.name {
            render_string(&mut out, "catalog", name);
        }
        out.push_str("\n[wire]\n");
        render_string(&mut out, "content-type", &self.content_type);
        if let Some(status) = self.sent_status {
            let _ = writeln!(out, "status = {status}");
        }
        if let Some(docs_url) = &self.docs_url {
            render_string(&mut out, "docs-url", &docs_url.to_string());
        }
        match &self.violations {
            Some(ViolationsFormat::Shape(shape)) => render_string(&mut out, "violations", shape.as_str()),
            Some(ViolationsFormat::Each(template)) => render_value(&mut out, "violation", template),
            None => {}
        }
        if let Some(body) = &self.body {
            render_value(&mut out, "body", body);
        }
        if !self.headers.is_empty() {
            out.push_str("\n[headers]\n");
            self.headers.iter().for_each(|header| render_header(&mut out, "", header));
        }
        if !self.rejections.is_empty() {
            out.push_str("\n[statuses]\n");
            for ((status, cause), key) in &self.rejections {
                let is_alone =
                    cause.is_none() && !self.rejections.keys().any(|key| key.0 == *status && key.1.is_some());
                match cause {
                    _ if is_alone => render_string(&mut out, &status.to_string(), key),
                    cause => {
                        let cause = cause.map_or("code", RejectionCause::as_str);
                        render_string(&mut out, &format!("{status}.{cause}"), key);
                    }
                }
            }
        }
        if let Some(rust) = &self.rust {
            rust.render(&mut out);
        }
        for error in &self.errors {
            self.render_error(&mut out, error);
        }
        if let Some(violations) = &self.violation_codes {
            render_violations(violations, &mut out);
        }
        for removed in &self.removed {
            let _ = write!(out, "\n[gone.{}]\n", toml_key(&removed.code));
            render_removed(&mut out, removed, removed.number);
        }
        for removed in &self.removed_numbers {
            let _ = write!(out, "\n[gone-numbers.{}]\n", removed.number.unwrap_or_default());
            render_string(&mut out, "code", &removed.code);
            render_removed(&mut out, removed, None);
        }
        if !self.retired_numbers.is_empty() {
            out.push_str("\n[retired-numbers]\n");
            for row in &self.retired_numbers {
                render_string(&mut out, &row.to_string(), &row.note);
            }
        }
        out
    }

    fn render_error(&self, out: &mut String, error: &ErrorContract) {
        let _ = write!(out, "\n[errors.{}]\n", toml_key(&error.key));
        // An error that sends the code of another error repeats neither the code nor the number of that error.
        let owner = error.owner.as_ref().and_then(|owner| self.error(owner));
        match owner {
            Some(owner) => render_string(out, "code-of", &owner.key),
            None => {
                render_string(out, "code", &error.code);
                if !error.sends_code {
                    out.push_str("sent = false\n");
                }
            }
        }
        if !error.aliases.is_empty() {
            render_strings(out, "aliases", error.aliases.iter().cloned());
        }
        if let Some(number) = error.number.filter(|_| !self.shares_number(error)) {
            let _ = writeln!(out, "number = {number}");
        }
        let _ = match error.other_statuses.as_slice() {
            [] => writeln!(out, "status = {}", error.status),
            _ => writeln!(out, "status = {:?}", error.statuses().collect::<Vec<_>>()),
        };
        if let Some(status) = error.sent_status.filter(|status| Some(*status) != self.sent_status) {
            let _ = writeln!(out, "sent-status = {status}");
        }
        render_string(out, "title", &error.title);
        render_string(out, "message", &error.message.to_string());
        if !error.reworded.is_empty() {
            let texts = error.reworded.iter().map(ToString::to_string);
            render_strings(out, "reworded", texts);
        }
        if let Some(message) = &error.user_message {
            render_string(out, "user-message", &message.to_string());
        }
        if let Some(category) = &error.category {
            render_string(out, "category", category);
        }
        for (name, value) in &error.properties {
            let _ = writeln!(out, "properties.{} = {}", toml_key(name), inline(value));
        }
        if error.deprecated {
            out.push_str("deprecated = true\n");
        }
        for field in &error.fields {
            let path = format!("fields.{}", toml_key(&field.name));
            let ty = format!("{}{}", field.ty, if field.optional { "?" } else { "" });
            if field.one_of.is_empty() {
                render_string(out, &path, &ty);
            } else {
                render_string(out, &format!("{path}.type"), &ty);
                render_strings(out, &format!("{path}.one-of"), field.one_of.iter().cloned());
            }
        }
        for header in error.headers.iter().filter(|header| !self.headers.contains(header)) {
            render_header(out, "headers.", header);
        }
        for (status, headers) in &error.status_headers {
            let mut own = headers.iter().filter(|header| !self.headers.contains(header)).peekable();
            if own.peek().is_none() {
                let _ = writeln!(out, "status-headers.{status} = {{}}");
            }
            own.for_each(|header| render_header(out, &format!("status-headers.{status}."), header));
        }
        render_retry(out, &error.retry);
        if error.grpc != Grpc::from_status(error.status) {
            render_string(out, "grpc", error.grpc.as_str());
        }
        match &error.docs_url {
            Some(url) if error.has_own_docs_url => render_string(out, "docs-url", url),
            None if error.has_own_docs_url => out.push_str("docs-url = false\n"),
            _ => {}
        }
        if let Some(details) = &error.details {
            render_value(out, "details", details);
        }
        if let Some(rust) = &self.rust {
            rust.render_error(out, &error.key);
        }
    }
}

fn render_removed(out: &mut String, removed: &RemovedError, number: Option<u32>) {
    if let Some(number) = number {
        let _ = writeln!(out, "number = {number}");
    }
    if let Some(status) = removed.status {
        let _ = writeln!(out, "status = {status}");
    }
    if let Some(message) = &removed.message {
        render_string(out, "message", &message.to_string());
    }
    if let Some(note) = &removed.note {
        render_string(out, "note", note);
    }
    if let Some(since) = &removed.since {
        render_string(out, "since", since);
    }
}

fn render_header(out: &mut String, path: &str, header: &Header) {
    render_string(out, &format!("{path}{}", toml_key(&header.name)), &header.value.to_string());
}

/// Writes a retry in its shortest form, which is also valid in a catalog.
fn render_retry(out: &mut String, retry: &Retry) {
    if *retry == Retry::new(retry.strategy) {
        return render_string(out, "retry", retry.strategy.as_str());
    }
    render_string(out, "retry.strategy", retry.strategy.as_str());
    for (name, wait) in [("base", retry.base), ("cap", retry.cap)] {
        if let Some(wait) = wait {
            render_string(out, &format!("retry.{name}"), &show_duration(wait));
        }
    }
    if let Some(attempts) = retry.max_attempts {
        let _ = writeln!(out, "retry.max-attempts = {attempts}");
    }
}

/// Writes a duration in seconds, or in milliseconds if the duration is not a whole number of seconds.
pub(in crate::contract) fn show_duration(wait: Duration) -> String {
    let millis = wait.as_millis();
    if millis % 1000 == 0 { format!("{}s", millis / 1000) } else { format!("{millis}ms") }
}

/// Writes a value template, with a line for each member of an object at any depth, and a line for each element of a
/// list.
fn render_value(out: &mut String, path: &str, value: &ValueTemplate) {
    match value {
        ValueTemplate::Object(Object { members }) if !members.is_empty() => {
            for member in members {
                render_value(out, &format!("{path}.{}", member_key(member)), &member.value);
            }
        }
        ValueTemplate::List(items) if !items.is_empty() => {
            let _ = writeln!(out, "{path} = [");
            for item in items {
                let _ = writeln!(out, "    {},", inline_item(item));
            }
            out.push_str("]\n");
        }
        value => {
            let _ = writeln!(out, "{path} = {}", inline(value));
        }
    }
}

/// Writes a value template on one line.
pub(in crate::contract) fn inline(value: &ValueTemplate) -> String {
    match value {
        ValueTemplate::Bool(value) => value.to_string(),
        ValueTemplate::Integer(value) => value.to_string(),
        ValueTemplate::Float(value) => format!("{value:?}"),
        ValueTemplate::Text(text) => toml_string(&text.to_string()),
        ValueTemplate::Slot(slot) => toml_string(&slot.to_string()),
        ValueTemplate::List(items) => format!("[{}]", items.iter().map(inline_item).collect::<Vec<_>>().join(", ")),
        ValueTemplate::Object(object) => inline_object(None, object),
    }
}

fn inline_item(item: &Item) -> String {
    match (item.guard.entry(), &item.value) {
        (Some(guard), ValueTemplate::Object(object)) => inline_object(Some(guard), object),
        (_, value) => inline(value),
    }
}

fn inline_object(guard: Option<(&str, &str)>, object: &Object) -> String {
    let guard = guard.map(|(key, slot)| format!("\"{key}\" = \"{{{slot}}}\""));
    let members = object.members.iter().map(|member| format!("{} = {}", member_key(member), inline(&member.value)));
    let members: Vec<String> = guard.into_iter().chain(members).collect();
    if members.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", members.join(", ")) }
}

fn member_key(member: &Member) -> String {
    if member.optional { toml_key(&format!("{}?", member.key)) } else { toml_key(&member.key) }
}
