//! `[errors.NAME]`

use toml::de::DeValue;

use super::field::FIELD;
use super::reader::{Entry, Reader, Sp, Table};
use super::{RawCode, RawDeprecated, RawDetails, RawDocsUrl, RawError, RawHeader, RawMember};
use crate::diagnostic::{Known, Reported, rules};
use crate::model::{Grpc, Level};
use crate::names::{is_all, is_code, is_key, is_semver, to_function, to_variant};

pub(super) const ERROR: &[&str] = &[
    "status",
    "sent-status",
    "message",
    "title",
    "description",
    "user-message",
    "internal",
    "code",
    "code-of",
    "number",
    "category",
    "properties",
    "fields",
    "rust",
    "details",
    "headers",
    "retry",
    "level",
    "grpc",
    "docs-url",
    "docs",
    "causes",
    "solutions",
    "see",
    "example",
    "examples",
    "since",
    "deprecated",
    "aliases",
];
pub(super) const DEPRECATED: &[&str] = &["since", "note", "use"];
/// The methods that every generated error has or will have: its own methods, the methods of its traits, and the methods
/// that traits of the standard library and of frameworks add. A constructor with the same name would hide the method.
/// The methods that only generated code calls are not in this list: generated code calls them by the path of their
/// trait.
const METHODS: &[&str] = &[
    "as_response",
    "body",
    "borrow",
    "cause",
    "clone",
    "code",
    "description",
    "docs_url",
    "error_response",
    "example",
    "fmt",
    "for_status",
    "from",
    "from_parts",
    "grpc",
    "headers",
    "into",
    "into_response",
    "level",
    "location",
    "log",
    "log_message",
    "retry",
    "source",
    "status",
    "status_code",
    "title",
    "to_owned",
    "to_response",
    "to_string",
    "try_from",
    "try_into",
    "type_id",
    "user_message",
    "write_body",
];

