//! Writes the templates with which a client reads responses, for `error_catalog::__private::Templates` in
//! `src/templates.rs`.

mod records;

use error_catalog_model::{Catalog, sort_by};
use error_catalog_wire::Builtin;

use self::records::Records;
use super::{Rust, literal, put};
use crate::program::{Compiled, Optional, Shape, identified_rows, variable_part};

impl Rust<'_> {
    /// Writes the function that returns the templates.
    ///
    /// ```text
    /// fn templates() -> Option<&'static Templates> {
    ///     static TEMPLATES: Templates = Templates { table: &TABLE, text: "…", records: b"…", … };
    ///     Some(&TEMPLATES)
    /// }
    /// ```
    pub(super) fn render_templates(&mut self) {
        if !self.options.templates {
            return;
        }
        let templates = Templates::new(self.catalog, self.compiled);
        put!(self, "        __ec::received! {{");
        put!(self, "            fn templates() -> __ec::Option<&'static __ec::Templates> {{");
        put!(self, "                static TEMPLATES: __ec::Templates = __ec::Templates {{");
        put!(self, "                    table: &TABLE,");
        put!(self, "                    text: {},", literal::long_string(&templates.records.text));
        for (column, bytes) in [
            ("records", &templates.records.bytes),
            ("starts", &templates.starts),
            ("candidates", &templates.candidates),
            ("numbers", &templates.numbers),
            ("families", &templates.families),
        ] {
            put!(self, "                    {column}: {},", literal::bytes(bytes));
        }
        put!(self, "                }};");
        put!(self, "                __ec::Some(&TEMPLATES)");
        put!(self, "            }}");
        put!(self, "        }}");
    }
}

/// The columns of the templates.
struct Templates<'a> {
    records: Records<'a>,
    starts: Vec<u8>,
    candidates: Vec<u8>,
    numbers: Vec<u8>,
    families: Vec<u8>,
}

impl<'a> Templates<'a> {
    fn new(catalog: &Catalog, compiled: &'a Compiled) -> Self {
        let mut records = Records::new(compiled);
        let mut starts = Vec::new();
        starts.extend_from_slice(&(records.place_outline(&Shape::of_outline(catalog)) + 1).to_le_bytes());
        starts.extend_from_slice(&(records.place(&Shape::of_skeleton(catalog)) + 1).to_le_bytes());
        let (mut candidates, mut numbers, mut families) = (Vec::new(), Vec::new(), Vec::new());
        let variable = variable_part(catalog);
        for (row, identified) in (0_u16..).zip(identified_rows(catalog)) {
            let error = identified.error;
            // The constants of an error that shares its code distinguish it from the others.
            let needs_constants = identified.needs_constants();
            let body = if needs_constants {
                Shape::of_error(catalog, error, Optional::Present)
            } else {
                Shape::of_variable(catalog, error, &variable)
            };
            let headers = Shape::of_headers(catalog, error);
            let retry_after = error.public_fields().position(|field| field.name == Builtin::RetryAfter.as_str());
            let start = records.place_error(&body, &headers, retry_after, needs_constants);
            starts.extend_from_slice(&start.to_le_bytes());
            if identified.is_compared() {
                let required = records.place(&Shape::of_error(catalog, error, Optional::Absent));
                candidates.extend(identified.is_candidate.then_some((error.sent_status(), row, required)));
                families.extend(identified.family.map(|owner| (owner as u16, row, required)));
            }
            let owner = error.owner.map(|owner| &catalog.errors[owner]);
            let number = error.number.filter(|_| owner.is_none_or(|owner| owner.number != error.number));
            if usize::from(row) < catalog.errors.len() {
                numbers.extend(number.map(|number| (number, row)));
            }
        }
        sort_by(&mut families, |one, other| one.0.cmp(&other.0));
        sort_by(&mut candidates, |one, other| one.0.cmp(&other.0));
        sort_by(&mut numbers, |one, other| one.0.cmp(&other.0));
        let (candidates, families) = (triples(candidates), triples(families));
        let mut this = Self { records, starts, candidates, numbers: Vec::new(), families };
        for (number, row) in numbers {
            this.numbers.extend_from_slice(&u32::to_le_bytes(number));
            this.numbers.extend_from_slice(&u16::to_le_bytes(row));
        }
        this
    }
}

fn triples(triples: Vec<(u16, u16, u32)>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (key, row, start) in triples {
        bytes.extend_from_slice(&u16::to_le_bytes(key));
        bytes.extend_from_slice(&u16::to_le_bytes(row));
        bytes.extend_from_slice(&start.to_le_bytes());
    }
    bytes
}
