//! The metadata of a catalog's errors. The metadata is stored in a few large literals, because literals compile
//! quickly.
//!
//! All numbers are little-endian. The row of an error is the index of the error in the catalog.

use core::time::Duration;

use error_catalog_wire::{
    Casing, ERROR_STATUSES, Grpc, Level, Program, Retry, StatusAnswer, Strategy, hash, reason_phrase,
};

use crate::sensitive::Field;

/// The number of bytes of an error in [`Table::rows`].
const ROW: usize = 5;

/// The tables of one catalog; `codegen/src/rust/table.rs` fills them.
pub struct Table {
    /// The catalog's name, or an empty string if the catalog has no name.
    pub name: &'static str,
    /// The media type of every response.
    pub content_type: &'static str,
    /// The casing of the codes that are made from statuses without a named error.
    pub casing: Casing,
    /// Five bytes for each error: the status as a `u16`, the level, the gRPC code and the retry strategy.
    pub rows: &'static [u8],
    /// `u16` for each further status of an error: the row of the error with its first status. The rows of the further
    /// statuses follow the rows of the first statuses, and repeat every column. The column is empty if no error has
    /// several statuses.
    pub bases: &'static [u8],
    /// `u16` for each error, then for the statuses without a named error: the status that is sent, or 0 if it is the
    /// error's own status. The column is empty if every error is sent with its own status.
    pub sent_statuses: &'static [u8],
    /// The codes of all errors, then the aliases. Unlike [`Strings`], an array needs no check of the bounds of a
    /// character when a string is read. An array costs more time to compile, so only the codes are in an array.
    pub codes: &'static [&'static str],
    /// `u16` for each alias: the row of the error that has the alias.
    pub aliases: &'static [u8],
    /// An open-addressed hash table of `u16`: 1 + an index of `codes`, or 0. The table is empty if a `match` replaces
    /// the table.
    pub slots: &'static [u8],
    /// The names of the variants, then the keys of the categories.
    pub variants: Strings,
    /// The titles.
    pub titles: Strings,
    /// The URLs of the documentation. The URL of an error without documentation is empty. The column is empty if no
    /// error has a URL.
    pub docs_urls: Strings,
    /// `u16`: 1 + the index of the category, or 0. The column is empty if no error has a category.
    pub categories: &'static [u8],
    /// `u64`: 1 + the number, or 0. The column is empty if no error has a number.
    pub numbers: &'static [u8],
    /// Three `u64`: 1 + the base wait in milliseconds, 1 + the cap in milliseconds, 1 + the maximum number of attempts.
    /// A number is 0 if the error does not set the value. The column is empty if no error sets any of these values.
    pub retries: &'static [u8],
    /// The names of each error's public fields, then of its internal fields, with a comma after each name. An optional
    /// field of an enum that the application wrote has a `?` after its name, and a sensitive field has a `*` before the
    /// comma.
    pub fields: Strings,
    /// The text that the programs copy from.
    pub text: &'static str,
    /// The operations of all programs.
    pub ops: &'static [u8],
    /// `u32`: where each program starts in `ops`, and where the last one ends. The five kinds of programs are the
    /// bodies, messages, user messages, messages for logs, and headers. Programs of one kind are together, so that a
    /// service that writes only messages, for example, fills fewer lines of the processor's cache. The last program of
    /// each kind writes the response for a status, if the catalog names no error for the status. The slots of these
    /// last programs are the slots of [`StatusAnswer`].
    pub programs: &'static [u8],
}

/// A column of strings: the text of all strings, and a `u32` for the start of each string and for the end of the last.
pub struct Strings {
    /// The text of all strings, without separators.
    pub text: &'static str,
    /// Where each string starts in the text, in bytes, and where the last one ends.
    pub offsets: &'static [u8],
}

/// The programs of one error.
pub(crate) struct Programs<'a> {
    table: &'a Table,
    row: usize,
}

impl Programs<'_> {
    #[inline]
    pub(crate) fn body(&self) -> Program<'static> {
        self.of_kind(0)
    }

    #[inline]
    pub(crate) fn message(&self) -> Program<'static> {
        self.of_kind(1)
    }

    /// The program is empty if there is no user message.
    pub(crate) fn user_message(&self) -> Program<'static> {
        self.of_kind(2)
    }

    /// The program is empty if there is no message for logs. In the slots of the program, the indices of the internal
    /// fields follow the indices of the public fields.
    pub(crate) fn internal(&self) -> Program<'static> {
        self.of_kind(3)
    }

    /// The names and values of an error's headers.
    pub(crate) fn headers(&self) -> impl Iterator<Item = (&'static str, Program<'static>)> {
        self.of_kind(4).headers()
    }

    #[inline]
    fn of_kind(&self, kind: usize) -> Program<'static> {
        let table = self.table;
        let (start, end) = bounds(table.programs, kind * (table.errors() + 1) + self.row);
        Program { text: table.text, ops: table.ops.get(start..end).unwrap_or_default() }
    }
}

