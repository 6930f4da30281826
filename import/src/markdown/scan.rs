//! Splits plain lines of text into blocks by their appearance.

use super::jsonish::{LIMIT, leading_object};
use super::label::read_glued_row;
use super::{Block, Kind, Mode};
use crate::grid::Grid;
use crate::infer::status::{leading_status, split_status};
use crate::text::plain_text;
use crate::words::TYPES;

/// The number of bytes that unsuccessful attempts to parse bodies may read in total.
const BUDGET: usize = 64 * LIMIT;

/// The blocks of a text. `line` is the number of the text's first line.
pub(super) fn scan_text(text: &str, line: usize, mode: Mode) -> Vec<Block> {
    let mut scan = Scan { rest: text, line, blocks: Vec::new(), mode };
    let mut budget = BUDGET;
    loop {
        scan.skip(scan.rest.len() - scan.rest.trim_start().len());
        if scan.rest.is_empty() {
            return scan.blocks;
        }
        if scan.rest.starts_with('{') && budget > 0 {
            if let Some((body, end)) = leading_object(scan.rest) {
                scan.push(scan.line, Kind::Body(body));
                scan.skip(end);
                continue;
            }
            budget = budget.saturating_sub(scan.rest.len().min(LIMIT));
        }
        let (line, text) = scan.next_line();
        scan.read_line(line, text);
    }
}

struct Scan<'a> {
    /// The text that has not been read yet.
    rest: &'a str,
    /// The number of the first line of `rest`.
    line: usize,
    blocks: Vec<Block>,
    mode: Mode,
}

impl<'a> Scan<'a> {
    fn push(&mut self, line: usize, kind: Kind) {
        self.blocks.push((line, kind));
    }

    fn skip(&mut self, length: usize) {
        let (skipped, rest) = self.rest.split_at(length);
        self.line += skipped.matches('\n').count();
        self.rest = rest;
    }

    fn peek(&self) -> &'a str {
        self.rest.lines().next().unwrap_or_default().trim()
    }

    /// Takes the next line, and returns its number and its text.
    fn next_line(&mut self) -> (usize, &'a str) {
        let next = (self.line, self.peek());
        self.skip(self.rest.find('\n').map_or(self.rest.len(), |end| end + 1));
        next
    }

    fn read_line(&mut self, line: usize, text: &'a str) {
        if matches!(text, "-" | "•" | "---" | "***") {
            return;
        }
        if let Some((name, value)) = self.header_line(text) {
            return self.push(line, Kind::Header(name.to_owned(), value.to_owned()));
        }
        if self.mode == Mode::Code {
            // Of code, only the start of an HTTP message is of use.
            if text.starts_with("HTTP/") {
                self.push(line, Kind::Text(text.to_owned()));
            }
            return;
        }
        if let Some((level, heading)) = hash_heading(text) {
            return self.push(line, Kind::Heading(level, heading.to_owned()));
        }
        if is_separator(self.peek()) && text.contains('|') {
            self.next_line();
            return self.read_grid(line, split_cells(text), |text| text.contains('|').then(|| split_cells(text)));
        }
        // The line above the rows has the names of the columns, which are joined too.
        if let Some((head, _)) = read_glued_row(self.peek()).filter(|_| !text.contains(' ')) {
            let head = head.map(str::to_owned).to_vec();
            return self.read_grid(line, head, |text| read_glued_row(text).map(|(_, cells)| cells));
        }
        let tabs = text.matches('\t').count();
        if tabs > 0 && self.peek().matches('\t').count() == tabs {
            let cells = |text: &str| text.split('\t').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
            return self.read_grid(line, cells(text), |text| text.contains('\t').then(|| cells(text)));
        }
        if let Some(item) = item_text(text) {
            return self.push(line, Kind::Item(item.to_owned()));
        }
        if let Some(member) = member_line(text) {
            return self.read_members(line, member);
        }
        if self.is_heading(text) {
            return self.push(line, Kind::Heading(6, text.to_owned()));
        }
        self.push(line, Kind::Text(text.to_owned()));
    }

    fn read_grid(&mut self, line: usize, head: Vec<String>, cells: impl Fn(&str) -> Option<Vec<String>>) {
        let mut grid = Grid { line, head, rows: Vec::new() };
        while let Some(cells) = cells(self.peek()) {
            grid.rows.push((self.next_line().0, cells));
        }
        self.push(line, Kind::Grid(grid));
    }

    /// Reads the members of a body, each on two lines: `code string optional`, then a description.
    fn read_members(&mut self, line: usize, first: Vec<String>) {
        let head = ["Field", "Type", "Description"].map(str::to_owned).to_vec();
        let mut grid = Grid { line, head, rows: Vec::new() };
        let mut next = Some((line, first));
        while let Some((line, mut cells)) = next {
            cells.push(self.next_line().1.to_owned());
            grid.rows.push((line, cells));
            next = member_line(self.peek()).map(|cells| (self.next_line().0, cells));
        }
        self.push(line, Kind::Grid(grid));
    }

    /// A header of a response: `# Retry-After: 30` below a body, or a line of an HTTP message above its body.
    fn header_line(&self, text: &'a str) -> Option<(&'a str, &'a str)> {
        let is_code = self.mode == Mode::Code;
        let is_near = match self.blocks.last().map(|(_, kind)| kind) {
            Some(Kind::Body(_) | Kind::Header(..)) => true,
            Some(Kind::Text(text)) => is_header_label(text),
            _ => false,
        };
        let comment = text.strip_prefix("# ").or_else(|| text.strip_prefix("// ")).filter(|_| is_near || is_code);
        let text = comment.or(is_code.then_some(text))?;
        let (name, value) = text.split_once(':')?;
        let is_name = name.contains('-') && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        (is_name && !value.trim().is_empty()).then(|| (name, value.trim()))
    }

    /// Whether a line looks like a heading: short, with a capital first, and without the punctuation of a sentence or
    /// of code.
    fn is_heading(&self, text: &str) -> bool {
        let is_bold = text.starts_with("**") && text.ends_with("**");
        let plain = plain_text(text);
        let (stated, rest) = split_status(&plain);
        // `(404) continues` is the end of a sentence.
        let is_rest = plain.starts_with('(') && rest.starts_with(char::is_lowercase);
        if matches!(stated, Some(Ok(_))) && plain.chars().count() <= 80 && !is_rest {
            return self.mode == Mode::Page || is_bold || plain.ends_with(':');
        }
        if self.mode != Mode::Page {
            return false;
        }
        let is_short = plain.chars().count() <= 70 && plain.split_whitespace().count() <= 9;
        let is_marked = plain.contains(['=', '{', '}', ';', '|', '"', '<', '>']) || plain.contains("()");
        let is_title = plain.starts_with(char::is_uppercase) && !plain.ends_with(['.', ',', ':', '!', '?', ')']);
        is_short && is_title && !is_marked && leading_status(&plain).is_none()
    }
}

