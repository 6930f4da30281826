//! Reads a lock.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::{DeTable, DeValue};

use super::{ERROR, FORMAT};
use crate::contract::of::{sort_headers, sort_numbers};
use crate::contract::{Contract, ErrorContract, LockFile, PublicField, RejectionKey, RemovedError, RustContract};
use crate::diagnostic::{Diagnostics, Known, Levels, LineStarts, Report, Span, rules};
use crate::model::{
    Grpc, Header, RejectionCause, RetiredNumbers, TextTemplate, ValueTemplate, ViolationsFormat, ViolationsShape,
};
use crate::raw::{Entry, Reader, Sp, Table, find_conflicts, mend};
use crate::sentence::{as_command, sentence};
use crate::source::SourceFile;
use crate::spans::{Location, SpanMap};

const TOP: &[&str] = &[
    "format",
    "version",
    "catalog",
    "wire",
    "headers",
    "statuses",
    "rust",
    "errors",
    "violations",
    "gone-violations",
    "gone",
    "gone-numbers",
    "retired-numbers",
];
const WIRE: &[&str] = &["content-type", "status", "docs-url", "violations", "violation", "body"];
/// The keys of a field with a list of values.
const FIELD: &[&str] = &["type", "one-of"];
/// The keys of a status: `code` for every cause, and the causes.
const REJECTIONS: &[&str] = &["code", "json", "query", "path", "form", "body"];
const REMOVED: &[&str] = &["number", "status", "message", "note", "since"];
const REMOVED_NUMBER: &[&str] = &["code", "status", "message", "note", "since"];

impl Contract {
    /// Reads a lock. In the report, the path of the lock is `path`.
    #[must_use]
    pub fn parse_lock(path: &str, text: &str) -> (Option<Contract>, Report) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
        let mut diagnostics = Diagnostics::default();
        let contract = parse_text(&text, &mut diagnostics);
        let file = SourceFile { path: path.to_owned(), text };
        let report = diagnostics.into_report(vec![file.clone()], Vec::new(), &Levels::default());
        let contract = contract.filter(|_| !report.has_errors());
        let contract = contract.map(|(contract, spans)| {
            let lock = LockFile { file, spans };
            Contract { lock: Some(lock), ..contract }
        });
        (contract, report)
    }
}

fn parse_text(text: &str, diagnostics: &mut Diagnostics) -> Option<(Contract, SpanMap)> {
    let conflicts = find_conflicts(text);
    for conflict in &conflicts {
        conflict.report((&rules::LOCK_CONFLICT, "the lock"), 0, diagnostics).help(sentence![
            "keep the side with the higher version, add the tables that only the other side has, and run ",
            as_command("release", []),
        ]);
    }
    if !conflicts.is_empty() {
        return None;
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let before = diagnostics.len();
        mend(0, text, diagnostics);
        diagnostics.since(before).for_each(|diagnostic| {
            diagnostic.rule = &rules::LOCK_SYNTAX;
            diagnostic.help(sentence!["restore the lock from the last commit, and run ", as_command("release", [])]);
        });
        return None;
    }
    let mut spans = SpanMap::default();
    spans.add_file(text, table.get_ref());
    let value = DeValue::Table(table.into_inner());
    let start = Span { file: 0, start: 0, end: 0 };
    let mut parser = Parser { reader: Reader::new(0, text, diagnostics), lines: LineStarts::of(text), spans };
    let contract = parser.parse_lock(Entry { key: "", key_span: start, value: &value, span: start })?;
    Some((contract, parser.spans))
}

pub(super) struct Parser<'a> {
    pub(super) reader: Reader<'a>,
    lines: LineStarts,
    pub(super) spans: SpanMap,
}

