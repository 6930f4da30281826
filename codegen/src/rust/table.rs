//! Writes the tables that `error_catalog::__private::Table` in `src/table.rs` reads.

use std::time::Duration;

use error_catalog_model::{Casing, Error, Retry};
use error_catalog_wire::{Op, Program, Slice, hash};

use super::code::MATCH_AT_MOST;
use super::{Rust, literal, put};
use crate::program::Compiled;

impl Rust<'_> {
    /// Writes the tables of the catalog as a `static`.
    ///
    /// ```text
    /// static TABLE: Table = Table { name: "shop", content_type: "application/json", … };
    /// ```
    pub(super) fn render_table(&mut self) {
        let (catalog, compiled, errors) = (self.catalog, self.compiled, &self.catalog.errors);
        let aliases = (0..).zip(errors).flat_map(|(row, error)| aliases(row, error));
        let hashed = errors.len() > MATCH_AT_MOST;
        let aliases: Vec<(u16, &str)> = aliases.filter(|_| hashed).collect();
        let codes: Vec<&str> =
            errors.iter().map(|error| error.code.as_str()).chain(aliases.iter().map(|alias| alias.1)).collect();
        let lookups: Vec<(usize, &str)> = codes.iter().copied().enumerate().filter(|_| hashed).collect();
        let programs = Programs::new(compiled);
        let casing = catalog.code_style.unwrap_or(Casing::Snake);

        self.put_codes(&codes);
        put!(self, "    static TABLE: __ec::Table = __ec::Table {{");
        put!(self, "        name: {},", literal::string(catalog.name.as_deref().unwrap_or_default()));
        put!(self, "        content_type: {},", literal::string(&catalog.wire.content_type));
        put!(self, "        casing: __ec::Casing::{casing:?},");
        self.put_bytes("rows", errors.iter().flat_map(row));
        put!(self, "        codes: &CODES,");
        self.put_bytes("aliases", aliases.iter().flat_map(|alias| alias.0.to_le_bytes()));
        self.put_bytes("slots", slots(&lookups).into_iter().flat_map(u16::to_le_bytes));
        let categories = catalog.categories.iter().map(|category| category.key.as_str());
        self.put_strings("variants", errors.iter().map(|error| error.variant.as_str()).chain(categories));
        self.put_strings("titles", errors.iter().map(|error| error.title.as_str()));
        self.put_optional_strings("docs_urls", |error| error.docs_url.as_deref());
        self.put_optional("categories", |error| error.category.map(|index| (index as u16 + 1).to_le_bytes()));
        self.put_optional("numbers", |error| error.number.map(|number| (u64::from(number) + 1).to_le_bytes()));
        self.put_optional("retries", |error| retry(error.retry));
        let is_own = self.binding.is_some();
        let fields: Vec<String> = errors.iter().map(|error| field_names(error, is_own)).collect();
        self.put_strings("fields", fields.iter().map(String::as_str));
        put!(self, "        text: {},", literal::long_string(&programs.text));
        self.put_bytes("ops", programs.ops);
        self.put_bytes("programs", programs.programs);
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

    fn put_bytes(&mut self, column: &str, bytes: impl IntoIterator<Item = u8>) {
        put!(self, "        {column}: {},", literal::bytes(&bytes.into_iter().collect::<Vec<u8>>()));
    }

    fn put_strings<'a>(&mut self, column: &str, strings: impl Iterator<Item = &'a str>) {
        let (mut text, mut offsets) = (String::new(), vec![0; 4]);
        for string in strings {
            text.push_str(string);
            offsets.extend((text.len() as u32).to_le_bytes());
        }
        let (text, offsets) = (literal::long_string(&text), literal::bytes(&offsets));
        put!(self, "        {column}: __ec::Strings {{ text: {text}, offsets: {offsets} }},");
    }

    /// Writes a column of strings, which is empty if no error has a value.
    fn put_optional_strings(&mut self, column: &str, value: impl Fn(&Error) -> Option<&str>) {
        let errors = &self.catalog.errors;
        let any = errors.iter().any(|error| value(error).is_some());
        self.put_strings(column, errors.iter().filter(|_| any).map(|error| value(error).unwrap_or_default()));
    }

    /// Writes a column, which is empty if no error has a value, and contains zeros for each error without a value.
    fn put_optional<const N: usize>(&mut self, column: &str, value: impl Fn(&Error) -> Option<[u8; N]>) {
        let errors = &self.catalog.errors;
        let any = errors.iter().any(|error| value(error).is_some());
        self.put_bytes(column, errors.iter().filter(|_| any).flat_map(|error| value(error).unwrap_or([0; N])));
    }
}

fn aliases(row: u16, error: &Error) -> impl Iterator<Item = (u16, &str)> {
    error.aliases.iter().map(move |alias| (row, alias.as_str()))
}

fn row(error: &Error) -> [u8; 5] {
    let [low, high] = error.status.to_le_bytes();
    [low, high, error.level.to_byte(), error.grpc.to_byte(), error.retry.strategy.to_byte()]
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
    for field in error.public_fields().chain(error.internal_fields()) {
        names.push_str(&field.name);
        names.push_str(if is_own && field.optional { "?" } else { "" });
        names.push_str(if field.sensitive { "*," } else { "," });
    }
    names
}

/// Returns the hash table from `codes` to their indices. The table is at most half full, and is probed linearly.
fn slots(codes: &[(usize, &str)]) -> Vec<u16> {
    if codes.is_empty() {
        return Vec::new();
    }
    let mut slots = vec![0; (2 * codes.len()).next_power_of_two()];
    let mask = slots.len() - 1;
    for (index, code) in codes {
        let mut at = hash(code.as_bytes()) as usize & mask;
        while slots[at] != 0 {
            at = (at + 1) & mask;
        }
        slots[at] = *index as u16 + 1;
    }
    slots
}

/// The programs of all rows: first all bodies, then all programs of the next kind.
struct Programs {
    text: String,
    ops: Vec<u8>,
    programs: Vec<u8>,
}

impl Programs {
    fn new(compiled: &Compiled) -> Self {
        let mut this = Self { text: compiled.text.clone(), ops: Vec::new(), programs: vec![0; 4] };
        let errors = || compiled.errors.iter().chain([&compiled.status]);
        errors().for_each(|error| this.push(&error.body));
        errors().for_each(|error| this.push(&error.message));
        errors().for_each(|error| this.push(error.user_message.as_deref().unwrap_or_default()));
        errors().for_each(|error| this.push(error.internal.as_deref().unwrap_or_default()));
        let mut names: Vec<(&str, Op)> = Vec::new();
        for error in errors() {
            let mut headers = Vec::new();
            for (name, value) in &error.headers {
                let known = names.iter().find(|known| known.0 == name).map(|known| known.1);
                let header = known.unwrap_or_else(|| {
                    let start = this.text.len() as u32;
                    this.text.push_str(name);
                    Op::Header(Slice { start, len: name.len() as u16 })
                });
                if known.is_none() {
                    names.push((name, header));
                }
                headers.push(header);
                headers.extend(value);
            }
            this.push(&headers);
        }
        this
    }

    fn push(&mut self, ops: &[Op]) {
        self.ops.extend(Program::assemble(ops));
        self.programs.extend((self.ops.len() as u32).to_le_bytes());
    }
}
