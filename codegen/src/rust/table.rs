//! Writes the tables that `error_catalog::__private::Table` in `src/table.rs` reads.

use std::time::Duration;

use error_catalog_model::{Casing, Catalog, Error, Retry};
use error_catalog_wire::{Op, Program, Slice, hash};

use super::code::MATCH_AT_MOST;
use super::{Rust, literal, put};
use crate::program::{Compiled, CompiledError};

impl Rust<'_> {
    /// Writes the tables of the catalog as a `static`.
    ///
    /// ```text
    /// static TABLE: Table = Table { name: "shop", content_type: "application/json", … };
    /// ```
    pub(super) fn render_table(&mut self) {
        let (catalog, compiled, errors) = (self.catalog, self.compiled, &self.catalog.errors);
        let hashed = errors.len() > MATCH_AT_MOST;
        let (mut codes, mut rows, mut aliases, mut bases) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for error in catalog.rows() {
            codes.push(error.code.as_str());
            rows.extend_from_slice(&row(error));
        }
        let further = errors.len()..codes.len();
        catalog.further.iter().for_each(|further| bases.extend_from_slice(&(further.of as u16).to_le_bytes()));
        for (index, error) in errors.iter().enumerate().filter(|_| hashed) {
            for alias in &error.aliases {
                codes.push(alias);
                aliases.extend_from_slice(&(index as u16).to_le_bytes());
            }
        }
        let is_repeated =
            |index: usize| further.contains(&index) || errors.get(index).is_some_and(|error| error.owner.is_some());
        let slots = if hashed { slots(&codes, &is_repeated) } else { Vec::new() };
        let programs = Programs::new(compiled);
        let casing = catalog.code_style.unwrap_or(Casing::Snake);

        self.put_codes(&codes);
        put!(self, "    static TABLE: __ec::Table = __ec::Table {{");
        put!(self, "        name: {},", literal::string(catalog.name.as_deref().unwrap_or_default()));
        put!(self, "        content_type: {},", literal::string(&catalog.wire.content_type));
        put!(self, "        casing: __ec::Casing::{casing:?},");
        self.put_bytes("rows", &rows);
        self.put_bytes("sent_statuses", &sent_statuses(catalog));
        put!(self, "        codes: &CODES,");
        self.put_bytes("bases", &bases);
        self.put_bytes("aliases", &aliases);
        self.put_bytes("slots", &slots);
        let (mut variants, mut titles, mut fields) = (Strings::new(), Strings::new(), Strings::new());
        let is_own = self.binding.is_some();
        for error in catalog.rows() {
            variants.push(&error.variant);
            titles.push(&error.title);
            fields.push(&field_names(error, is_own));
        }
        catalog.categories.iter().for_each(|category| variants.push(&category.key));
        self.put_strings("variants", &variants);
        self.put_strings("titles", &titles);
        self.put_docs_urls();
        self.put_optional("categories", |error| error.category.map(|index| (index as u16 + 1).to_le_bytes()));
        self.put_optional("numbers", |error| error.number.map(|number| (u64::from(number) + 1).to_le_bytes()));
        self.put_optional("retries", |error| retry(error.retry));
        self.put_strings("fields", &fields);
        put!(self, "        text: {},", literal::long_string(&programs.text));
        self.put_bytes("ops", &programs.ops);
        self.put_bytes("programs", &programs.programs);
        put!(self, "    }};");
    }

    /// Writes `static CODES: [&str; 2] = ["…", "…"];`.
    fn put_codes(&mut self, codes: &[&str]) {
        put!(self, "    static CODES: [&__ec::str; {}] = [", codes.len());
        for code in codes {
            put!(self, "        {},", literal::string(code));
        }
        put!(self, "    ];");
    }

    pub(super) fn put_bytes(&mut self, column: &str, bytes: &[u8]) {
        put!(self, "        {column}: {},", literal::bytes(bytes));
    }

    pub(super) fn put_strings(&mut self, column: &str, strings: &Strings) {
        let (text, offsets) = (literal::long_string(&strings.text), literal::bytes(&strings.offsets));
        put!(self, "        {column}: __ec::Strings {{ text: {text}, offsets: {offsets} }},");
    }

    /// Writes a column of strings, which is empty if no error has a value.
    fn put_docs_urls(&mut self) {
        let (mut urls, mut any) = (Strings::new(), false);
        for error in self.catalog.rows() {
            urls.push(error.docs_url.as_deref().unwrap_or_default());
            any |= error.docs_url.is_some();
        }
        self.put_strings("docs_urls", &if any { urls } else { Strings::new() });
    }

    /// Writes a column, which is empty if no error has a value, and contains zeros for each error without a value.
    fn put_optional<const N: usize>(&mut self, column: &str, value: fn(&Error) -> Option<[u8; N]>) {
        let (mut bytes, mut any) = (Vec::new(), false);
        for error in self.catalog.rows() {
            let value = value(error);
            any |= value.is_some();
            bytes.extend_from_slice(&value.unwrap_or([0; N]));
        }
        self.put_bytes(column, if any { &bytes } else { &[] });
    }
}

