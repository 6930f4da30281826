//! Finds the error of a response, and reads its values.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::time::Duration;

use error_catalog_wire::{Builtin, Json, Op, Program, Retry, Slot, Violations};

use super::matching::Found;
use super::outline::{Optional, Template, compile_text};
use super::retry::{RetryAdvice, parse_retry_after, parse_seconds};
use crate::error::CatalogError;
use crate::fields::{Fields, FromJson};
use crate::table::Table;

/// The headers of a response.
pub(super) type Headers = Vec<(String, String)>;

/// Everything that is read from a response.
pub(super) struct Contents<E: CatalogError> {
    pub(super) code: Option<E::Code>,
    pub(super) code_text: Option<String>,
    pub(super) title: Option<String>,
    pub(super) message: Option<String>,
    pub(super) user_message: Option<String>,
    pub(super) details: Option<Json>,
    pub(super) violations: Violations,
    pub(super) request_id: Option<String>,
    pub(super) retry_after: Option<Duration>,
    pub(super) retry: RetryAdvice,
    pub(super) fields: Vec<(&'static str, Json)>,
    pub(super) error: Option<E>,
    /// Whether the body has the value of a sensitive field.
    pub(super) is_sensitive: bool,
}

impl<E: CatalogError> Contents<E> {
    pub(super) fn read(status: u16, headers: &Headers, body: &[u8]) -> Self {
        let json = parse_json(body).unwrap_or_default();
        let mut general = Found::default();
        let table = E::tables();
        let outline = table.map(|table| Program { text: table.text, ops: table.outline });
        if let Some(template) = outline.and_then(|program| Template::compile(program, Optional::Present)) {
            general.read(&template, &json);
        }
        let code_text = general.text(Builtin::Code);
        let row = table.and_then(|table| {
            let number = || general.text(Builtin::Number)?.parse().ok();
            row_of_code::<E>(table, code_text.as_deref())
                .or_else(|| row_of_number(table, number()?))
                .or_else(|| code_text.is_none().then(|| row_of_body(table, status, &json)).flatten())
                .map(|row| (table, row))
        });
        let known = row.map(|(table, row)| Known::read(table, row, headers, &json)).unwrap_or_default();
        let error = row.and_then(|(_, row)| E::decode(row, &mut Reader(&known.found)));

        let either = |builtin| general.text(builtin).or_else(|| known.found.text(builtin));
        let retry_after =
            parse_retry_after(header(headers, "retry-after").unwrap_or_default(), header(headers, "date"));
        let retry_after = retry_after
            .or_else(|| parse_seconds(&either(Builtin::RetryAfter)?))
            .or_else(|| parse_seconds(&text(known.field("retry_after")?)?));
        let retry = row.map_or_else(|| Retry::from_status(status), |(table, row)| table.retry(row));
        Self {
            code: row.and_then(|(table, row)| table.code(row).parse().ok()),
            title: general.text(Builtin::Title).or_else(|| row.map(|(table, row)| table.title(row).into())),
            message: general.text(Builtin::Message).or_else(|| error.as_ref().map(E::to_string)),
            user_message: general.text(Builtin::UserMessage).or_else(|| error.as_ref()?.user_message()),
            details: general.value(Slot::Builtin(Builtin::Details)).cloned(),
            violations: known
                .violations
                .or_else(|| Violations::from_json(general.value(Slot::Builtin(Builtin::Violations)).cloned()))
                .unwrap_or_default(),
            request_id: either(Builtin::RequestId).or_else(|| header(headers, "x-request-id").map(String::from)),
            retry: RetryAdvice::new(retry, retry_after),
            retry_after,
            code_text,
            fields: known.fields,
            error,
            is_sensitive: row.is_some_and(|(table, row)| table.fields(row).any(|field| field.is_sensitive)),
        }
    }
}

/// The values that the templates of one error find in a response.
#[derive(Default)]
struct Known {
    found: Found,
    fields: Vec<(&'static str, Json)>,
    violations: Option<Violations>,
}

impl Known {
    fn field(&self, name: &str) -> Option<&Json> {
        self.fields.iter().find(|field| field.0 == name).map(|field| &field.1)
    }

