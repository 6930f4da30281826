//! Splits plain lines of text into blocks by their appearance.

use super::block::{Block, Kind, Mode};
use super::glued::read_glued_row;
use super::jsonish::{LIMIT, leading_object};
use crate::grid::Grid;
use crate::infer::status::{heading_status, leading_status};
use crate::text::plain_text;

/// The number of bytes that unsuccessful attempts to parse bodies may read in total.
const BUDGET: usize = 64 * LIMIT;

/// Names of types that pages use for members.
const TYPES: &[&str] =
    &["boolean", "bool", "string", "integer", "int", "number", "object", "array", "float", "uuid", "timestamp"];

/// The blocks of a text. `first` is the line number of the text's first line.
pub(super) fn scan_text(text: &str, first: usize, mode: Mode) -> Vec<Block> {
    let mut scan = Scan { lines: Vec::new(), at: 0, blocks: Vec::new(), mode, budget: BUDGET };
    let mut offset = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        scan.lines.push((first + i, offset, line.trim_end_matches(['\n', '\r'])));
        offset += line.len();
    }
    while let Some((line, offset, shown)) = scan.lines.get(scan.at).copied() {
        let trimmed = shown.trim_start();
        let from = &text[offset + (shown.len() - trimmed.len())..];
        if trimmed.starts_with('{') && scan.budget > 0 {
            if let Some((body, end)) = leading_object(from) {
                scan.push(line, Kind::Body(body));
                scan.at += from[..end].matches('\n').count();
                scan.skip_to(offset + (shown.len() - trimmed.len()) + end);
                continue;
            }
            scan.budget = scan.budget.saturating_sub(from.len().min(LIMIT));
        }
        scan.at += 1;
        scan.read_line(line, trimmed.trim_end());
    }
    scan.blocks
}

struct Scan<'a> {
    /// The number, the offset and the text of each line.
    lines: Vec<(usize, usize, &'a str)>,
    /// The index of the next line.
    at: usize,
    blocks: Vec<Block>,
    mode: Mode,
    /// The number of bytes that unsuccessful attempts may still read.
    budget: usize,
}

impl<'a> Scan<'a> {
    fn push(&mut self, line: usize, kind: Kind) {
        self.blocks.push(Block { line, kind });
    }

    /// Continues at an offset in the current line, or at the next line if only spaces follow the offset.
    fn skip_to(&mut self, to: usize) {
        let Some((_, offset, line)) = self.lines.get_mut(self.at) else { return };
        let rest = line.get(to - *offset..).unwrap_or_default();
        (*offset, *line) = (to, rest);
        self.at += usize::from(rest.trim().is_empty());
    }

