//! Lines of text to blocks, where nothing but their looks says what they are.

use super::block::{Block, Body, Kind, Mode};
use super::glued::{read_glued_row, split_head};
use super::inline::plain_text;
use super::jsonish::{LIMIT, leading_object};
use crate::grid::Grid;
use crate::infer::status::{heading_status, leading_status};

/// How much of a text is read in vain before no more bodies are looked for.
const BUDGET: usize = 64 * LIMIT;

/// Types of members, as pages name them.
const TYPES: &[&str] =
    &["boolean", "bool", "string", "integer", "int", "number", "object", "array", "float", "uuid", "timestamp"];

/// The blocks of a text whose first line is `first`.
pub(super) fn scan_text(text: &str, first: usize, mode: Mode) -> Vec<Block> {
    let mut scan = Scan { lines: Vec::new(), at: 0, blocks: Vec::new(), mode, budget: BUDGET };
    let mut offset = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        scan.lines.push((first + i, offset, line.trim_end_matches(['\n', '\r'])));
        offset += line.len();
    }
    let mut rest: Option<(usize, &str)> = None;
    while scan.at < scan.lines.len() || rest.is_some() {
        let (line, start, shown) = match rest.take() {
            Some((line, tail)) => (line, text.len(), tail),
            None => {
                let (line, start, shown) = scan.lines[scan.at];
                scan.at += 1;
                (line, start, shown)
            }
        };
        let trimmed = shown.trim_start();
        if trimmed.starts_with('{') && scan.budget > 0 {
            // What a body is glued to stands in the text only once, so that this is not a loop.
            let from = if start == text.len() { trimmed } else { &text[start + (shown.len() - trimmed.len())..] };
            if let Some(found) = leading_object(from) {
                let body = Body { value: found.value, comments: found.comments, is_mended: found.is_mended };
                scan.push(line, Kind::Body(body));
                let breaks = from[..found.end].matches('\n').count();
                let tail = from[found.end..].lines().next().unwrap_or_default();
                scan.at += breaks;
                rest = (!tail.trim().is_empty()).then_some((line + breaks, tail));
                continue;
            }
            scan.budget = scan.budget.saturating_sub(from.len().min(LIMIT));
        }
        scan.read_line(line, trimmed.trim_end());
    }
    scan.blocks
}

struct Scan<'a> {
    /// Number, offset and text.
    lines: Vec<(usize, usize, &'a str)>,
    /// The line after the one that is read.
    at: usize,
    blocks: Vec<Block>,
    mode: Mode,
    /// How much may still be read in vain, looking for the end of a body.
    budget: usize,
}

impl<'a> Scan<'a> {
    fn push(&mut self, line: usize, kind: Kind) {
        self.blocks.push(Block { line, kind });
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
            return self.push(line, Kind::Text(text.to_owned()));
        }
        if let Some((level, heading)) = hash_heading(text) {
            return self.push(line, Kind::Heading(level, heading.to_owned()));
        }
        if self.peek().is_some_and(is_separator) && text.contains('|') {
            self.at += 1;
            return self.read_grid(line, split_cells(text), |text| text.contains('|').then(|| split_cells(text)));
        }
        if let Some(head) = split_head(text).filter(|_| self.peek().is_some_and(|next| !next.is_empty())) {
            let columns = head.clone();
            return self.read_grid(line, head, |text| read_glued_row(&columns, text));
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

    /// Members of a body, two lines each: `code string optional`, and what it is.
    fn read_members(&mut self, line: usize, first: Vec<String>) {
        let head = ["Field", "Type", "Description"].map(str::to_owned).to_vec();
        let mut grid = Grid { line, head, rows: Vec::new() };
        let mut next = Some((line, first));
        while let Some((line, mut cells)) = next.take() {
            if let Some(text) = self.peek() {
                cells.push(text.to_owned());
                self.at += 1;
            }
            grid.rows.push((line, cells));
            if let Some((line, _, text)) = self.lines.get(self.at) {
                next = member_line(text.trim()).map(|cells| (*line, cells));
                self.at += usize::from(next.is_some());
            }
        }
        self.push(line, Kind::Grid(grid));
    }

    /// `# Retry-After: 30` below a body, or a header of an HTTP message above one.
    fn header_line(&self, text: &'a str) -> Option<(&'a str, &'a str)> {
        let is_below = matches!(self.blocks.last(), Some(Block { kind: Kind::Body(_) | Kind::Header(..), .. }));
        let comment = text.strip_prefix("# ").or_else(|| text.strip_prefix("// "));
        let after_label =
            matches!(self.blocks.last(), Some(Block { kind: Kind::Text(text), .. }) if is_header_label(text));
        let text = match comment {
            Some(text) if is_below || after_label || self.mode == Mode::Code => text,
            _ if self.mode == Mode::Code => text,
            _ => return None,
        };
        let (name, value) = text.split_once(':')?;
        let is_name = name.contains('-') && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        (is_name && !value.trim().is_empty()).then(|| (name, value.trim()))
    }

    /// A line that looks like a heading: short, with a capital, and without the marks of a sentence or of code.
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

/// `# Response Headers:` is a comment where a heading could stand.
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
        (!number.is_empty() && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit())).then_some(rest)
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

/// The cells of a row; its first and last bar may be missing.
pub(super) fn split_cells(row: &str) -> Vec<String> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = vec![String::new()];
    let (mut is_escaped, mut in_code) = (false, false);
    let is_code_closed = row.matches('`').count().is_multiple_of(2);
    for c in row.chars() {
        let cell = cells.last_mut();
        match (c, cell) {
            ('|', Some(cell)) if is_escaped => {
                cell.pop();
                cell.push('|');
            }
            ('|', _) if !(in_code && is_code_closed) => cells.push(String::new()),
            (c, Some(cell)) => cell.push(c),
            (_, None) => {}
        }
        in_code ^= c == '`';
        is_escaped = c == '\\' && !is_escaped;
    }
    if cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}