impl Reader<'_> {
    pub(crate) fn parse_error(&mut self, entry: Entry<'_>) -> Option<RawError> {
        let before = self.diagnostics.len();
        let table = self.table(entry, format!("error `{}`", entry.key), ERROR)?;
        let key = Sp::new(entry.key.to_owned(), entry.key_span);
        let (Some(variant), Some(constructor)) = (to_variant(entry.key), to_function(entry.key)) else {
            self.report_bad_key(&key);
            return None;
        };
        if METHODS.contains(&constructor.as_str()) {
            self.report(&rules::RESERVED_NAME, key.span, format!("`{constructor}` is a method of every error"))
                .label("a constructor cannot have the name of a method")
                .help("give the error another key; `code` sets the code that clients receive");
            return None;
        }
        let suspected = self.suspected(key.span);
        let before_fields = self.diagnostics.len();
        let (fields, left_out_fields) = self.parse_fields(table.get("fields"), FIELD);
        let hidden_fields = suspected.or_else(|| self.hidden_fields(&table, before_fields));
        let (status, other_statuses) = match self.parse_statuses_of(&table) {
            (Known::Absent, _) => {
                let hidden = table.hidden("status", self).or_else(|| table.hidden("category", self));
                (hidden.map_or(Known::Absent, Known::Broken), None)
            }
            statuses => statuses,
        };
        let rust = table.get("rust").map_or_else(Default::default, |entry| self.parse_rust(entry));
        let examples = self.parse_examples(&table);
        let mut error = RawError {
            key,
            variant,
            constructor,
            status,
            other_statuses,
            sent_status: table.get("sent-status").and_then(|entry| self.as_sent_status(entry)),
            message: table.get("message").and_then(|entry| self.as_message(entry)),
            has_message: table.get("message").is_some() || table.hidden("message", self).is_some(),
            title: table.heading(self, "title"),
            description: table.heading(self, "description").map(|line| line.value),
            user_message: table.get("user-message").and_then(|entry| self.as_message(entry)),
            internal: table.get("internal").and_then(|entry| self.as_message(entry)),
            code: table.get("code").and_then(|entry| self.parse_code(entry)),
            code_of: self.parse_code_of(&table),
            number: table.get("number").and_then(|entry| self.as_u32(entry)),
            category: table.string(self, "category"),
            properties: self.parse_property_values(table.get("properties")),
            fields,
            hidden_fields,
            left_out_fields,
            broken: None,
            rust,
            details: self.parse_details_of(&table),
            headers: self.parse_headers(table.get("headers")),
            retry: table.get("retry").and_then(|entry| self.parse_retry(entry)),
            level: table.get("level").and_then(|entry| self.as_term(entry, Level::ALL, Level::as_str)),
            grpc: table.get("grpc").and_then(|entry| self.as_term(entry, Grpc::ALL, Grpc::as_str)),
            docs_url: table.get("docs-url").and_then(|entry| self.parse_docs_url(entry)),
            docs: table.get("docs").and_then(|entry| self.as_prose(entry)).map(|docs| docs.value),
            causes: table.prose(self, "causes"),
            solutions: table.prose(self, "solutions"),
            see: table.prose(self, "see"),
            examples,
            since: table.get("since").and_then(|entry| self.as_version(entry)).map(|since| since.value),
            deprecated: table.get("deprecated").and_then(|entry| self.parse_deprecated(entry)),
            aliases: self.parse_aliases(&table),
        };
        error.broken = suspected.or(self.diagnostics.reported_since(before));
        Some(error)
    }

    /// The reported problem that may hide a field. `before` is the number of diagnostics before the fields were read.
    pub(crate) fn hidden_fields(&self, table: &Table<'_>, before: usize) -> Option<Reported> {
        match table.get("fields") {
            Some(entry) if entry.value.is_table() => None,
            Some(_) => self.diagnostics.reported_since(before),
            None => table.hidden("fields", self),
        }
    }

    pub(crate) fn as_u32(&mut self, entry: Entry<'_>) -> Option<Sp<u32>> {
        let number = self.as_number(entry, 0..=i128::from(u32::MAX))?;
        Some(Sp::new(u32::try_from(number.value).ok()?, number.span))
    }

    pub(crate) fn as_version(&mut self, entry: Entry<'_>) -> Option<Sp<String>> {
        let version = self.as_string(entry)?;
        if !is_semver(&version.value) {
            let message = format!("`{}` is not a semantic version", version.value);
            self.report(&rules::BAD_VERSION, version.span, message).label("expected three numbers, such as `1.4.0`");
            return None;
        }
        Some(version)
    }

    /// Reads the `docs-url` of an error or a category.
    pub(super) fn parse_docs_url(&mut self, entry: Entry<'_>) -> Option<RawDocsUrl> {
        match entry.value {
            DeValue::Boolean(false) => Some(RawDocsUrl::None),
            DeValue::String(_) => self.as_text(entry).map(RawDocsUrl::Url),
            _ => {
                self.wrong_type(entry, "a string or `false`");
                None
            }
        }
    }

    fn parse_code(&mut self, entry: Entry<'_>) -> Option<RawCode> {
        match entry.value {
            DeValue::Boolean(false) => Some(RawCode::NotSent),
            DeValue::Boolean(true) => Some(RawCode::OfKey),
            DeValue::String(_) => {
                let code = self.as_string(entry)?;
                self.check_code(&code).then_some(RawCode::Sent(code))
            }
            _ => {
                self.wrong_type(entry, "a string or a boolean");
                None
            }
        }
    }

    /// Reads the key of the error whose code this error sends.
    fn parse_code_of(&mut self, table: &Table<'_>) -> Option<Sp<String>> {
        let owner = table.string(self, "code-of")?;
        if let Some(code) = table.get("code") {
            self.report(&rules::CONFLICTING_KEYS, owner.span, format!("{} has both `code` and `code-of`", table.what))
                .label("the error sends the code of this error, so remove either `code` or `code-of`")
                .related(code.span, "this code would never be sent");
        }
        Some(owner)
    }

    pub(crate) fn check_code(&mut self, code: &Sp<String>) -> bool {
        let valid = is_code(&code.value);
        if !valid {
            self.report(&rules::BAD_CODE, code.span, format!("{:?} cannot be a code", code.value))
                .label("expected at most 128 printable characters, without white space at the start or at the end");
        }
        valid
    }

    /// Reports a key of an error or a category that cannot become a variant.
    pub(crate) fn report_bad_key(&mut self, key: &Sp<String>) {
        let label = match key.value.as_str() {
            key if !is_key(key) => "expected an ASCII letter, followed by ASCII letters, digits, `_` or `-`",
            key if is_all(key) => "`ALL` is the name of the list of all variants",
            _ => "this word is reserved in Rust",
        };
        let message = match key.value.as_str() {
            "" => "an empty key cannot become a Rust name".to_owned(),
            key => format!("`{key}` cannot become a Rust name"),
        };
        self.report(&rules::BAD_NAME, key.span, message).label(label);
    }

    pub(super) fn parse_aliases(&mut self, table: &Table<'_>) -> Vec<Sp<String>> {
        let aliases = table.strings(self, "aliases");
        aliases.into_iter().filter(|alias| self.check_code(alias)).collect()
    }

    pub(crate) fn parse_details_of(&mut self, table: &Table<'_>) -> Option<Sp<RawDetails>> {
        table.get("details").and_then(|entry| Some(Sp::new(self.parse_details(entry)?, entry.key_span)))
    }

    fn parse_details(&mut self, entry: Entry<'_>) -> Option<RawDetails> {
        if let DeValue::Array(elements) = entry.value {
            let is_name = |value: &DeValue<'_>| matches!(value, DeValue::String(text) if !text.contains(['{', '}']));
            if elements.iter().all(|element| is_name(element.get_ref())) {
                return Some(RawDetails::Fields(self.as_strings(entry)));
            }
        }
        self.as_value(entry).map(RawDetails::Value)
    }

    pub(crate) fn parse_headers(&mut self, entry: Option<Entry<'_>>) -> Vec<RawHeader> {
        let entries = entry.map_or_else(Vec::new, |entry| self.as_table(entry));
        let headers = entries.into_iter().filter_map(|entry| {
            let name = Sp::new(entry.key.to_owned(), entry.key_span);
            Some(RawHeader { name, value: self.as_text(entry)? })
        });
        headers.collect()
    }

    pub(super) fn parse_deprecated(&mut self, entry: Entry<'_>) -> Option<RawDeprecated> {
        match entry.value {
            DeValue::Boolean(value) => {
                let deprecated = RawDeprecated { span: entry.key_span, since: None, note: None, instead: None };
                return value.then_some(deprecated);
            }
            DeValue::Table(_) => {}
            _ => {
                self.wrong_type(entry, "`true` or a table");
                return None;
            }
        }
        let table = self.table(entry, "`deprecated`", DEPRECATED)?;
        Some(RawDeprecated {
            span: entry.key_span,
            since: table.get("since").and_then(|entry| self.as_version(entry)).map(|since| since.value),
            note: table.heading(self, "note").map(|note| note.value),
            instead: table.string(self, "use"),
        })
    }

    /// Reads `example` and then the elements of `examples`.
    fn parse_examples(&mut self, table: &Table<'_>) -> Vec<Vec<RawMember>> {
        let mut examples = Vec::new();
        examples.extend(table.get("example").map(|entry| self.parse_members(entry)));
        if let Some(entry) = table.get("examples") {
            match entry.value {
                DeValue::Array(elements) => {
                    for element in elements {
                        let span = self.span(element);
                        examples.push(self.parse_members(Entry { value: element.get_ref(), span, ..entry }));
                    }
                }
                _ => self.wrong_type(entry, "a list of tables"),
            }
        }
        examples
    }

    pub(crate) fn parse_members(&mut self, entry: Entry<'_>) -> Vec<RawMember> {
        let members = self.as_table(entry).into_iter().filter_map(|entry| {
            let value = Sp::new(self.as_literal(entry)?, entry.span);
            Some(RawMember { name: Sp::new(entry.key.to_owned(), entry.key_span), value })
        });
        members.collect()
    }
}
