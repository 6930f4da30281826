//! The tables that lead from responses to errors, with the templates of responses.

use std::collections::BTreeMap;

use error_catalog_model::Catalog;

use super::info::policy;
use super::runtime::Used;
use super::template::{is_empty, template};
use super::types::{Known, push_reader};
use super::{put, put_item};
use crate::client::{Client, Row};
use crate::text::typescript::{key, string};

/// Writes the tables.
pub(super) fn push_definitions(client: &Client<'_>, known: &[Known<'_>], used: &mut Used, out: &mut String) {
    put!(out, "/** The slots that every body may have. */");
    put_item!(out, 0, ";\n", "const outline: Template = {}", template(&client.outline, None, used));
    let mut rows = vec![Vec::new(); known.len()];
    for row in &client.rows {
        if let Some(rows) = rows.get_mut(row.base) {
            rows.push(row);
        }
    }
    put!(out, "/** The errors, by their names in the catalog. */");
    let start = "const definitions: Readonly<Record<string, Definition>> = {";
    put!(out, "{start}{}", if known.is_empty() { "};\n" } else { "" });
    for (error, rows) in known.iter().zip(rows) {
        put!(out, "  {}: {{", key(&error.view.error.key));
        put_item!(out, 4, ",", "code: {}", string(&error.view.error.code));
        push_responses(error, &rows, used, out);
        push_reader(error, used, out);
        put!(out, "  }},");
    }
    if !known.is_empty() {
        put!(out, "}};\n");
    }
    if used.contains("candidates") {
        put!(out, "/** The parts that the body of every error without a code has. */");
        put_item!(out, 0, ";\n", "const skeleton: Template = {}", template(&client.skeleton, None, used));
    }
    push_keys(known, used, out);
    push_numbers(client, used, out);
    push_families(client.catalog, known, used, out);
}

/// Writes the templates of the responses to an error, unless the code says everything.
fn push_responses(known: &Known<'_>, rows: &[&Row<'_>], used: &mut Used, out: &mut String) {
    let mut responses = String::new();
    let mut says_more = false;
    for row in rows {
        let error = row.error;
        put!(responses, "      {{");
        put!(responses, "        status: {},", error.sent_status());
        if row.shares_status {
            used.insert("shared");
        }
        if let Some(title) = row.title() {
            put_item!(&mut responses, 8, ",", "title: {}", string(title));
        }
        if let Some(retry) = row.retry() {
            put_item!(&mut responses, 8, ",", "retry: {}", policy(retry));
        }
        put_item!(&mut responses, 8, ",", "body: {}", template(&row.body, Some(error), used));
        if let Some(required) = &row.required {
            put_item!(&mut responses, 8, ",", "required: {}", template(required, Some(error), used));
        }
        if row.is_candidate {
            used.insert("candidates");
            put!(responses, "        isCandidate: true,");
        }
        if !row.headers.is_empty() {
            used.insert("headers");
            let headers = row.headers.iter();
            let headers = headers.map(|(name, shape)| format!("{}: {}", key(name), template(shape, Some(error), used)));
            put_item!(&mut responses, 8, ",", "headers: {{ {} }}", headers.collect::<Vec<_>>().join(", "));
        }
        put!(responses, "      }},");
        let says_other = row.title().is_some() || row.retry().is_some();
        if says_other {
            used.insert("statuses");
        }
        let is_compared = row.is_candidate || known.is_shared;
        says_more |= says_other || is_compared || !row.headers.is_empty() || !is_empty(&row.body);
    }
    if says_more {
        put!(out, "    responses: [\n{responses}    ],");
    }
}

fn push_keys(known: &[Known<'_>], used: &mut Used, out: &mut String) {
    let mut codes = String::new();
    for error in known.iter().map(|known| known.view.error) {
        let own = Some(&error.code).into_iter().filter(|code| error.owner.is_none() && **code != error.key);
        for code in own.chain(&error.aliases) {
            put_item!(&mut codes, 2, ",", "{}: {}", key(code), string(&error.key));
        }
    }
    if !codes.is_empty() {
        used.insert("aliases");
        put!(out, "/** The names of errors in the catalog, by the codes and aliases that differ from these names. */");
        put!(out, "const keysOfCodes: Readonly<Record<string, string>> = {{\n{codes}}};\n");
    }
}

fn push_numbers(client: &Client<'_>, used: &mut Used, out: &mut String) {
    if !client.reads_numbers() {
        return;
    }
    let catalog = client.catalog;
    let mut numbers = BTreeMap::new();
    for error in &catalog.errors {
        let owner = error.owner.and_then(|owner| catalog.errors.get(owner));
        if let Some(number) = error.number.filter(|_| owner.is_none_or(|owner| owner.number != error.number)) {
            numbers.entry(number).or_insert(&error.key);
        }
    }
    if !numbers.is_empty() {
        used.insert("numbers");
        put!(out, "/** The names of errors in the catalog, by the numbers of the errors. */");
        put!(out, "const numbers: Readonly<Record<string, string>> = {{");
        for (number, name) in numbers {
            put_item!(out, 2, ",", "{number}: {}", string(name));
        }
        put!(out, "}};\n");
    }
}

fn push_families(catalog: &Catalog, known: &[Known<'_>], used: &mut Used, out: &mut String) {
    let mut owners = known.iter().map(|known| known.view).filter(|view| !view.shared_by.is_empty()).peekable();
    if owners.peek().is_none() {
        return;
    }
    used.insert("families");
    put!(out, "/** The errors that have the same code, by the error that owns the code. */");
    put!(out, "const families: Readonly<Record<string, readonly string[]>> = {{");
    for view in owners {
        let others = view.shared_by.iter().filter_map(|index| catalog.errors.get(*index));
        let members: Vec<String> = std::iter::once(view.error).chain(others).map(|error| string(&error.key)).collect();
        put_item!(out, 2, ",", "{}: [{}]", key(&view.error.key), members.join(", "));
    }
    put!(out, "}};\n");
}