impl Strings {
    /// The string at `index`, or an empty string.
    #[inline]
    #[must_use]
    pub const fn get(&self, index: usize) -> &'static str {
        let (start, end) = bounds(self.offsets, index);
        let Some((head, _)) = self.text.split_at_checked(end) else { return "" };
        let Some((_, string)) = head.split_at_checked(start) else { return "" };
        string
    }
}

impl Table {
    /// The number of errors, each counted once for each of its statuses. After the rows of the errors, each of
    /// [`ERROR_STATUSES`] has one row. Such a row is used if the catalog names no error for the status. Such a row has
    /// no title, number, category, field or code.
    #[inline]
    #[must_use]
    pub const fn errors(&self) -> usize {
        self.rows.len() / ROW
    }

    /// The row of the error with this status, if `base` is the row of the error with its first status. If the error
    /// does not have the status, the result is `base`.
    #[must_use]
    pub fn row_with(&self, base: usize, status: u16) -> usize {
        if self.status(base) == status {
            return base;
        }
        self.further_rows(base).find(|row| self.status(*row) == status).unwrap_or(base)
    }

    /// The rows of an error with its further statuses. `base` is the row of the error with its first status.
    pub(crate) fn further_rows(&self, base: usize) -> impl Iterator<Item = usize> {
        let count = self.bases.len() / 2;
        let (mut start, mut end) = (0, count);
        while start < end {
            let middle = start.midpoint(end);
            if usize::from(u16_at(self.bases, middle)) < base { start = middle + 1 } else { end = middle }
        }
        let first = self.errors().saturating_sub(count);
        let of_error = (start..count).take_while(move |index| usize::from(u16_at(self.bases, *index)) == base);
        of_error.map(move |index| first + index)
    }

    /// The row of the same error with its first status.
    #[inline]
    #[must_use]
    pub fn base(&self, row: usize) -> usize {
        let further = row.checked_sub(self.errors().saturating_sub(self.bases.len() / 2));
        match further.and_then(|index| self.bases.get(2 * index..2 * index + 2)) {
            Some(base) => u16::from_le_bytes([base[0], base[1]]).into(),
            None => row,
        }
    }

