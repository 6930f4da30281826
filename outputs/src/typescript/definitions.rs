//! The tables that lead from responses to errors, with the templates of responses.

use std::collections::BTreeMap;

use error_catalog_codegen::program::{Optional, Shape, body_has_code, sends_code};
use error_catalog_model::{Catalog, Error, Slot};

use super::put;
use super::runtime::Used;
use super::template::{is_empty, pruned, template};
use super::types::{Known, push_reader};
use crate::text::typescript::{key, string};

/// Writes the tables.
pub(super) fn push_definitions(catalog: &Catalog, known: &[Known<'_>], used: &mut Used, out: &mut String) {
    let outline = Shape::of_outline(catalog);
    let writer = Definitions { catalog, outline: &outline, has_code: body_has_code(catalog) };
    put!(out, "/** The slots that every body may have. */");
    put!(out, "const outline: Template = {};\n", template(&outline, None, used));
    let mut further = vec![Vec::new(); catalog.errors.len()];
    for status in &catalog.further {
        if let Some(rows) = further.get_mut(status.of) {
            rows.push(&status.error);
        }
    }
    put!(out, "/** The errors, by their names in the catalog. */");
    put!(out, "const definitions: Readonly<Record<string, Definition>> = {{");
    for (error, further) in known.iter().zip(further) {
        put!(out, "  {}: {{", key(&error.view.error.key));
        put!(out, "    code: {},", string(&error.view.error.code));
        let rows: Vec<&Error> = std::iter::once(error.view.error).chain(further).collect();
        writer.push_responses(error, &rows, used, out);
        push_reader(error, used, out);
        put!(out, "  }},");
    }
    put!(out, "}};\n");
    if used.contains("candidates") {
        put!(out, "/** The parts that the body of every error without a code has. */");
        put!(out, "const skeleton: Template = {};\n", template(&Shape::of_skeleton(catalog), None, used));
    }
    push_keys(known, used, out);
    push_numbers(catalog, used, out);
    push_families(catalog, known, used, out);
}

struct Definitions<'a> {
    catalog: &'a Catalog,
    /// The body with every slot open.
    outline: &'a Shape,
    /// Whether a response without a code is not an error with a code.
    has_code: bool,
}

impl Definitions<'_> {
    /// Writes the templates of the responses to an error, unless the code says everything.
    fn push_responses(&self, known: &Known<'_>, rows: &[&Error], used: &mut Used, out: &mut String) {
        let mut responses = String::new();
        let mut says_more = false;
        for error in rows {
            let is_candidate = !(self.has_code && sends_code(self.catalog, error));
            let is_compared = is_candidate || known.is_shared;
            let mut body = Shape::of_error(self.catalog, error, Optional::Present);
            if !is_compared {
                body = pruned(body, &|slot| self.outline.has_slot(&|other| other == slot));
            }
            put!(responses, "      {{");
            put!(responses, "        status: {},", error.status);
            if is_candidate && error.sent_status() != error.status {
                put!(responses, "        sent: {},", error.sent_status());
            }
            put!(responses, "        body: {},", template(&body, Some(error), used));
            if is_compared {
                let required = Shape::of_error(self.catalog, error, Optional::Absent);
                if required != body {
                    put!(responses, "        required: {},", template(&required, Some(error), used));
                }
            }
            if is_candidate {
                used.insert("candidates");
                put!(responses, "        isCandidate: true,");
            }
            let headers = self.headers(error, used);
            if !headers.is_empty() {
                used.insert("headers");
                put!(responses, "        headers: {{ {} }},", headers.join(", "));
            }
            put!(responses, "      }},");
            says_more |= is_compared || !headers.is_empty() || !is_empty(&body);
        }
        if says_more {
            put!(out, "    responses: [\n{responses}    ],");
        }
    }

    /// The headers with slots that the client does not read from every response.
    fn headers(&self, error: &Error, used: &mut Used) -> Vec<String> {
        let headers = Shape::of_headers(self.catalog, error);
        let read = headers.iter().filter(|(name, shape)| {
            let is_always_read = ["x-request-id", "retry-after"].iter().any(|read| name.eq_ignore_ascii_case(read));
            shape.has_slot(&|slot| !is_always_read || matches!(slot, Slot::Field(_)))
        });
        read.map(|(name, shape)| format!("{}: {}", key(name), template(shape, Some(error), used))).collect()
    }
}

fn push_keys(known: &[Known<'_>], used: &mut Used, out: &mut String) {
    let owners = known.iter().map(|known| known.view.error).filter(|error| error.owner.is_none());
    let codes = owners.flat_map(|error| {
        let own = std::iter::once(&error.code).filter(|code| **code != error.key);
        own.chain(&error.aliases).map(|code| format!("  {}: {},\n", key(code), string(&error.key)))
    });
    let codes: String = codes.collect();
    if !codes.is_empty() {
        used.insert("aliases");
        put!(out, "/** The names of errors in the catalog, by the codes and aliases that differ from these names. */");
        put!(out, "const keysOfCodes: Readonly<Record<string, string>> = {{\n{codes}}};\n");
    }
}

fn push_numbers(catalog: &Catalog, used: &mut Used, out: &mut String) {
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
            put!(out, "  {number}: {},", string(name));
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
        put!(out, "  {}: [{}],", key(&view.error.key), members.join(", "));
    }
    put!(out, "}};\n");
}
