//! What a catalog says about its errors, in a few large literals, which cost the compiler next to nothing.
//!
//! All numbers are little-endian. The entry of an error is found by its row, which is its place in the catalog.

use core::time::Duration;

use error_catalog_wire::{Op, Program, fnv1a};

use crate::{Grpc, Level, Retry, Strategy};

/// The tables of one catalog; `codegen::rust::tables` fills them.
pub struct Table {
    /// The catalog's name; empty where it has none.
    pub name: &'static str,
    /// The media type of every response.
    pub content_type: &'static str,
    /// The statuses in use, and their reason phrases.
    pub statuses: &'static [(u16, &'static str)],
    /// How many rows are errors. Each of the rows after them answers for one status, by itself; they are in `rows`,
    /// `codes`, `programs` and `ends`, and in no other column.
    pub errors: usize,
    /// Four bytes a row: the index of its status, then of its level, its gRPC code and its retry strategy.
    pub rows: &'static [u8],
    /// The codes of all rows, and after them the aliases.
    pub codes: Strings,
    /// `u16` for each alias: the row that it stands for.
    pub aliases: &'static [u8],
    /// An open-addressed hash table of `u16`: 1 + an index of `codes`, or 0. Empty where a `match` does its work.
    pub slots: &'static [u8],
    /// The names of the variants.
    pub variants: Strings,
    /// The titles.
    pub titles: Strings,
    /// The URLs of the documentation; an empty one is none, and empty altogether where there are none.
    pub docs_urls: Strings,
    /// `u16`: 1 + the index of the category, or 0. Empty where there are none.
    pub categories: &'static [u8],
    /// `u64`: 1 + the number, or 0. Empty where there are none.
    pub numbers: &'static [u8],
    /// Three `u64`: 1 + milliseconds of the base wait, 1 + those of the cap, 1 + the most attempts, or 0. Empty where there are none.
    pub retries: &'static [u8],
    /// The names of the fields, a comma after each: the public ones, then the internal ones.
    pub fields: Strings,
    /// What the programs copy from.
    pub text: &'static str,
    /// The operations of all programs.
    pub ops: &'static [u8],
    /// `u32`: where each program ends in `ops`. Of a row: body, message, user message, message for logs, then headers.
    pub programs: &'static [u8],
    /// `u32`: where the programs of each row end in `programs`, counted in programs.
    pub ends: &'static [u8],
    /// The operations of the body in which every slot stands open: for reading responses.
    pub outline: &'static [u8],
}

/// Strings in one: the text of all, and as `u32` where each ends.
pub struct Strings {
    /// One after the other.
    pub text: &'static str,
    /// Where each ends, in bytes.
    pub ends: &'static [u8],
}

/// The programs of one error.
pub(crate) struct Programs {
    pub(crate) body: Program<'static>,
    pub(crate) message: Program<'static>,
    /// Empty if there is none.
    pub(crate) user_message: Program<'static>,
    /// Empty if there is none. Its slots count the internal fields too, after the public ones.
    pub(crate) internal: Program<'static>,
    first_header: usize,
    end: usize,
}

impl Strings {
    /// The string at `index`, or an empty one.
    #[must_use]
    pub const fn get(&self, index: usize) -> &'static str {
        if index >= self.ends.len() / 4 {
            return "";
        }
        let (start, end) = bounds(self.ends, index);
        // Bytes, because `str::split_at` is not const in the oldest Rust that this crate supports.
        let Some((head, _)) = self.text.as_bytes().split_at_checked(end) else { return "" };
        let Some((_, string)) = head.split_at_checked(start) else { return "" };
        match core::str::from_utf8(string) {
            Ok(string) => string,
            Err(_) => "",
        }
    }
}