    /// The code, which is empty for the row of a status.
    #[inline]
    #[must_use]
    pub const fn code(&self, row: usize) -> &'static str {
        if row < self.errors() { self.codes[row] } else { "" }
    }

    /// The title, which is empty for the row of a status.
    #[inline]
    #[must_use]
    pub const fn title(&self, row: usize) -> &'static str {
        self.titles.get(row)
    }

    /// The status.
    #[inline]
    #[must_use]
    pub const fn status(&self, row: usize) -> u16 {
        match row.checked_sub(self.errors()) {
            Some(index) => ERROR_STATUSES[index],
            None => u16::from_le_bytes([self.rows[ROW * row], self.rows[ROW * row + 1]]),
        }
    }

    /// The status of the response.
    #[inline]
    #[must_use]
    pub fn sent_status(&self, row: usize) -> u16 {
        match u16_at(self.sent_statuses, row.min(self.errors())) {
            0 => self.status(row),
            sent => sent,
        }
    }

    /// The reason phrase of the status, or the name of the status's class.
    #[inline]
    #[must_use]
    pub const fn reason(&self, row: usize) -> &'static str {
        reason_phrase(self.status(row))
    }

    /// The level.
    #[inline]
    #[must_use]
    pub const fn level(&self, row: usize) -> Level {
        if row < self.errors() {
            Level::from_byte(self.rows[ROW * row + 2])
        } else {
            Level::from_status(self.status(row))
        }
    }

    /// The gRPC code.
    #[inline]
    #[must_use]
    pub const fn grpc(&self, row: usize) -> Grpc {
        if row < self.errors() {
            Grpc::from_byte(self.rows[ROW * row + 3])
        } else {
            Grpc::from_status(self.status(row))
        }
    }

    /// Whether and how to send the request again.
    #[inline]
    #[must_use]
    pub const fn retry(&self, row: usize) -> Retry {
        if row >= self.errors() {
            return Retry::from_status(self.status(row));
        }
        let mut retry = Retry::new(Strategy::from_byte(self.rows[ROW * row + 4]));
        retry.base = millis(less_one(self.retries, 3 * row));
        retry.cap = millis(less_one(self.retries, 3 * row + 1));
        retry.max_attempts = match less_one(self.retries, 3 * row + 2) {
            Some(attempts) => Some(attempts as u32),
            None => None,
        };
        retry
    }

    /// The number.
    #[inline]
    #[must_use]
    pub const fn number(&self, row: usize) -> Option<u32> {
        match less_one(self.numbers, row) {
            Some(number) => Some(number as u32),
            None => None,
        }
    }

    /// The index of the category.
    #[inline]
    #[must_use]
    pub const fn category(&self, row: usize) -> Option<usize> {
        if self.categories.len() / 2 <= row {
            return None;
        }
        (u16_at(self.categories, row) as usize).checked_sub(1)
    }

    /// The key of the category.
    #[inline]
    #[must_use]
    pub const fn category_key(&self, row: usize) -> Option<&'static str> {
        match self.category(row) {
            Some(index) => Some(self.variants.get(self.errors() + index)),
            None => None,
        }
    }

    /// The URL of the documentation.
    #[inline]
    #[must_use]
    pub const fn docs_url(&self, row: usize) -> Option<&'static str> {
        let url = self.docs_urls.get(row);
        if url.is_empty() { None } else { Some(url) }
    }

    /// The row of an HTTP status for which the catalog names no error; `None` if the status is not a registered error
    /// status.
    #[must_use]
    pub fn status_row(&self, status: u16) -> Option<usize> {
        ERROR_STATUSES.binary_search(&status).ok().map(|index| self.errors() + index)
    }

    /// The values of a response, if `row` is the row of a status; `None` if `row` is the row of an error.
    #[must_use]
    pub fn status_answer(&self, row: usize) -> Option<StatusAnswer> {
        (row >= self.errors()).then(|| StatusAnswer::new(self.status(row), self.casing))
    }

    /// The row of a code or an alias.
    #[must_use]
    pub fn lookup(&self, code: &str) -> Option<usize> {
        let mask = (self.slots.len() / 2).checked_sub(1)?;
        let mut at = hash(code.as_bytes()) as usize & mask;
        // The table is at most half full, so the search always reaches an empty slot.
        loop {
            let index = usize::from(u16_at(self.slots, at)).checked_sub(1)?;
            if self.codes.get(index).is_some_and(|known| *known == code) {
                return Some(
                    index.checked_sub(self.errors()).map_or(index, |alias| u16_at(self.aliases, alias).into()),
                );
            }
            at = (at + 1) & mask;
        }
    }

    /// The public fields of an error, then its internal fields.
    pub(crate) fn fields(&self, row: usize) -> impl Iterator<Item = Field> + use<> {
        self.fields.get(row).split_terminator(',').map(Field::new)
    }

    #[inline]
    pub(crate) fn programs(&self, row: usize) -> Programs<'_> {
        Programs { table: self, row: row.min(self.errors()) }
    }
}

/// The start and the end of the item at `index`, in a column of offsets. An item beyond the column is empty.
#[inline]
pub(crate) const fn bounds(offsets: &[u8], index: usize) -> (usize, usize) {
    match read(offsets, 4 * index) {
        Some(bytes) => {
            let both = u64::from_le_bytes(*bytes);
            (both as u32 as usize, (both >> 32) as usize)
        }
        None => (0, 0),
    }
}

/// The number at `index`, minus one; `None` if the number is 0 or `index` is beyond the column.
#[inline]
const fn less_one(column: &[u8], index: usize) -> Option<u64> {
    match read(column, 8 * index) {
        Some(bytes) => u64::from_le_bytes(*bytes).checked_sub(1),
        None => None,
    }
}

/// The number at `index`, or 0 if `index` is beyond the column.
#[inline]
const fn u16_at(column: &[u8], index: usize) -> u16 {
    match read(column, 2 * index) {
        Some(bytes) => u16::from_le_bytes(*bytes),
        None => 0,
    }
}

/// The bytes from `start` on, with one comparison of the length.
#[inline]
const fn read<const N: usize>(column: &[u8], start: usize) -> Option<&[u8; N]> {
    match column.split_at_checked(start) {
        Some((_, rest)) => rest.first_chunk(),
        None => None,
    }
}

const fn millis(count: Option<u64>) -> Option<Duration> {
    match count {
        Some(count) => Some(Duration::from_millis(count)),
        None => None,
    }
}