/// Whether a line is a comment such as `# Response Headers:` and not a heading.
fn is_header_label(text: &str) -> bool {
    text.starts_with('#') && text.to_ascii_lowercase().contains("header")
}

fn hash_heading(text: &str) -> Option<(u8, &str)> {
    let rest = text.trim_start_matches('#');
    let level = u8::try_from(text.len() - rest.len()).ok().filter(|level| (1..=6).contains(level))?;
    let heading = rest.strip_prefix(' ')?.trim().trim_end_matches('#').trim();
    (!is_header_label(text)).then_some((level, heading))
}

fn item_text(text: &str) -> Option<&str> {
    let item = ["• ", "- ", "* ", "+ ", "· ", "– "].iter().find_map(|mark| text.strip_prefix(mark));
    item.or_else(|| {
        let (number, rest) = text.split_once(". ")?;
        ((1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())).then_some(rest)
    })
}

fn member_line(text: &str) -> Option<Vec<String>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let ([name, ty] | [name, ty, "optional" | "required" | "nullable"]) = words[..] else { return None };
    let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'.');
    (is_name && TYPES.contains(&ty)).then(|| vec![name.to_owned(), words[1..].join(" ")])
}

fn is_separator(text: &str) -> bool {
    text.contains('-') && text.contains('|') && text.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' '))
}

/// The cells of a row, whose first and last `|` may be missing. A `|` in a code span or after a backslash is part of a
/// cell.
fn split_cells(row: &str) -> Vec<String> {
    let is_code_closed = row.matches('`').count().is_multiple_of(2);
    // No source contains this character.
    let row = row.trim().replace("\\|", "\0");
    let mut in_code = false;
    let cells = row.strip_prefix('|').unwrap_or(&row).split(|c| {
        in_code ^= c == '`' && is_code_closed;
        c == '|' && !in_code
    });
    let mut cells: Vec<String> = cells.map(|cell| cell.trim().replace('\0', "|")).collect();
    cells.pop_if(|cell| cell.is_empty());
    cells
}