    fn read(table: &'static Table, row: usize, headers: &Headers, json: &Json) -> Self {
        let programs = table.programs(row);
        let mut found = Found::default();
        if let Some(template) = Template::compile(programs.body(), Optional::Present) {
            found.read(&template, json);
        }
        for (name, program) in programs.headers() {
            if let Some(value) = header(headers, name) {
                found.read_text(&compile_text(program), value);
            }
        }
        let names = table.fields(row).map(|field| field.name).enumerate();
        let fields =
            names.filter_map(|(index, name)| Some((name, found.value(Slot::field(index)?)?.clone()))).collect();
        let mut shown = programs.body().ops().filter_map(|op| match op {
            Op::Violations(slot, _) => found.value(slot).cloned(),
            _ => None,
        });
        let violations = shown.find_map(|json| Violations::from_json(Some(json)));
        Self { found, fields, violations }
    }
}

/// Returns the row of a code or an alias. This works for catalogs with and without a hash table.
fn row_of_code<E: CatalogError>(table: &Table, text: Option<&str>) -> Option<usize> {
    table.lookup(text?).or_else(|| {
        let code = text?.parse::<E::Code>().ok()?.to_string();
        (0..table.errors()).find(|row| table.code(*row) == code)
    })
}

fn row_of_number(table: &Table, number: u32) -> Option<usize> {
    (0..table.errors()).find(|row| table.number(*row) == Some(number))
}

/// Returns the row of the error with this status whose constants are all in the body. If there are several such errors,
/// the error with the most constants is chosen. Returns `None` if two errors are tied.
fn row_of_body(table: &Table, status: u16, json: &Json) -> Option<usize> {
    let mut best = (None, (0, 0));
    for row in (0..table.errors()).filter(|row| table.status(*row) == status) {
        let body = table.programs(row).body();
        if Template::compile(body, Optional::Absent)?.agreement(json).missed > 0 {
            continue;
        }
        let all = Template::compile(body, Optional::Present)?.agreement(json);
        let rank = (all.matched, all.members);
        if all.matched == 0 || rank < best.1 {
            continue;
        }
        best = if rank == best.1 { (None, rank) } else { (Some(row), rank) };
    }
    best.0
}

/// Passes the fields of a known error to generated code.
struct Reader<'a>(&'a Found);

impl Fields for Reader<'_> {
    fn take(&mut self, index: usize) -> Option<Json> {
        self.0.get(Slot::field(index)?).cloned()
    }
}

impl Found {
    /// The value of a slot, unless it is `null`.
    fn value(&self, slot: Slot) -> Option<&Json> {
        self.get(slot).filter(|json| **json != Json::Null)
    }

    fn text(&self, builtin: Builtin) -> Option<String> {
        text(self.value(Slot::Builtin(builtin))?)
    }
}

/// The text of a string or a number.
fn text(json: &Json) -> Option<String> {
    match json {
        Json::String(text) => Some(text.clone()),
        Json::Unsigned(_) | Json::Signed(_) | Json::Float(_) => Some(json.to_string()),
        _ => None,
    }
}

/// The value of the first header with this name.
fn header<'a>(headers: &'a Headers, name: &str) -> Option<&'a str> {
    headers.iter().find(|header| header.0.eq_ignore_ascii_case(name)).map(|header| header.1.as_str())
}

/// Parses a body in UTF-8, with or without a byte order mark
/// ([RFC 8259, section 8.1](https://www.rfc-editor.org/rfc/rfc8259#section-8.1)).
fn parse_json(body: &[u8]) -> Option<Json> {
    serde_json::from_slice(body.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(body)).ok()
}