impl Parser<'_> {
    fn parse_lock(&mut self, top: Entry<'_>) -> Option<Contract> {
        let entries = self.reader.as_table(top);
        let format = entries.iter().find(|entry| entry.key == "format").copied();
        let format = format.and_then(|entry| self.reader.as_u32(entry));
        if let Some(format) = format.filter(|format| format.value != FORMAT) {
            self.reader
                .report(&rules::LOCK_FORMAT, format.span, format!("the lock has format {}", format.value))
                .label(format!("this version of error-catalog can read only format {FORMAT}"))
                .help("a newer version of error-catalog wrote this lock; update error-catalog");
            return None;
        }
        let table = self.reader.table(top, "the lock", TOP)?;
        table.require(&mut self.reader, "format");
        let version = table.get("version").and_then(|entry| self.reader.as_version(entry));
        let mut contract = Contract { version: version.map(|version| version.value), ..Contract::default() };
        contract.name = table.string(&mut self.reader, "catalog").map(|name| name.value);
        self.parse_wire(&table, &mut contract);
        contract.rejections = self.each(&table, "statuses", Self::parse_rejections).into_iter().flatten().collect();
        contract.headers = self.parse_headers(table.get("headers"));
        contract.rust = self.parse_rust(&table);
        contract.errors = self.each(&table, "errors", |parser, entry| parser.parse_error(entry));
        for error in &mut contract.errors {
            error.sent_status = error.sent_status.or(contract.sent_status);
            add_common(&mut error.headers, &contract.headers);
            error.status_headers.iter_mut().for_each(|(_, headers)| add_common(headers, &contract.headers));
        }
        contract.removed = self.each(&table, "gone", |parser, entry| parser.parse_removed(entry));
        contract.removed_numbers =
            self.each(&table, "gone-numbers", |parser, entry| parser.parse_removed_number(entry));
        let retired = self.each(&table, "retired-numbers", |parser, entry| parser.parse_retired_numbers(entry));
        contract.retired_numbers = sort_numbers(retired);
        contract.errors.sort_by(|a, b| a.key.cmp(&b.key));
        self.copy_codes(&mut contract);
        // A URL may contain the code, which is only known now if the error sends the code of another error.
        for error in contract.errors.iter_mut().filter(|error| !error.has_own_docs_url) {
            let template = contract.docs_url.as_ref();
            error.docs_url = template.and_then(|url| error.fill_docs_url(url, contract.name.as_deref()));
        }
        contract.removed.sort_by(|a, b| a.code.cmp(&b.code));
        contract.removed_numbers.sort_by_key(|removed| removed.number);
        self.check_clashes(&contract);
        self.check_retired(&contract);
        contract.violation_codes = self.parse_violations(&table, contract.rust.is_some());
        Some(contract.with_sent_violation_codes())
    }

    fn parse_wire(&mut self, top: &Table<'_>, contract: &mut Contract) -> Option<()> {
        let reader = &mut self.reader;
        let wire = top.require(reader, "wire")?;
        let table = reader.table(wire, "`[wire]`", WIRE)?;
        let media = table.require(reader, "content-type").and_then(|entry| reader.parse_media_type(entry));
        contract.content_type = media.map(|media| media.value).unwrap_or_default();
        contract.sent_status = table.get("status").and_then(|entry| reader.as_sent_status(entry));
        let docs_url = table.get("docs-url").and_then(|entry| reader.as_text(entry));
        contract.docs_url = docs_url.map(|url| url.template);
        let shapes = (ViolationsShape::ALL, ViolationsShape::as_str);
        contract.violations = match table.get("violation") {
            Some(entry) => reader.as_value(entry).map(|violation| ViolationsFormat::Each(violation.template)),
            None => {
                let violations = table.require(reader, "violations");
                let shape = violations.and_then(|entry| reader.as_term(entry, shapes.0, shapes.1));
                shape.map(ViolationsFormat::Shape)
            }
        };
        let body = table.require(reader, "body").and_then(|entry| reader.as_value(entry));
        contract.body = body.map(|body| body.template);
        Some(())
    }

    /// Reads what Rust callers can see. A lock without `[rust]` does not contain the names and types in Rust.
    fn parse_rust(&mut self, top: &Table<'_>) -> Option<RustContract> {
        let rust = RustContract::parse(&mut self.reader, top.get("rust")?)?;
        Some(self.parse_rust_of(rust, top, "errors"))
    }

    /// Adds what Rust callers can see of the entries of a table to `rust`.
    pub(super) fn parse_rust_of(
        &mut self,
        mut rust: RustContract,
        top: &Table<'_>,
        table: &'static str,
    ) -> RustContract {
        let errors = top.get(table).map_or_else(Vec::new, |entry| self.reader.as_table(entry));
        for error in errors {
            let DeValue::Table(keys) = error.value else { continue };
            let entry = self.reader.entries(keys).into_iter().find(|entry| entry.key == "rust");
            let location = self.location(error.key_span);
            rust.parse_error(&mut self.reader, (error.key, entry), location);
        }
        rust
    }

    fn parse_error(&mut self, entry: Entry<'_>) -> Option<ErrorContract> {
        let table = self.reader.table(entry, format!("error `{}`", entry.key), ERROR)?;
        let (code, aliases) = (self.parse_own_code(&table), self.parse_aliases(&table));
        let (status, other_statuses) = match table.require(&mut self.reader, "status") {
            Some(_) => self.reader.parse_statuses_of(&table),
            None => (Known::Absent, None),
        };
        let status = status.value().map(|status| status.value);
        let sent_status = table.get("sent-status").and_then(|entry| self.reader.as_sent_status(entry));
        let message = table.require(&mut self.reader, "message");
        let message = self.parse_message(message);
        let reworded = self.parse_reworded(&table);
        let user_message = self.parse_message(table.get("user-message"));
        let (fields, headers) = (self.parse_fields(table.get("fields")), self.parse_headers(table.get("headers")));
        let status_headers = self.parse_status_headers(&table);
        let properties = self.parse_properties(table.get("properties"));
        let location = self.location(entry.key_span);
        let reader = &mut self.reader;
        let retry = table.require(reader, "retry").and_then(|entry| reader.parse_retry(entry));
        let grpc = table.get("grpc").and_then(|entry| reader.as_term(entry, Grpc::ALL, Grpc::as_str));
        let title = table.require(reader, "title").and_then(|entry| reader.as_line(entry));
        let number = table.get("number").and_then(|entry| reader.as_u32(entry));
        let docs_url = table.get("docs-url");
        let details = table.get("details").and_then(|entry| reader.as_value(entry));
        let (code, owner) = code?;
        Some(ErrorContract {
            key: entry.key.to_owned(),
            sends_code: table.bool(reader, "sent").unwrap_or(true),
            number: number.map(|number| number.value),
            properties,
            category: table.string(reader, "category").map(|category| category.value),
            deprecated: table.bool(reader, "deprecated").unwrap_or(false),
            docs_url: docs_url.filter(|url| url.value.is_str()).and_then(|url| Some(reader.as_string(url)?.value)),
            has_own_docs_url: docs_url.is_some(),
            details: details.map(|details| details.template),
            code,
            owner,
            aliases,
            status: status?,
            other_statuses: other_statuses.into_iter().flatten().map(|status| status.value).collect(),
            sent_status,
            title: title?.value,
            message: message?,
            reworded,
            user_message,
            fields,
            internal: BTreeSet::new(),
            headers,
            status_headers,
            retry: retry?,
            grpc: grpc.unwrap_or(Grpc::from_status(status?)),
            docs: None,
            translations: None,
            location,
        })
    }

    /// Reads the row of a status: the key of an error, or a table with a key for each cause.
    fn parse_rejections(&mut self, entry: Entry<'_>) -> Option<Vec<(RejectionKey, String)>> {
        let Some(status) = entry.key.parse().ok().filter(|status| (100..=599).contains(status)) else {
            self.reader
                .report(&rules::BAD_STATUS, entry.key_span, format!("`{}` is not an HTTP status", entry.key))
                .label("expected a number from 100 to 599");
            return None;
        };
        if !matches!(entry.value, DeValue::Table(_)) {
            return Some(vec![((status, None), self.reader.as_string(entry)?.value)]);
        }
        let table = self.reader.table(entry, format!("status {status}"), REJECTIONS)?;
        let mut rows = Vec::new();
        for key in REJECTIONS {
            let error = table.string(&mut self.reader, key);
            rows.extend(error.map(|error| ((status, RejectionCause::from_term(key)), error.value)));
        }
        Some(rows)
    }

    pub(super) fn parse_aliases(&mut self, table: &Table<'_>) -> BTreeSet<String> {
        let aliases = table.strings(&mut self.reader, "aliases");
        aliases.into_iter().filter(|alias| self.reader.check_code(alias)).map(|alias| alias.value).collect()
    }

    pub(super) fn parse_reworded(&mut self, table: &Table<'_>) -> Vec<TextTemplate> {
        let texts = table.strings(&mut self.reader, "reworded");
        texts.iter().filter_map(|text| self.reader.parse_text(text)).map(|text| text.template).collect()
    }

    pub(super) fn parse_code(&mut self, table: &Table<'_>) -> Option<String> {
        let code = table.require(&mut self.reader, "code").and_then(|entry| self.reader.as_string(entry))?;
        self.reader.check_code(&code).then_some(code.value)
    }

    fn parse_status(&mut self, table: &Table<'_>) -> Option<u16> {
        self.reader.parse_status_of(table).value().map(|status| status.value)
    }

    pub(super) fn parse_message(&mut self, entry: Option<Entry<'_>>) -> Option<TextTemplate> {
        entry.and_then(|entry| self.reader.as_text(entry)).map(|text| text.template)
    }

    fn parse_properties(&mut self, entry: Option<Entry<'_>>) -> BTreeMap<String, ValueTemplate> {
        let entries = entry.map_or_else(Vec::new, |entry| self.reader.as_table(entry));
        let values = entries.into_iter().filter_map(|entry| {
            let value = self.reader.as_value(entry)?.template;
            Some((entry.key.to_owned(), value))
        });
        values.collect()
    }

    pub(super) fn parse_fields(&mut self, entry: Option<Entry<'_>>) -> Vec<PublicField> {
        let entries = entry.map_or_else(Vec::new, |entry| self.reader.as_table(entry));
        let mut fields: Vec<PublicField> = entries.into_iter().filter_map(|entry| self.parse_field(entry)).collect();
        fields.sort_by(|a, b| a.name.cmp(&b.name));
        fields
    }

    /// Reads a type, or a table with a type and the values of the field.
    fn parse_field(&mut self, entry: Entry<'_>) -> Option<PublicField> {
        let name = entry.key.to_owned();
        if !matches!(entry.value, DeValue::Table(_)) {
            let (ty, optional) = self.reader.parse_type(entry)?;
            return Some(PublicField { name, ty: ty.value, one_of: BTreeSet::new(), optional });
        }
        let table = self.reader.table(entry, format!("field `{name}`"), FIELD)?;
        let ty = table.require(&mut self.reader, "type");
        let (ty, optional) = ty.and_then(|entry| self.reader.parse_type(entry))?;
        let values = table.require(&mut self.reader, "one-of");
        let values = values.and_then(|entry| self.reader.parse_one_of(entry, &ty))?;
        let one_of = values.into_iter().map(|value| value.value).collect();
        Some(PublicField { name, ty: ty.value, one_of, optional })
    }

    fn parse_headers(&mut self, entry: Option<Entry<'_>>) -> Vec<Header> {
        let headers = self.reader.parse_headers(entry).into_iter();
        let headers: Vec<Header> =
            headers.map(|header| Header { name: header.name.value, value: header.value.template }).collect();
        sort_headers(&headers)
    }

    fn parse_status_headers(&mut self, table: &Table<'_>) -> Vec<(u16, Vec<Header>)> {
        let parse = |parser: &mut Self, entry: Entry<'_>| {
            let Some(status) = entry.key.parse().ok().filter(|status| (400..=599).contains(status)) else {
                parser
                    .reader
                    .report(&rules::BAD_STATUS, entry.key_span, format!("`{}` is not an error status", entry.key))
                    .label("expected a number from 400 to 599");
                return None;
            };
            Some((status, parser.parse_headers(Some(entry))))
        };
        self.each(table, "status-headers", parse)
    }

    fn parse_removed(&mut self, entry: Entry<'_>) -> Option<RemovedError> {
        let code = Sp::new(entry.key.to_owned(), entry.key_span);
        let is_valid = self.reader.check_code(&code);
        let table = self.reader.table(entry, format!("removed code `{}`", entry.key), REMOVED)?;
        let number = table.get("number").and_then(|entry| self.reader.as_u32(entry));
        let removed = self.parse_meaning(&table, code.value, number.map(|number| number.value));
        is_valid.then_some(removed)
    }

    fn parse_removed_number(&mut self, entry: Entry<'_>) -> Option<RemovedError> {
        let Ok(number) = entry.key.parse() else {
            self.reader
                .report(&rules::BAD_NUMBER, entry.key_span, format!("`{}` is not a number", entry.key))
                .label("expected a number that was removed from an error");
            return None;
        };
        let table = self.reader.table(entry, format!("the number {number}"), REMOVED_NUMBER)?;
        let code = self.parse_code(&table)?;
        Some(self.parse_meaning(&table, code, Some(number)))
    }

    fn parse_retired_numbers(&mut self, entry: Entry<'_>) -> Option<RetiredNumbers> {
        let row = self.reader.parse_retired_numbers(entry)?;
        Some(RetiredNumbers { first: row.first, last: row.last, note: row.note, location: self.location(row.span) })
    }

    pub(super) fn parse_meaning(&mut self, table: &Table<'_>, code: String, number: Option<u32>) -> RemovedError {
        let location = Some(self.location(table.span));
        let status = self.parse_status(table);
        let message = self.parse_message(table.get("message"));
        let note = table.line(&mut self.reader, "note").map(|note| note.value);
        let since = table.get("since").and_then(|entry| self.reader.as_version(entry)).map(|since| since.value);
        RemovedError { code, number, status, message, note, since, location }
    }

    pub(super) fn each<T>(
        &mut self,
        top: &Table<'_>,
        key: &'static str,
        parse: fn(&mut Self, Entry<'_>) -> Option<T>,
    ) -> Vec<T> {
        let entries = top.get(key).map_or_else(Vec::new, |entry| self.reader.as_table(entry));
        entries.into_iter().filter_map(|entry| parse(self, entry)).collect()
    }

    pub(super) fn location(&self, span: Span) -> Location {
        Location { file: 0, line: self.lines.line(span.start), start: span.start }
    }
}

/// Adds the headers of every error, except headers that `headers` already has.
fn add_common(headers: &mut Vec<Header>, common: &[Header]) {
    for header in common {
        if !headers.iter().any(|own| own.name.eq_ignore_ascii_case(&header.name)) {
            headers.push(header.clone());
        }
    }
    *headers = sort_headers(headers);
}