impl Table {
    /// The code.
    #[must_use]
    pub const fn code(&self, row: usize) -> &'static str {
        self.codes.get(row)
    }

    /// The title.
    #[must_use]
    pub const fn title(&self, row: usize) -> &'static str {
        self.titles.get(row)
    }

    /// The status.
    #[must_use]
    pub const fn status(&self, row: usize) -> u16 {
        self.statuses[self.rows[4 * row] as usize].0
    }

    /// The reason phrase of the status, or the name of its class.
    #[must_use]
    pub const fn reason(&self, row: usize) -> &'static str {
        self.statuses[self.rows[4 * row] as usize].1
    }

    /// The level.
    #[must_use]
    pub const fn level(&self, row: usize) -> Level {
        Level::from_byte(self.rows[4 * row + 1])
    }

    /// The gRPC code.
    #[must_use]
    pub const fn grpc(&self, row: usize) -> Grpc {
        Grpc::from_byte(self.rows[4 * row + 2])
    }

    /// Whether and how to send the request again.
    #[must_use]
    pub const fn retry(&self, row: usize) -> Retry {
        let mut retry = Retry::new(Strategy::from_byte(self.rows[4 * row + 3]));
        retry.base = millis(less_one(self.retries, 3 * row));
        retry.cap = millis(less_one(self.retries, 3 * row + 1));
        retry.max_attempts = match less_one(self.retries, 3 * row + 2) {
            Some(attempts) => Some(attempts as u32),
            None => None,
        };
        retry
    }

    /// The number.
    #[must_use]
    pub const fn number(&self, row: usize) -> Option<u32> {
        match less_one(self.numbers, row) {
            Some(number) => Some(number as u32),
            None => None,
        }
    }

    /// The index of the category.
    #[must_use]
    pub const fn category(&self, row: usize) -> Option<usize> {
        if self.categories.len() / 2 <= row {
            return None;
        }
        (u16_at(self.categories, row) as usize).checked_sub(1)
    }

    /// The URL of the documentation.
    #[must_use]
    pub const fn docs_url(&self, row: usize) -> Option<&'static str> {
        let url = self.docs_urls.get(row);
        if url.is_empty() { None } else { Some(url) }
    }

    /// The row that answers for an HTTP status for which the catalog names no error: it is made of the status alone,
    /// and none of the catalog's codes. `None` for a number that is no well-known status of an error.
    #[must_use]
    pub fn status_row(&self, status: u16) -> Option<usize> {
        (self.errors..self.rows.len() / 4).find(|row| self.status(*row) == status)
    }

    /// The row of a code or an alias.
    #[must_use]
    pub fn lookup(&self, code: &str) -> Option<usize> {
        let mask = (self.slots.len() / 2).checked_sub(1)?;
        let mut at = fnv1a(code.as_bytes()) as usize & mask;
        // The table is at most half full, so the search comes to an empty slot.
        loop {
            let index = usize::from(u16_at(self.slots, at)).checked_sub(1)?;
            if self.codes.get(index) == code {
                let rows = self.rows.len() / 4;
                return Some(index.checked_sub(rows).map_or(index, |alias| u16_at(self.aliases, alias).into()));
            }
            at = (at + 1) & mask;
        }
    }

    pub(crate) fn programs(&self, row: usize) -> Programs {
        let (first, end) = bounds(self.ends, row);
        Programs {
            body: self.program(first),
            message: self.program(first + 1),
            user_message: self.program(first + 2),
            internal: self.program(first + 3),
            first_header: first + 4,
            end,
        }
    }

    fn program(&self, index: usize) -> Program<'static> {
        let (start, end) = bounds(self.programs, index);
        Program { text: self.text, ops: &self.ops[start..end] }
    }

    /// The names and values of an error's headers. The program of a header begins with its name.
    pub(crate) fn headers(&self, programs: &Programs) -> impl Iterator<Item = (&'static str, Program<'static>)> {
        (programs.first_header..programs.end).filter_map(|index| self.split_name(self.program(index)))
    }

    fn split_name(&self, header: Program<'static>) -> Option<(&'static str, Program<'static>)> {
        let Op::Literal { start, len } = header.ops().next()? else { return None };
        let name = self.text.get(start as usize..)?.get(..usize::from(len))?;
        Some((name, Program { text: header.text, ops: &header.ops[Op::SIZE..] }))
    }
}

/// Where the item at `index` starts and ends, in a column that holds the ends.
const fn bounds(ends: &[u8], index: usize) -> (usize, usize) {
    (if index == 0 { 0 } else { u32_at(ends, index - 1) as usize }, u32_at(ends, index) as usize)
}

/// One less than the number at `index`; none for 0, and where the column has no such place.
const fn less_one(column: &[u8], index: usize) -> Option<u64> {
    if column.len() / 8 <= index { None } else { u64_at(column, index).checked_sub(1) }
}

const fn millis(count: Option<u64>) -> Option<Duration> {
    match count {
        Some(count) => Some(Duration::from_millis(count)),
        None => None,
    }
}

const fn u16_at(column: &[u8], index: usize) -> u16 {
    u16::from_le_bytes([column[2 * index], column[2 * index + 1]])
}

const fn u32_at(column: &[u8], index: usize) -> u32 {
    u16_at(column, 2 * index) as u32 | (u16_at(column, 2 * index + 1) as u32) << 16
}

const fn u64_at(column: &[u8], index: usize) -> u64 {
    u32_at(column, 2 * index) as u64 | (u32_at(column, 2 * index + 1) as u64) << 32
}