    fn peek(&self) -> Option<&'a str> {
        self.lines.get(self.at).map(|(_, _, line)| line.trim())
    }

    fn read_line(&mut self, line: usize, text: &'a str) {
        if text.is_empty() || matches!(text, "-" | "•" | "---" | "***") {
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
        if self.peek().is_some_and(is_separator) && text.contains('|') {
            self.at += 1;
            return self.read_grid(line, split_cells(text), |text| text.contains('|').then(|| split_cells(text)));
        }
        // The line above the rows has the names of the columns, which are joined too.
        if let Some((head, _)) = self.peek().and_then(read_glued_row).filter(|_| !text.contains(' ')) {
            let head = head.map(str::to_owned).to_vec();
            return self.read_grid(line, head, |text| read_glued_row(text).map(|(_, cells)| cells));
        }
        let tabs = text.matches('\t').count();
        if tabs > 0 && self.peek().is_some_and(|next| next.matches('\t').count() == tabs) {
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
        while let Some((line, _, text)) = self.lines.get(self.at) {
            let Some(cells) = Some(text.trim()).filter(|text| !text.is_empty()).and_then(&cells) else { break };
            grid.rows.push((*line, cells));
            self.at += 1;
        }
        self.push(line, Kind::Grid(grid));
    }

    /// Reads the members of a body, each on two lines: `code string optional`, then a description.
    fn read_members(&mut self, line: usize, first: Vec<String>) {
        let head = ["Field", "Type", "Description"].map(str::to_owned).to_vec();
        let mut grid = Grid { line, head, rows: Vec::new() };
        let mut next = Some((line, first));
        while let Some((line, mut cells)) = next.take() {
            cells.extend(self.peek().map(str::to_owned));
            self.at += 1;
            grid.rows.push((line, cells));
            if let Some((line, _, text)) = self.lines.get(self.at) {
                next = member_line(text.trim()).map(|cells| (*line, cells));
                self.at += usize::from(next.is_some());
            }
        }
        self.push(line, Kind::Grid(grid));
    }

    /// A header of a response: `# Retry-After: 30` below a body, or a line of an HTTP message above its body.
    fn header_line(&self, text: &'a str) -> Option<(&'a str, &'a str)> {
        let is_near = match self.blocks.last().map(|block| &block.kind) {
            Some(Kind::Body(_) | Kind::Header(..)) => true,
            Some(Kind::Text(text)) => is_header_label(text),
            _ => false,
        };
        let comment = text.strip_prefix("# ").or_else(|| text.strip_prefix("// "));
        let text = match comment.filter(|_| is_near || self.mode == Mode::Code) {
            Some(comment) => comment,
            None => Some(text).filter(|_| self.mode == Mode::Code)?,
        };
        let (name, value) = text.split_once(':')?;
        let is_name = name.contains('-') && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        (is_name && !value.trim().is_empty()).then(|| (name, value.trim()))
    }

    /// Whether a line looks like a heading: short, with a capital first, and without the punctuation of a sentence or
    /// of code.
    fn is_heading(&self, text: &str) -> bool {
        let is_bold = text.starts_with("**") && text.ends_with("**");
        let plain = plain_text(text);
        if heading_status(&plain).is_some() && plain.chars().count() <= 80 {
            return self.mode == Mode::Page || is_bold || plain.ends_with(':');
        }
        if self.mode != Mode::Page {
            return false;
        }
        let is_short = plain.chars().count() <= 70 && plain.split_whitespace().count() <= 9;
        let starts = plain.starts_with(char::is_uppercase);
        let is_marked = plain.contains(['=', '{', '}', ';', '|', '"', '<', '>']) || plain.contains("()");
        is_short
            && starts
            && !is_marked
            && !plain.ends_with(['.', ',', ':', '!', '?', ')'])
            && leading_status(&plain).is_none()
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
    let mut words = text.split_whitespace();
    let (name, ty, mark) = (words.next()?, words.next()?, words.next());
    let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'.') && words.next().is_none();
    let is_mark = matches!(mark, None | Some("optional" | "required" | "nullable"));
    let ty = [Some(ty), mark].into_iter().flatten().collect::<Vec<_>>();
    (is_name && is_mark && TYPES.contains(&ty[0])).then(|| vec![name.to_owned(), ty.join(" ")])
}

fn is_separator(text: &str) -> bool {
    text.contains("--") && text.contains('|') && text.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' '))
}

/// The cells of a row, whose first and last `|` may be missing. A `|` in a code span or after a backslash is part of a
/// cell.
pub(super) fn split_cells(row: &str) -> Vec<String> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = vec![String::new()];
    let (mut is_escaped, mut in_code) = (false, false);
    let is_code_closed = row.matches('`').count().is_multiple_of(2);
    for c in row.chars() {
        let Some(cell) = cells.last_mut() else { break };
        match c {
            '|' if is_escaped => {
                cell.pop();
                cell.push('|');
            }
            '|' if !(in_code && is_code_closed) => cells.push(String::new()),
            c => cell.push(c),
        }
        in_code ^= c == '`';
        is_escaped = c == '\\' && !is_escaped;
    }
    cells.pop_if(|cell| cell.trim().is_empty());
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}