/// The strings of a column. The loops over errors call a function for each string, because each kind of iterator would
/// have its own copy of a generic function.
pub(super) struct Strings {
    pub(super) text: String,
    pub(super) offsets: Vec<u8>,
}

impl Strings {
    pub(super) fn new() -> Self {
        Self { text: String::new(), offsets: vec![0; 4] }
    }

    pub(super) fn push(&mut self, string: &str) {
        self.text.push_str(string);
        self.offsets.extend_from_slice(&(self.text.len() as u32).to_le_bytes());
    }
}

fn row(error: &Error) -> [u8; 5] {
    let [low, high] = error.status.to_le_bytes();
    [low, high, error.level.to_byte(), error.grpc.to_byte(), error.retry.strategy.to_byte()]
}

/// The statuses that are sent instead of the statuses of the errors, and of the statuses without a named error. The
/// column is empty if there are none.
fn sent_statuses(catalog: &Catalog) -> Vec<u8> {
    let mut statuses: Vec<Option<u16>> = catalog.rows().map(|error| error.sent_status).collect();
    statuses.push(catalog.wire.status);
    let mut bytes = Vec::new();
    if statuses.iter().any(Option::is_some) {
        statuses.iter().for_each(|status| bytes.extend_from_slice(&status.unwrap_or(0).to_le_bytes()));
    }
    bytes
}

fn retry(retry: Retry) -> Option<[u8; 24]> {
    let millis = |wait: Duration| wait.as_millis() as u64;
    let numbers = [retry.base.map(millis), retry.cap.map(millis), retry.max_attempts.map(u64::from)];
    let mut bytes = [0; 24];
    for (place, number) in bytes.chunks_exact_mut(size_of::<u64>()).zip(numbers) {
        place.copy_from_slice(&number.map_or(0, |number| number + 1).to_le_bytes());
    }
    numbers.iter().any(Option::is_some).then_some(bytes)
}

/// `is_own`: whether the application wrote the enum.
fn field_names(error: &Error, is_own: bool) -> String {
    let mut names = String::new();
    for field in error.public_fields().chain(error.internal_members()) {
        names.push_str(&field.name);
        names.push_str(if is_own && field.optional { "?" } else { "" });
        names.push_str(if field.sensitive { "*," } else { "," });
    }
    names
}

/// Returns the hash table from `codes` to their indices. The table is at most half full, and is probed linearly. The
/// codes whose indices are `is_repeated` are those of other rows.
fn slots(codes: &[&str], is_repeated: &dyn Fn(usize) -> bool) -> Vec<u8> {
    let count = (0..codes.len()).filter(|index| !is_repeated(*index)).count();
    let mut slots = vec![0_u16; (2 * count).next_power_of_two()];
    let mask = slots.len() - 1;
    for (index, code) in codes.iter().enumerate().filter(|(index, _)| !is_repeated(*index)) {
        let mut at = hash(code.as_bytes()) as usize & mask;
        while slots[at] != 0 {
            at = (at + 1) & mask;
        }
        slots[at] = index as u16 + 1;
    }
    let mut bytes = Vec::with_capacity(2 * slots.len());
    for slot in slots {
        bytes.extend_from_slice(&slot.to_le_bytes());
    }
    bytes
}

/// The programs of all rows: first all bodies, then all programs of the next kind.
struct Programs<'a> {
    text: String,
    ops: Vec<u8>,
    programs: Vec<u8>,
    /// The names of the headers that are in the text.
    names: Vec<(&'a str, Op)>,
}

impl<'a> Programs<'a> {
    fn new(compiled: &'a Compiled) -> Self {
        let mut this = Self { text: compiled.text.clone(), ops: Vec::new(), programs: vec![0; 4], names: Vec::new() };
        let errors: Vec<&CompiledError> = compiled.errors.iter().chain([&compiled.status]).collect();
        errors.iter().for_each(|error| this.push(&error.body));
        errors.iter().for_each(|error| this.push(&error.message));
        errors.iter().for_each(|error| this.push(error.user_message.as_deref().unwrap_or_default()));
        errors.iter().for_each(|error| this.push(error.internal.as_deref().unwrap_or_default()));
        errors.iter().for_each(|error| this.push_headers(error));
        this
    }

    fn push_headers(&mut self, error: &'a CompiledError) {
        let mut headers = Vec::new();
        for (name, value) in &error.headers {
            headers.push(self.header(name));
            headers.extend_from_slice(value);
        }
        self.push(&headers);
    }

    fn header(&mut self, name: &'a str) -> Op {
        if let Some((_, header)) = self.names.iter().find(|known| known.0 == name) {
            return *header;
        }
        let header = Op::Header(Slice { start: self.text.len() as u32, len: name.len() as u16 });
        self.text.push_str(name);
        self.names.push((name, header));
        header
    }

    fn push(&mut self, ops: &[Op]) {
        self.ops.extend(Program::assemble(ops));
        self.programs.extend_from_slice(&(self.ops.len() as u32).to_le_bytes());
    }
}
